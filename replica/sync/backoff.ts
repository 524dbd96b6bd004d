// Full jitter: a random wait below a bound that doubles, so that many devices never come back at one moment.

import { type Millis, SECOND } from '../../domain/time.ts'

export const BACKOFF_FIRST: Millis = 0.5 * SECOND
export const BACKOFF_MAX: Millis = 30 * SECOND

/** The wait before the next try; `failures` counts those in a row before it, `random` is uniform in [0, 1). */
export const backoff = (failures: number, random: number): Millis =>
  Math.round(random * Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** Math.min(failures, 16)))
