// Time that passes only when a test says so. Timers fire in order; after each one everything that it set going in
// promises, and in real work that was announced with `track`, comes to rest before the next.

import type { Timers } from '../../replica/open.ts'

export interface VirtualClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly timers: Timers
  /** Real work (a database) that belongs to the present moment. */
  track<Value>(work: Promise<Value>): Promise<Value>
  /** Lets promises run, without time passing. */
  settle(): Promise<void>
  advance(ms: number): Promise<void>
  /** Advances until it holds; fails when it does not within the limit. */
  until(holds: () => boolean | Promise<boolean>, limitMs: number, what: string): Promise<void>
}

interface Timer {
  readonly at: number
  readonly number: number
  readonly run: () => void
}

/** Steps in which `until` looks. */
const LOOK_EVERY_MS = 250

const turnEnds = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function openVirtualClock(startMs: number): VirtualClock {
  let nowMs = startMs
  let count = 0
  let busy = 0
  const waiting = new Set<Timer>()

  const next = (): Timer | null => {
    let first: Timer | null = null
    for (const timer of waiting)
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.number < first.number))
        first = timer
    return first
  }

  const settle = async (): Promise<void> => {
    await turnEnds()
    while (busy > 0) await turnEnds()
  }

  const advance = async (ms: number): Promise<void> => {
    const end = nowMs + ms
    await settle()
    for (let timer = next(); timer !== null && timer.at <= end; timer = next()) {
      waiting.delete(timer)
      nowMs = Math.max(nowMs, timer.at)
      timer.run()
      await settle()
    }
    nowMs = end
  }

  return {
    now: () => nowMs,
    timers: {
      set: (run, ms) => {
        const timer = { at: nowMs + Math.max(0, ms), number: count++, run }
        waiting.add(timer)
        return timer
      },
      clear: (timer) => {
        waiting.delete(timer as Timer)
      },
    },
    track: async (work) => {
      busy += 1
      try {
        return await work
      } finally {
        busy -= 1
      }
    },
    settle,
    advance,
    until: async (holds, limitMs, what) => {
      const end = nowMs + limitMs
      await settle()
      while (!(await holds())) {
        if (nowMs >= end) throw new Error(`not within ${limitMs} ms: ${what}`)
        await advance(LOOK_EVERY_MS)
      }
    },
  }
}
