// Taking over one page: judged by merge(), applied in one transaction, or the cache is emptied. The outbox is never
// touched by what is wrong with the cache.

import type { FeedPage } from '../../protocol/feed.ts'
import type { LocalCopy } from '../copy.ts'
import { merge, type RebuildReason } from './merge.ts'

/** What became of the page; a reason means that the cache is empty now and the feed must be read from the start. */
export function pull(copy: LocalCopy, page: FeedPage): 'ADVANCED' | 'DUPLICATE' | RebuildReason {
  const { log, me } = copy
  const verdict = merge(
    {
      party: me.party,
      feed: log.feedPosition(),
      head: (roomId) => log.head(roomId),
      holds: (eventId) => log.holds(eventId),
    },
    page,
  )
  switch (verdict.kind) {
    case 'ADVANCE':
      copy.advance({ feed: verdict.feed, events: page.events, heads: verdict.heads })
      return 'ADVANCED'
    case 'DUPLICATE':
      return 'DUPLICATE'
    case 'REBUILD':
      copy.rebuild()
      return verdict.reason
  }
}
