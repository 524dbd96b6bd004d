// A link to one entry of a room: "#/rooms/<room>?entry=<entry>".

import { type EventId, toEventId } from '../../../domain/ids.ts'

/** The entry that the window's address names; null when it names none. */
export function linkedEntry(hash: string = location.hash): EventId | null {
  const named = new URLSearchParams(hash.split('?')[1] ?? '').get('entry')
  return named === null || named === '' ? null : toEventId(named)
}
