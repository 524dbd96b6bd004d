// Which entries a filter lets through, and the icon that says what kind of event an entry is.

import type { IncidentEventType } from '../../../domain/incident/events.ts'
import type { EntryClass } from '../../../protocol/outline.ts'
import type { IconName } from '../../ui/icon-paths.ts'

export type Filter = 'all' | 'updates' | 'messages' | 'internal' | 'evidence'

type Group = Exclude<Filter, 'all' | 'internal'> | null

const GROUP: Readonly<Record<IncidentEventType, Group>> = {
  IssueReported: null,
  IntakeTaken: null,
  AgentAssigned: null,
  CallbackAttempted: null,
  CallbackMade: null,
  MessagePosted: 'messages',
  NotePosted: 'messages',
  UpdatePosted: 'updates',
  UpdateRequested: 'updates',
  CadenceProposed: 'updates',
  CadenceAgreed: 'updates',
  CadenceDeclined: 'updates',
  CadenceWithdrawn: 'updates',
  WorkaroundRecorded: 'updates',
  WorkaroundAccepted: 'updates',
  WorkaroundRejected: 'updates',
  WorkaroundWithdrawn: 'updates',
  EvidenceAttached: 'evidence',
  FileAttached: 'evidence',
  Escalated: null,
  EscalationAcknowledged: null,
  ClockWarned: null,
  ClockBreached: 'updates',
  ResolutionProposed: 'updates',
  ResolutionSigned: 'updates',
  ResolutionRejected: 'updates',
  IssueResolved: 'updates',
  Reopened: 'updates',
  ReclassificationProposed: 'updates',
  ReclassificationDeclined: 'updates',
  Reclassified: 'updates',
  Annotated: 'messages',
  Corrected: null,
}

export function passes({ type, audience }: EntryClass, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'internal') return audience === 'INTERNAL'
  return GROUP[type] === filter
}

export const ENTRY_ICON: Readonly<Record<IncidentEventType, IconName>> = {
  IssueReported: 'document',
  IntakeTaken: 'call-in',
  AgentAssigned: 'user',
  CallbackAttempted: 'call',
  CallbackMade: 'call',
  MessagePosted: 'message',
  NotePosted: 'lock',
  UpdatePosted: 'speaker',
  UpdateRequested: 'bell',
  CadenceProposed: 'clock',
  CadenceAgreed: 'clock',
  CadenceDeclined: 'clock',
  CadenceWithdrawn: 'undo',
  WorkaroundRecorded: 'wrench',
  WorkaroundAccepted: 'check',
  WorkaroundRejected: 'close',
  WorkaroundWithdrawn: 'undo',
  EvidenceAttached: 'pulse',
  FileAttached: 'clip',
  Escalated: 'arrow-up',
  EscalationAcknowledged: 'check',
  ClockWarned: 'bell',
  ClockBreached: 'warning',
  ResolutionProposed: 'sign',
  ResolutionSigned: 'sign',
  ResolutionRejected: 'back-turn',
  IssueResolved: 'check-circle',
  Reopened: 'back-turn',
  ReclassificationProposed: 'branch',
  ReclassificationDeclined: 'branch',
  Reclassified: 'branch',
  Annotated: 'pin',
  Corrected: 'edit',
}

/** How high entries usually are that are more than a line, in px. */
const HEIGHT: Partial<Readonly<Record<IncidentEventType, number>>> = {
  MessagePosted: 64,
  Annotated: 64,
  NotePosted: 76,
  IntakeTaken: 124,
  UpdatePosted: 124,
  WorkaroundRecorded: 124,
  ResolutionProposed: 160,
  ClockBreached: 88,
  Escalated: 72,
}
const LINE_PX = 46

/** How high an entry of a kind usually is, before it was drawn: what scroll bars and jumps go by. */
export const usualHeight = (type: IncidentEventType): number => HEIGHT[type] ?? LINE_PX
