// A deadline is due by the clock of the node that looks first, so the nodes' clocks have to agree. Each node compares its
// own with the database's, which all of them have in common, and says so in its log when they differ. It goes on all the
// same: which of the two is wrong nobody here can know, and a deadline that is a moment early is better than none.

import { type Millis, MINUTE, SECOND } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'

export interface ClockCheckOptions {
  /** The database's time of day in milliseconds since 1970. */
  readonly databaseTime: () => Promise<number>
  readonly log: CoreLog
  /** This machine's, in the same form. */
  readonly now?: (() => number) | undefined
}

export interface ClockCheck {
  /** Compares now; never rejects. */
  look(): Promise<void>
  stop(): void
}

const MAY_DIFFER: Millis = SECOND
const LOOK_EVERY: Millis = MINUTE

/** Looks at once and every minute from then on, until it is stopped. */
export function openClockCheck({ databaseTime, log, now = Date.now }: ClockCheckOptions): ClockCheck {
  let isOff = false
  const look = async (): Promise<void> => {
    const asked = now()
    // A database that is away is said elsewhere.
    const theirs = await databaseTime().catch(() => null)
    const answered = now()
    if (theirs === null) return
    const ahead = Math.round((asked + answered) / 2 - theirs)
    // It was some moment between question and answer.
    const wasOff = isOff
    isOff = Math.abs(ahead) - (answered - asked) / 2 > MAY_DIFFER
    if (isOff && !wasOff)
      log.error(
        { aheadMs: ahead },
        'the clock of this machine is not that of the database: keep both in step',
      )
    if (!isOff && wasOff)
      log.warn({ aheadMs: ahead }, 'the clock of this machine is that of the database again')
  }
  const looking = setInterval(() => void look(), LOOK_EVERY)
  void look()
  return { look, stop: () => clearInterval(looking) }
}
