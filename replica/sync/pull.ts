// Taking over pages: judged by merge(), applied in one transaction, or the cache is emptied. The outbox is never
// touched by what is wrong with the cache.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { FeedPage } from '../../protocol/feed.ts'
import type { LocalCopy } from '../copy.ts'
import type { Advance } from '../store/log.ts'
import type { RoomHead } from '../store/open-cache.ts'
import { merge, type RebuildReason } from './merge.ts'

/** What became of it; a reason means that the cache is empty now and the feed must be read from the start. */
export type Pulled = 'ADVANCED' | 'DUPLICATE' | RebuildReason

/** Takes over one page. */
export const pull = (copy: LocalCopy, page: FeedPage): Pulled => pullAll(copy, [page])

/** Takes over several pages that follow each other, with the last one's cursor, in one transaction. */
export const pullAll = (copy: LocalCopy, pages: readonly FeedPage[]): Pulled => keep(copy, judge(copy, pages))

/** What pages mean for a copy as it stands. */
export interface Judged {
  readonly pulled: Pulled
  /** What there is to keep. */
  readonly advance: Advance | null
}

/**
 * The first half of taking over: changes nothing. The second may come in a later turn, if nothing else is taken over between
 * the two: together they hold up whoever asks the copy for twice as long.
 */
export function judge(copy: LocalCopy, pages: readonly FeedPage[]): Judged {
  const { log, me, sha256 } = copy
  const heads = new Map<RoomId, RoomHead>()
  const events: RecordedEvent[] = []
  const contents: string[] = []
  let feed = log.feedPosition()
  let pulled: Pulled = 'DUPLICATE'
  for (const page of pages) {
    const verdict = merge(
      {
        party: me.party,
        feed,
        head: (roomId) => heads.get(roomId) ?? log.head(roomId),
        holds: (roomId, eventId) => log.holds(roomId, eventId) || events.some(({ id }) => id === eventId),
        sha256,
      },
      page,
    )
    if (verdict.kind === 'REBUILD') return { pulled: verdict.reason, advance: null }
    if (verdict.kind === 'DUPLICATE') continue
    pulled = 'ADVANCED'
    feed = verdict.feed
    for (const [roomId, head] of verdict.heads) heads.set(roomId, head)
    events.push(...page.events)
    contents.push(...verdict.contents)
  }
  return { pulled, advance: pulled === 'ADVANCED' ? { feed, events, contents, heads } : null }
}

/** The second half: what was judged is kept, or the copy is emptied. */
export function keep(copy: LocalCopy, { pulled, advance }: Judged): Pulled {
  if (advance !== null) copy.advance(advance)
  else if (pulled !== 'DUPLICATE') copy.rebuild()
  return pulled
}
