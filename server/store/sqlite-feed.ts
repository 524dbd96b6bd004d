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
import { firstOf, type JoinedTexts, joinedTexts, textsIn } from './joined-texts.ts'
import type { Connection } from './sqlite-file.ts'
import { fromJson } from './sqlite-reads.ts'

export type ReadFeed = (channel: Channel, after: Position, limit: number, bytesMax?: number) => ChannelTexts

export function sqliteFeed(connection: Connection): ReadFeed {
  const prepared = prepareFeeds(connection)
  const read: ReadFeed = (channel, asked, limit, bytesMax = Infinity) => {
    const accountId = accountOf(channel)
    const head = prepared.head.get(channel) ?? 0
    const after = positionWithin(asked, head)
    const most = Math.min(limit, head - after)
    const texts =
      most < 1
        ? NONE
        : most === 1
          ? textAfter(accountId, after)
          : textsAfter(accountId, after, most, bytesMax)
    const position = after + texts.lengths.length
    return {
      after: positionText(after),
      position: positionText(position),
      texts,
      atHead: position >= head,
      digest: digestAt(accountId, position),
    }
  }
  /** What is live is one event most of the time. */
  const textAfter = (accountId: AccountId | null, after: number): JoinedTexts => {
    const bytes =
      accountId === null ? prepared.providerOne.get(after, 1) : prepared.accountOne.get(accountId, after, 1)
    return bytes === undefined ? NONE : { bytes, lengths: [bytes.length] }
  }
  const textsAfter = (accountId: AccountId | null, after: number, limit: number, bytesMax: number) => {
    const [bytes, lengths] =
      (accountId === null
        ? prepared.provider.get(after, limit)
        : prepared.account.get(accountId, after, limit)) ?? []
    if (bytes == null || lengths == null) return NONE
    return firstOf({ bytes, lengths: lengths.split(',').map(Number) }, bytesMax)
  }
  const digestAt = (accountId: AccountId | null, position: number): string => {
    if (position === 0) return FEED_START
    const digest =
      accountId === null
        ? prepared.providerDigest.get(position)
        : prepared.accountDigest.get(accountId, position)
    return digest ?? FEED_START
  }
  const inOne = connection.transaction(read)
  return (...asked) => inOne.deferred(...asked)
}

const NONE: JoinedTexts = joinedTexts([])

/** The same page with its events read. */
export const parsedPage = ({ texts, ...page }: ChannelTexts): ChannelPage => ({
  ...page,
  events: textsIn(texts).map((text) => fromJson<RecordedEvent>(text)),
})

/** How many events a channel has after a position: positions are dense, so nothing is counted. */
export function sqliteFeedLength(connection: Connection): (channel: Channel, after: Position) => number {
  const { head } = prepareFeeds(connection)
  return (channel, asked) => {
    const position = head.get(channel) ?? 0
    return position - positionWithin(asked, position)
  }
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

const PROVIDER =
  'SELECT provider_json AS json FROM event WHERE provider_position > ? ORDER BY provider_position LIMIT ?'
const ACCOUNT = `SELECT shared_json AS json FROM event WHERE account_id = ? AND account_position > ?
  ORDER BY account_position LIMIT ?`

/** Statements that answer with one value, or with all texts of a page as one. */
function prepareFeeds(connection: Connection) {
  const column = <Given extends unknown[], Value>(text: string) =>
    connection.prepare<Given, Value>(text).pluck()
  // The inner statement gives its rows in order, and they are put together as they come.
  const joined = <Given extends unknown[]>(text: string) =>
    connection
      .prepare<Given, readonly [Buffer | null, string | null]>(
        `SELECT CAST(group_concat(json, ',') AS BLOB), group_concat(octet_length(json)) FROM (${text})`,
      )
      .raw()
  const one = <Given extends unknown[]>(text: string) =>
    column<Given, Buffer>(`SELECT CAST(json AS BLOB) FROM (${text})`)
  return {
    head: column<[string], number>('SELECT position FROM channel WHERE name = ?'),
    provider: joined<[number, number]>(PROVIDER),
    account: joined<[string, number, number]>(ACCOUNT),
    providerOne: one<[number, number]>(PROVIDER),
    accountOne: one<[string, number, number]>(ACCOUNT),
    providerDigest: column<[number], string>('SELECT provider_digest FROM event WHERE provider_position = ?'),
    accountDigest: column<[string, number], string>(
      'SELECT account_digest FROM event WHERE account_id = ? AND account_position = ?',
    ),
  }
}
