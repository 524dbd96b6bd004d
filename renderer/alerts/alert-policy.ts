// Which alerts a person gets at a moment, and where each shows: the table of UX/DESIGN.md section 9 as one pure function
// of the copy, the windows, the time and what was told before. It gives back what to remember; asking it again with
// that gives nothing new, so no step is ever told or sounded twice.

import type { RoomId } from '../../domain/ids.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Person } from '../../domain/people.ts'
import { between, epochOf, type Instant, MINUTE } from '../../domain/time.ts'
import { type Alert, type AlertSound, isOfClock } from './alert.ts'
import { type ClockRoom, clockAlerts } from './alert-clocks.ts'
import { entryAlert, isInRoom, isTold, placeOf } from './alert-entries.ts'
import { type AlertMemory, lookedAt, remember } from './alert-memory.ts'

/** One live room as this person's copy holds it, with its newest recorded entries, oldest first. */
export interface AlertRoom extends ClockRoom {
  readonly entries: readonly RecordedEvent[]
}

export interface AlertLook {
  readonly me: Person
  readonly rooms: readonly AlertRoom[]
  /** Server time. */
  readonly now: Instant
  /** What the window in front shows; null while this window is not in front. */
  readonly front: { readonly roomId: RoomId | null } | null
  readonly isQuiet: boolean
  readonly memory: AlertMemory
}

/** SYSTEM: a notification. TOAST: in the window, for another room than the one it shows. LIST: the bell alone. */
export type AlertPlace = 'SYSTEM' | 'TOAST' | 'LIST'

export interface Told {
  readonly alert: Alert
  readonly place: AlertPlace
}

export interface AlertAnswer {
  readonly told: readonly Told[]
  /** The one sound of this look; null for none. */
  readonly sound: AlertSound | null
  readonly memory: AlertMemory
}

/** What is older was missed: it is not sounded, and all of it is told in one. */
export const MISSED_AFTER = 5 * MINUTE
/** Between two sounds for what the other party did. */
export const SAID_SOUND_EVERY = 2 * MINUTE

const LOUDEST: readonly AlertSound[] = ['LOW', 'TWO', 'SOFT']

export function alertsAt(look: AlertLook): AlertAnswer {
  const { me, rooms, now, memory } = look
  const steps = rooms
    .flatMap((from) => clockAlerts(from, me, now))
    .filter((alert) => !memory.told.includes(alert.key) && !isSuperseded(alert, memory))
  const entries = rooms.flatMap((from) => newEntries(from, look))
  const due = [...steps, ...entries]
  const missed = due.filter((alert) => between(alert.at, now) > MISSED_AFTER)
  const fresh = due.filter((alert) => !missed.includes(alert))
  const alerts = [...summaryOf(missed, now), ...fresh].toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const told = alerts.map((alert): Told => ({ alert, place: placeFor(alert, look) }))
  const sounded = told.filter((one) => isSounded(one, look))
  const said = sounded.some(({ alert }) => !isOfClock(alert))
  const looked = lookedAt(memory, placesOf(look))
  const after = remember({ ...looked, told: [...looked.told, ...missed.map(({ key }) => key)] }, alerts)
  return {
    told,
    sound: LOUDEST.find((sound) => sounded.some(({ alert }) => alert.sound === sound)) ?? null,
    memory: said ? { ...after, saidAt: epochOf(now) } : after,
  }
}

/** Who stops owning a late room is not told its earlier steps after the later ones. */
const isSuperseded = ({ group, at }: Alert, { recent }: AlertMemory): boolean =>
  recent.some((told) => told.group === group && told.at >= at)

/** Entries that this device has not looked at; of a room that is new here only what came within the last minutes. */
function newEntries(from: AlertRoom, { me, memory, now }: AlertLook): readonly Alert[] {
  const seen = memory.seen[from.room.id]
  if (!isInRoom(from.room, from.account, me)) return []
  return from.entries
    .filter((event) =>
      seen === undefined ? between(event.recordedAt, now) <= MISSED_AFTER : placeOf(event) > seen,
    )
    .filter((event) => isTold(event, me))
    .map((event) => entryAlert(from.room, event))
}

/** Up to where each room's entries were looked at by now. */
function placesOf({ rooms, memory }: AlertLook): readonly (readonly [RoomId, number])[] {
  return rooms
    .map(({ room, entries }) => {
      const last = entries.at(-1)
      return [room.id, Math.max(memory.seen[room.id] ?? 0, last === undefined ? 0 : placeOf(last))] as const
    })
    .filter(([, place]) => place > 0)
}

function summaryOf(missed: readonly Alert[], now: Instant): readonly Alert[] {
  const [first] = missed
  if (first === undefined) return []
  const rooms = new Set(missed.map(({ roomId }) => roomId))
  return [
    {
      ...first,
      key: `missed ${now}`,
      group: 'missed',
      roomId: rooms.size === 1 ? first.roomId : null,
      what: { kind: 'MISSED', rooms: rooms.size, entries: missed.length },
      at: now,
      urgency: 'NORMAL',
      sound: null,
      stays: false,
      pierces: false,
      actions: ['OPEN'],
      contact: null,
      escalationId: null,
    },
  ]
}

/** A window in front of the room shows it by itself; in front of another it shows a toast; else the system tells. */
function placeFor(alert: Alert, { front, isQuiet }: AlertLook): AlertPlace {
  if (isQuiet && !alert.pierces) return 'LIST'
  if (front === null) return 'SYSTEM'
  return alert.roomId !== null && front.roomId === alert.roomId ? 'LIST' : 'TOAST'
}

/** Clocks sound wherever one looks; what the other party did only outside of the window, and not too often. */
function isSounded({ alert, place }: Told, { isQuiet, memory, now }: AlertLook): boolean {
  if (alert.sound === null || (isQuiet && !alert.pierces)) return false
  if (isOfClock(alert)) return true
  return (
    place === 'SYSTEM' &&
    (memory.saidAt === null || Math.abs(epochOf(now) - memory.saidAt) >= SAID_SOUND_EVERY)
  )
}
