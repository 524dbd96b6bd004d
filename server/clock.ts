// The server's clock: the machine's, except while the demo's story is told: then it stands at the time of each step.

import { type Instant, instantAt } from '../domain/time.ts'

export interface Clock {
  readonly now: () => Instant
  /** Runs `work` at a moment of the past. Only for use before anybody is served. */
  at<T>(moment: Instant, work: () => Promise<T>): Promise<T>
}

export const machineNow = (): Instant => instantAt(Date.now())

export function openClock(real: () => Instant = machineNow): Clock {
  let told: Instant | null = null
  return {
    now: () => told ?? real(),
    async at(moment, work) {
      told = moment
      try {
        return await work()
      } finally {
        told = null
      }
    },
  }
}
