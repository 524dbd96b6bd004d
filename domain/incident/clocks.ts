// Clocks: how a promise starts, is kept, broken and remembered, and which steps (warnings, breach, reminders)
// it has still to fire. Every capability that starts or stops a clock uses these functions. Rules CLK-n.
//
//   RUNNING ──stopped in time──▶ MET        RUNNING ──the cause fell away──▶ CANCELLED
//      └──due passed──▶ BREACHED ──a call entered late, made in time──▶ MET (the breach stays on record)

import { replaceLast } from '../replaced.ts'
import { epochOf, type Instant, instantAt, isEpoch, type Millis, MINUTE, plus } from '../time.ts'
import { LATE_REPEAT, SIGN_OFF_REMINDERS, SUGGESTED_CADENCE_MINUTES, warningsOf } from './promises.ts'
import { type Clock, type ClockKind, isWorkaroundInPlace, phaseOf, type Room } from './state.ts'

export interface ClockStep {
  readonly clockId: string
  readonly step: string
  readonly at: Instant
}

/**
 * Every step that this room's clocks have still to fire, earliest first (CLK-4).
 * The server keeps exactly these as deadline rows.
 */
export const armedSteps = (room: Room): readonly ClockStep[] =>
  room.clocks
    .flatMap(stepsOf)
    .sort((a, b) => epochOf(a.at) - epochOf(b.at) || (a.clockId < b.clockId ? -1 : 1))

/**
 * Starts a clock of a kind. `promise` is copied into it, so that later changes of the terms do not touch it.
 * A due time after the year 9999 starts no clock: evolving never throws, whatever a log holds (EVT-1).
 */
export function startClock(
  room: Room,
  kind: ClockKind,
  at: Instant,
  promise: Millis | null,
  binding = true,
): Room {
  if (!isEpoch(epochOf(at) + (promise ?? 0))) return room
  const clock: Clock = {
    id: `${kind}:${startedOf(room, kind) + 1}`,
    kind,
    startedAt: at,
    promise,
    dueAt: promise === null ? null : plus(at, promise),
    binding,
    stoppedAt: null,
    outcome: 'RUNNING',
    breachRecordedAt: null,
    recordedLateAt: null,
    fired: [],
    lastFiredAt: null,
    takenBy: null,
  }
  return { ...room, clocks: [...room.clocks, clock] }
}

/** How many clocks of a kind were started so far, read from the id of the last one. */
const startedOf = ({ clocks }: Room, kind: ClockKind): number =>
  Number(clocks.findLast((clock) => clock.kind === kind)?.id.slice(kind.length + 1) ?? 0)

/** The clock of a kind that has not stopped yet. */
export const openClock = (room: Room, kind: ClockKind): Clock | null =>
  room.clocks.findLast((clock) => clock.kind === kind && clock.stoppedAt === null) ?? null

/**
 * Stops the open clock of a kind because what it promised was done at `at` and entered at `recordedAt`.
 * Done by the due time is MET, also when a breach stands on record and the entry came late (CB-4).
 */
export function keepClock(room: Room, kind: ClockKind, at: Instant, recordedAt: Instant): Room {
  const open = openClock(room, kind)
  if (open === null) return room
  const kept = open.dueAt === null || at <= open.dueAt || !open.binding
  return changeClock(room, open.id, (clock) => ({
    ...clock,
    stoppedAt: at,
    outcome: kept ? 'MET' : 'BREACHED',
    recordedLateAt: kept && isLateEntry(clock, recordedAt) ? recordedAt : null,
  }))
}

const isLateEntry = (clock: Clock, recordedAt: Instant): boolean =>
  clock.binding && clock.dueAt !== null && (clock.breachRecordedAt !== null || recordedAt > clock.dueAt)

/** Stops the open clock of a kind because its cause fell away; a breach on record stays a breach. */
export function cancelClock(room: Room, kind: ClockKind, at: Instant): Room {
  const open = openClock(room, kind)
  if (open === null) return room
  const broken = open.outcome === 'BREACHED' || (open.binding && open.dueAt !== null && at > open.dueAt)
  return changeClock(room, open.id, (clock) => ({
    ...clock,
    stoppedAt: at,
    outcome: broken ? 'BREACHED' : 'CANCELLED',
  }))
}

/**
 * Starts the update clock anew at `at` by the cadence in force (UPD-3); before any agreement by the proposed or
 * suggested one, which reminds but binds nobody (CLK-6). Runs not at all while a workaround is accepted, unless
 * the cadence says so, nor before the callback without an agreement, nor in a closed room.
 */
export function restartUpdateClock(room: Room, at: Instant): Room {
  const phase = phaseOf(room)
  if (phase === 'RESOLVED' || phase === 'RECLASSIFIED') return room
  const paused = isWorkaroundInPlace(room) && !(room.cadence?.duringWorkaround ?? false)
  if (paused) return room
  if (room.cadence !== null) return startClock(room, 'UPDATE', at, room.cadence.everyMinutes * MINUTE)
  if (room.callback === null) return room
  const minutes = room.cadenceProposal?.everyMinutes ?? SUGGESTED_CADENCE_MINUTES
  return startClock(room, 'UPDATE', at, minutes * MINUTE, false)
}

export function stepsOf(clock: Clock): readonly ClockStep[] {
  if (clock.stoppedAt !== null) return []
  const steps = clock.kind === 'SIGN_OFF' ? signOffSteps(clock) : promiseSteps(clock)
  return steps.filter((step) => !clock.fired.includes(step.step))
}

const signOffSteps = (clock: Clock): readonly ClockStep[] =>
  SIGN_OFF_REMINDERS.map((after) => ({
    clockId: clock.id,
    step: `REMIND_${after / (60 * MINUTE)}H`,
    at: plus(clock.startedAt, after),
  }))

function promiseSteps(clock: Clock): readonly ClockStep[] {
  const { dueAt, promise, id: clockId } = clock
  if (dueAt === null || promise === null) return []
  if (clock.fired.includes('BREACH')) return lateStep(clock)
  const warnings = warningsOf(promise).map((left) => ({
    clockId,
    step: `WARN_${left / MINUTE}`,
    at: plus(dueAt, -left),
  }))
  return [...warnings, { clockId, step: clock.binding ? 'BREACH' : 'REMIND', at: dueAt }]
}

/** After a breach only the next late step is armed: a server that was down must not send many alerts at once. */
function lateStep(clock: Clock): readonly ClockStep[] {
  if (clock.takenBy !== null || clock.lastFiredAt === null) return []
  const count = clock.fired.filter((step) => step.startsWith('LATE_')).length
  const at = instantAt(epochOf(clock.lastFiredAt) + LATE_REPEAT)
  return [{ clockId: clock.id, step: `LATE_${count + 1}`, at }]
}

export const changeClock = (room: Room, clockId: string, change: (clock: Clock) => Clock): Room => ({
  ...room,
  clocks: replaceLast(room.clocks, ({ id }) => id === clockId, change),
})
