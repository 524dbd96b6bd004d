// What people wrote in an entry, whatever its kind: what a search looks through, and what a wall quotes.

import type { IncidentEvent } from '../domain/incident/events.ts'

/** What people wrote, on one line; none for an entry that only a program worded. */
export function proseOf(body: IncidentEvent): string {
  return proseParts(body)
    .filter((part) => part !== null && part !== '')
    .join(' · ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function proseParts(body: IncidentEvent): readonly (string | null)[] {
  switch (body.type) {
    case 'MessagePosted':
    case 'NotePosted':
    case 'Annotated':
    case 'Corrected':
      return [body.text]
    case 'UpdatePosted':
      return [body.nature]
    case 'FileAttached':
      return [body.name]
    case 'WorkaroundRecorded':
      return [body.title, body.steps, body.limits, body.undo]
    case 'ResolutionProposed':
      return [body.statement, body.cause, body.followUp]
    case 'IntakeTaken':
    case 'IssueReported':
      return [body.description]
    case 'WorkaroundRejected':
    case 'WorkaroundWithdrawn':
    case 'ResolutionRejected':
    case 'CadenceDeclined':
    case 'Reopened':
    case 'ReclassificationProposed':
    case 'ReclassificationDeclined':
      return [body.reason]
    case 'AgentAssigned':
    case 'CadenceAgreed':
    case 'CadenceProposed':
    case 'CadenceWithdrawn':
    case 'CallbackAttempted':
    case 'CallbackMade':
    case 'ClockBreached':
    case 'ClockWarned':
    case 'Escalated':
    case 'EscalationAcknowledged':
    case 'EvidenceAttached':
    case 'IssueResolved':
    case 'Reclassified':
    case 'ResolutionSigned':
    case 'UpdateRequested':
    case 'WorkaroundAccepted':
      return []
  }
}
