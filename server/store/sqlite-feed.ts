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
import { type JoinedTexts, joinedTexts, textsIn } from './joined-texts.ts'
import type { Connection } from './sqlite-file.ts'
import { fromJson } from './sqlite-reads.ts'

export type ReadFeed = (channel: Channel, after: Position, limit: number, lengthMax?: number) => ChannelTexts

export function sqliteFeed(connection: Connection): ReadFeed {
  const prepared = prepareFeeds(connection)
  const read: ReadFeed = (channel, asked, limit, lengthMax = Infinity) => {
    const accountId = accountOf(channel)
    const head = prepared.head.get(channel) ?? 0
    const after = positionWithin(asked, head)
    const texts = after >= head || limit === 0 ? NONE : textsAfter(accountId, after, limit, lengthMax)
    const position = after + texts.lengths.length
    return {
      after: positionText(after),
      position: positionText(position),
      texts,
      atHead: position >= head,
      digest: digestAt(accountId, position),
    }
  }
  const textsAfter = (accountId: AccountId | null, after: number, limit: number, lengthMax: number) => {
    const [bytes, lengths] =
      (accountId === null
        ? prepared.providerJoined.get(after, limit)
        : prepared.accountJoined.get(accountId, after, limit)) ?? []
    if (bytes == null || lengths == null) return NONE
    // As bytes they are at least as long as as characters.
    if (bytes.length <= lengthMax) return { bytes, lengths: lengths.split(',').map(Number) }
    const found =
      accountId === null ? prepared.provider.all(after, limit) : prepared.account.all(accountId, after, limit)
    return joinedTexts(within(found, lengthMax))
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

const PROVIDER =
  'SELECT provider_json AS json FROM event WHERE provider_position > ? ORDER BY provider_position LIMIT ?'
const ACCOUNT = `SELECT shared_json AS json FROM event WHERE account_id = ? AND account_position > ?
  ORDER BY account_position LIMIT ?`

/** Statements that answer with one column need no object for each row, and those that join none for each text. */
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
  return {
    head: column<[string], number>('SELECT position FROM channel WHERE name = ?'),
    providerJoined: joined<[number, number]>(PROVIDER),
    accountJoined: joined<[string, number, number]>(ACCOUNT),
    provider: column<[number, number], string>(PROVIDER),
    account: column<[string, number, number], string>(ACCOUNT),
    providerDigest: column<[number], string>('SELECT provider_digest FROM event WHERE provider_position = ?'),
    accountDigest: column<[string, number], string>(
      'SELECT account_digest FROM event WHERE account_id = ? AND account_position = ?',
    ),
  }
}
