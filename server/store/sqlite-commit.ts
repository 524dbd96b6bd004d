// How SQLite commits works together: everything within one turn of the loop, since it answers at once, and every other
// writer of this process would wait.

import { commitFaultOf, faultOf } from './sqlite-fault.ts'
import { StoreFault } from './store-fault.ts'
import { openQueue, type Waiting, waitedOutside, type WorkSpan, type WriteQueue } from './write-queue.ts'

/** The few statements that a queue needs of a connection. All are synchronous and throw the database's error. */
export interface Transactional {
  begin(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  /** Writes what was left for the end of the transaction. */
  beforeCommit(): void
  commit(): void
  rollback(): void
  /** False when the database ended the transaction by itself, as it does on some errors. */
  isInTransaction(): boolean
}

type Work = Waiting<WorkSpan>

/** More would keep the loop from readers for too long. */
const WORKS_PER_COMMIT_MAX = 128

export const openSqliteQueue = (
  connection: Transactional,
  onFatal: (cause: unknown) => void,
): WriteQueue<WorkSpan> =>
  openQueue((batch, stop) => commitTogether(connection, batch, stop), WORKS_PER_COMMIT_MAX, onFatal)

async function commitTogether(
  connection: Transactional,
  batch: readonly Work[],
  stop: (fault: StoreFault) => void,
): Promise<void> {
  const done: Work[] = []
  try {
    connection.begin()
    for (const work of batch) if (await runInSavepoint(connection, work, stop)) done.push(work)
    writeRest(connection, stop)
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

/** Throws when the transaction cannot be committed, and with it no work in it. */
function writeRest(connection: Transactional, stop: (fault: StoreFault) => void): void {
  try {
    connection.beforeCommit()
  } catch (error) {
    const fault = faultOf(error)
    if (fault instanceof StoreFault && fault.code === 'UNKNOWN') stop(fault)
    throw error
  }
}

/** Whether the work is part of the commit. Throws when the transaction is gone, and with it every work in it. */
async function runInSavepoint(
  connection: Transactional,
  work: Work,
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

/** A work that waits for anything but its transaction would hold up every other writer: it is a bug, and ends. */
async function withinThisTurn(run: Promise<void>): Promise<void> {
  const watch = Promise.withResolvers<never>()
  const overdue = setImmediate(() => watch.reject(waitedOutside()))
  try {
    await Promise.race([run, watch.promise])
  } finally {
    clearImmediate(overdue)
  }
}
