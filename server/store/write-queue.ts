// Group commit: all works that were asked for together, until a turn of the loop brought no further one, share one
// transaction and one fsync, each in a savepoint of its own, so that one that fails does not hurt the others. Nobody is
// answered before the commit. How a batch becomes a transaction is the database's affair: sqlite-commit.ts,
// postgres/postgres-turn.ts.
//
//   write ─▶ waiting ─(a turn without another)─▶ BEGIN · [SAVEPOINT work RELEASE]* · COMMIT ─▶ resolve | reject

import type { Foreseen } from './event-store.ts'
import { StoreFault } from './store-fault.ts'

/** Open while its work runs; what the work does after that would land outside any transaction. */
export interface WorkSpan {
  readonly isOpen: boolean
}

/** A work that waits for its transaction: it is run, again where that transaction failed, then told how it ended. */
export interface Waiting<Span> {
  readonly foreseen: Foreseen
  run(span: Span): Promise<void>
  succeed(): void
  fail(error: unknown): void
}

/**
 * Runs works in one transaction and answers each; never rejects. After `stop` no more are taken. `more` hands over those
 * that were asked for meanwhile, as far as one transaction may have them.
 */
export type CommitTogether<Span> = (
  batch: readonly Waiting<Span>[],
  stop: (fault: StoreFault) => void,
  more: () => readonly Waiting<Span>[],
) => Promise<void>

export interface WriteQueue<Span> {
  write<T>(work: (span: Span) => Promise<T>, foreseen?: Foreseen): Promise<T>
  /** Resolves when everything asked for before has been answered; later works are refused. */
  close(): Promise<void>
}

/** Whoever asks without end keeps the first from their commit no longer than this. */
const TURNS_MAX = 8

export function openQueue<Span>(
  commitTogether: CommitTogether<Span>,
  worksPerCommitMax: number,
  onFatal: (cause: unknown) => void,
): WriteQueue<Span> {
  const waiting: Waiting<Span>[] = []
  let draining: Promise<void> | null = null
  let refusal: StoreFault | null = null

  /** Requests that came together ask over a few turns, as their sockets are read and their people looked up. */
  async function allAsked(): Promise<void> {
    for (let turn = 0, before = 0; turn < TURNS_MAX && waiting.length > before; turn++) {
      before = waiting.length
      await turnEnds()
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await allAsked()
      const batch = waiting.splice(0, worksPerCommitMax)
      if (refusal?.code === 'UNKNOWN') for (const work of batch) work.fail(stopped(refusal))
      else await commitTogether(batch, stop, () => waiting.splice(0, worksPerCommitMax - batch.length))
    }
    draining = null
  }

  function stop(fault: StoreFault): void {
    refusal = fault
    onFatal(fault)
  }

  return {
    write: (work, foreseen = {}) =>
      new Promise((resolve, reject) => {
        if (refusal !== null) return reject(stopped(refusal))
        let result: { readonly value: Awaited<ReturnType<typeof work>> } | null = null
        waiting.push({
          foreseen,
          run: async (span) => {
            result = { value: await work(span) }
          },
          succeed: () =>
            result === null ? reject(new Error('a work ended without a result')) : resolve(result.value),
          fail: reject,
        })
        draining ??= drain()
      }),
    close: async () => {
      refusal ??= new StoreFault('CLOSED', 'the store is closed')
      await draining
    },
  }
}

const stopped = (cause: StoreFault): StoreFault =>
  new StoreFault('CLOSED', 'the store takes no more works', { cause })

const turnEnds = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What a work is told that waits for anything but its transaction: it would hold up every other writer. */
export const waitedOutside = (): Error => new Error('a work waited for something outside its transaction')
