// The rows of UX/DESIGN.md section 9 that entries lead to: what the other party posted, proposed, signed or sent back is
// told to those in the room. The system's own entries tell nobody here: clocks have their own rows, and a customer is
// never told of the provider's.

import type { IncidentEventType, RecordedEvent } from '../../domain/incident/events.ts'
import { isOwner, type Room } from '../../domain/incident/state.ts'
import type { Account } from '../../domain/account.ts'
import type { Person } from '../../domain/people.ts'
import { positionOf } from '../../protocol/outline.ts'
import type { Alert } from './alert.ts'

/** What is told of the other party. What is left out follows from something that is told, or says nothing to act on. */
const TOLD: ReadonlySet<IncidentEventType> = new Set<IncidentEventType>([
  'IssueReported',
  'MessagePosted',
  'UpdatePosted',
  'UpdateRequested',
  'CadenceProposed',
  'CadenceAgreed',
  'CadenceDeclined',
  'WorkaroundRecorded',
  'WorkaroundAccepted',
  'WorkaroundRejected',
  'WorkaroundWithdrawn',
  'FileAttached',
  'Escalated',
  'ResolutionProposed',
  'ResolutionSigned',
  'ResolutionRejected',
  'IssueResolved',
  'Reopened',
  'ReclassificationProposed',
  'ReclassificationDeclined',
  'Reclassified',
])

/** Whether a person is one of those in a room: its owner, the account's TAM and deputy, the customer's own people. */
export function isInRoom(room: Room, account: Account | null, me: Person): boolean {
  if (me.party === 'CUSTOMER') return room.accountId === me.accountId
  return isOwner(room, me) || account?.tamId === me.id || account?.deputyId === me.id
}

/** An entry's place in this person's copy; 0 for one that is only predicted. */
export const placeOf = (event: RecordedEvent): number => positionOf(event) ?? 0

/** Whether an entry is told to a person of the other party. */
export const isTold = (event: RecordedEvent, me: Person): boolean =>
  event.actor.party !== 'SYSTEM' &&
  event.actor.party !== me.party &&
  event.audience === 'SHARED' &&
  TOLD.has(event.body.type)

/** The alert of an entry that is told. Its sound is held back to one in two minutes by who tells it. */
export function entryAlert(room: Room, event: RecordedEvent): Alert {
  const { type } = event.body
  return {
    key: event.id,
    group: `${room.id} said`,
    roomId: room.id,
    customer: room.accountName,
    title: room.title,
    what: {
      kind: 'SAID',
      event: type,
      by: event.actor.name,
      number: type === 'UpdatePosted' ? room.updates.findIndex(({ id }) => id === event.id) + 1 : 0,
    },
    at: event.recordedAt,
    urgency: 'NORMAL',
    sound: 'SOFT',
    stays: false,
    pierces: false,
    actions: ['OPEN'],
    contact: null,
    escalationId: null,
  }
}
