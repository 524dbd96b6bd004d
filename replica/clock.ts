// The server's time, estimated. Every round trip gives a sample whose error is at most half its duration; the best of
// the last few is used. When a new sample cannot be true together with the old ones, this computer's clock was set,
// and the old ones are dropped.

import { epochOf, type Instant, instantAt, type Millis } from '../domain/time.ts'

const SAMPLES_MAX = 8
/** Two clocks drift apart; between samples of the last minutes by no more than this. */
const DRIFT_MAX: Millis = 250

interface Sample {
  /** Server minus this computer. */
  readonly offsetMs: Millis
  readonly errorMs: Millis
}

export interface ServerClock {
  /** This computer's clock plus the best known offset. */
  now(): Instant
  readonly offsetMs: Millis
  /** Null before the first sample. */
  readonly errorMs: Millis | null
  /** `sentAt` and `receivedAt` by this computer's clock; `serverTime` was read in between. */
  sample(sentAt: number, receivedAt: number, serverTime: Instant): void
}

export function serverClock(localNow: () => number): ServerClock {
  let samples: readonly Sample[] = []
  let best: Sample | null = null
  return {
    now: () => instantAt(Math.round(localNow() + (best?.offsetMs ?? 0))),
    get offsetMs() {
      return best?.offsetMs ?? 0
    },
    get errorMs() {
      return best?.errorMs ?? null
    },
    sample(sentAt, receivedAt, serverTime) {
      // A clock that was set during the round trip measured nothing.
      if (receivedAt < sentAt) return
      const errorMs = (receivedAt - sentAt) / 2
      const sample = { offsetMs: epochOf(serverTime) - (sentAt + errorMs), errorMs }
      const held = samples.every((other) => canAgree(other, sample)) ? samples : []
      samples = [...held, sample].slice(-SAMPLES_MAX)
      best = samples.reduce((least, other) => (other.errorMs <= least.errorMs ? other : least))
    },
  }
}

const canAgree = (a: Sample, b: Sample): boolean =>
  Math.abs(a.offsetMs - b.offsetMs) <= a.errorMs + b.errorMs + DRIFT_MAX
