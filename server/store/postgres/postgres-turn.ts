// The turns of writing. A transaction begins by taking the one lock that all nodes take, so that its works see everything
// that was committed before them, as with a single writer: positions are dense and nothing has to be tried again
// (decision 0032). The works of a batch follow each other, each in a savepoint; statements that are not questions are
// sent without waiting for the answers of those before them.
//
//   BEGIN, lock, xid, SAVEPOINT ▸ work ▸ RELEASE, SAVEPOINT ▸ work ▸ … ▸ COMMIT ─▶ answered
//                                                                        └ no answer ─▶ asked for by its xid

import { StoreFault } from '../store-fault.ts'
import { type CommitTogether, type Waiting, waitedOutside } from '../write-queue.ts'
import type { Session } from './postgres-connection.ts'
import { endsConnection, faultOf } from './postgres-fault.ts'
import { blankMemory, type Memories, type Memory, type Moved, openMemories } from './postgres-memory.ts'
import { LOCKS } from './postgres-schema.ts'
import type { WorkConnection } from './postgres-writes.ts'

type Work = Waiting<WorkConnection>

/** How a transaction ended whose COMMIT was not answered; null when that cannot be known now. */
export type OutcomeOf = (xid: string) => Promise<'COMMITTED' | 'ABORTED' | null>

/** READ COMMITTED: each statement sees what was committed before it, and so before this turn. */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SELECT pg_advisory_xact_lock(${LOCKS.turn});
  SELECT pg_current_xact_id()::text AS xid, (SELECT version FROM directory) AS version,
    (SELECT coalesce(max(position), 0) FROM channel WHERE name = 'provider') AS position;
  SAVEPOINT work`

export function takeTurns(
  session: () => Promise<Session>,
  outcomeOf: OutcomeOf,
): CommitTogether<WorkConnection> {
  const memories = openMemories()
  return async (batch, stop) => {
    const failAll = (works: readonly Work[], error: unknown): void => {
      if (error instanceof StoreFault && error.code === 'UNKNOWN') stop(error)
      for (const work of works) work.fail(error)
    }
    let turn: Turn
    try {
      turn = await beginOn(session, memories)
    } catch (error) {
      failAll(batch, error)
      return
    }
    const done: Work[] = []
    try {
      for (const work of batch) if (await runInSavepoint(turn, work)) done.push(work)
    } catch (error) {
      // The connection is gone, and with it the transaction: nothing of this batch is stored.
      turn.session.end()
      failAll(batch, error)
      return
    }
    const fault = await end(turn, done.length > 0 ? 'COMMIT' : 'ROLLBACK', outcomeOf)
    if (fault !== null) return failAll(done, fault)
    memories.keep(turn.memory, turn.moved, turn.directoryChanged)
    for (const work of done) work.succeed()
  }
}

interface Turn {
  readonly session: Session
  readonly xid: string
  readonly moved: Moved
  memory: Memory
  directoryChanged: boolean
  /** What leads from the last work to the next one. */
  between: string | null
}

/** A connection may have been lost unnoticed since the last turn: that shows here, before any work, and costs nothing. */
async function beginOn(session: () => Promise<Session>, memories: Memories): Promise<Turn> {
  const first = await session()
  try {
    return await begin(first, memories)
  } catch (error) {
    if (!first.isLost()) throw error
    return begin(await session(), memories)
  }
}

async function begin(session: Session, memories: Memories): Promise<Turn> {
  try {
    // Several statements in one text answer with a list; the driver's types know of one answer only.
    const answers = (await session.say(BEGIN)) as unknown as readonly {
      readonly rows: readonly unknown[]
    }[]
    const row = answers[2]?.rows[0] as (Moved & { readonly xid: string }) | undefined
    if (row === undefined) throw new Error('a transaction began without its number')
    const { xid, ...moved } = row
    return { session, xid, moved, memory: memories.recall(moved), directoryChanged: false, between: null }
  } catch (error) {
    if (endsConnection(error)) session.end()
    else session.say('ROLLBACK').catch(() => session.end())
    throw faultOf(error)
  }
}

/** Whether the work is part of the commit. Throws when the connection is gone, and with it every work of the turn. */
async function runInSavepoint(turn: Turn, work: Work): Promise<boolean> {
  const { session } = turn
  const failure = await failureOf(turn, work)
  if (session.isLost()) throw faultOf(failure ?? new Error('the connection ended'))
  if (failure instanceof StoreFault && failure.code === 'UNKNOWN') throw failure
  if (failure === null) {
    turn.between = 'RELEASE work; SAVEPOINT work'
    return true
  }
  turn.between = 'ROLLBACK TO work'
  // What it left there counts for nobody, nor what it may still bring.
  turn.memory = blankMemory()
  work.fail(failure)
  return false
}

/** Runs a work and waits for all that it sent; null when everything went well. */
async function failureOf(turn: Turn, work: Work): Promise<unknown> {
  const { session, between } = turn
  const watch = openWatch()
  const changes: Promise<unknown>[] = []
  let isOpen = true
  // Sent before the work's first statement and not waited for: where it fails, everything after it does.
  if (between !== null) session.say(between).catch(() => undefined)
  const connection: WorkConnection = {
    memory: turn.memory,
    directoryChanged: () => {
      turn.directoryChanged = true
    },
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

const hasEnded = (): Error => new Error('a work has ended and may not touch its transaction any more')

/** Sees that a work waits for its own questions alone: without one on the way, it has to end within this turn. */
function openWatch() {
  const overdue = Promise.withResolvers<never>()
  let onTheWay = 0
  let isOver = false
  let immediate = setImmediate(look)
  function look(): void {
    if (onTheWay === 0 && !isOver) overdue.reject(waitedOutside())
  }
  return {
    during: async <T>(asking: Promise<T>): Promise<T> => {
      onTheWay += 1
      try {
        return await asking
      } finally {
        onTheWay -= 1
        clearImmediate(immediate)
        immediate = setImmediate(look)
      }
    },
    until: async (run: Promise<void>): Promise<void> => {
      try {
        await Promise.race([run, overdue.promise])
      } finally {
        isOver = true
      }
    },
  }
}

/** The fault of the whole turn, or null. */
async function end(
  { session, xid }: Turn,
  how: 'COMMIT' | 'ROLLBACK',
  outcomeOf: OutcomeOf,
): Promise<StoreFault | null> {
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
