// The PostgreSQL that data is moved to: must be empty, is held so that no node starts on it meanwhile, and takes
// everything in one transaction: whatever ends the move half-way leaves it as empty as it was.

import { randomUUID } from 'node:crypto'
import { databaseError, placeOfDatabase } from '../start-error.ts'
import type { Ask } from '../store/postgres/postgres-ask.ts'
import {
  connectionConfig,
  openSession,
  type Session,
  verifyDurability,
  verifyVersion,
} from '../store/postgres/postgres-connection.ts'
import { LOCKS, migrate, readMigrations } from '../store/postgres/postgres-schema.ts'
import { MigrateError } from './migrate-error.ts'
import type { Cell, MovedColumn, MovedTable, Row } from './tables.ts'

export interface Target {
  readonly ask: Ask
  /** Server and name of the database, without user and password. */
  readonly place: string
  /** All or nothing of what `work` does. */
  inOneTransaction<T>(work: () => Promise<T>): Promise<T>
  /** Everything that `work` reads is of one instant, whatever nodes write meanwhile. */
  atOneInstant<T>(work: () => Promise<T>): Promise<T>
  end(): void
}

/**
 * Connects, and brings the schema to this version's. Throws a sentence where the database cannot be used or is newer.
 * `toWrite` holds it: no node starts on it until `end`, and none may run.
 */
export async function openTarget(url: string, toWrite: boolean): Promise<Target> {
  try {
    const { query_timeout: _none, ...patient } = connectionConfig(url, 'migration')
    const session = await openSession(patient)
    try {
      await prepare(session, toWrite)
    } catch (error) {
      session.end()
      throw error
    }
    return targetOn(session, placeOfDatabase(url))
  } catch (error) {
    throw error instanceof MigrateError ? error : databaseError(error, url)
  }
}

async function prepare(session: Session, toWrite: boolean): Promise<void> {
  await verifyVersion(session.ask)
  await verifyDurability(session.ask)
  if (toWrite) await migrate(session.client, readMigrations(), randomUUID)
  // A move takes as long as it takes.
  await session.say('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0')
  if (!toWrite) return
  await session.say(`SET lock_timeout = '5s'; SELECT pg_advisory_lock(${LOCKS.migrating})`)
  const nodes = await session.ask(NODES)
  if (nodes.length > 0)
    throw new MigrateError('A node is running on this database: stop all nodes first, and start them after.')
}

const NODES = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND application_name IN ('accord reads', 'accord writes', 'accord signals')`

const targetOn = (session: Session, place: string): Target => {
  const within = async <T>(begin: string, work: () => Promise<T>): Promise<T> => {
    await session.say(begin)
    try {
      const done = await work()
      const { command } = await session.say('COMMIT')
      if (command !== 'COMMIT') throw new MigrateError('The database refused the commit: nothing was moved.')
      return done
    } catch (error) {
      await session.say('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
  return {
    ask: session.ask,
    place,
    inOneTransaction: (work) => within(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.turn})`, work),
    atOneInstant: (work) => within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    end: () => session.end(),
  }
}

/** Whether any server has ever been set up here; a comparison makes nothing. */
export const hasTables = async (ask: Ask): Promise<boolean> =>
  (await ask(`SELECT 1 AS found WHERE to_regclass('meta') IS NOT NULL`)).length > 0

/** The first table that holds something; null where there is nothing of anybody's. */
export async function firstFilled(ask: Ask, tables: readonly MovedTable[]): Promise<string | null> {
  for (const { name } of tables)
    if ((await ask(`SELECT 1 AS found FROM ${name} LIMIT 1`)).length > 0) return name
  return null
}

/** Epoch, secret and what was kept by name come in the place of what was made with the database. */
export async function putMeta(ask: Ask, meta: ReadonlyMap<string, string>): Promise<void> {
  // No node has been here: see `hasServed`.
  await ask(`DELETE FROM meta WHERE name = 'opened'`)
  for (const [name, value] of meta)
    await ask(
      `INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [name, value],
    )
}

export const metaOf = async (ask: Ask, name: string): Promise<string | null> =>
  (await ask<{ readonly value: string }>('SELECT value FROM meta WHERE name = $1', [name]))[0]?.value ?? null

/** Whether a node has been opened on the database since it was filled: then it has gone on. */
export const hasServed = async (ask: Ask): Promise<boolean> => (await metaOf(ask, 'opened')) !== null

export async function insertRows(ask: Ask, table: MovedTable, rows: readonly Row[]): Promise<void> {
  const { columns } = table
  const list = columns.map(({ name }) => name).join(', ')
  await ask(
    `INSERT INTO ${table.name} (${list}) SELECT * FROM unnest(${arrays(columns)})`,
    columns.map(({ name }) => rows.map((row) => cellOf(row, name))),
  )
}

/** The rows with the same keys, as they are there; in no order. */
export async function sameRows(ask: Ask, table: MovedTable, rows: readonly Row[]): Promise<readonly Row[]> {
  const { name, columns, key } = table
  // Under the source's own names, not in camel case, and booleans as texts.
  const list = columns.map(
    (column) =>
      `t.${column.name}${column.type === 'boolean' ? '::text' : ''} AS "${column.name.toUpperCase()}"`,
  )
  const names = key.map((column) => `k.${column.name}`).join(', ')
  const found = await ask<Row>(
    `SELECT ${list.join(', ')} FROM unnest(${arrays(key)}) AS k (${key.map((column) => column.name).join(', ')})
      JOIN ${name} AS t ON (${key.map((column) => `t.${column.name}`).join(', ')}) = (${names})`,
    key.map((column) => rows.map((row) => cellOf(row, column.name))),
  )
  return found.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value])),
  )
}

const arrays = (columns: readonly MovedColumn[]): string =>
  columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')

export function cellOf(row: Row, name: string): Cell {
  const value = row[name]
  if (value === undefined) throw new Error(`a row has no ${name}`)
  return value
}
