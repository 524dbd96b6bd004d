// What an error of PostgreSQL, or of the way to it, means for the one who asked. Errors are told by their SQLSTATE, and
// passed on without the values that the database quotes in them: those may be what people wrote.

import pg from 'pg'
import { StoreFault } from '../store-fault.ts'

/**
 * Classes and codes after which the same may be asked for again: no connection (08), resources (53), an operator or a
 * crash ended the session (57), the system failed (58), a timeout or a lock, or a server that takes no writes.
 */
const TEMPORARY = ['08', '53', '57', '58', '40001', '40P01', '55P03', '25P02', '25P03', '25P04', '25006']
/** The database is damaged. */
const BROKEN = ['XX001', 'XX002']
/** The server ends this connection, or has ended it. */
const ENDS_CONNECTION = ['08', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04']

/** An error of the database without anybody's values; `code` is the SQLSTATE. */
export class PostgresError extends Error {
  readonly code: string

  constructor({ code = 'no code', constraint }: pg.DatabaseError) {
    super(`the database refused a statement (${[code, constraint].filter(Boolean).join(', ')})`)
    this.name = 'PostgresError'
    this.code = code
  }
}

/** The fault that an error of a statement or of a connection stands for; errors of our own come back as they are. */
export function faultOf(error: unknown): unknown {
  if (error instanceof StoreFault || !(error instanceof Error)) return error
  if (!(error instanceof pg.DatabaseError)) return isOurs(error) ? error : unreachable(error)
  const cause = new PostgresError(error)
  if (startsWithOne(cause.code, BROKEN))
    return new StoreFault('UNKNOWN', `the database is damaged (${cause.code})`, { cause })
  if (startsWithOne(cause.code, TEMPORARY))
    return new StoreFault('TEMPORARY', `the database cannot be used right now (${cause.code})`, { cause })
  return cause
}

/** Whether the connection is of no use after this error. */
export const endsConnection = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || startsWithOne(error.code ?? '', ENDS_CONNECTION)

/** Whether a connection that was there is gone, and not only slow: another one may be there. */
export const isCutOff = (error: unknown): boolean =>
  endsConnection(error) &&
  error instanceof Error &&
  !error.message.includes('timeout') &&
  !('syscall' in error && error.syscall === 'connect')

/** The driver's errors of a connection are plain ones; what is wrong with our own call has a type. */
const isOurs = (error: Error): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof PostgresError

/** The message names an address at most, never a password; still only its code is told. */
function unreachable(error: Error): StoreFault {
  const code: unknown = 'code' in error ? error.code : null
  const reason = typeof code === 'string' ? code : 'the connection ended'
  return new StoreFault('TEMPORARY', `the database cannot be reached (${reason})`, { cause: error })
}

const startsWithOne = (code: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => code.startsWith(prefix))
