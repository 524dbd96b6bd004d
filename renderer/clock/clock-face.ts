// What a clock looks like at a moment, as plain values: which state its ring has, how much of it is left, which digits
// stand beside it. The room's deck, the board's rows and the sidebar all draw the same face of the same clock, so that
// no two places can disagree.

import { clockStateAt, leadingClock } from '../../domain/incident/facts.ts'
import { warningsOf } from '../../domain/incident/promises.ts'
import type { Clock, Room } from '../../domain/incident/state.ts'
import { between, type Instant } from '../../domain/time.ts'
import type { Status } from '../../replica/api.ts'
import type { RingState } from '../ui/Ring.tsx'
import { countdownText, elapsedText, lateText, unsureText } from '../ui/clock-format.ts'

/** How far this computer's estimate of the server's time can be trusted. */
export interface TimeTrust {
  readonly offsetErrorMs: number | null
  /** False while there is no connection to the server. */
  readonly live: boolean
}

/** The one way from the replica's status to trust: every screen that shows a clock takes it. */
export const trustOf = ({ offsetErrorMs, link }: Status): TimeTrust => ({
  offsetErrorMs,
  live: link === 'LIVE' || link === 'CATCHING_UP',
})

/** Too uncertain for seconds: whole minutes are shown. */
export const isTimeUnsure = ({ offsetErrorMs }: TimeTrust): boolean =>
  offsetErrorMs === null || offsetErrorMs > UNSURE_FROM_MS

export interface ClockFace {
  readonly clock: Clock
  readonly state: RingState
  readonly digits: string
  /** Share of the promise that is left, 0 to 1. */
  readonly share: number
  readonly notches: readonly number[]
  /** Whole minutes only: the time cannot be trusted to the second. */
  readonly isUnsure: boolean
}

const UNSURE_FROM_MS = 30_000

/** The face of the clock that leads a room; null when no promise runs. */
export function roomFace(room: Room, now: Instant, trust: TimeTrust): ClockFace | null {
  const clock = leadingClock(room, now)
  return clock === null ? null : faceOf(clock, now, trust)
}

export function faceOf(clock: Clock, now: Instant, trust: TimeTrust): ClockFace {
  const { dueAt, promise } = clock
  const left = dueAt === null ? 0 : between(now, dueAt)
  const isUnsure = clock.stoppedAt === null && isTimeUnsure(trust)
  return {
    clock,
    state: ringState(clock, now, trust),
    digits: digitsOf(clock, now, left, isUnsure),
    share: promise === null ? 1 : shareLeft(clock, left, promise),
    notches: promise === null ? [] : notchesOf(promise),
    isUnsure,
  }
}

/** The ring's notches: the share of a promise (in ms) that is left at each of its warnings (CLK-3). */
export const notchesOf = (promise: number): readonly number[] =>
  warningsOf(promise).map((left) => left / promise)

/** The order of a board: broken first, then the earliest due, then what waits for a signature (FAC-1). */
export function byUrgency(now: Instant): (a: Room, b: Room) => number {
  return (a, b) => rank(a, now).localeCompare(rank(b, now))
}

function rank(room: Room, now: Instant): string {
  const clock = leadingClock(room, now)
  if (clock === null || clock.stoppedAt !== null) return `3${room.reportedAt}`
  return `${clockStateAt(clock, now) === 'BREACHED' ? 0 : 1}${clock.dueAt ?? ''}`
}

function ringState(clock: Clock, now: Instant, trust: TimeTrust): RingState {
  const state = clockStateAt(clock, now)
  if (state === 'MET') return 'met'
  if (state === 'CANCELLED') return 'idle'
  if (state === 'BREACHED') return 'breach'
  if (!trust.live) return 'offline'
  if (!clock.binding) return 'idle'
  return state === 'AT_RISK' ? 'risk' : 'running'
}

function digitsOf(clock: Clock, now: Instant, left: number, isUnsure: boolean): string {
  if (clock.stoppedAt !== null) return elapsedText(between(clock.startedAt, clock.stoppedAt))
  if (isUnsure && left >= 0) return unsureText(left)
  if (left >= 0) return countdownText(left)
  return clock.binding ? lateText(-left) : countdownText(0)
}

function shareLeft(clock: Clock, left: number, promise: number): number {
  if (clock.stoppedAt !== null) return 1
  return Math.min(1, Math.max(0, left / promise))
}
