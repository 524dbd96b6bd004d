// Whether a replica's process still answers: it is asked from time to time, and one that stays silent hangs. What counts is
// how often it was asked in vain and not the time, which goes on while a computer sleeps.

const ASK_EVERY_MS = 10_000
/** Half a minute: the longest that a process does without looking up is some seconds. */
const IN_VAIN_MAX = 3

export interface PulseParts {
  readonly ask: () => void
  /** It did not answer; nothing is asked any more. */
  readonly hangs: () => void
  /** `set` repeats. */
  readonly timers?: { set(run: () => void, ms: number): unknown; clear(timer: unknown): void } | undefined
}

export interface Pulse {
  /** Something came from the process. */
  heard(): void
  stop(): void
}

const REAL = {
  set: (run: () => void, ms: number): unknown => setInterval(run, ms).unref(),
  clear: (timer: unknown): void => clearInterval(timer as NodeJS.Timeout),
}

/** Begins at once. */
export function feelPulse({ ask, hangs, timers = REAL }: PulseParts): Pulse {
  let inVain = 0
  const timer = timers.set(() => {
    if (inVain >= IN_VAIN_MAX) {
      timers.clear(timer)
      return hangs()
    }
    inVain += 1
    ask()
  }, ASK_EVERY_MS)
  return {
    heard() {
      inVain = 0
    },
    stop: () => timers.clear(timer),
  }
}
