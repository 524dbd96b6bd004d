// A line on which everything goes wrong that can: messages are late, lost, doubled and overtake each other, and it is
// cut. What went wrong is counted, since a fault that never happened has tested nothing.

import type { Line } from '../support/core-transport.ts'
import type { VirtualClock } from '../support/virtual-clock.ts'
import type { Chance } from './chance.ts'

export const FAULTS = [
  'CUT',
  'LATE',
  'DOUBLED',
  'OVERTAKEN',
  'REQUEST_LOST',
  'REPLY_LOST',
  'PAGE_LOST',
  'DEVICE_CRASHED',
  'DEVICE_LOST_POWER',
  'SERVER_CRASHED',
  'CLOCK_SET',
] as const
export type Fault = (typeof FAULTS)[number]
export type FaultCounts = Record<Fault, number>

export interface HostileLine extends Line {
  isUp: boolean
  /** From here on every message arrives, soon and in order. */
  heal(): void
}

export function hostileLine(clock: VirtualClock, chance: Chance, counts: FaultCounts): HostileLine {
  let isHealed = false
  /** Pages come through one stream: each no earlier than the one before. */
  let pageAt = 0

  const latency = (): number => {
    if (isHealed) return 5
    if (!chance.percent(6)) return chance.between(5, 150)
    counts.LATE += 1
    return chance.between(1_000, 25_000)
  }

  return {
    isUp: true,
    heal: () => {
      isHealed = true
    },
    carry(kind, deliver) {
      let at = clock.now() + latency()
      if (kind === 'PAGE') {
        // Rare: on a real stream it takes a bug. Each time the whole copy is fetched anew.
        if (!isHealed && at < pageAt && chance.percent(0.5)) counts.OVERTAKEN += 1
        else at = Math.max(at, pageAt)
        pageAt = Math.max(at, pageAt)
      }
      if (!isHealed && chance.percent(kind === 'PAGE' ? 0.5 : 5)) {
        counts[`${kind}_LOST`] += 1
        return
      }
      clock.timers.set(deliver, at - clock.now())
      if (isHealed || !chance.percent(5)) return
      counts.DOUBLED += 1
      clock.timers.set(deliver, at - clock.now() + chance.between(0, 4_000))
    },
  }
}
