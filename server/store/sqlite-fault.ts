// What an error of SQLite means for the one who asked: try again, stop the process, or a mistake of ours.
// Extended codes count by their prefix: SQLITE_IOERR_FSYNC is a SQLITE_IOERR.

import { StoreFault } from './store-fault.ts'

/** Nothing was stored and the next try may succeed: a lock, no space, no memory, a short failure of the disk. */
const TEMPORARY = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_NOMEM']
/** The file is damaged: nothing that is read or written from here on can be trusted. */
const BROKEN = ['SQLITE_CORRUPT', 'SQLITE_NOTADB']
/** The disk is full, or fails. */
const DISK = ['SQLITE_FULL', 'SQLITE_IOERR']
/** Failing while committing: the caches of the system may have lost pages that SQLite believes written. */
const UNKNOWN_AT_COMMIT = ['SQLITE_IOERR', ...BROKEN]

/** The fault that a failing statement stands for, or the error itself where it is none. */
export function faultOf(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === null) return error
  if (startsWithOne(code, BROKEN))
    return new StoreFault('UNKNOWN', `the database is damaged (${code})`, { cause: error })
  if (startsWithOne(code, TEMPORARY))
    return new StoreFault('TEMPORARY', `the database cannot be used right now (${code})`, { cause: error })
  return error
}

/** The fault of a failed COMMIT; anything but a known temporary one leaves unknown what is stored. */
export function commitFaultOf(error: unknown): StoreFault {
  const code = sqliteCode(error)
  const isTemporary =
    code !== null && !startsWithOne(code, UNKNOWN_AT_COMMIT) && startsWithOne(code, TEMPORARY)
  return isTemporary
    ? new StoreFault('TEMPORARY', `the commit was refused (${code})`, { cause: error })
    : new StoreFault('UNKNOWN', `the commit failed (${code ?? 'no code'})`, { cause: error })
}

/** Whether something failed because the disk is full or fails, and not because of a lock or of us. */
export function isDiskTrouble(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== null && startsWithOne(code, DISK)
}

/** The result code of SQLite, also where the error arrived wrapped. */
function sqliteCode(error: unknown): string | null {
  let current: unknown = error
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    const code: unknown = 'code' in current ? current.code : null
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code
    current = current.cause
  }
  return null
}

const startsWithOne = (code: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => code === prefix || code.startsWith(`${prefix}_`))
