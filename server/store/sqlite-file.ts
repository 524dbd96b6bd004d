// Opening the database file: one server process per folder, write-ahead log, every commit on the disk before it is
// answered, and a schema that is brought forward by named files and never back.

import { readdirSync, readFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export type Connection = Database.Database

export const DATABASE_FILE = 'accord.sqlite'
const LOCK_FILE = 'accord.lock'
/** The value of `synchronous` at which a commit is on the disk before it returns. */
const FULL = 2
const MIGRATIONS = join(import.meta.dirname, 'migrations')
/**
 * So many pages of log are brought into the database at once: each page one time, however often it changed meanwhile, so
 * rarely is less to write. More than one block of the log's index holds (4,062) would be slower to read.
 */
const CHECKPOINT_PAGES = 4_000
/** Waiting blocks the whole process: better a quick RETRY to the device than a server that stands still. */
const BUSY_WAIT_MS = 50

/**
 * Takes the folder for this process until `close`, or throws a sentence for the operator.
 * The lock is the system's own on an open file: it ends with the process, however that dies.
 */
export function lockFolder(folder: string): Connection {
  mkdirSync(folder, { recursive: true })
  const lock = new Database(join(folder, LOCK_FILE), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error
    throw new Error(
      `Another Accord server is using the data folder ${folder}. Stop it first, or start this one with another folder.`,
      { cause: error },
    )
  }
}

/** The one connection that writes. `synchronous` is set and, after a first write, read back (measured fact M1). */
export function openWriter(folder: string, newId: () => string): Connection {
  const writer = new Database(join(folder, DATABASE_FILE), { timeout: BUSY_WAIT_MS })
  try {
    writer.pragma('journal_mode = WAL')
    writer.pragma('synchronous = FULL')
    // What a work's savepoint needs for undoing it stays in memory: as a file it was more to write than the events.
    writer.pragma('temp_store = MEMORY')
    writer.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    migrate(writer, readMigrations())
    const insert = writer.prepare('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)')
    insert.run('epoch', newId())
    insert.run('secret', `${newId()}${newId()}`)
    writer.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('opened', ?)").run(newId())
    for (const [name, wanted] of [
      ['journal_mode', 'wal'],
      ['synchronous', FULL],
    ] as const)
      if (writer.pragma(name, { simple: true }) !== wanted)
        throw new Error(`The database would not keep what it acknowledges: ${name} is not ${wanted}.`)
    return writer
  } catch (error) {
    writer.close()
    throw error
  }
}

/** Where the data went with `npm run migrate`; null while it is here. A second history under one epoch would be a fork. */
export function movedTo(connection: Connection): string | null {
  const place: unknown = connection.prepare("SELECT value FROM meta WHERE name = 'moved'").pluck().get()
  return typeof place === 'string' ? place : null
}

/** Throws a sentence for the operator where the data went to PostgreSQL. */
export function refuseMoved(connection: Connection, folder: string): void {
  const place = movedTo(connection)
  if (place !== null)
    throw new Error(
      `What is in ${folder} was moved to PostgreSQL (${place}): start with ACCORD_DATABASE_URL, or restore a backup into a new folder.`,
    )
}

/** The connection for reads: sees what is committed and can change nothing. */
export function openReader(folder: string): Connection {
  const reader = new Database(join(folder, DATABASE_FILE), { readonly: true, timeout: BUSY_WAIT_MS })
  reader.pragma(`cache_size = -${READ_CACHE_KB}`)
  return reader
}

export function readMeta(connection: Connection, name: 'epoch' | 'secret'): string {
  const value: unknown = connection.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name)
  if (typeof value !== 'string') throw new Error(`the database has no ${name}`)
  return value
}

/** The end of the feeds, which everybody reads, and some tens of thousands of events before it. */
const READ_CACHE_KB = 32_768

export interface Migration {
  readonly name: string
  readonly sql: string
}

const readMigrations = (): readonly Migration[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), 'utf8') }))

/**
 * Applies each migration that is not in the database yet, by name and in order, one transaction each.
 * A database that knows a migration which we do not was written by a newer version and is left alone.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  connection.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID')
  const applied = connection.prepare<[], string>('SELECT name FROM migration ORDER BY name').pluck().all()
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0)
    throw new Error(
      `The database was written by a newer version of Accord (${unknown.join(', ')}). Start that version, or restore a backup.`,
    )
  const insert = connection.prepare('INSERT INTO migration (name) VALUES (?)')
  for (const { name, sql } of migrations.filter((migration) => !applied.includes(migration.name)))
    connection
      .transaction(() => {
        connection.exec(sql)
        insert.run(name)
      })
      .immediate()
}
