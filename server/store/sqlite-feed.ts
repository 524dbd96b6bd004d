// Feeds on SQLite. There is one writer, so the positions of every channel are dense and in commit order, and a position
// is simply a number as text: as many events further on as a page has. Head and events are read in one transaction: a
// page never straddles a commit. Events are read as the texts they are stored as; whoever needs values parses them.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { AccountId } from '../../domain/ids.ts'
import { FEED_START } from '../../protocol/record.ts'
import {
  BEFORE_FIRST,
  type Channel,
  type ChannelPage,
  type ChannelTexts,
  type Position,
} from './event-store.ts'
import type { Connection } from './sqlite-file.ts'
import { fromJson } from './sqlite-reads.ts'

export type ReadFeed = (channel: Channel, after: Position, limit: number, lengthMax?: number) => ChannelTexts

export function sqliteFeed(connection: Connection): ReadFeed {
  const prepared = prepareFeeds(connection)
  const read: ReadFeed = (channel, asked, limit, lengthMax = Infinity) => {
    const accountId = accountOf(channel)
    const head = prepared.head.get(channel) ?? 0
    const after = positionWithin(asked, head)
    const found =
      after >= head || limit === 0
        ? []
        : accountId === null
          ? prepared.provider.all(after, limit)
          : prepared.account.all(accountId, after, limit)
    const texts = within(found, lengthMax)
    const position = after + texts.length
    return {
      after: positionText(after),
      position: positionText(position),
      texts,
      atHead: position >= head,
      digest: digestAt(accountId, position),
    }
  }
  const digestAt = (accountId: AccountId | null, position: number): string => {
    if (position === 0) return FEED_START
    const digest =
      accountId === null
        ? prepared.providerDigest.get(position)
        : prepared.accountDigest.get(accountId, position)
    return digest ?? FEED_START
  }
  return (...asked) => connection.transaction(() => read(...asked)).deferred()
}

/** The same page with its events read. */
export const parsedPage = ({ texts, ...page }: ChannelTexts): ChannelPage => ({
  ...page,
  events: texts.map((text) => fromJson<RecordedEvent>(text)),
})

/** How many events a channel has after a position: positions are dense, so nothing is counted. */
export function sqliteFeedLength(connection: Connection): (channel: Channel, after: Position) => number {
  const { head } = prepareFeeds(connection)
  return (channel, asked) => {
    const position = head.get(channel) ?? 0
    return position - positionWithin(asked, position)
  }
}

/** The first text, and those after it until they are too long together. */
function within(texts: readonly string[], lengthMax: number): readonly string[] {
  let length = 0
  const end = texts.findIndex((text, index) => {
    length += text.length
    return index > 0 && length > lengthMax
  })
  return end === -1 ? texts : texts.slice(0, end)
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

/** Statements that answer with one column: a row of 200 needs no object then. */
function prepareFeeds(connection: Connection) {
  const column = <Given extends unknown[], Value>(text: string) =>
    connection.prepare<Given, Value>(text).pluck()
  return {
    head: column<[string], number>('SELECT position FROM channel WHERE name = ?'),
    provider: column<[number, number], string>(
      'SELECT provider_json FROM event WHERE provider_position > ? ORDER BY provider_position LIMIT ?',
    ),
    account: column<[string, number, number], string>(
      `SELECT shared_json FROM event WHERE account_id = ? AND account_position > ?
       ORDER BY account_position LIMIT ?`,
    ),
    providerDigest: column<[number], string>('SELECT provider_digest FROM event WHERE provider_position = ?'),
    accountDigest: column<[string, number], string>(
      'SELECT account_digest FROM event WHERE account_id = ? AND account_position = ?',
    ),
  }
}
