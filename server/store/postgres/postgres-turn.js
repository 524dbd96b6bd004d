// The turns of writing. A transaction begins by taking the one lock that all nodes take, so that its works see everything
// that was committed before them, as with a single writer: positions are dense and nothing has to be tried again
// (decision 0032). The works of a batch follow each other, each in a savepoint; statements that are not questions are
// sent without waiting for the answers of those before them.
//
//   BEGIN, lock, xid, SAVEPOINT ▸ work ▸ RELEASE, SAVEPOINT ▸ work ▸ … ▸ COMMIT ─▶ answered
//                                                                        └ no answer ─▶ asked for by its xid
import { StoreFault } from '../store-fault.ts'
import { waitedOutside } from '../write-queue.ts'
import { endsConnection, faultOf } from './postgres-fault.ts'
import { LOCKS } from './postgres-schema.ts'
/** READ COMMITTED: each statement sees what was committed before it, and so before this turn. */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SELECT pg_advisory_xact_lock(${LOCKS.turn});
  SELECT pg_current_xact_id()::text AS xid;
  SAVEPOINT work`
export function takeTurns(session, outcomeOf) {
  return async (batch, stop) => {
    const failAll = (works, error) => {
      if (error instanceof StoreFault && error.code === 'UNKNOWN') stop(error)
      for (const work of works) work.fail(error)
    }
    let turn
    try {
      turn = await begin(await session())
    } catch (error) {
      failAll(batch, error)
      return
    }
    const done = []
    try {
      for (const work of batch) if (await runInSavepoint(turn, work)) done.push(work)
    } catch (error) {
      // The connection is gone, and with it the transaction: nothing of this batch is stored.
      turn.session.end()
      failAll(batch, error)
      return
    }
    const fault = await end(turn, done.length > 0 ? 'COMMIT' : 'ROLLBACK', outcomeOf)
    if (fault === null) for (const work of done) work.succeed()
    else failAll(done, fault)
  }
}
async function begin(session) {
  try {
    // Several statements in one text answer with a list; the driver's types know of one answer only.
    const answers = await session.say(BEGIN)
    const row = answers[2]?.rows[0]
    if (row === undefined) throw new Error('a transaction began without its number')
    return { session, xid: row.xid, channelEnds: new Map(), between: null }
  } catch (error) {
    if (endsConnection(error)) session.end()
    else session.say('ROLLBACK').catch(() => session.end())
    throw faultOf(error)
  }
}
/** Whether the work is part of the commit. Throws when the connection is gone, and with it every work of the turn. */
async function runInSavepoint(turn, work) {
  const { session } = turn
  const failure = await failureOf(turn, work)
  if (session.isLost()) throw faultOf(failure ?? new Error('the connection ended'))
  if (failure instanceof StoreFault && failure.code === 'UNKNOWN') throw failure
  if (failure === null) {
    turn.between = 'RELEASE work; SAVEPOINT work'
    return true
  }
  turn.between = 'ROLLBACK TO work'
  turn.channelEnds.clear()
  work.fail(failure)
  return false
}
/** Runs a work and waits for all that it sent; null when everything went well. */
async function failureOf({ session, channelEnds, between }, work) {
  const watch = openWatch()
  const changes = []
  let isOpen = true
  // Sent before the work's first statement and not waited for: where it fails, everything after it does.
  if (between !== null) session.say(between).catch(() => undefined)
  const connection = {
    channelEnds,
    ask: (text, values) => {
      if (!isOpen) return Promise.reject(hasEnded())
      return watch.during(session.ask(text, values))
    },
    change: (text, values) => {
      if (!isOpen) return Promise.reject(hasEnded())
      const change = session.ask(text, values)
      change.catch(() => undefined)
      changes.push(change)
      return Promise.resolve()
    },
  }
  try {
    await watch.until(work.run(connection))
    isOpen = false
    await Promise.all(changes)
    return null
  } catch (error) {
    isOpen = false
    const sent = await Promise.allSettled(changes)
    // A change that failed makes all that follows fail: it is the reason.
    return sent.find((change) => change.status === 'rejected')?.reason ?? error
  }
}
const hasEnded = () => new Error('a work has ended and may not touch its transaction any more')
/** Sees that a work waits for its own questions alone: without one on the way, it has to end within this turn. */
function openWatch() {
  const overdue = Promise.withResolvers()
  let onTheWay = 0
  let isOver = false
  let immediate = setImmediate(look)
  function look() {
    if (onTheWay === 0 && !isOver) overdue.reject(waitedOutside())
  }
  return {
    during: async (asking) => {
      onTheWay += 1
      try {
        return await asking
      } finally {
        onTheWay -= 1
        clearImmediate(immediate)
        immediate = setImmediate(look)
      }
    },
    until: async (run) => {
      try {
        await Promise.race([run, overdue.promise])
      } finally {
        isOver = true
      }
    },
  }
}
/** The fault of the whole turn, or null. */
async function end({ session, xid }, how, outcomeOf) {
  try {
    const { command } = await session.say(how)
    // A transaction in which a statement failed is rolled back by COMMIT, without an error.
    return command === how ? null : new StoreFault('TEMPORARY', 'the commit was refused')
  } catch (error) {
    const fault = faultOf(error)
    if (how === 'ROLLBACK' || endsConnection(error)) session.end()
    if (how === 'ROLLBACK') return null
    if (!endsConnection(error))
      return fault instanceof StoreFault
        ? fault
        : new StoreFault('TEMPORARY', 'the commit was refused', { cause: fault })
    const outcome = await outcomeOf(xid)
    if (outcome === 'COMMITTED') return null
    return outcome === 'ABORTED'
      ? new StoreFault('TEMPORARY', 'the database ended the commit', { cause: fault })
      : new StoreFault('UNANSWERED', 'the database did not say whether it committed', { cause: fault })
  }
}
