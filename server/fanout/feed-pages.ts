// A person's feed: which channel it is, what a cursor means, and the page that follows it. A cursor names a position in
// one channel of one epoch; any other text (another account's cursor, one from before a restore) means "from the start".

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import { sha256Hex } from '../../protocol/crypto.ts'
import { type Cursor, type FeedPage, FROM_START } from '../../protocol/feed.ts'
import { FEED_START } from '../../protocol/record.ts'
import { BEFORE_FIRST, type Channel, type EventStore, type Position } from '../store/event-store.ts'
import { type JoinedTexts, joinedTexts, textsIn } from '../store/joined-texts.ts'

/** The mark of channel and epoch with which a cursor begins; after it stands the position. */
const MARK_LENGTH = 16

/** The position in a cursor that a page has named; what is none of ours reads as some position or other. */
export const positionIn = (cursor: Cursor): Position =>
  cursor === FROM_START ? BEFORE_FIRST : cursor.slice(MARK_LENGTH)

/** A page whose events are the JSON texts they are stored as for its reader. */
export interface FeedTexts extends Omit<FeedPage, 'events'> {
  readonly texts: JoinedTexts
}

export type ReadFeedTexts = (
  person: Person,
  after: Cursor,
  epoch: string,
  limit: number,
) => Promise<FeedTexts>

/** The same page with its events read. */
export const parsedFeed = ({ texts, ...page }: FeedTexts): FeedPage => ({
  ...page,
  events: textsIn(texts).map((text) => JSON.parse(text) as RecordedEvent),
})

/** Provider staff follow everything, a customer the shared events of the own account, an administrator nothing. */
export function channelOf(person: Person): Channel | null {
  if (person.party === 'PROVIDER') return person.role === 'ADMIN' ? null : 'provider'
  return person.accountId === null ? null : `account/${person.accountId}/shared`
}

/**
 * Everybody of one channel gets the same page for the same question; who has no channel gets an empty one. What is
 * asked here about a person beyond the channel is the mark of the directory, and that follows from the channel too.
 */
export function openFeedTexts(
  store: EventStore,
  now: () => Instant,
  directoryMark: (person: Person) => Promise<string>,
): ReadFeedTexts {
  const marks = new Map<Channel, string>()
  const markOf = (channel: Channel): string => {
    const mark = marks.get(channel) ?? sha256Hex(`${store.epoch} ${channel}`).slice(0, MARK_LENGTH)
    marks.set(channel, mark)
    return mark
  }
  return async (person, after, epoch, limit) => {
    const channel = channelOf(person)
    const directory = await directoryMark(person)
    if (channel === null) return { ...emptyFeed(store.epoch, now()), directory }
    const mark = markOf(channel)
    const isOurs = epoch === store.epoch && after.startsWith(mark)
    const position = isOurs ? after.slice(mark.length) : BEFORE_FIRST
    const page = await store.feedTexts(channel, position, limit, PAGE_BYTES_MAX)
    const cursorAt = (position: string): Cursor =>
      position === BEFORE_FIRST ? FROM_START : `${mark}${position}`
    return {
      epoch: store.epoch,
      after: cursorAt(page.after),
      cursor: cursorAt(page.position),
      texts: page.texts,
      atHead: page.atHead,
      digest: page.digest,
      serverTime: now(),
      directory,
    }
  }
}

const emptyFeed = (epoch: string, serverTime: Instant): FeedTexts => ({
  epoch,
  after: FROM_START,
  cursor: FROM_START,
  texts: joinedTexts([]),
  atHead: true,
  digest: FEED_START,
  serverTime,
})

/** Bytes: making a page keeps everybody waiting, and a client that takes none costs the server one (I25). */
const PAGE_BYTES_MAX = 256 * 1024
