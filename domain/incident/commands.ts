// Every command of an incident room, in one table of contents. A command's `type` is also the name of its field in
// the API's input and of its sentence in the interface.

import type { AttachEvidence } from './availability.ts'
import type { AgreeCadence, DeclineCadence, ProposeCadence, WithdrawCadence } from './cadence.ts'
import type { RecordCallback, RecordCallbackAttempt } from './callback.ts'
import type { Annotate, AttachFile, Correct, PostMessage, PostNote } from './conversation.ts'
import type { FireClock } from './deadline.ts'
import type { AcknowledgeEscalation, Escalate } from './escalation.ts'
import type { TakeIntake } from './intake.ts'
import type { AssignAgent } from './participants.ts'
import type {
  AgreeReclassification,
  DeclineReclassification,
  ProposeReclassification,
} from './reclassification.ts'
import type { Reopen } from './reopening.ts'
import type { ReportIssue } from './report.ts'
import type { ProposeResolution, RejectResolution, SignResolution } from './resolution.ts'
import type { PostUpdate, RequestUpdate } from './updates.ts'
import type {
  AcceptWorkaround,
  RecordWorkaround,
  RejectWorkaround,
  WithdrawWorkaround,
} from './workaround.ts'

/** What a person can ask for. */
export type PersonCommand =
  | ReportIssue
  | TakeIntake
  | AssignAgent
  | RecordCallbackAttempt
  | RecordCallback
  | PostMessage
  | PostNote
  | PostUpdate
  | RequestUpdate
  | ProposeCadence
  | AgreeCadence
  | DeclineCadence
  | WithdrawCadence
  | RecordWorkaround
  | AcceptWorkaround
  | RejectWorkaround
  | WithdrawWorkaround
  | AttachEvidence
  | AttachFile
  | Escalate
  | AcknowledgeEscalation
  | ProposeResolution
  | SignResolution
  | RejectResolution
  | Reopen
  | ProposeReclassification
  | AgreeReclassification
  | DeclineReclassification
  | Annotate
  | Correct

export type PersonCommandType = PersonCommand['type']

export type IncidentCommand = PersonCommand | FireClock
