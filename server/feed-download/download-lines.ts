// A person's feed from a cursor to its head as lines of JSON, made as they are taken (decision 0035):
//
//   {"epoch","after","count","serverTime"}                     how much follows, in entries of this person's own feed
//   {"after","cursor","digest","atHead","events":[…]}          a page, complete by itself; as many as there are
//
// The last page is at the head; a body that ends without one was cut, and is gone on with from the last cursor. Each page
// waits for its turn of the loop and for the session, and is made only when the one before has left.

import type { Cursor } from '../../protocol/feed.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import type { RequestContext } from '../graphql/context.ts'
import { pageTurn } from '../graphql/page-turn.ts'
import { stillSignedIn } from '../graphql/watched-session.ts'

/** As many as a page of the feed has: few enough to be made, and taken over, in one turn of a loop. */
const PAGE_EVENTS = 200

export interface DownloadFrom {
  readonly after: Cursor
  readonly epoch: string
}

/** How far a copy is behind, and the page that follows it. */
export interface DownloadStart {
  /** Entries from the first page's cursor to the head. */
  readonly count: number
  readonly first: FeedTexts
}

/** A session that ended, or a person who changed, in the middle of a download. */
export class SessionOver extends Error {}

/** The first page and the count are two reads: what is recorded in between is one more line in the last page. */
export async function startOf(context: RequestContext, from: DownloadFrom): Promise<DownloadStart> {
  const { core, viewer } = context
  await pageTurn()
  const first = await core.feedTexts(viewer.person, from.after, from.epoch, PAGE_EVENTS)
  return { first, count: await core.feedLength(viewer.person, first.after) }
}

/** Throws a SessionOver as soon as a page may not be handed out any more (I22). */
export async function* downloadLines(
  context: RequestContext,
  { first, count }: DownloadStart,
): AsyncGenerator<Buffer, void, void> {
  const { core } = context
  const { epoch, after, serverTime } = first
  yield Buffer.from(`${JSON.stringify({ epoch, after, count, serverTime })}\n`)
  let page = first
  yield lineOf(page)
  while (!page.atHead) {
    // One page a turn: where packing or the line take it at once, everybody else would wait for several of them (I25).
    await new Promise((resolve) => setImmediate(resolve))
    await pageTurn()
    const person = await stillSignedIn(context)
    if (person === null) throw new SessionOver('the session ended during a download')
    page = await core.feedTexts(person, page.cursor, epoch, PAGE_EVENTS)
    yield lineOf(page)
  }
}

/** Events go on as they are stored: a stored text has no line break, since JSON escapes them. */
const lineOf = ({ after, cursor, digest, atHead, texts }: FeedTexts): Buffer => {
  const start = `${JSON.stringify({ after, cursor, digest, atHead }).slice(0, -1)},"events":[`
  return Buffer.concat([Buffer.from(start), texts.bytes, END])
}

const END = Buffer.from(']}\n')
