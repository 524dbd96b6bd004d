// The law, first half: state, command and context in, events or a rejection out. Pure: the server calls it with
// authority, every device with its own copy. Exhaustive dispatch; each rule lives in its capability's file.

import { type Decision, reject, unreachable } from '../result.ts'
import * as availability from './availability.ts'
import * as cadence from './cadence.ts'
import * as callback from './callback.ts'
import type { IncidentCommand, PersonCommand } from './commands.ts'
import type { Context } from './context.ts'
import * as conversation from './conversation.ts'
import { decideFire } from './deadline.ts'
import * as escalation from './escalation.ts'
import type { IncidentEvent } from './events.ts'
import { decideIntake } from './intake.ts'
import { decideAssign } from './participants.ts'
import { refusal } from './permissions.ts'
import * as reclassification from './reclassification.ts'
import { decideReopen } from './reopening.ts'
import { decideReport } from './report.ts'
import * as resolution from './resolution.ts'
import type { Room } from './state.ts'
import * as updates from './updates.ts'
import * as workaround from './workaround.ts'

/**
 * What a command leads to.
 * - Never throws; a refusal is returned with a stable code.
 * - The same arguments give the same answer, on a device and on the server.
 * - A customer's answer depends on shared events alone, so that its copy predicts the answer (AUD-5).
 */
export function decide(room: Room | null, command: IncidentCommand, ctx: Context): Decision<IncidentEvent> {
  if (command.type === 'fireClock') {
    if (room === null || ctx.actor !== null) return reject({ code: 'NOT_FOUND' })
    return decideFire(room, command, ctx)
  }
  const refused = refusal(room, command, ctx)
  if (refused !== null) return reject(refused)
  if (command.type === 'reportIssue') return decideReport(room, command, ctx)
  if (command.type === 'takeIntake') return decideIntake(room, command, ctx)
  return room === null ? reject({ code: 'NOT_FOUND' }) : decideInRoom(room, command, ctx)
}

type InRoom = Exclude<PersonCommand, { type: 'reportIssue' | 'takeIntake' }>

function decideInRoom(room: Room, command: InRoom, ctx: Context): Decision<IncidentEvent> {
  switch (command.type) {
    case 'assignAgent':
      return decideAssign(room, command, ctx)
    case 'recordCallbackAttempt':
      return callback.decideAttempt(command, ctx)
    case 'recordCallback':
      return callback.decideCallback(room, command, ctx)
    case 'postMessage':
      return conversation.decideMessage(command, ctx)
    case 'postNote':
      return conversation.decideNote(command, ctx)
    case 'attachFile':
      return conversation.decideFile(command, ctx)
    case 'annotate':
      return conversation.decideAnnotate(command, ctx)
    case 'correct':
      return conversation.decideCorrect(command, ctx)
    case 'postUpdate':
      return updates.decideUpdate(room, command, ctx)
    case 'requestUpdate':
      return updates.decideRequest(room)
    case 'proposeCadence':
      return cadence.decidePropose(command)
    case 'agreeCadence':
      return cadence.decideAgree(room, command, ctx)
    case 'declineCadence':
      return cadence.decideDecline(room, command, ctx)
    case 'withdrawCadence':
      return cadence.decideWithdraw(room, command, ctx)
    case 'recordWorkaround':
      return workaround.decideRecord(command, ctx)
    case 'acceptWorkaround':
      return workaround.decideAccept(room, command)
    case 'rejectWorkaround':
      return workaround.decideReject(room, command)
    case 'withdrawWorkaround':
      return workaround.decideWithdraw(room, command)
    case 'attachEvidence':
      return availability.decideEvidence(command)
    case 'escalate':
      return escalation.decideEscalate(command, ctx)
    case 'acknowledgeEscalation':
      return escalation.decideAcknowledge(room, command)
    case 'proposeResolution':
      return resolution.decidePropose(room, command, ctx)
    case 'signResolution':
      return resolution.decideSign(room, command, ctx)
    case 'rejectResolution':
      return resolution.decideReject(room, command, ctx)
    case 'reopen':
      return decideReopen(room, command, ctx)
    case 'proposeReclassification':
      return reclassification.decidePropose(command)
    case 'agreeReclassification':
      return reclassification.decideAgree(room, command, ctx)
    case 'declineReclassification':
      return reclassification.decideDecline(room, command, ctx)
    default:
      return unreachable(command)
  }
}
