// Drizzle over the driver port. Its better-sqlite3 session needs no more than the port has, and imports nothing
// native, so the same queries run on every engine. Everything above this file knows the database type alone.

import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Driver, RunResult } from './driver.ts'

export type Database = BaseSQLiteDatabase<'sync', RunResult>

export function databaseOn(driver: Driver): Database {
  const dialect = new SQLiteSyncDialect()
  // The session's declared client is better-sqlite3's class; what it calls of it is the driver port.
  const session = new BetterSQLiteSession(driver as never, dialect, undefined, {})
  return new BaseSQLiteDatabase('sync', dialect, session as never, undefined) as unknown as Database
}

/** One transaction that takes the write lock at its start: a deferred one can fail half way (M4). */
export const inTransaction = <Result>(driver: Driver, body: () => Result): Result =>
  driver.transaction(body).immediate()
