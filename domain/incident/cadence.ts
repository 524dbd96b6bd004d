// The cadence of updates is mutually agreed (CRI-6): one party proposes, the other agrees, declines with a reason,
// or answers with a counter-proposal. An unanswered proposal changes nothing. Rules CAD-n.

import type { EventId } from '../ids.ts'
import { firstOf, invalid, optionalText, requireRange, TEXT_MAX } from '../input.ts'
import { accept, type Decision, type NewEvent, reject, type Rejection } from '../result.ts'
import { cancelClock, restartUpdateClock } from './clocks.ts'
import type { Context } from './context.ts'
import { CADENCE_MINUTES_MAX, CADENCE_MINUTES_MIN } from './promises.ts'
import type { Recorded } from './recorded.ts'
import type { Cadence, Room } from './state.ts'

export interface ProposeCadence extends Cadence {
  readonly type: 'proposeCadence'
}

export interface AgreeCadence {
  readonly type: 'agreeCadence'
  readonly proposalId: EventId
}

export interface DeclineCadence {
  readonly type: 'declineCadence'
  readonly proposalId: EventId
  readonly reason: string | null
  readonly counterMinutes: number | null
}

export interface WithdrawCadence {
  readonly type: 'withdrawCadence'
  readonly proposalId: EventId
}

export interface CadenceProposed extends Cadence {
  readonly type: 'CadenceProposed'
}

export interface CadenceAgreed extends Cadence {
  readonly type: 'CadenceAgreed'
  readonly proposalId: EventId
}

export interface CadenceDeclined {
  readonly type: 'CadenceDeclined'
  readonly proposalId: EventId
  readonly reason: string | null
}

export interface CadenceWithdrawn {
  readonly type: 'CadenceWithdrawn'
  readonly proposalId: EventId
}

export function decidePropose(command: ProposeCadence): Decision<CadenceProposed> {
  const wrong = checkMinutes('everyMinutes', command.everyMinutes)
  if (wrong !== null) return reject(wrong)
  return accept(proposed(command.everyMinutes, command.duringWorkaround))
}

/** Only the other party can agree: a party's consent to its own proposal says nothing (CAD-2). */
export function decideAgree(room: Room, command: AgreeCadence, ctx: Context): Decision<CadenceAgreed> {
  const refused = checkAnswer(room, command.proposalId, ctx)
  if (refused !== null) return reject(refused)
  const { everyMinutes, duringWorkaround } = room.cadenceProposal ?? {
    everyMinutes: 0,
    duringWorkaround: false,
  }
  const { proposalId } = command
  return accept({
    audience: 'SHARED',
    body: { type: 'CadenceAgreed', proposalId, everyMinutes, duringWorkaround },
  })
}

export function decideDecline(
  room: Room,
  command: DeclineCadence,
  ctx: Context,
): Decision<CadenceDeclined | CadenceProposed> {
  const { proposalId, counterMinutes } = command
  const reason = command.reason?.trim() || null
  const wrong = firstOf(
    checkAnswer(room, proposalId, ctx),
    reason === null && counterMinutes === null ? invalid('reason', 'REQUIRED') : null,
    optionalText('reason', reason, TEXT_MAX),
    counterMinutes === null ? null : checkMinutes('counterMinutes', counterMinutes),
  )
  if (wrong !== null) return reject(wrong)
  const declined: NewEvent<CadenceDeclined> = {
    audience: 'SHARED',
    body: { type: 'CadenceDeclined', proposalId, reason },
  }
  if (counterMinutes === null) return accept(declined)
  const counter = proposed(counterMinutes, room.cadenceProposal?.duringWorkaround ?? false)
  return accept<CadenceDeclined | CadenceProposed>(declined, counter)
}

export function decideWithdraw(
  room: Room,
  command: WithdrawCadence,
  ctx: Context,
): Decision<CadenceWithdrawn> {
  const { proposalId } = command
  const refused = checkOpen(room, proposalId)
  if (refused !== null) return reject(refused)
  if (room.cadenceProposal?.party !== ctx.actor?.party) return reject({ code: 'NOT_PERMITTED' })
  return accept({ audience: 'SHARED', body: { type: 'CadenceWithdrawn', proposalId } })
}

/** A newer proposal takes the place of an open one; before any agreement it sets the reminder (CLK-6). */
export function evolveProposed(room: Room, event: Recorded<CadenceProposed>): Room {
  const { everyMinutes, duringWorkaround } = event.body
  const { id, actor, recordedAt } = event
  const party = actor.party === 'CUSTOMER' ? 'CUSTOMER' : 'PROVIDER'
  const cadenceProposal = { id, by: actor, party, at: recordedAt, everyMinutes, duringWorkaround } as const
  const next: Room = { ...room, cadenceProposal }
  if (room.cadence !== null || room.callback === null) return next
  return restartUpdateClock(cancelClock(next, 'UPDATE', recordedAt), recordedAt)
}

/** In force from the agreement, which starts the update clock anew (CAD-3). */
export function evolveAgreed(room: Room, event: Recorded<CadenceAgreed>): Room {
  const { everyMinutes, duringWorkaround, proposalId } = event.body
  const next: Room = {
    ...answered(room, proposalId),
    cadence: { everyMinutes, duringWorkaround },
    cadenceAgreedAt: event.recordedAt,
  }
  return restartUpdateClock(cancelClock(next, 'UPDATE', event.recordedAt), event.recordedAt)
}

/** The cadence that was in force before, if any, stays in force. */
export const evolveAnswered = (room: Room, event: Recorded<CadenceDeclined | CadenceWithdrawn>): Room =>
  answered(room, event.body.proposalId)

const answered = (room: Room, proposalId: EventId): Room => ({
  ...room,
  cadenceProposal: room.cadenceProposal?.id === proposalId ? null : room.cadenceProposal,
  cadenceAnswered: [...room.cadenceAnswered, proposalId],
})

const proposed = (everyMinutes: number, duringWorkaround: boolean): NewEvent<CadenceProposed> => ({
  audience: 'SHARED',
  body: { type: 'CadenceProposed', everyMinutes, duringWorkaround },
})

const checkMinutes = (field: string, minutes: number): Rejection | null =>
  requireRange(field, minutes, CADENCE_MINUTES_MIN, CADENCE_MINUTES_MAX)

function checkOpen(room: Room, proposalId: EventId): Rejection | null {
  if (room.cadenceProposal?.id === proposalId) return null
  if (room.cadenceAnswered.includes(proposalId)) return { code: 'ALREADY_ANSWERED' }
  return { code: 'STALE_PROPOSAL', current: room.cadenceProposal?.id ?? null }
}

function checkAnswer(room: Room, proposalId: EventId, ctx: Context): Rejection | null {
  const refused = checkOpen(room, proposalId)
  if (refused !== null) return refused
  return room.cadenceProposal?.party === ctx.actor?.party ? { code: 'SAME_PARTY' } : null
}
