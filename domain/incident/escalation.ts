// Escalation: by hand from either party, or by the deadline engine; and a person's "I am on it", which ends the
// ladder but never stops a clock (TAM-1, TAM-4). Rules ESC-n.

import { isTamInHours } from '../account.ts'
import type { EventId } from '../ids.ts'
import { invalid, requireText, TEXT_MAX } from '../input.ts'
import { replaceLast } from '../replaced.ts'
import { accept, type Decision, reject } from '../result.ts'
import { changeClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Recorded } from './recorded.ts'
import type { EscalationTarget, Room } from './state.ts'

export interface Escalate {
  readonly type: 'escalate'
  readonly to: EscalationTarget
  readonly reason: string
}

export interface AcknowledgeEscalation {
  readonly type: 'acknowledgeEscalation'
  readonly escalationId: EventId
}

export interface Escalated {
  readonly type: 'Escalated'
  readonly to: readonly EscalationTarget[]
  /** Empty when the engine escalated: `clockId` says why. */
  readonly reason: string
  readonly clockId: string | null
  /** Whether the TAM was within working hours then; null when no TAM is meant. */
  readonly tamInHours: boolean | null
}

export interface EscalationAcknowledged {
  readonly type: 'EscalationAcknowledged'
  readonly escalationId: EventId
}

/** Out of hours an escalation to the TAM goes to the supervisor on duty and tells the TAM as well (ESC-2). */
export function decideEscalate(command: Escalate, ctx: Context): Decision<Escalated> {
  const wrong = requireText('reason', command.reason, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  const meansTam = command.to === 'TAM'
  const tamInHours = meansTam && ctx.account !== null ? isTamInHours(ctx.account, ctx.now) : null
  const to: readonly EscalationTarget[] = tamInHours === false ? ['SUPERVISOR', 'TAM'] : [command.to]
  return accept({
    audience: 'SHARED',
    body: { type: 'Escalated', to, reason: command.reason.trim(), clockId: null, tamInHours },
  })
}

export function decideAcknowledge(
  room: Room,
  command: AcknowledgeEscalation,
): Decision<EscalationAcknowledged> {
  const escalation = room.escalations.find((candidate) => candidate.id === command.escalationId)
  if (escalation === undefined) return reject(invalid('escalationId', 'NOT_FOUND'))
  if (escalation.acknowledgedBy !== null) return reject({ code: 'ALREADY_ANSWERED' })
  return accept({
    audience: 'SHARED',
    body: { type: 'EscalationAcknowledged', escalationId: command.escalationId },
  })
}

export function evolveEscalated(room: Room, event: Recorded<Escalated>): Room {
  const { to, reason, clockId } = event.body
  const escalation = {
    id: event.id,
    to,
    reason,
    by: event.actor,
    at: event.recordedAt,
    clockId,
    acknowledgedBy: null,
    acknowledgedAt: null,
  }
  return { ...room, escalations: [...room.escalations, escalation] }
}

export function evolveAcknowledged(room: Room, event: Recorded<EscalationAcknowledged>): Room {
  const acknowledged = room.escalations.find((candidate) => candidate.id === event.body.escalationId)
  if (acknowledged === undefined) return room
  const escalations = replaceLast(
    room.escalations,
    (escalation) => escalation === acknowledged,
    (escalation) => ({ ...escalation, acknowledgedBy: event.actor, acknowledgedAt: event.recordedAt }),
  )
  const next = { ...room, escalations }
  return acknowledged.clockId === null
    ? next
    : changeClock(next, acknowledged.clockId, (clock) => ({ ...clock, takenBy: event.actor }))
}
