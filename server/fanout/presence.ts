// Who has which room open, and who may know: in memory, forgotten after 30 s, never stored.
// What a viewer is shown follows from shared events alone, and a change that a viewer may not see changes nothing of
// what is shown, so that not even the moment of a frame tells of internal activity (AUD-4, I20).

import type { Account } from '../../domain/account.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import { type Activity, PRESENCE_KEPT, type Present } from '../../protocol/feed.ts'

/** Somebody who has a room open on one device. */
export interface Guest {
  readonly person: Person
  readonly activity: Activity
}

export interface Presence {
  /** Says where a device is, for the next 30 s; null says that it left. One device is in one room at a time. */
  announce(device: string, person: Person, roomId: RoomId | null, activity: Activity): void
  guestsOf(roomId: RoomId): readonly Guest[]
  /** Rooms that somebody has open. */
  rooms(): readonly RoomId[]
  /** Calls back with a room whose guests or activities changed; returns how to stop it. */
  onChange(changed: (roomId: RoomId) => void): () => void
  /** Forgets those who have not been heard of for 30 s. */
  sweep(): void
}

interface Visit extends Guest {
  readonly roomId: RoomId
  readonly until: number
}

export function openPresence(now: () => Instant): Presence {
  const visits = new Map<string, Visit>()
  const listeners = new Set<(roomId: RoomId) => void>()
  const tell = (roomId: RoomId): void => {
    for (const listener of listeners) listener(roomId)
  }
  const isCurrent = (visit: Visit): boolean => visit.until > epochOf(now())

  return {
    announce(device, person, roomId, activity) {
      const before = visits.get(device)
      if (roomId === null) visits.delete(device)
      else visits.set(device, { person, roomId, activity, until: epochOf(now()) + PRESENCE_KEPT })
      if (before?.roomId === roomId && before?.activity === activity) return
      if (before !== undefined && before.roomId !== roomId) tell(before.roomId)
      if (roomId !== null) tell(roomId)
    },
    guestsOf: (roomId) => [...visits.values()].filter((visit) => visit.roomId === roomId && isCurrent(visit)),
    rooms: () => [...new Set([...visits.values()].filter(isCurrent).map((visit) => visit.roomId))],
    onChange(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    sweep() {
      for (const [device, visit] of visits) {
        if (isCurrent(visit)) continue
        visits.delete(device)
        tell(visit.roomId)
      }
    },
  }
}

/** What decides about a customer's sight of provider people: facts both parties know. */
export interface Scene {
  readonly room: Pick<Room, 'accountId' | 'knownProviders'>
  readonly account: Pick<Account, 'tamId' | 'deputyId'> | null
}

/**
 * Those of a room's guests whom a viewer may see, by name. The viewer must be allowed to see the room.
 * Somebody on several devices is there once, with the activity that says most.
 */
export function presentFor(viewer: Person, scene: Scene, guests: readonly Guest[]): readonly Present[] {
  const shown = new Map<string, Present>()
  for (const { person, activity } of guests) {
    if (!mayBeSeen(viewer, scene, person)) continue
    const told = toldTo(viewer, activity)
    const before = shown.get(person.id)
    if (before !== undefined && WEIGHT[before.activity] >= WEIGHT[told]) continue
    shown.set(person.id, { personId: person.id, name: person.name, party: person.party, activity: told })
  }
  return [...shown.values()].sort((a, b) => order(a.name, b.name) || order(a.personId, b.personId))
}

const WEIGHT: Readonly<Record<Activity, number>> = {
  READING: 0,
  NOTE: 1,
  MESSAGE: 2,
  WORKAROUND: 3,
  UPDATE: 4,
  CALL: 5,
}

/** A customer is told of no note, also where somebody writes one on a second device. */
const toldTo = (viewer: Person, activity: Activity): Activity =>
  viewer.party === 'CUSTOMER' && activity === 'NOTE' ? 'READING' : activity

function mayBeSeen(viewer: Person, { room, account }: Scene, guest: Person): boolean {
  if (viewer.party === 'PROVIDER') return true
  if (guest.party === 'CUSTOMER') return guest.accountId === room.accountId
  return (
    room.knownProviders.includes(guest.id) || account?.tamId === guest.id || account?.deputyId === guest.id
  )
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
