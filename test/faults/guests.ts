// Two whose coming and going every node has to know: somebody who has a socket on each node and signs out on one, and
// somebody who is in a room on a node that is about to be killed.

import type { Write } from '../support/faults/history.ts'
import { announce, signIn, signOut } from './api.ts'
import { feedClient } from './feed-client.ts'
import { meets } from './meets.ts'
import type { Node } from './nodes.ts'

export interface Guests {
  /** Somebody comes into a room on one node and is seen on another; null when that did not work out. */
  arrive(on: Node, seenOn: Node): Promise<string | null>
  /** The node on which that one was is gone. */
  lost(guest: string, seenOn: Node): void
  /** Opens a socket on each node and signs out on one; whether that worked out. */
  endSession(all: readonly Node[], on: Node): Promise<boolean>
  /** What a watcher of presence sees now. */
  seen(on: string, people: readonly string[]): void
}

const GUEST = 'dimas-prakoso'
const LEAVER = 'aisha-karim'
const SEEN_WITHIN_MS = 15_000
const CLOSED_WITHIN_MS = 15_000

export function openGuests(roomId: string, note: Write): Guests {
  const seenOn = new Map<string, ReadonlySet<string>>()
  let sessions = 0
  return {
    seen(on, people) {
      const before = seenOn.get(on)?.has(GUEST) ?? false
      seenOn.set(on, new Set(people))
      const isThere = people.includes(GUEST)
      if (isThere !== before) note('presence', GUEST, isThere ? 'info' : 'ok', { node: on })
    },
    async arrive(on, other) {
      try {
        const { token } = await signIn(on.server.url, GUEST)
        await announce(on.server.url, token, roomId)
        const isSeen = await meets(() => seenOn.get(other.name)?.has(GUEST) === true, SEEN_WITHIN_MS)
        return isSeen ? GUEST : null
      } catch {
        return null
      }
    },
    lost: (guest, other) => note('presence', guest, 'invoke', { seenOn: other.name }),
    async endSession(all, on) {
      const id = `session ${++sessions}`
      const signed = await signIn(on.server.url, LEAVER).catch(() => null)
      if (signed === null) return false
      const closed = new Set<string>()
      const clients = all.map(({ name, server }) => ({
        name,
        client: feedClient({
          url: () => server.url,
          token: signed.token,
          comesBackAfter: () => null,
          onClosed: () => {
            closed.add(name)
            note('session', id, 'ok', { node: name })
          },
        }),
      }))
      for (const { client } of clients) client.open()
      await meets(() => clients.every(({ client }) => client.isAtHead()), SEEN_WITHIN_MS)
      const open = clients.filter(({ client }) => client.isAtHead())
      for (const { name } of open) note('session', id, 'info', { node: name })
      try {
        await signOut(on.server.url, signed.token)
      } catch {
        // Not answered: whether it has ended is not known, and nothing is asked of its sockets.
        for (const { client } of clients) client.close()
        return false
      }
      note('session', id, 'invoke')
      await meets(() => closed.size >= open.length, CLOSED_WITHIN_MS)
      for (const { client } of clients) client.close()
      return open.length === all.length
    },
  }
}
