// The SQLite port on better-sqlite3: the replica's two files on a desktop, and in Node for tests and headless tools.

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { CACHE_PAGE_BYTES, type Driver, type Statement } from '../replica/store/driver.ts'

/** `replica` is the disposable cache, `outbox` what must never be lost. */
export type ReplicaFile = 'replica' | 'outbox'

const BUSY_MS = 5_000

/** In the built program SQLite's native part lies beside the bundle and outside of the archive; in Node it is the package's. */
const BESIDE = join(import.meta.dirname, 'better_sqlite3.node').replace(
  /app\.asar(?=[\\/])/,
  'app.asar.unpacked',
)
const NATIVE = existsSync(BESIDE) ? { nativeBinding: BESIDE } : {}

/**
 * Opens a file, or a database in memory for ':memory:'.
 * A cache that is no readable database is deleted and begun anew; an outbox in that state throws and is left as it is.
 */
export function openSqliteDriver(path: string, file: ReplicaFile): Driver {
  try {
    return driverOn(openDatabase(path, file), path === ':memory:')
  } catch (error) {
    if (file === 'outbox' || !isUnreadable(error)) throw error
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    return driverOn(openDatabase(path, file), false)
  }
}

/** The port over a database that is open already; `isVolatile`: nothing of it survives this process. */
export function driverOn(database: Sqlite.Database, isVolatile: boolean): Driver {
  return {
    // better-sqlite3 has the port's shape; its own types say more about parameters than the port knows.
    prepare: (sql) => database.prepare(sql) as unknown as Statement,
    exec: (sql) => database.exec(sql),
    transaction: (body) => database.transaction(body),
    close: () => {
      database.close()
    },
    volatile: isVolatile,
  }
}

function openDatabase(path: string, file: ReplicaFile): Sqlite.Database {
  const database = new Sqlite(path, { timeout: BUSY_MS, ...NATIVE })
  try {
    // Of a new file alone, and before its journal: an older cache stays as it is.
    if (file === 'replica') database.pragma(`page_size = ${CACHE_PAGE_BYTES}`)
    database.pragma('journal_mode = wal')
    // Explicitly, both of them: this build falls back to NORMAL by itself after the first write (M1).
    database.pragma(`synchronous = ${file === 'outbox' ? 'full' : 'normal'}`)
    // Reads the file's first page, so that a broken file shows itself here.
    database.prepare('select count(*) from sqlite_master').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const isUnreadable = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError &&
  (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT'))
