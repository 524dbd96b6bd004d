// What this device has told a person already: kept across restarts and shared by all windows, so that a step or an
// entry is told once. Everything in it is bounded. Of entries only each room's last place is kept, since a copy's
// numbers are dense; of clocks the keys of their steps.

import { type RoomId, toRoomId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { Alert } from './alert.ts'

export interface AlertMemory {
  /** Keys of steps told, oldest first. */
  readonly told: readonly string[]
  /** Up to which place each room's entries were looked at. */
  readonly seen: Readonly<Record<RoomId, number>>
  /** When an entry was last told with a sound, ms since 1970 by the server's clock. */
  readonly saidAt: number | null
  /** The newest alerts, newest first: what the bell lists. */
  readonly recent: readonly Alert[]
  /** When the person last looked at that list, by the server's clock. */
  readonly readAt: Instant | null
}

export const NOTHING_TOLD: AlertMemory = { told: [], seen: {}, saidAt: null, recent: [], readAt: null }

const TOLD_MAX = 300
const RECENT_MAX = 30
const ROOMS_MAX = 200

/** The memory with these alerts told; a newer alert of a group takes the place of the older one in the list. */
export function remember(memory: AlertMemory, alerts: readonly Alert[]): AlertMemory {
  if (alerts.length === 0) return memory
  const newest = alerts.toReversed()
  const groups = new Set(newest.map(({ group }) => group))
  return {
    ...memory,
    told: [...memory.told, ...alerts.map(({ key }) => key)].slice(-TOLD_MAX),
    recent: [...newest, ...memory.recent.filter(({ group }) => !groups.has(group))].slice(0, RECENT_MAX),
  }
}

/** The memory with these places looked at; the rooms looked at last are kept. */
export function lookedAt(memory: AlertMemory, places: readonly (readonly [RoomId, number])[]): AlertMemory {
  const now = new Set(places.map(([id]) => id))
  const before = Object.entries(memory.seen).filter(([id]) => !now.has(toRoomId(id)))
  return { ...memory, seen: Object.fromEntries([...before, ...places].slice(-ROOMS_MAX)) }
}

/** How many alerts came since the person last looked at the list. */
export const unreadOf = ({ recent, readAt }: AlertMemory): number =>
  recent.filter(({ at }) => readAt === null || at > readAt).length

/** The memory as it was kept; an empty one for a text that is none. */
export function parseMemory(text: string | null): AlertMemory {
  if (text === null) return NOTHING_TOLD
  try {
    const kept: unknown = JSON.parse(text)
    // Written by this program alone and of one shape; what has another shape comes from another version.
    return isMemory(kept) ? kept : NOTHING_TOLD
  } catch {
    return NOTHING_TOLD
  }
}

const isMemory = (value: unknown): value is AlertMemory =>
  typeof value === 'object' &&
  value !== null &&
  'told' in value &&
  Array.isArray(value.told) &&
  'recent' in value &&
  Array.isArray(value.recent) &&
  'seen' in value &&
  typeof value.seen === 'object' &&
  value.seen !== null &&
  'saidAt' in value &&
  'readAt' in value
