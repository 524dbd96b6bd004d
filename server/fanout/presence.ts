// Who has which room open, and who may know: in memory, forgotten after 30 s, never stored. A node tells the others what
// its devices say, each time they say it, so that what was lost is told again and a node that died is forgotten like a
// device. What a viewer is shown is judged on the viewer's own node: it follows from shared events alone, and a change that a viewer may not see changes nothing of
// what is shown, so that not even the moment of a frame tells of internal activity (AUD-4, I20).

import type { Account } from '../../domain/account.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { PersonId, RoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import { type Activity, PRESENCE_KEPT, type Present } from '../../protocol/feed.ts'
import type { Signals } from '../store/signals.ts'
import { newsIn, type PresenceNews, textsOf } from './presence-news.ts'

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
  /** Forgets those who have not been heard of for 30 s, and tells other nodes who was heard of again; every second. */
  sweep(): void
}

/** The other nodes of this server. */
export interface PresenceElsewhere {
  readonly signals: Signals
  /** As stored now; null for somebody who is not there. */
  readonly person: (id: PersonId) => Promise<Person | null>
}

interface Visit extends Guest {
  readonly roomId: RoomId
  readonly until: number
}

export function openPresence(now: () => Instant, elsewhere: PresenceElsewhere | null = null): Presence {
  const visits = new Map<string, Visit>()
  const listeners = new Set<(roomId: RoomId) => void>()
  const tell = (roomId: RoomId): void => {
    for (const listener of listeners) listener(roomId)
  }
  const isCurrent = (visit: Visit): boolean => visit.until > epochOf(now())

  /** Whether it is another room or activity than before. */
  const place = (device: string, person: Person, roomId: RoomId | null, activity: Activity): boolean => {
    const before = visits.get(device)
    if (roomId === null) visits.delete(device)
    else visits.set(device, { person, roomId, activity, until: epochOf(now()) + PRESENCE_KEPT })
    if (before?.roomId === (roomId ?? undefined) && (roomId === null || before?.activity === activity))
      return false
    if (before !== undefined && before.roomId !== roomId) tell(before.roomId)
    if (roomId !== null) tell(roomId)
    return true
  }
  const outwards = elsewhere === null ? null : openOutwards(elsewhere.signals)
  if (elsewhere !== null)
    hear(elsewhere, async (news) => {
      const known = visits.get(news.device)
      // Read again where there is something new to show: a name or a role may be another by now.
      const isSame = known?.roomId === news.roomId && known.person.id === news.personId
      const person = isSame ? known.person : await elsewhere.person(news.personId)
      outwards?.forget(news.device)
      if (person !== null) place(news.device, person, news.roomId, news.activity)
    })

  return {
    announce(device, person, roomId, activity) {
      const isChange = place(device, person, roomId, activity)
      outwards?.add({ device, personId: person.id, roomId, activity }, isChange)
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
      outwards?.send()
    },
  }
}

/** What this node's devices said and the others do not know yet: changes go at the end of the turn, the rest by `send`. */
function openOutwards(signals: Signals) {
  const waiting = new Map<string, PresenceNews>()
  let isSending = false
  const send = (): void => {
    isSending = false
    for (const text of textsOf([...waiting.values()])) signals.tell({ kind: 'presence', text })
    waiting.clear()
  }
  return {
    add(news: PresenceNews, isChange: boolean): void {
      waiting.set(news.device, news)
      if (!isChange || isSending) return
      isSending = true
      setImmediate(send)
    },
    /** The device has spoken to another node since. */
    forget: (device: string): void => void waiting.delete(device),
    send,
  }
}

/** One after the other, so that a device's later word is never overtaken by its earlier one. */
function hear({ signals }: PresenceElsewhere, heard: (news: PresenceNews) => Promise<void>): void {
  let hearing = Promise.resolve()
  signals.listen({
    told(signal) {
      if (signal.kind !== 'presence') return
      // Somebody who cannot be looked up now is told of again within seconds.
      const { text } = signal
      const hearAll = async (): Promise<void> => {
        for (const news of newsIn(text)) await heard(news)
      }
      // Whoever cannot be looked up now is told of again within seconds.
      hearing = hearing.then(hearAll).catch(() => {})
    },
    missed() {
      // Nothing is lost for long: every device is told of again.
    },
  })
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
