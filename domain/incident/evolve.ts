// The law, second half: what a room is after an event. Pure and total: an event that does not apply, or of a type
// this version does not know, leaves the room as it is; evolve never throws.

import * as cadence from './cadence.ts'
import { evolveAttempted, evolveCallback } from './callback.ts'
import { evolveBreached, evolveWarned } from './deadline.ts'
import { evolveAcknowledged, evolveEscalated } from './escalation.ts'
import type { IncidentEvent, RecordedEvent } from './events.ts'
import { evolveIntake } from './intake.ts'
import { evolveAssigned } from './participants.ts'
import * as reclassification from './reclassification.ts'
import type { Recorded } from './recorded.ts'
import { evolveReopened } from './reopening.ts'
import { evolveReported } from './report.ts'
import * as resolution from './resolution.ts'
import type { Room } from './state.ts'
import { evolveRequest, evolveUpdate } from './updates.ts'
import * as workaround from './workaround.ts'

/** The room after one event; null only while nothing has been reported. */
export function evolve(room: Room | null, event: RecordedEvent): Room | null {
  const { body } = event
  if (body.type === 'IssueReported') return room ?? note(evolveReported({ ...event, body }), event)
  return room === null ? null : note(apply(room, event), event)
}

export const evolveAll = (room: Room | null, events: Iterable<RecordedEvent>): Room | null => {
  let state = room
  for (const event of events) state = evolve(state, event)
  return state
}

/** What every shared event changes, whatever its type: the chain's head, the time, and who of the provider was named. */
function note(room: Room, event: RecordedEvent): Room {
  if (event.audience !== 'SHARED') return room
  const { actor, sharedSeq, hash, recordedAt } = event
  const head = sharedSeq === null || hash === null ? room.head : { sharedSeq, hash }
  const isNew =
    actor.party === 'PROVIDER' && actor.personId !== null && !room.knownProviders.includes(actor.personId)
  const knownProviders =
    isNew && actor.personId !== null ? [...room.knownProviders, actor.personId] : room.knownProviders
  return { ...room, head, knownProviders, lastSharedAt: recordedAt }
}

function apply(room: Room, event: Recorded<IncidentEvent>): Room {
  const { body } = event
  switch (body.type) {
    case 'IntakeTaken':
      return evolveIntake(room, { ...event, body })
    case 'AgentAssigned':
      return evolveAssigned(room, { ...event, body })
    case 'CallbackAttempted':
      return evolveAttempted(room, { ...event, body })
    case 'CallbackMade':
      return evolveCallback(room, { ...event, body })
    case 'UpdatePosted':
      return evolveUpdate(room, { ...event, body })
    case 'UpdateRequested':
      return evolveRequest(room, { ...event, body })
    case 'CadenceProposed':
      return cadence.evolveProposed(room, { ...event, body })
    case 'CadenceAgreed':
      return cadence.evolveAgreed(room, { ...event, body })
    case 'CadenceDeclined':
    case 'CadenceWithdrawn':
      return cadence.evolveAnswered(room, { ...event, body })
    case 'WorkaroundRecorded':
      return workaround.evolveRecorded(room, { ...event, body })
    case 'WorkaroundAccepted':
      return workaround.evolveAccepted(room, { ...event, body })
    case 'WorkaroundRejected':
      return workaround.evolveRejected(room, { ...event, body })
    case 'WorkaroundWithdrawn':
      return workaround.evolveWithdrawn(room, { ...event, body })
    case 'Escalated':
      return evolveEscalated(room, { ...event, body })
    case 'EscalationAcknowledged':
      return evolveAcknowledged(room, { ...event, body })
    case 'ClockWarned':
      return evolveWarned(room, { ...event, body })
    case 'ClockBreached':
      return evolveBreached(room, { ...event, body })
    case 'ResolutionProposed':
      return resolution.evolveProposed(room, { ...event, body })
    case 'ResolutionSigned':
      return resolution.evolveSigned(room, { ...event, body })
    case 'ResolutionRejected':
      return resolution.evolveRejected(room, { ...event, body })
    case 'IssueResolved':
      return resolution.evolveResolved(room, { ...event, body })
    case 'Reopened':
      return evolveReopened(room, { ...event, body })
    case 'ReclassificationProposed':
      return reclassification.evolveProposed(room, { ...event, body })
    case 'ReclassificationDeclined':
      return reclassification.evolveDeclined(room, { ...event, body })
    case 'Reclassified':
      return reclassification.evolveReclassified(room, { ...event, body })
    // Part of the conversation alone: they change what is read, not where the room stands.
    case 'IssueReported':
    case 'MessagePosted':
    case 'NotePosted':
    case 'EvidenceAttached':
    case 'FileAttached':
    case 'Annotated':
    case 'Corrected':
      return room
    default:
      return keepUnknown(room, body)
  }
}

/** An event from a newer version stays in the log and changes nothing here; `never` names a forgotten one. */
const keepUnknown = (room: Room, _body: never): Room => room
