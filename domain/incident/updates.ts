// Periodic updates: what is known, where it stands, when the end is expected (CRI-6). Earlier expectations stay
// readable; only a person's update restarts the update clock. Rules UPD-n.

import { firstOf, invalid, requireFuture, requireInstant, requireText, TEXT_MAX } from '../input.ts'
import { accept, type Decision, type NewEvent, reject, type Rejection, unreachable } from '../result.ts'
import { keepClock, restartUpdateClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Escalated } from './escalation.ts'
import type { Recorded } from './recorded.ts'
import type { Expectation, Room, UpdateStatus } from './state.ts'

export interface PostUpdate {
  readonly type: 'postUpdate'
  readonly nature: string
  readonly status: UpdateStatus
  readonly expectation: Expectation
}

export interface RequestUpdate {
  readonly type: 'requestUpdate'
}

export interface UpdatePosted {
  readonly type: 'UpdatePosted'
  /** 1 for the first update of the room. */
  readonly number: number
  readonly nature: string
  readonly status: UpdateStatus
  readonly expectation: Expectation
}

export interface UpdateRequested {
  readonly type: 'UpdateRequested'
}

export function decideUpdate(room: Room, command: PostUpdate, ctx: Context): Decision<UpdatePosted> {
  const wrong = firstOf(
    requireText('nature', command.nature, TEXT_MAX),
    checkExpectation(command.expectation, ctx),
  )
  if (wrong !== null) return reject(wrong)
  const { status, expectation } = command
  const number = room.updates.length + 1
  return accept({
    audience: 'SHARED',
    body: { type: 'UpdatePosted', number, nature: command.nature.trim(), status, expectation },
  })
}

/** Shown each time it is asked; the first request since the last update also escalates (UPD-5). */
export function decideRequest(room: Room): Decision<UpdateRequested | Escalated> {
  const requested: NewEvent<UpdateRequested> = { audience: 'SHARED', body: { type: 'UpdateRequested' } }
  if (room.updateRequest !== null) return accept(requested)
  const escalated = {
    type: 'Escalated',
    to: ['OWNER', 'ON_DUTY'],
    reason: '',
    clockId: null,
    tamInHours: null,
  } as const
  return accept<UpdateRequested | Escalated>(requested, { audience: 'SHARED', body: escalated })
}

export function evolveUpdate(room: Room, event: Recorded<UpdatePosted>): Room {
  const { nature, status, expectation } = event.body
  const update = { id: event.id, nature, status, expectation, at: event.recordedAt, by: event.actor }
  const next = { ...room, updates: [...room.updates, update], updateRequest: null }
  return restartUpdateClock(keepClock(next, 'UPDATE', event.recordedAt, event.recordedAt), event.recordedAt)
}

/** Changes no clock. */
export function evolveRequest(room: Room, event: Recorded<UpdateRequested>): Room {
  return room.updateRequest === null
    ? { ...room, updateRequest: { by: event.actor, at: event.recordedAt } }
    : room
}

function checkExpectation(expectation: Expectation, ctx: Context): Rejection | null {
  switch (expectation.kind) {
    case 'TIME':
      return requireFuture('expectation.at', expectation.at, ctx.now)
    case 'RANGE':
      return firstOf(
        requireInstant('expectation.from', expectation.from),
        requireFuture('expectation.until', expectation.until, ctx.now),
        expectation.from < expectation.until ? null : invalid('expectation.until', 'BEFORE_START'),
      )
    case 'UNKNOWN':
      return firstOf(
        requireText('expectation.reason', expectation.reason, TEXT_MAX),
        requireFuture('expectation.moreAt', expectation.moreAt, ctx.now),
      )
    default:
      return unreachable(expectation)
  }
}
