// The turns of writing. A transaction begins by taking the one lock that all nodes take, so that its works see everything
// that was committed before them, as with a single writer: positions are dense and nothing has to be tried again
// (decision 0032). The works of a batch follow each other; what they write goes out together with the COMMIT, and so does
// the word to the other nodes. Where nothing unforeseen is asked, a turn waits for two or three answers in all.
//
//   BEGIN, lock, what moved, receipts ▸ (what else is foreseen) ▸ work ▸ work ▸ … ▸ writes, NOTIFY, COMMIT ─▶ answered
//                                                                                      └ no answer ─▶ looked for its mark

import type { CoreLog } from '../../core-log.ts'
import type { Channel } from '../event-store.ts'
import { StoreFault } from '../store-fault.ts'
import type { CommitTogether } from '../write-queue.ts'
import { beginTurn, type Turn, type Work } from './postgres-begin.ts'
import type { Session } from './postgres-connection.ts'
import { endsConnection, faultOf } from './postgres-fault.ts'
import { type Memories, openMemories, type Standing } from './postgres-memory.ts'
import { runWork, sendUnguarded, sendUnsent } from './postgres-work.ts'
import type { Writer } from './postgres-writer.ts'
import type { WorkConnection } from './postgres-writes.ts'

/** What a turn moved, for the other nodes. */
export interface Moves {
  /** The provider's positions before it and after it. */
  readonly before: number
  readonly after: number
  readonly channels: readonly Channel[]
}

/** The payloads of notifications that tell the other nodes. */
export type Announce = (moves: Moves) => readonly string[]

export function takeTurns(
  writer: Pick<Writer, 'session' | 'mark' | 'outcomeOf'>,
  announce: Announce,
  log: CoreLog,
): CommitTogether<WorkConnection> {
  const memories = openMemories()
  const takeTurn: CommitTogether<WorkConnection> = async (batch, stop, more) => {
    const works = [...batch]
    const failAll = (some: readonly Work[], error: unknown): void => {
      if (error instanceof StoreFault && error.code === 'UNKNOWN') stop(error)
      for (const work of some) work.fail(error)
    }
    let turn: Turn
    try {
      turn = await beginOn(writer.session, memories, works, more)
    } catch (error) {
      failAll(works, error)
      return
    }
    let done: readonly Work[]
    let fault: unknown
    try {
      done = await runAll(turn, works)
      fault = await end(turn, done.length > 0 && turn.broken === null, writer, announce)
    } catch (error) {
      // The connection is gone, and with it the transaction: nothing of this batch is stored.
      turn.session.end()
      failAll(works, error)
      return
    }
    if (fault === null) {
      memories.keep(turn.memory, leftBy(turn))
      for (const work of done) work.succeed()
    } else if (fault instanceof StoreFault || done.length === 1) failAll(done, fault)
    else {
      // One of them wrote what the database refuses: each in a turn of its own, so that it alone is refused.
      log.error({ error: fault }, 'the database refused what a turn wrote: its works are tried one by one')
      for (const work of done) await takeTurn([work], stop, () => [])
    }
  }
  return takeTurn
}

/** A connection may have been lost unnoticed since the last turn: that shows here, before any work, and costs nothing. */
async function beginOn(
  session: () => Promise<Session>,
  memories: Memories,
  works: Work[],
  more: () => readonly Work[],
): Promise<Turn> {
  const first = await session()
  try {
    return await beginTurn(first, memories, works, more)
  } catch (error) {
    if (!first.isLost()) throw error
    return beginTurn(await session(), memories, works, () => [])
  }
}

/** Those that ended well; where the turn breaks, all that have not been told how they ended. */
async function runAll(turn: Turn, works: readonly Work[]): Promise<readonly Work[]> {
  const done: Work[] = []
  for (const [index, work] of works.entries()) {
    if (await runWork(turn, work)) done.push(work)
    if (turn.broken !== null) return [...done, ...works.slice(index)]
  }
  return done
}

const leftBy = ({ found, directoryChanged, ends }: Turn): Standing => ({
  version: directoryChanged ? Number.NaN : found.version,
  position: ends.get('provider')?.position ?? found.position,
})

const NOTIFY = `SELECT pg_notify('accord', payload) FROM unnest($1::text[]) AS payload`

/** Commits, or rolls back; resolves to the fault of the whole turn, or null. */
async function end(
  turn: Turn,
  isCommitted: boolean,
  { mark, outcomeOf }: Pick<Writer, 'mark' | 'outcomeOf'>,
  announce: Announce,
): Promise<unknown> {
  const { session, xid, found, ends } = turn
  if (!isCommitted) {
    await session.say('ROLLBACK').catch(() => session.end())
    return turn.broken?.reason ?? null
  }
  const { text, values } = mark(xid)
  const sent = [...sendUnsent(turn), sendUnguarded(turn, text, values)]
  if (ends.size > 0) {
    const moves = { before: found.position, after: leftBy(turn).position, channels: [...ends.keys()] }
    sent.push(sendUnguarded(turn, NOTIFY, [announce(moves)]))
  }
  try {
    const { command } = await session.say('COMMIT')
    await Promise.all(sent)
    if (command === 'COMMIT') return null
    // A transaction in which a statement failed is rolled back by COMMIT, without an error.
    return turn.broken?.reason ?? new StoreFault('TEMPORARY', 'the commit was refused')
  } catch (error) {
    const fault = faultOf(error)
    if (!endsConnection(error))
      return fault instanceof StoreFault
        ? fault
        : new StoreFault('TEMPORARY', 'the commit was refused', { cause: fault })
    session.end()
    const outcome = await outcomeOf(xid)
    if (outcome === 'COMMITTED') return null
    return outcome === 'ABORTED'
      ? new StoreFault('TEMPORARY', 'the database ended the commit', { cause: fault })
      : new StoreFault('UNANSWERED', 'the database did not say whether it committed', { cause: fault })
  }
}
