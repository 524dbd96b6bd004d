// How far this person has read a room on this device: the last position that was there while the end of the timeline
// was in view. Kept beside the theme and the language; losing it loses nothing but the place that U leads to.

import type { PersonId, RoomId } from '../../../domain/ids.ts'
import { keepHere, keptHere } from '../../ui/kept-here.ts'

export interface ReadMarker {
  /** The first position that came since; null when everything was seen, or nothing ever was. */
  readonly firstUnread: (last: number) => number | null
  /** Everything up to here is seen. `cameInView`: it came while the reader was looking at the end. */
  readonly seen: (last: number, cameInView: boolean) => void
  /** What was unread has been gone to. */
  readonly done: () => void
}

const keyOf = (person: PersonId, room: RoomId): string => `accord.read.${person}.${room}`

export function readMarker(person: PersonId, room: RoomId): ReadMarker {
  const key = keyOf(person, room)
  let seenUntil = keptAt(key)
  /** What came while nobody looked stays unread until it was gone to, though the end is in view at once on return. */
  let unreadAfter = seenUntil
  return {
    firstUnread: (last) => (unreadAfter > 0 && last > unreadAfter ? unreadAfter + 1 : null),
    seen: (last, cameInView) => {
      if (unreadAfter === seenUntil && (cameInView || unreadAfter === 0)) unreadAfter = last
      if (last === seenUntil) return
      seenUntil = last
      keepHere(key, String(last))
    },
    done: () => {
      unreadAfter = seenUntil
    },
  }
}

function keptAt(key: string): number {
  const kept = Number(keptHere(key))
  return Number.isSafeInteger(kept) && kept > 0 ? kept : 0
}
