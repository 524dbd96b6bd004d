// How long nothing has failed, as the statement and the evidence say it: counted from the stated end, and honest where
// evidence shows a failed second after it.

import { between } from '../../domain/time.ts'
import { signoffText } from '../text/signoff.ts'
import { bothTimes, placeTime } from '../text/zones.ts'
import type { ClockState } from '../ui/ClockHero.tsx'
import { elapsedText } from '../ui/clock-format.ts'
import type { SignOff } from './create-sign-off.ts'
import { evidenceLines, failedAfter } from './evidence.ts'

export interface CleanFace {
  readonly state: ClockState
  readonly label: string
  readonly note: string | undefined
  readonly digits: string | undefined
  readonly words: string | undefined
  readonly sub: string | undefined
  /** `sub` in the reader's zone alone, for phones. */
  readonly short: string | undefined
}

/** Reactive where it is read. */
export function cleanFor({ proposal, room, entries, zones, now }: SignOff): CleanFace {
  const read = proposal()
  const endedAt = read?.unavailabilityEndedAt ?? null
  if (read === null) return plain(signoffText.nothingYet)
  // What was sent back, or replaced, claims nothing any more.
  if (read.status === 'REJECTED' || read.status === 'SUPERSEDED') return plain(signoffText.notAgreed)
  if (endedAt === null) {
    const isWorkaround = read.outcome === 'WORKAROUND'
    return isWorkaround
      ? plain(signoffText.byWorkaround, signoffText.byWorkaroundLine)
      : plain(signoffText.noEnd)
  }
  const failed = failedAfter(endedAt, entries())
  const since = failed ?? endedAt
  const line = failed === null ? signoffText.endedAt : signoffText.failedSinceLine
  return {
    state: failed === null ? 'met' : 'risk',
    label: failed === null ? signoffText.noUnavailable : signoffText.failedSince,
    note: failed === null && evidenceLines(read, entries()).length === 0 ? signoffText.asStated : undefined,
    digits: elapsedText(between(since, room()?.resolvedAt ?? now())),
    words: undefined,
    sub: line(bothTimes(zones(), since, now(), true)),
    short: line(placeTime(zones().own, since, now(), true)),
  }
}

const plain = (words: string, sub?: string): CleanFace => ({
  state: 'none',
  label: signoffText.resolution,
  note: undefined,
  digits: undefined,
  words,
  sub,
  short: sub,
})
