// The addresses of a room within the window: "/rooms/<room>", its pages below it, "?entry=<entry>" for one entry.

import { type EventId, type RoomId, toRoomId } from '../../domain/ids.ts'

/** What the router goes to. */
export const roomPath = (id: RoomId, page: '' | '/sign-off' | '/wall' = ''): string =>
  `/rooms/${encodeURIComponent(id)}${page}`

export const entryPath = (id: RoomId, entry: EventId): string =>
  `${roomPath(id)}?entry=${encodeURIComponent(entry)}`

/** The same as a link, or for `location.hash`. */
export const roomHref = (...to: Parameters<typeof roomPath>): string => `#${roomPath(...to)}`

/** The room that a path shows, on whichever of its pages; null on all others. */
export function roomOfPath(path: string): RoomId | null {
  const id = /^\/rooms\/([^/?]+)/.exec(path)?.[1]
  return id === undefined ? null : toRoomId(decodeURIComponent(id))
}
