// The callback: an agent calls within fifteen minutes of the hotline call (CRI-4). An attempt that reaches nobody
// is recorded and does not stop the clock; a call entered late is judged by the call's own time. Rules CB-n.

import {
  firstOf,
  invalid,
  NAME_MAX,
  optionalText,
  requirePast,
  requireText,
  TEXT_MAX,
  toE164,
} from '../input.ts'
import { accept, type Decision, reject } from '../result.ts'
import type { Instant } from '../time.ts'
import { keepClock, openClock, restartUpdateClock } from './clocks.ts'
import type { Context } from './context.ts'
import type { Recorded } from './recorded.ts'
import type { AttemptOutcome, Room } from './state.ts'

export interface RecordCallbackAttempt {
  readonly type: 'recordCallbackAttempt'
  readonly number: string
  readonly outcome: AttemptOutcome
}

export interface RecordCallback {
  readonly type: 'recordCallback'
  /** With whom. */
  readonly reached: string
  readonly occurredAt: Instant
  readonly information: string
}

export interface CallbackAttempted {
  readonly type: 'CallbackAttempted'
  readonly number: string
  readonly outcome: AttemptOutcome
}

export interface CallbackMade {
  readonly type: 'CallbackMade'
  readonly reached: string
  readonly occurredAt: Instant
  readonly information: string
}

export function decideAttempt(command: RecordCallbackAttempt, ctx: Context): Decision<CallbackAttempted> {
  const number = toE164(command.number, ctx.account?.callingCode ?? '')
  if (number === null) return reject(invalid('number', 'NOT_A_PHONE'))
  return accept({ audience: 'SHARED', body: { type: 'CallbackAttempted', number, outcome: command.outcome } })
}

/** The call must lie between the hotline call and now; when it was entered is the server's stamp (CB-3). */
export function decideCallback(room: Room, command: RecordCallback, ctx: Context): Decision<CallbackMade> {
  const startedAt = openClock(room, 'CALLBACK')?.startedAt
  const wrong = firstOf(
    requireText('reached', command.reached, NAME_MAX),
    optionalText('information', command.information, TEXT_MAX),
    requirePast('occurredAt', command.occurredAt, ctx.now),
    startedAt !== undefined && command.occurredAt < startedAt ? invalid('occurredAt', 'BEFORE_START') : null,
  )
  if (wrong !== null) return reject(wrong)
  const { occurredAt } = command
  return accept({
    audience: 'SHARED',
    body: {
      type: 'CallbackMade',
      reached: command.reached.trim(),
      occurredAt,
      information: command.information.trim(),
    },
  })
}

export function evolveAttempted(room: Room, event: Recorded<CallbackAttempted>): Room {
  const { number, outcome } = event.body
  return { ...room, attempts: [...room.attempts, { number, outcome, at: event.recordedAt, by: event.actor }] }
}

/** Stops the callback clock and, where no cadence is agreed yet, starts the suggested one. */
export function evolveCallback(room: Room, event: Recorded<CallbackMade>): Room {
  const { reached, occurredAt, information } = event.body
  const callback = { reached, occurredAt, information, recordedAt: event.recordedAt, by: event.actor }
  const next = keepClock({ ...room, callback }, 'CALLBACK', occurredAt, event.recordedAt)
  return openClock(next, 'UPDATE') === null ? restartUpdateClock(next, event.recordedAt) : next
}
