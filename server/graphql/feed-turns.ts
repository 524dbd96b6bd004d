// Turns of the loop: who is ready is served in the next one, and after some milliseconds of serving the rest waits for the
// one after it, so that whatever else came in meanwhile is heard in between (I25).

import type { Group } from './feed-groups.ts'

/** Of one turn of the loop. */
const BUDGET_MS = 20
/** Groups that are served together, and places among them: their pages are asked for before any is waited for. */
const TOGETHER = 64
const PLACES = 8

export interface Turns {
  /** Serves the group in the next turn of the loop; once, however often it was asked for. */
  makeReady(group: Group): void
  /** For whoever serves, now and then: resolves at once, or in the next turn when this one has lasted long enough. */
  pause(): Promise<void>
  /** Whether `pause` would wait. */
  isLong(): boolean
}

/** What is done with those who are ready, a round of them after the other; none of it ever rejects. */
export interface Round {
  readonly begins: (groups: readonly Group[]) => Promise<void> | undefined
  readonly serve: (groups: readonly Group[]) => Promise<void>
  readonly ends: () => void
}

export function openTurns({ begins, serve, ends }: Round): Turns {
  let ready: Group[] = []
  let isServing = false
  let began = 0
  const isLong = (): boolean => performance.now() - began >= BUDGET_MS
  const pause = async (): Promise<void> => {
    if (!isLong()) return
    await new Promise((resolve) => setImmediate(resolve))
    began = performance.now()
  }
  const serveAll = async (): Promise<void> => {
    began = performance.now()
    while (ready.length > 0) {
      const round = ready
      ready = []
      await begins(round)
      for (let index = 0, end = 0; index < round.length; index = end) {
        end = endOfSome(round, index)
        await serve(round.slice(index, end))
        if (isLong()) await pause()
      }
      ends()
    }
    isServing = false
  }
  return {
    makeReady(group) {
      if (group.isWaiting) return
      group.isWaiting = true
      ready.push(group)
      if (isServing) return
      isServing = true
      setImmediate(() => void serveAll())
    },
    pause,
    isLong,
  }
}

/** Where those end who are served together and begin at `from`. */
function endOfSome(round: readonly Group[], from: number): number {
  let places = 0
  for (let index = from; index < round.length && index < from + TOGETHER; index++) {
    const [group, before] = [round[index], round[index - 1]]
    const isNext =
      group?.after === before?.after && group?.crowd === before?.crowd && group?.epoch === before?.epoch
    if (index === from || !isNext) places += 1
    if (places > PLACES) return index
  }
  return Math.min(round.length, from + TOGETHER)
}
