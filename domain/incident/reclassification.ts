// Reclassification: both parties agree that this is no Critical Issue; it goes on as a Support Case (NCI-1).
// One party proposes, the other agrees or declines; nothing downgrades a room by itself. Rules RCL-n.

import type { EventId } from '../ids.ts'
import { firstOf, invalid, requireText, TEXT_MAX } from '../input.ts'
import { replaceLast } from '../replaced.ts'
import { accept, type Decision, reject, type Rejection } from '../result.ts'
import { cancelClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Recorded } from './recorded.ts'
import { voidResolutions } from './resolution.ts'
import { openReclassification, type ReclassificationProposal, type Room } from './state.ts'

export interface ProposeReclassification {
  readonly type: 'proposeReclassification'
  readonly reason: string
}

export interface AgreeReclassification {
  readonly type: 'agreeReclassification'
  readonly proposalId: EventId
}

export interface DeclineReclassification {
  readonly type: 'declineReclassification'
  readonly proposalId: EventId
  readonly reason: string
}

export interface ReclassificationProposed {
  readonly type: 'ReclassificationProposed'
  readonly reason: string
}

export interface ReclassificationDeclined {
  readonly type: 'ReclassificationDeclined'
  readonly proposalId: EventId
  readonly reason: string
}

export interface Reclassified {
  readonly type: 'Reclassified'
  readonly proposalId: EventId
}

export function decidePropose(command: ProposeReclassification): Decision<ReclassificationProposed> {
  const wrong = requireText('reason', command.reason, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  const reason = command.reason.trim()
  return accept({ audience: 'SHARED', body: { type: 'ReclassificationProposed', reason } })
}

export function decideAgree(
  room: Room,
  command: AgreeReclassification,
  ctx: Context,
): Decision<Reclassified> {
  const refused = checkAnswer(room, command.proposalId, ctx)
  if (refused !== null) return reject(refused)
  return accept({ audience: 'SHARED', body: { type: 'Reclassified', proposalId: command.proposalId } })
}

export function decideDecline(
  room: Room,
  command: DeclineReclassification,
  ctx: Context,
): Decision<ReclassificationDeclined> {
  const { proposalId } = command
  const refused = firstOf(checkAnswer(room, proposalId, ctx), requireText('reason', command.reason, TEXT_MAX))
  if (refused !== null) return reject(refused)
  const reason = command.reason.trim()
  return accept({ audience: 'SHARED', body: { type: 'ReclassificationDeclined', proposalId, reason } })
}

export function evolveProposed(room: Room, event: Recorded<ReclassificationProposed>): Room {
  const { id, actor, recordedAt } = event
  const proposal: ReclassificationProposal = {
    id,
    by: actor,
    party: actor.party === 'CUSTOMER' ? 'CUSTOMER' : 'PROVIDER',
    at: recordedAt,
    reason: event.body.reason,
    status: 'OPEN',
  }
  const earlier = replaceLast(
    room.reclassifications,
    ({ status }) => status === 'OPEN',
    (old) => ({ ...old, status: 'SUPERSEDED' as const }),
  )
  return { ...room, reclassifications: [...earlier, proposal] }
}

export const evolveDeclined = (room: Room, event: Recorded<ReclassificationDeclined>): Room =>
  setStatus(room, event.body.proposalId, 'DECLINED')

/** Ends the room as a Critical Issue: every clock stops, an open resolution proposal is void. */
export function evolveReclassified(room: Room, event: Recorded<Reclassified>): Room {
  const at = event.recordedAt
  const agreed = { ...setStatus(room, event.body.proposalId, 'AGREED'), reclassifiedAt: at }
  const next = voidResolutions(agreed, () => true, at)
  return cancelClock(cancelClock(next, 'CALLBACK', at), 'UPDATE', at)
}

function checkAnswer(room: Room, proposalId: EventId, ctx: Context): Rejection | null {
  const proposal = room.reclassifications.find((candidate) => candidate.id === proposalId)
  if (proposal === undefined) return invalid('proposalId', 'NOT_FOUND')
  if (proposal.status === 'SUPERSEDED')
    return { code: 'STALE_PROPOSAL', current: openReclassification(room)?.id ?? null }
  if (proposal.status !== 'OPEN') return { code: 'ALREADY_ANSWERED' }
  return proposal.party === ctx.actor?.party ? { code: 'SAME_PARTY' } : null
}

const setStatus = (room: Room, id: EventId, status: ReclassificationProposal['status']): Room => ({
  ...room,
  reclassifications: replaceLast(
    room.reclassifications,
    (proposal) => proposal.id === id,
    (proposal) => ({ ...proposal, status }),
  ),
})
