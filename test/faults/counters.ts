// "Sometimes": how often each fault really met work under way. A run in which one of them never happened has proved
// nothing about it, and fails.

import type { WriterCounts } from './writers.ts'

/** What those who live through a run count, whatever server they use. */
export interface CrewCounters extends WriterCounts {
  replyDropped: number
  deviceKilled: number
  callsTaken: number
  calledBack: number
  clockStepped: number
  /** Both parties handed in their signatures at the same moment, and it was resolved by that. */
  signedAtOnce: number
  /** A device's access ran out under its open stream, and it came back with another one. */
  accessExpired: number
  /** A device was more than a page behind. */
  gapOverPage: number
  /** A device that held nothing fetched its feed in one packed answer, to its end. */
  downloaded: number
  /** Such an answer was cut after a part of it had come, and the device went on from there. */
  downloadCut: number
}

export interface StormCounters extends CrewCounters {
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
  devicePowerCut: number
}

const noCrewCounters = (): CrewCounters => ({
  answered: 0,
  sentAgain: 0,
  retried: 0,
  refused: 0,
  replyDropped: 0,
  deviceKilled: 0,
  callsTaken: 0,
  calledBack: 0,
  clockStepped: 0,
  signedAtOnce: 0,
  accessExpired: 0,
  gapOverPage: 0,
  downloaded: 0,
  downloadCut: 0,
})

export const noCounters = (): StormCounters => ({
  ...noCrewCounters(),
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
  devicePowerCut: 0,
})

/** Of a run with several nodes on one database. */
export interface NodeCounters extends CrewCounters {
  killed: number
  diedBeforeReply: number
  drained: number
  paused: number
  /** A node stood still within its turn, and the database gave the turn to the others. */
  turnTaken: number
  /** A node and the database, or a node and its clients, sent each other what was lost. */
  databaseCutOff: number
  clientsCutOff: number
  /** Of both, those of one direction alone. */
  oneWayCut: number
  databaseStopped: number
  databaseCrashed: number
  connectionEnded: number
  listenerEnded: number
  /** A COMMIT was not answered, and the next connection said what had become of it. */
  foundCommitted: number
  foundAborted: number
  /** A notification was lost, and its reader was given the event all the same. */
  signalLost: number
  clockSkewed: number
  lineCut: number
  /** Somebody signed out on one node while their sockets were open on all. */
  sessionEnded: number
  /** Somebody was seen in a room whose node then was killed. */
  guestLost: number
  /** What one node acknowledged was read on another one right after. */
  readElsewhere: number
}

export const noNodeCounters = (): NodeCounters => ({
  ...noCrewCounters(),
  killed: 0,
  diedBeforeReply: 0,
  drained: 0,
  paused: 0,
  turnTaken: 0,
  databaseCutOff: 0,
  clientsCutOff: 0,
  oneWayCut: 0,
  databaseStopped: 0,
  databaseCrashed: 0,
  connectionEnded: 0,
  listenerEnded: 0,
  foundCommitted: 0,
  foundAborted: 0,
  signalLost: 0,
  clockSkewed: 0,
  lineCut: 0,
  sessionEnded: 0,
  guestLost: 0,
  readElsewhere: 0,
})

const ON_A_DISK: readonly string[] = ['powerCut', 'diskFull', 'syncFailed', 'devicePowerCut']

/** The faults that never happened; those of a fragile disk are asked for only where there is one. */
export const neverHappened = (
  counters: StormCounters | NodeCounters | Readonly<Record<string, number>>,
  withDisk: boolean,
): readonly string[] =>
  Object.entries(counters).flatMap(([name, count]) =>
    count === 0 && (withDisk || !ON_A_DISK.includes(name)) ? [name] : [],
  )
