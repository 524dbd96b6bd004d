// How soon a process that ended by itself is started again: at once the first time, later and later while it keeps
// failing, and not at all once it has never come up in so many tries. One that lived well for a while begins anew.

/** A process that was up for this long was healthy: its end counts as the first. */
const HEALTHY_MS = 60_000
const FIRST_WAIT_MS = 200
const WAIT_MAX_MS = 30_000
/** Ends before it was ever up, in a row, after which starting again is given up. */
const FALSE_STARTS_MAX = 5

export interface RestartPace {
  /** It has come up at `now`. */
  readonly upSince: number | null
  readonly ends: number
  readonly falseStarts: number
}

export const FRESH_PACE: RestartPace = { upSince: null, ends: 0, falseStarts: 0 }

/** The process answers. Times are of a clock that only goes forward, in ms. */
export const cameUp = (pace: RestartPace, now: number): RestartPace => ({
  ...pace,
  upSince: now,
  falseStarts: 0,
})

/** The process has ended: how long to wait (ms) before it is started again, null for never. */
export function ended(
  pace: RestartPace,
  now: number,
): { readonly pace: RestartPace; readonly waitMs: number | null } {
  const wasHealthy = pace.upSince !== null && now - pace.upSince >= HEALTHY_MS
  const ends = wasHealthy ? 1 : pace.ends + 1
  const falseStarts = pace.upSince === null ? pace.falseStarts + 1 : 0
  const next = { upSince: null, ends, falseStarts }
  if (falseStarts >= FALSE_STARTS_MAX) return { pace: next, waitMs: null }
  return { pace: next, waitMs: Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 4 ** (ends - 1)) }
}
