// The time of day at which a call was answered, as a person corrects it: read back as the instant it stands for.

import { between, type Instant } from '../../domain/time.ts'
import { lastTime, nextTime } from '../text/zones.ts'

/**
 * The instant nearest to `now` at which the clocks of the zone show what was typed ("07:10" or "07:10:38"). It may lie
 * in the future, which the law then refuses by that name (INT-5). Null when it is no time of day.
 */
export function answeredAt(typed: string, timeZone: string, now: Instant): Instant | null {
  const before = lastTime(typed, timeZone, now)
  const after = nextTime(typed, timeZone, now)
  if (before === null || after === null) return null
  return between(before, now) <= between(now, after) ? before : after
}
