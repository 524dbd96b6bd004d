// How long nothing has failed, as the statement and the evidence say it: counted from the stated end, and honest where
// evidence shows a failed second after it.

import { between } from '../../domain/time.ts'
import { signoffText } from '../text/en/signoff.ts'
import { bothTimes } from '../text/zones.ts'
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
}

/** Reactive where it is read. */
export function cleanFor({ proposal, room, entries, zones, now }: SignOff): CleanFace {
  const read = proposal()
  const endedAt = read?.unavailabilityEndedAt ?? null
  if (read === null || endedAt === null)
    return {
      state: 'none',
      label: signoffText.outcome,
      note: undefined,
      digits: undefined,
      words: read?.outcome === 'WORKAROUND' ? signoffText.byWorkaround : signoffText.noEnd,
      sub: read?.outcome === 'WORKAROUND' ? signoffText.byWorkaroundLine : undefined,
    }
  const failed = failedAfter(endedAt, entries())
  const since = failed ?? endedAt
  const times = bothTimes(zones(), since, now(), true)
  return {
    state: failed === null ? 'met' : 'risk',
    label: failed === null ? signoffText.noUnavailable : signoffText.failedSince,
    note: failed === null && evidenceLines(read, entries()).length === 0 ? signoffText.asStated : undefined,
    digits: elapsedText(between(since, room()?.resolvedAt ?? now())),
    words: undefined,
    sub: failed === null ? signoffText.endedAt(times) : signoffText.failedSinceLine(times),
  }
}
