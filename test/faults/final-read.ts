// The final read of a run: everything the store holds, by its own port, once nobody has it open.

import Database from 'better-sqlite3'
import { join } from 'node:path'
import { toAccountId } from '../../domain/ids.ts'
import { type Instant, instantAt } from '../../domain/time.ts'
import { FEED_START } from '../../protocol/record.ts'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { BEFORE_FIRST } from '../../server/store/event-store.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import type { FinalRead } from '../support/faults/history.ts'
import { wrongIn } from './check-store.ts'

const ALL = 1_000_000

export interface StoreAtRest {
  readonly end: FinalRead
  /** What does not hang together in the store itself. */
  readonly wrong: readonly string[]
}

/** `offsetMs`: the server's time minus true time. */
export async function readStore(folder: string, offsetMs: number): Promise<StoreAtRest> {
  const now: Instant = instantAt(Date.now() + offsetMs)
  const store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal: () => {} })
  try {
    const whole = await store.feedAfter('provider', BEFORE_FIRST, ALL)
    const ids = [...new Set(whole.events.map(({ accountId }) => accountId))]
    const pages = await Promise.all(
      ids.map(
        async (id) =>
          [id, await store.feedAfter(`account/${toAccountId(id)}/shared`, BEFORE_FIRST, ALL)] as const,
      ),
    )
    const rows = inspect(folder, now)
    return {
      end: {
        now,
        provider: whole.events,
        accounts: Object.fromEntries(pages.map(([id, { events }]) => [id, events])),
        digests: {
          provider: whole.events.length === 0 ? FEED_START : whole.digest,
          ...Object.fromEntries(pages.map(([id, { digest }]) => [id, digest])),
        },
        receipts: rows.receipts,
        due: rows.due,
      },
      wrong: [...rows.damage, ...(await wrongIn(store))],
    }
  } finally {
    await store.close()
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
      receipts: list(
        `SELECT actor_id || ' ' || command_id FROM receipt WHERE json_extract(answer, '$.outcome') = 'ACCEPTED'`,
      ),
      due: list(`SELECT room_id || ' ' || clock_id || ' ' || step FROM deadline WHERE due_at <= ?`, now),
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
