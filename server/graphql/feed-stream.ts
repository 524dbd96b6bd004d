// A subscription to the feed is a cursor: register for the poke, read pages from the store until drained, wait for the
// next poke or the next look. Nothing is queued per reader, no gap can open between catching up and live, and a dead
// reader costs one cursor (I10, M10).
//
//   look ──▶ client has taken the last page ──▶ session still holds ──▶ page ──▶ news, or time to confirm? ──▶ yield
//    ▲                                                                                       │
//    └────────────────────────── poke, or `lookEveryMs` since the last page ─────────────────┘

import type { FeedPage } from '../../protocol/feed.ts'
import { endWithBell, makeBell, type Bell } from './bell.ts'
import type { RequestContext } from './context.ts'
import { pageTurn } from './page-turn.ts'
import { endAfterFailure, stillSignedIn } from './watched-session.ts'

export const FEED_PAGE_EVENTS = 200

interface FeedFrame {
  readonly feed: FeedPage
}

/** Everything the viewer may see after a cursor, for ever; ends with its socket. Never throws. */
export function openFeedStream(
  context: RequestContext,
  from: { readonly after: string; readonly epoch: string },
): AsyncIterableIterator<FeedFrame> {
  const bell = makeBell()
  return endWithBell(bell, feedPages(context, from, bell))
}

async function* feedPages(
  context: RequestContext,
  from: { readonly after: string; readonly epoch: string },
  bell: Bell,
): AsyncGenerator<FeedFrame, void, void> {
  const { core, outlet, pace, viewer } = context
  let { after, epoch } = from
  let directory: string | null | undefined = null
  // Empty pages go by this alone: a poke for something the viewer may not see must not move them (I20).
  let confirmAt = 0
  const stopPokes = core.onPoke(viewer.person, bell.ring)
  try {
    while (!bell.isClosed) {
      await outlet?.drained()
      await pageTurn()
      // Another stream of this socket may have had its turn before.
      if (outlet?.isFull() === true) continue
      const person = await stillSignedIn(context)
      if (person === null || bell.isClosed) return
      const page = await core.feedPage(person, after, epoch, FEED_PAGE_EVENTS)
      const isNews =
        page.events.length > 0 ||
        !page.atHead ||
        page.after !== after ||
        page.epoch !== epoch ||
        page.directory !== directory
      if (isNews || performance.now() >= confirmAt) {
        confirmAt = performance.now() + pace.lookEveryMs
        after = page.cursor
        epoch = page.epoch
        directory = page.directory
        yield { feed: page }
      }
      if (page.atHead) await bell.wait(confirmAt - performance.now())
    }
  } catch (error) {
    endAfterFailure(context, 'feed', error)
  } finally {
    stopPokes()
  }
}
