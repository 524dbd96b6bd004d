// Group commit: all works that were asked for in one turn of the loop share one transaction and one fsync, each in a
// savepoint of its own, so that one that fails does not hurt the others. Nobody is answered before the commit.
//
//   write ─▶ waiting ─(end of turn)─▶ BEGIN · [SAVEPOINT work RELEASE]* · COMMIT ─▶ resolve | reject

import { commitFaultOf, faultOf } from './sqlite-fault.ts'
import { StoreFault } from './store-fault.ts'

/** The few statements that a queue needs of a connection. All are synchronous and throw the database's error. */
export interface Transactional {
  begin(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  commit(): void
  rollback(): void
  /** False when the database ended the transaction by itself, as it does on some errors. */
  isInTransaction(): boolean
}

/** Open while its work runs; what the work does after that would land outside any transaction. */
export interface WorkSpan {
  readonly isOpen: boolean
}

interface Waiting {
  run(span: WorkSpan): Promise<void>
  succeed(): void
  fail(error: unknown): void
}

export interface WriteQueue {
  write<T>(work: (span: WorkSpan) => Promise<T>): Promise<T>
  /** Resolves when everything asked for before has been answered; later works are refused. */
  close(): Promise<void>
}

/** More would keep the loop from readers for too long. */
const WORKS_PER_COMMIT_MAX = 128

export function openWriteQueue(connection: Transactional, onFatal: (cause: unknown) => void): WriteQueue {
  const waiting: Waiting[] = []
  let draining: Promise<void> | null = null
  let refusal: StoreFault | null = null

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await turnEnds()
      const batch = waiting.splice(0, WORKS_PER_COMMIT_MAX)
      if (refusal?.code === 'UNKNOWN') for (const work of batch) work.fail(stopped(refusal))
      else await commitTogether(connection, batch, stop)
    }
    draining = null
  }

  function stop(fault: StoreFault): void {
    refusal = fault
    onFatal(fault)
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        if (refusal !== null) return reject(stopped(refusal))
        let result: { readonly value: Awaited<ReturnType<typeof work>> } | null = null
        waiting.push({
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

async function commitTogether(
  connection: Transactional,
  batch: readonly Waiting[],
  stop: (fault: StoreFault) => void,
): Promise<void> {
  const done: Waiting[] = []
  try {
    connection.begin()
    for (const work of batch) if (await runInSavepoint(connection, work, stop)) done.push(work)
  } catch (error) {
    // BEGIN was refused, or the database gave up the whole transaction: nothing of this batch is stored.
    end(connection, stop)
    for (const work of batch) work.fail(faultOf(error))
    return
  }
  try {
    connection.commit()
  } catch (error) {
    const fault = commitFaultOf(error)
    if (fault.code === 'UNKNOWN') stop(fault)
    else end(connection, stop)
    for (const work of done) work.fail(fault)
    return
  }
  for (const work of done) work.succeed()
}

/** Whether the work is part of the commit. Throws when the transaction is gone, and with it every work in it. */
async function runInSavepoint(
  connection: Transactional,
  work: Waiting,
  stop: (fault: StoreFault) => void,
): Promise<boolean> {
  const span = { isOpen: true }
  connection.savepoint()
  try {
    await withinThisTurn(work.run(span))
    connection.release()
    return true
  } catch (error) {
    if (!connection.isInTransaction()) throw error
    const fault = faultOf(error)
    if (fault instanceof StoreFault && fault.code === 'UNKNOWN') {
      stop(fault)
      throw error
    }
    connection.rollbackToSavepoint()
    connection.release()
    work.fail(fault)
    return false
  } finally {
    span.isOpen = false
  }
}

function end(connection: Transactional, stop: (fault: StoreFault) => void): void {
  try {
    if (connection.isInTransaction()) connection.rollback()
  } catch (error) {
    stop(new StoreFault('UNKNOWN', 'a transaction could not be rolled back', { cause: error }))
  }
}

const stopped = (cause: StoreFault): StoreFault =>
  new StoreFault('CLOSED', 'the store takes no more works', { cause })

const turnEnds = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A work that waits for anything but its transaction would hold up every other writer: it is a bug, and ends. */
async function withinThisTurn(run: Promise<void>): Promise<void> {
  const watch = Promise.withResolvers<never>()
  const overdue = setImmediate(() =>
    watch.reject(new Error('a work waited for something outside its transaction')),
  )
  try {
    await Promise.race([run, watch.promise])
  } finally {
    clearImmediate(overdue)
  }
}
