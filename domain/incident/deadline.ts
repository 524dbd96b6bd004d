// The deadline engine's side of the law: what one due step of a clock leads to. Warnings are internal and move
// the escalation one rung up; a breach is shared, since both parties see the truth. Rules CLK-4 to CLK-7, ESC-3.

import { isTamInHours } from '../account.ts'
import { accept, type Decision, reject } from '../result.ts'
import { type Instant, MINUTE } from '../time.ts'
import { changeClock, stepsOf } from './clocks.ts'
import type { Context } from './context.ts'
import type { Escalated } from './escalation.ts'
import { warningsOf } from './promises.ts'
import type { Recorded } from './recorded.ts'
import type { Clock, ClockKind, EscalationTarget, Room } from './state.ts'

/** The engine's only command: one step of one clock is due. */
export interface FireClock {
  readonly type: 'fireClock'
  readonly clockId: string
  readonly step: string
}

export interface ClockWarned {
  readonly type: 'ClockWarned'
  readonly clockId: string
  readonly kind: ClockKind
  readonly step: string
  readonly dueAt: Instant | null
  readonly tells: readonly EscalationTarget[]
}

export interface ClockBreached {
  readonly type: 'ClockBreached'
  readonly clockId: string
  readonly kind: ClockKind
  readonly step: string
  readonly startedAt: Instant
  readonly dueAt: Instant
}

const LADDER: readonly (readonly EscalationTarget[])[] = [['OWNER'], ['ON_DUTY'], ['SUPERVISOR', 'TAM']]

/** Each step fires once: a step that is not armed any more, or not due yet, is refused. */
export function decideFire(
  room: Room,
  command: FireClock,
  ctx: Context,
): Decision<ClockWarned | ClockBreached | Escalated> {
  const clock = room.clocks.find((candidate) => candidate.id === command.clockId)
  const step = clock && stepsOf(clock).find((candidate) => candidate.step === command.step)
  if (clock === undefined || step === undefined || step.at > ctx.now)
    return reject({ code: 'ALREADY_ANSWERED' })
  if (command.step !== 'BREACH' || clock.dueAt === null)
    return accept({ audience: 'INTERNAL', body: warned(clock, command.step) })
  const { id: clockId, kind, startedAt, dueAt } = clock
  return accept<ClockBreached | Escalated>(
    {
      audience: 'SHARED',
      body: { type: 'ClockBreached', clockId, kind, step: command.step, startedAt, dueAt },
    },
    { audience: 'SHARED', body: escalatedByBreach(clock, ctx) },
  )
}

export function evolveWarned(room: Room, event: Recorded<ClockWarned>): Room {
  return changeClock(room, event.body.clockId, (clock) => ({
    ...clock,
    fired: [...clock.fired, event.body.step],
    lastFiredAt: event.recordedAt,
  }))
}

export function evolveBreached(room: Room, event: Recorded<ClockBreached>): Room {
  return changeClock(room, event.body.clockId, (clock) => ({
    ...clock,
    outcome: 'BREACHED',
    breachRecordedAt: event.recordedAt,
    fired: [...clock.fired, event.body.step],
    lastFiredAt: event.recordedAt,
  }))
}

const warned = (clock: Clock, step: string): ClockWarned => ({
  type: 'ClockWarned',
  clockId: clock.id,
  kind: clock.kind,
  step,
  dueAt: clock.dueAt,
  tells: toldBy(clock, step),
})

/** Whom a step tells: each warning moves one rung up, the first that applies tells the owner (CLK-5). */
function toldBy(clock: Clock, step: string): readonly EscalationTarget[] {
  if (step.startsWith('LATE_')) return ['OWNER', 'SUPERVISOR']
  if (!step.startsWith('WARN_') || clock.promise === null) return ['OWNER']
  const rung = warningsOf(clock.promise).findIndex((left) => step === `WARN_${left / MINUTE}`)
  return LADDER[rung] ?? ['OWNER']
}

/** A breach goes to the supervisor and to the TAM, who is told also out of hours (ESC-3). */
const escalatedByBreach = (clock: Clock, ctx: Context): Escalated => ({
  type: 'Escalated',
  to: ['SUPERVISOR', 'TAM'],
  reason: '',
  clockId: clock.id,
  tamInHours: ctx.account === null ? null : isTamInHours(ctx.account, ctx.now),
})
