// "Sometimes": how often each fault really met work under way. A run in which one of them never happened has proved
// nothing about it, and fails.

import type { WriterCounts } from './writers.ts'

export interface StormCounters extends WriterCounts {
  killed: number
  diedBeforeReply: number
  powerCut: number
  diskFull: number
  syncFailed: number
  drained: number
  paused: number
  locked: number
  lineCut: number
  lineSilent: number
  replyDropped: number
  deviceKilled: number
  devicePowerCut: number
  callsTaken: number
  calledBack: number
  clockStepped: number
  /** Both parties handed in their signatures at the same moment, and it was resolved by that. */
  signedAtOnce: number
  /** A device's access ran out under its open stream, and it came back with another one. */
  accessExpired: number
  /** A device was more than a page behind. */
  gapOverPage: number
}

export const noCounters = (): StormCounters => ({
  answered: 0,
  sentAgain: 0,
  retried: 0,
  refused: 0,
  killed: 0,
  diedBeforeReply: 0,
  powerCut: 0,
  diskFull: 0,
  syncFailed: 0,
  drained: 0,
  paused: 0,
  locked: 0,
  lineCut: 0,
  lineSilent: 0,
  replyDropped: 0,
  deviceKilled: 0,
  devicePowerCut: 0,
  callsTaken: 0,
  calledBack: 0,
  clockStepped: 0,
  signedAtOnce: 0,
  accessExpired: 0,
  gapOverPage: 0,
})

const ON_A_DISK: readonly (keyof StormCounters)[] = ['powerCut', 'diskFull', 'syncFailed', 'devicePowerCut']

/** The faults that never happened; those of a fragile disk are asked for only where there is one. */
export const neverHappened = (counters: StormCounters, withDisk: boolean): readonly string[] =>
  (Object.keys(counters) as (keyof StormCounters)[]).filter(
    (name) => counters[name] === 0 && (withDisk || !ON_A_DISK.includes(name)),
  )
