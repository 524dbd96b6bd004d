// The ticker: fires what is due, at the start and every half second from then on. It keeps no timer longer than a tick
// (a timer of thirty days fires at once, M13) and never starts a tick before the last one has ended. On several nodes
// each has one: whoever comes first fires, inside a work that reads anew what is due, and the others find nothing.

import type { Millis } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'

/** Calls once after a delay; the function it returns calls it off. */
export type Timer = (delay: Millis, ring: () => void) => () => void

export interface WatchOptions {
  readonly fireDue: () => Promise<number>
  readonly timer: Timer
  readonly log: CoreLog
  /** Told after each tick that went through: what an outside alarm looks at. */
  readonly onTick?: (() => void) | undefined
}

export interface DeadlineWatch {
  /** No tick starts after this; resolves when the running one has ended. */
  stop(): Promise<void>
}

export const TICK: Millis = 500

export const systemTimer: Timer = (delay, ring) => {
  const timeout = setTimeout(ring, delay)
  return () => clearTimeout(timeout)
}

export function watchDeadlines({ fireDue, timer, log, onTick }: WatchOptions): DeadlineWatch {
  let isStopped = false
  let callOff = (): void => {}
  let isFailing = false
  let running = tick()

  async function tick(): Promise<void> {
    try {
      await fireDue()
      if (isFailing) log.warn({}, 'the deadline engine ticks again')
      isFailing = false
      onTick?.()
    } catch (error) {
      // Once while it lasts: a database may be away for minutes, and this comes twice a second.
      if (!isFailing) log.error({ error }, 'a tick of the deadline engine failed')
      isFailing = true
    }
    if (isStopped) return
    callOff = timer(TICK, () => {
      running = tick()
    })
  }

  return {
    stop: async () => {
      isStopped = true
      callOff()
      await running
    },
  }
}
