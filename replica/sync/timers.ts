// The host's timers as a port, so that simulated time drives the same code, and the one thing built on them.

import { Fault } from '../fault.ts'
import type { Millis } from '../../domain/time.ts'

/** `ms` stays below 24.8 days: longer ones fire at once (M13). */
export interface Timers {
  set(run: () => void, ms: Millis): unknown
  clear(timer: unknown): void
}

/** The promise's outcome, or a `Fault` when it takes longer; what comes after that is ignored. */
export function within<Value>(timers: Timers, limitMs: Millis, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = timers.set(
      () => reject(new Fault('UNREACHABLE', 'LATER', `no answer within ${limitMs} ms`)),
      limitMs,
    )
    void promise.then(resolve, reject).finally(() => timers.clear(timer))
  })
}
