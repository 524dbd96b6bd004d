// What each command is called where it stands in a list, e.g. in the queue of what waits to be sent.

import type * as en from '../en/commands.ts'
import type { Words } from '../words.ts'
import type { PersonCommandType } from '../../../domain/incident/commands.ts'

export const commandName: Words<typeof en.commandName> = {
  reportIssue: 'Report',
  takeIntake: 'Hotline intake',
  assignAgent: 'Change of owner',
  recordCallbackAttempt: 'Callback attempt',
  recordCallback: 'Callback',
  postMessage: 'Message',
  postNote: 'Internal note',
  postUpdate: 'Periodic update',
  requestUpdate: 'Request for an update',
  proposeCadence: 'Cadence proposal',
  agreeCadence: 'Consent to a cadence',
  declineCadence: 'Cadence declined',
  withdrawCadence: 'Cadence proposal withdrawn',
  recordWorkaround: 'Workaround',
  acceptWorkaround: 'Workaround accepted',
  rejectWorkaround: 'Workaround rejected',
  withdrawWorkaround: 'Workaround withdrawn',
  attachEvidence: 'Evidence',
  attachFile: 'File',
  escalate: 'Escalation',
  acknowledgeEscalation: 'Escalation taken',
  proposeResolution: 'Resolution proposal',
  signResolution: 'Signature',
  rejectResolution: 'Resolution rejected',
  reopen: 'Reopening',
  proposeReclassification: 'Reclassification proposal',
  agreeReclassification: 'Consent to reclassification',
  declineReclassification: 'Reclassification declined',
  annotate: 'Annotation',
  correct: 'Correction',
}
