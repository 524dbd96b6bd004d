// Every event of an incident room, in one table of contents.

import type { EvidenceAttached } from './availability.ts'
import type { CadenceAgreed, CadenceDeclined, CadenceProposed, CadenceWithdrawn } from './cadence.ts'
import type { CallbackAttempted, CallbackMade } from './callback.ts'
import type { Annotated, Corrected, FileAttached, MessagePosted, NotePosted } from './conversation.ts'
import type { ClockBreached, ClockWarned } from './deadline.ts'
import type { Escalated, EscalationAcknowledged } from './escalation.ts'
import type { IntakeTaken } from './intake.ts'
import type { AgentAssigned } from './participants.ts'
import type { ReclassificationDeclined, ReclassificationProposed, Reclassified } from './reclassification.ts'
import type { Recorded } from './recorded.ts'
import type { Reopened } from './reopening.ts'
import type { IssueReported } from './report.ts'
import type { IssueResolved, ResolutionProposed, ResolutionRejected, ResolutionSigned } from './resolution.ts'
import type { UpdatePosted, UpdateRequested } from './updates.ts'
import type {
  WorkaroundAccepted,
  WorkaroundRecorded,
  WorkaroundRejected,
  WorkaroundWithdrawn,
} from './workaround.ts'

export type IncidentEvent =
  | IssueReported
  | IntakeTaken
  | AgentAssigned
  | CallbackAttempted
  | CallbackMade
  | MessagePosted
  | NotePosted
  | UpdatePosted
  | UpdateRequested
  | CadenceProposed
  | CadenceAgreed
  | CadenceDeclined
  | CadenceWithdrawn
  | WorkaroundRecorded
  | WorkaroundAccepted
  | WorkaroundRejected
  | WorkaroundWithdrawn
  | EvidenceAttached
  | FileAttached
  | Escalated
  | EscalationAcknowledged
  | ClockWarned
  | ClockBreached
  | ResolutionProposed
  | ResolutionSigned
  | ResolutionRejected
  | IssueResolved
  | Reopened
  | ReclassificationProposed
  | ReclassificationDeclined
  | Reclassified
  | Annotated
  | Corrected

export type IncidentEventType = IncidentEvent['type']
export type RecordedEvent = Recorded<IncidentEvent>
