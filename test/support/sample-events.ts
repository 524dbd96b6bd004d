// The types of all events, complete by the compiler: a new one does not compile until it is named here.

import type { IncidentEventType } from '../../domain/incident/events.ts'

const TYPES: Readonly<Record<IncidentEventType, true>> = {
  IssueReported: true,
  IntakeTaken: true,
  AgentAssigned: true,
  CallbackAttempted: true,
  CallbackMade: true,
  MessagePosted: true,
  NotePosted: true,
  UpdatePosted: true,
  UpdateRequested: true,
  CadenceProposed: true,
  CadenceAgreed: true,
  CadenceDeclined: true,
  CadenceWithdrawn: true,
  WorkaroundRecorded: true,
  WorkaroundAccepted: true,
  WorkaroundRejected: true,
  WorkaroundWithdrawn: true,
  EvidenceAttached: true,
  FileAttached: true,
  Escalated: true,
  EscalationAcknowledged: true,
  ClockWarned: true,
  ClockBreached: true,
  ResolutionProposed: true,
  ResolutionSigned: true,
  ResolutionRejected: true,
  IssueResolved: true,
  Reopened: true,
  ReclassificationProposed: true,
  ReclassificationDeclined: true,
  Reclassified: true,
  Annotated: true,
  Corrected: true,
}

export const SAMPLE_EVENT_TYPES = Object.keys(TYPES) as readonly IncidentEventType[]
