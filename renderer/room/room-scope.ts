// What every part of an open room shares: the room and what of it is not confirmed, the person and what that person
// may do, people, zones, time, and the few acts that reach across parts (open the composer with a text, go to an
// entry). Made once by RoomPage; parts take it with useRoom.

import { type Accessor, createContext, useContext } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import type { EventId, PersonId, RoomId } from '../../domain/ids.ts'
import type { PersonCommandType } from '../../domain/incident/commands.ts'
import type { Phase, Room } from '../../domain/incident/state.ts'
import type { Party, Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Activity, Present } from '../../protocol/feed.ts'
import type { Replica, RoomView, Status } from '../../replica/api.ts'
import type { TimeTrust } from '../clock/clock-face.ts'
import type { Zones } from '../text/zones.ts'
import { roomHref } from '../platform/room-address.ts'
import type { RoomRecord } from './timeline/create-record.ts'
import type { TimelineHandle } from './timeline/timeline-handle.ts'

/** The composer's modes in the order of their tabs, each with the command that its text becomes. */
export const MODE_COMMANDS = {
  message: 'postMessage',
  update: 'postUpdate',
  note: 'postNote',
  workaround: 'recordWorkaround',
} as const satisfies Readonly<Record<string, PersonCommandType>>

export type ComposerMode = keyof typeof MODE_COMMANDS

export const COMPOSER_MODES = Object.keys(MODE_COMMANDS) as readonly ComposerMode[]

/** Opens the composer, e.g. to answer an entry or to edit what was refused. */
export interface ComposeRequest {
  readonly mode: ComposerMode
  readonly replyTo?: EventId | undefined
  /** Takes the place of the mode's draft: its fields by name. */
  readonly fields?: Readonly<Record<string, string>> | undefined
}

export interface RoomScope {
  readonly replica: Replica
  readonly roomId: RoomId
  readonly me: Person
  /** The room, its newest entries and what is on its way. */
  readonly view: Accessor<RoomView>
  /** All of its entries, read where they are wanted. */
  readonly record: RoomRecord
  readonly room: Accessor<Room>
  readonly phase: Accessor<Phase>
  readonly account: Accessor<Account | null>
  readonly people: Accessor<readonly Person[]>
  readonly person: (id: PersonId | null) => Person | null
  /** Who is in the room now, this person among them. */
  readonly present: Accessor<readonly Present[]>
  readonly status: Accessor<Status>
  readonly trust: Accessor<TimeTrust>
  /** Server time, once a second. */
  readonly now: Accessor<Instant>
  readonly zones: Accessor<Zones>
  /** The provider's name as people say it. */
  readonly provider: Accessor<string>
  readonly partyName: (party: Party | 'SYSTEM') => string
  /** Role and phase allow it (domain/incident/permissions.ts); facts of the room may still say no. */
  readonly can: (type: PersonCommandType) => boolean
  readonly compose: (request: ComposeRequest) => void
  readonly composeRequest: Accessor<ComposeRequest | null>
  readonly announce: (activity: Activity) => void
  /** Brings an entry of the timeline into view, wherever in the record it stands, and gives it the focus. */
  readonly goTo: (id: EventId) => void
  /** What can be asked of the timeline; null while none is drawn. */
  readonly timeline: Accessor<TimelineHandle | null>
  readonly setTimeline: (timeline: TimelineHandle | null) => void
  /** When a call to the contact was begun on this screen; opens the call card. */
  readonly calling: Accessor<Call | null>
  readonly setCalling: (call: Call | null) => void
  /** Another cadence is being proposed; opens its form. */
  readonly proposing: Accessor<boolean>
  readonly setProposing: (proposing: boolean) => void
}

export interface Call {
  readonly number: string
  readonly since: Instant
}

export const RoomContext = createContext<RoomScope>()

/** `component` is the caller's own name, for the sentence that a developer reads. */
export function useRoom(component: string): RoomScope {
  const scope = useContext(RoomContext)
  if (scope === undefined) throw new Error(`${component} must stand inside a RoomPage`)
  return scope
}

/** Id of the element that shows an entry. */
export const entryElementId = (id: string): string => `entry-${id}`

/** Where the skip link and the C key lead: in a room, content means the composer. */
export const COMPOSER_ID = 'content'

/** The page on which a resolution is read and signed. */
export const signOffHref = (roomId: RoomId): string => roomHref(roomId, '/sign-off')
