// The final read of a run: everything the store holds, by its own port, once nobody has it open.

import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { toAccountId } from '../../domain/ids.ts'
import { type Instant, instantAt } from '../../domain/time.ts'
import { FEED_START } from '../../protocol/record.ts'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { BEFORE_FIRST, type EventStore } from '../../server/store/event-store.ts'
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import type { FinalRead } from '../support/faults/history.ts'
import { asking } from '../support/postgres.ts'
import { wrongIn } from './check-store.ts'

const ALL = 1_000_000

export interface StoreAtRest {
  readonly end: FinalRead
  /** What does not hang together in the store itself. */
  readonly wrong: readonly string[]
}

type Rows = Pick<FinalRead, 'receipts' | 'due'>

/** `offsetMs`: the server's time minus true time. */
export async function readStore(folder: string, offsetMs: number): Promise<StoreAtRest> {
  const now: Instant = instantAt(Date.now() + offsetMs)
  const store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal: () => {} })
  try {
    const { damage, ...rows } = inspect(folder, now)
    const { end, wrong } = await readWhole(store, now, rows)
    return { end, wrong: [...damage, ...wrong] }
  } finally {
    await store.close()
  }
}

/** The same on PostgreSQL. */
export async function readDatabase(url: string, offsetMs: number): Promise<StoreAtRest> {
  const now: Instant = instantAt(Date.now() + offsetMs)
  const log = { warn: () => undefined, error: () => undefined }
  const store = await openPostgresStore({ url, newId: randomUUID, log })
  try {
    return await readWhole(store, now, {
      receipts: await listOf(url, `${RECEIPTS} answer::json ->> 'outcome' = 'ACCEPTED'`),
      due: await listOf(url, `${STEPS} due_at <= $1`, now),
    })
  } finally {
    await store.close()
  }
}

/** The ids of the events in a database. */
export const eventIdsIn = (url: string): Promise<readonly string[]> =>
  listOf(url, 'SELECT id AS found FROM event')

const RECEIPTS = `SELECT actor_id || ' ' || command_id AS found FROM receipt WHERE`
const STEPS = `SELECT room_id || ' ' || clock_id || ' ' || step AS found FROM deadline WHERE`

const listOf = (url: string, sql: string, ...values: readonly string[]): Promise<readonly string[]> =>
  asking(url, async (client) => {
    const { rows } = await client.query<{ readonly found: string }>(sql, [...values])
    return rows.map(({ found }) => found)
  })

async function readWhole(store: EventStore, now: Instant, rows: Rows): Promise<StoreAtRest> {
  const whole = await store.feedAfter('provider', BEFORE_FIRST, ALL)
  const ids = [...new Set(whole.events.map(({ accountId }) => accountId))]
  const pages = await Promise.all(
    ids.map(
      async (id) =>
        [id, await store.feedAfter(`account/${toAccountId(id)}/shared`, BEFORE_FIRST, ALL)] as const,
    ),
  )
  return {
    end: {
      now,
      provider: whole.events,
      accounts: Object.fromEntries(pages.map(([id, { events }]) => [id, events])),
      digests: {
        provider: whole.events.length === 0 ? FEED_START : whole.digest,
        ...Object.fromEntries(pages.map(([id, { digest }]) => [id, digest])),
      },
      ...rows,
    },
    wrong: await wrongIn(store),
  }
}

function inspect(folder: string, now: Instant) {
  const database = new Database(join(folder, DATABASE_FILE), { readonly: true })
  try {
    const list = (sql: string, ...values: readonly string[]): readonly string[] =>
      database
        .prepare<unknown[], string>(sql)
        .pluck()
        .all(...values)
    const integrity = String(database.pragma('integrity_check', { simple: true }))
    return {
      receipts: list(`${RECEIPTS} json_extract(answer, '$.outcome') = 'ACCEPTED'`),
      due: list(`${STEPS} due_at <= ?`, now),
      damage: integrity === 'ok' ? [] : [`the database is damaged: ${integrity}`],
    }
  } finally {
    database.close()
  }
}

/** The ids of the events that are there now, beside a server that runs. */
export function eventIds(folder: string): readonly string[] {
  const database = new Database(join(folder, DATABASE_FILE), { readonly: true, timeout: 5_000 })
  try {
    return database.prepare<[], string>('SELECT id FROM event').pluck().all()
  } finally {
    database.close()
  }
}
