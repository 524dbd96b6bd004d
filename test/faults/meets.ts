// How a run of faults waits: for the fact, never for a time, since what took a second on one machine takes a tenth of it
// on another.

import { setTimeout as pause } from 'node:timers/promises'
import type { CrewCounters } from './counters.ts'

/** What is met ends the waiting: these are for machines that are slow, or busy with something else. */
const MEETS_WITHIN_MS = 20_000
const WORKS_WITHIN_MS = 60_000
const PAGE_EVENTS = 200

/** Waits until a fault has met somebody, for as long as a slow machine may need; whether it has. */
export async function meets(isMet: () => boolean, withinMs = MEETS_WITHIN_MS): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs
  while (!isMet() && performance.now() < giveUpAt) await pause(10)
  return isMet()
}

const BY_CHANCE = ['refused', 'callsTaken', 'calledBack', 'signedAtOnce', 'accessExpired'] as const

/**
 * Once nothing fails any more, everybody goes on working until each kind of work that is left to chance was done: on a
 * fast machine the faults are over before a call was returned.
 */
export const worksOn = (counters: CrewCounters): Promise<boolean> =>
  meets(
    () => counters.answered > PAGE_EVENTS && BY_CHANCE.every((name) => counters[name] > 0),
    WORKS_WITHIN_MS,
  )
