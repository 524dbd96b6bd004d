// Workarounds: the provider records what to do, the customer's signatory accepts or rejects it (CRI-5).
// While one is accepted the update clock rests, unless the cadence says otherwise. Rules WRK-n.

import type { EventId } from '../ids.ts'
import { firstOf, invalid, optionalText, requireFuture, requireText, TEXT_MAX, TITLE_MAX } from '../input.ts'
import { replaceLast } from '../replaced.ts'
import { accept, type Decision, reject } from '../result.ts'
import type { Instant } from '../time.ts'
import { cancelClock, openClock, restartUpdateClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Recorded } from './recorded.ts'
import { voidResolutions } from './resolution.ts'
import { isWorkaroundInPlace, type Room, type Workaround } from './state.ts'

export interface RecordWorkaround {
  readonly type: 'recordWorkaround'
  readonly title: string
  /** What to do. */
  readonly steps: string
  readonly limits: string | null
  readonly undo: string | null
  readonly validUntil: Instant | null
}

export interface AcceptWorkaround {
  readonly type: 'acceptWorkaround'
  readonly workaroundId: EventId
}

export interface RejectWorkaround {
  readonly type: 'rejectWorkaround'
  readonly workaroundId: EventId
  readonly reason: string
}

export interface WithdrawWorkaround {
  readonly type: 'withdrawWorkaround'
  readonly workaroundId: EventId
  readonly reason: string
}

export interface WorkaroundRecorded {
  readonly type: 'WorkaroundRecorded'
  readonly title: string
  readonly steps: string
  readonly limits: string | null
  readonly undo: string | null
  readonly validUntil: Instant | null
}

export interface WorkaroundAccepted {
  readonly type: 'WorkaroundAccepted'
  readonly workaroundId: EventId
}

export interface WorkaroundRejected {
  readonly type: 'WorkaroundRejected'
  readonly workaroundId: EventId
  readonly reason: string
}

export interface WorkaroundWithdrawn {
  readonly type: 'WorkaroundWithdrawn'
  readonly workaroundId: EventId
  readonly reason: string
}

export function decideRecord(command: RecordWorkaround, ctx: Context): Decision<WorkaroundRecorded> {
  const wrong = firstOf(
    requireText('title', command.title, TITLE_MAX),
    requireText('steps', command.steps, TEXT_MAX),
    optionalText('limits', command.limits, TEXT_MAX),
    optionalText('undo', command.undo, TEXT_MAX),
    command.validUntil === null ? null : requireFuture('validUntil', command.validUntil, ctx.now),
  )
  if (wrong !== null) return reject(wrong)
  return accept({
    audience: 'SHARED',
    body: {
      type: 'WorkaroundRecorded',
      title: command.title.trim(),
      steps: command.steps.trim(),
      limits: command.limits?.trim() || null,
      undo: command.undo?.trim() || null,
      validUntil: command.validUntil,
    },
  })
}

export function decideAccept(room: Room, command: AcceptWorkaround): Decision<WorkaroundAccepted> {
  const { workaroundId } = command
  const workaround = find(room, workaroundId)
  if (workaround === undefined) return reject(invalid('workaroundId', 'NOT_FOUND'))
  if (workaround.status !== 'OFFERED') return reject({ code: 'ALREADY_ANSWERED' })
  return accept({ audience: 'SHARED', body: { type: 'WorkaroundAccepted', workaroundId } })
}

export function decideReject(room: Room, command: RejectWorkaround): Decision<WorkaroundRejected> {
  const { workaroundId } = command
  const workaround = find(room, workaroundId)
  if (workaround === undefined) return reject(invalid('workaroundId', 'NOT_FOUND'))
  if (workaround.status !== 'OFFERED') return reject({ code: 'ALREADY_ANSWERED' })
  const wrong = requireText('reason', command.reason, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  const reason = command.reason.trim()
  return accept({ audience: 'SHARED', body: { type: 'WorkaroundRejected', workaroundId, reason } })
}

/** An offered or accepted workaround can be taken back; the room is in progress again (WRK-4). */
export function decideWithdraw(room: Room, command: WithdrawWorkaround): Decision<WorkaroundWithdrawn> {
  const { workaroundId } = command
  const workaround = find(room, workaroundId)
  if (workaround === undefined) return reject(invalid('workaroundId', 'NOT_FOUND'))
  if (workaround.status !== 'OFFERED' && workaround.status !== 'ACCEPTED')
    return reject({ code: 'ALREADY_ANSWERED' })
  const wrong = requireText('reason', command.reason, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  const reason = command.reason.trim()
  return accept({ audience: 'SHARED', body: { type: 'WorkaroundWithdrawn', workaroundId, reason } })
}

export function evolveRecorded(room: Room, event: Recorded<WorkaroundRecorded>): Room {
  const { type: _type, ...recorded } = event.body
  const workaround: Workaround = {
    ...recorded,
    id: event.id,
    by: event.actor,
    at: event.recordedAt,
    status: 'OFFERED',
    answeredBy: null,
    reason: null,
  }
  return { ...room, workarounds: [...room.workarounds, workaround] }
}

export function evolveAccepted(room: Room, event: Recorded<WorkaroundAccepted>): Room {
  const next = change(room, event.body.workaroundId, { status: 'ACCEPTED', answeredBy: event.actor })
  return room.cadence?.duringWorkaround ? next : cancelClock(next, 'UPDATE', event.recordedAt)
}

export function evolveRejected(room: Room, event: Recorded<WorkaroundRejected>): Room {
  const { workaroundId, reason } = event.body
  return change(room, workaroundId, { status: 'REJECTED', answeredBy: event.actor, reason })
}

/**
 * The update clock runs again from the withdrawal, where it rested (CLK-8). A proposal to end the issue by a
 * workaround falls with the last accepted one: nobody signs for what is no longer there (WRK-5).
 */
export function evolveWithdrawn(room: Room, event: Recorded<WorkaroundWithdrawn>): Room {
  const { workaroundId, reason } = event.body
  const changed = change(room, workaroundId, { status: 'WITHDRAWN', reason })
  const next = isWorkaroundInPlace(changed)
    ? changed
    : voidResolutions(changed, (proposal) => proposal.outcome === 'WORKAROUND', event.recordedAt)
  return openClock(next, 'UPDATE') === null ? restartUpdateClock(next, event.recordedAt) : next
}

const find = (room: Room, id: EventId) => room.workarounds.find((workaround) => workaround.id === id)

const change = (room: Room, id: EventId, changes: Partial<Workaround>): Room => ({
  ...room,
  workarounds: replaceLast(
    room.workarounds,
    (workaround) => workaround.id === id,
    (workaround) => ({ ...workaround, ...changes }),
  ),
})
