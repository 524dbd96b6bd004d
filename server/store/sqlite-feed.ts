// Feeds on SQLite. There is one writer, so the positions of every channel are dense and in commit order, and a position
// is simply a number as text. Head and events are read in one transaction: a page never straddles a commit.

import { and, eq, gt, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { AccountId } from '../../domain/ids.ts'
import { FEED_START } from '../../protocol/record.ts'
import { BEFORE_FIRST, type Channel, type ChannelPage, type Position } from './event-store.ts'
import type { Connection } from './sqlite-file.ts'
import { fromJson } from './sqlite-reads.ts'
import * as table from './sqlite-tables.ts'

interface FeedRow {
  readonly position: number | null
  readonly digest: string | null
  readonly json: string | null
}

export type ReadFeed = (channel: Channel, after: Position, limit: number, lengthMax?: number) => ChannelPage

export function sqliteFeed(connection: Connection): ReadFeed {
  const prepared = prepareFeeds(drizzle(connection))
  const read: ReadFeed = (channel, asked, limit, lengthMax = Infinity) => {
    const accountId = accountOf(channel)
    const head = prepared.head.get({ name: channel })?.position ?? 0
    const after = positionWithin(asked, head)
    const found: readonly FeedRow[] =
      accountId === null
        ? prepared.provider.all({ after, limit })
        : prepared.account.all({ accountId, after, limit })
    const rows = within(found, lengthMax)
    const last = rows.at(-1)
    const position = last?.position ?? after
    const digest = last?.digest ?? digestAt(accountId, after)
    return {
      after: positionText(after),
      position: positionText(position),
      events: rows.map((row) => fromJson<RecordedEvent>(row.json ?? '')),
      atHead: position >= head,
      digest,
    }
  }
  const digestAt = (accountId: AccountId | null, position: number): string => {
    if (position === 0) return FEED_START
    const row: FeedRow | undefined =
      accountId === null
        ? prepared.provider.get({ after: position - 1, limit: 1 })
        : prepared.account.get({ accountId, after: position - 1, limit: 1 })
    return row?.digest ?? FEED_START
  }
  return (...asked) => connection.transaction(() => read(...asked)).deferred()
}

/** The first row, and those after it until they are too long together. */
function within(rows: readonly FeedRow[], lengthMax: number): readonly FeedRow[] {
  let length = 0
  const end = rows.findIndex(({ json }, index) => {
    length += json?.length ?? 0
    return index > 0 && length > lengthMax
  })
  return end === -1 ? rows : rows.slice(0, end)
}

/** The account whose shared events a channel holds; null for the provider's channel. */
const accountOf = (channel: Channel): AccountId | null =>
  channel === 'provider' ? null : (channel.slice('account/'.length, -'/shared'.length) as AccountId)

const positionText = (position: number): Position => (position === 0 ? BEFORE_FIRST : String(position))

/** A text that is no position, or lies beyond the head (of a database since restored), means: from the start. */
function positionWithin(asked: Position, head: number): number {
  const position = /^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : 0
  return position <= head ? position : 0
}

function prepareFeeds(db: BetterSQLite3Database) {
  const { channel, event } = table
  const given = sql.placeholder
  return {
    head: db
      .select({ position: channel.position })
      .from(channel)
      .where(eq(channel.name, given('name')))
      .prepare(),
    provider: db
      .select({ position: event.providerPosition, digest: event.providerDigest, json: event.providerJson })
      .from(event)
      .where(gt(event.providerPosition, given('after')))
      .orderBy(event.providerPosition)
      .limit(given('limit'))
      .prepare(),
    account: db
      .select({ position: event.accountPosition, digest: event.accountDigest, json: event.sharedJson })
      .from(event)
      .where(and(eq(event.accountId, given('accountId')), gt(event.accountPosition, given('after'))))
      .orderBy(event.accountPosition)
      .limit(given('limit'))
      .prepare(),
  }
}
