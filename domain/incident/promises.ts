// The numbers of the contract and of the rules: what is promised, when people are told, how long is allowed.
// An event that starts a clock copies the number it runs by, so that changing one here never rewrites a
// clock that ran.

import { DAY, HOUR, MINUTE, type Millis } from '../time.ts'

/** CRI-4: a support agent calls back within fifteen minutes. */
export const CALLBACK_PROMISE: Millis = 15 * MINUTE
/** Shown as the provider's proposal where none is agreed; it binds nobody until agreed. */
export const SUGGESTED_CADENCE_MINUTES = 30
export const CADENCE_MINUTES_MIN = 5
export const CADENCE_MINUTES_MAX = 1_440
const RISK_FROM: Millis = 5 * MINUTE
/** People are told at these times before a promise is due; see `warningsOf`. */
export const WARNINGS_BEFORE_DUE: readonly Millis[] = [10 * MINUTE, 5 * MINUTE, 2 * MINUTE]
/** After a breach people are told again at this interval until a person takes it. */
export const LATE_REPEAT: Millis = 5 * MINUTE
/** Reminders for a proposal that waits for a signature; it has no contract limit. */
export const SIGN_OFF_REMINDERS: readonly Millis[] = [24 * HOUR, 72 * HOUR]
/** How long after a resolution either party may reopen the room. */
export const REOPEN_PERIOD: Millis = 14 * DAY
/** How long before its entry a hotline call may have been answered. */
export const INTAKE_ENTRY_MAX: Millis = 60 * MINUTE

/** At risk: five minutes left, or a third of the promise where that is shorter (CLK-2). */
export const isAtRisk = (left: Millis, promise: Millis): boolean => left <= Math.min(RISK_FROM, promise / 3)

/** A warning that would come in the first third of a promise says nothing and is skipped (CLK-3). */
export const warningsOf = (promise: Millis): readonly Millis[] =>
  WARNINGS_BEFORE_DUE.filter((left) => left <= (promise * 2) / 3)
