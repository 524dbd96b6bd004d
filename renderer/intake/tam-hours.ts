// Until when the account's TAM can be reached today, or from when, in the TAM's own zone (TAM-1, TAM-2).

import { type Account, hoursInForce, isTamInHours } from '../../domain/account.ts'
import type { Instant } from '../../domain/time.ts'
import { cityOf, timeIn, weekdayIn } from '../text/zones.ts'

export interface TamToday {
  readonly kind: 'UNTIL' | 'FROM' | 'AWAY'
  /** "17:00 Lisbon"; empty for AWAY. */
  readonly time: string
}

const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function tamToday(account: Account, now: Instant): TamToday {
  const hours = hoursInForce(account.tamHours, now)
  if (hours === null) return { kind: 'AWAY', time: '' }
  const weekday = WEEKDAYS.indexOf(weekdayIn(hours.timeZone, now)) + 1
  const clock = timeIn(hours.timeZone, now)
  const days = hours.days.filter((day) => day.weekday === weekday)
  const place = (time: string) => `${time} ${cityOf(hours.timeZone)}`
  if (isTamInHours(account, now)) {
    const current = days.find((day) => clock >= day.from && clock < day.until)
    return { kind: 'UNTIL', time: place(current?.until ?? '') }
  }
  const next = days
    .map((day) => day.from)
    .filter((from) => from > clock)
    .sort()[0]
  return next === undefined ? { kind: 'AWAY', time: '' } : { kind: 'FROM', time: place(next) }
}
