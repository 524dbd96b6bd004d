// The hotline of a run: calls that are taken, some of them answered within their fifteen minutes of server time and some
// too late or never, while that time is set forward by the run.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { instantAt } from '../../domain/time.ts'
import type { Write } from '../support/faults/history.ts'
import { liveRooms, signIn } from './api.ts'
import type { CrewCounters } from './counters.ts'
import type { Random } from './random.ts'
import { openWriter, type Reach, type Wanted } from './writers.ts'

export interface Calls {
  readonly step: () => Promise<void>
  readonly isIdle: () => boolean
  stepClock(ms: number): void
  /** The server's time minus true time. */
  readonly offsetMs: () => number
  /** Resolves when the engine had the time to fire what is due. */
  waitForDeadlines(): Promise<void>
}

interface CallsOptions {
  readonly reach: Reach
  readonly counters: CrewCounters
  readonly random: Random
  readonly note: Write
  /** Whether anybody calls back at all. */
  readonly areReturned: boolean
}

const CALLS_MAX = 12
const TICKS_MS = 1_500

export function openCalls({ reach, counters, random, note, areReturned }: CallsOptions): Calls {
  let offsetMs = 0
  let toCall: readonly string[] = []
  let open: readonly string[] = []
  const now = (): number => Date.now() + offsetMs
  const takes = (): readonly Wanted[] => {
    if (counters.callsTaken >= CALLS_MAX || random.below(4) > 0) return []
    const roomId = randomUUID()
    counters.callsTaken += 1
    toCall = [...toCall, roomId]
    const takeIntake = {
      accountId: 'nusantara-pay',
      company: 'Nusantara Pay',
      contactPhone: '+62 21 5550 0142',
      receivedAt: instantAt(now() - 1_000),
      separateFrom: [...open, ...toCall.filter((id) => id !== roomId)],
    }
    return [{ id: randomUUID(), roomId, effects: ['IssueReported', 'IntakeTaken'], command: { takeIntake } }]
  }
  const returns = (): readonly Wanted[] => {
    const [roomId, ...rest] = toCall
    // Some wait until it is too late, and the last few are never called.
    if (!areReturned || roomId === undefined || random.below(30) > 0) return []
    toCall = rest
    counters.calledBack += 1
    const recordCallback = { reached: 'Rani Wulandari', occurredAt: instantAt(now() - 500), information: '' }
    return [{ id: randomUUID(), roomId, effects: ['CallbackMade'], command: { recordCallback } }]
  }
  const hotline = openWriter('priya-nair', reach, note, counters, takes)
  const agent = openWriter('maeve-brennan', reach, note, counters, returns)
  return {
    async step() {
      if (open.length === 0)
        open = await signIn(reach.direct(), 'maeve-brennan')
          .then(({ token }) => liveRooms(reach.direct(), token))
          .catch(() => [])
      await hotline.step()
      await agent.step()
    },
    isIdle: () => hotline.isIdle() && agent.isIdle(),
    stepClock: (ms) => {
      offsetMs += ms
    },
    offsetMs: () => offsetMs,
    waitForDeadlines: () => pause(TICKS_MS),
  }
}
