// A subscription to the feed, as GraphQL sees it: a stream that never yields and ends when its reader leaves. Its pages
// go past the library, straight from the fan-out to the socket (feed-fan-out.ts), since they are the same for many.

import type { RequestContext } from './context.ts'
import { PublicError } from './errors.ts'
import type { AskedOperation } from './feed-shape.ts'

export const FEED_PAGE_EVENTS = 200

/** Everything the viewer may see after a cursor, for ever; ends with its socket. */
export function openFeedStream(
  { following, viewer }: RequestContext,
  from: { readonly after: string; readonly epoch: string },
  asked: AskedOperation,
): AsyncIterableIterator<never> {
  if (following === undefined) throw new PublicError('NOT_ON_THIS_TRANSPORT', 'Follow the feed by WebSocket.')
  const { feeds, id, outlet } = following
  const { promise: end, resolve } = Promise.withResolvers<IteratorResult<never, undefined>>()
  const leave = feeds.join({ id, outlet, viewer, from, asked })
  const stop = (): Promise<IteratorResult<never, undefined>> => {
    leave()
    resolve({ done: true, value: undefined })
    return end
  }
  return {
    next: () => end,
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
