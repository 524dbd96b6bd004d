// Taking over pages: judged by merge(), applied in one transaction, or the cache is emptied. The outbox is never
// touched by what is wrong with the cache.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { FeedPage } from '../../protocol/feed.ts'
import type { LocalCopy } from '../copy.ts'
import type { RoomHead } from '../store/log.ts'
import { merge, type RebuildReason } from './merge.ts'

/** What became of it; a reason means that the cache is empty now and the feed must be read from the start. */
export type Pulled = 'ADVANCED' | 'DUPLICATE' | RebuildReason

/** Takes over one page. */
export const pull = (copy: LocalCopy, page: FeedPage): Pulled => pullAll(copy, [page])

/**
 * Takes over several pages that follow each other, with the last one's cursor, in one transaction: each transaction writes
 * the ends of the same indexes again. It holds everything else up for as long: some 1,000 events are enough.
 */
export function pullAll(copy: LocalCopy, pages: readonly FeedPage[]): Pulled {
  const { log, me, sha256 } = copy
  const heads = new Map<RoomId, RoomHead>()
  const events: RecordedEvent[] = []
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
    if (verdict.kind === 'REBUILD') {
      copy.rebuild()
      return verdict.reason
    }
    if (verdict.kind === 'DUPLICATE') continue
    pulled = 'ADVANCED'
    feed = verdict.feed
    for (const [roomId, head] of verdict.heads) heads.set(roomId, head)
    events.push(...page.events)
  }
  if (pulled === 'ADVANCED') copy.advance({ feed, events, heads })
  return pulled
}
