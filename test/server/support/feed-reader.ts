// Reads a feed off a test socket the way a device does: page after page, until something is there.

import type { FeedPage } from '../../../protocol/feed.ts'
import type { TestSocket } from './test-socket.ts'

export const FEED = `subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) {
    epoch after cursor atHead digest serverTime
    events { id roomId accountId audience sharedSeq seq recordedAt actor { personId party role name } causedBy hash salt body }
  }
}`

export const PRESENCE = 'subscription { presence { roomId people { personId name party activity } } }'

export interface Follower {
  /** Every page so far. */
  readonly pages: readonly FeedPage[]
  /** Takes pages until one is at head. */
  toHead(): Promise<readonly FeedPage[]>
  /** Takes pages until one has events, and returns their types. */
  nextTypes(): Promise<readonly string[]>
}

export function follow(socket: TestSocket, id: string, from = { after: '', epoch: '' }): Follower {
  socket.subscribe(id, FEED, from)
  const pages: FeedPage[] = []
  const take = async (): Promise<FeedPage> => {
    const page = (await socket.data(id))['feed'] as FeedPage
    pages.push(page)
    return page
  }
  return {
    pages,
    async toHead() {
      const taken: FeedPage[] = []
      do taken.push(await take())
      while (taken.at(-1)?.atHead !== true)
      return taken
    },
    async nextTypes() {
      for (;;) {
        const { events } = await take()
        if (events.length > 0) return events.map((event) => event.body.type)
      }
    },
  }
}
