// Until when the TAM works today, or from when: in the TAM's own zone, by the hours in force (TAM-2).

import { type Account, hoursInForce, isTamInHours } from '../../../domain/account.ts'
import type { Instant } from '../../../domain/time.ts'
import { cityOf, timeIn, weekdayIn } from '../../text/zones.ts'

export interface TamHours {
  readonly inHours: boolean
  /** When that ends, or when hours begin later today; null when not today any more. */
  readonly turnsAt: string | null
  readonly city: string
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Null while no hours are in force. */
export function tamHoursAt(account: Account, now: Instant): TamHours | null {
  const version = hoursInForce(account.tamHours, now)
  if (version === null) return null
  const { timeZone, days } = version
  const weekday = WEEKDAYS.indexOf(weekdayIn(timeZone, now)) + 1
  const today = days.filter((day) => day.weekday === weekday)
  const time = timeIn(timeZone, now)
  const inHours = isTamInHours(account, now)
  const turnsAt = inHours
    ? today.find(({ from, until }) => from <= time && time < until)?.until
    : today.find(({ from }) => from > time)?.from
  return { inHours, turnsAt: turnsAt ?? null, city: cityOf(timeZone) }
}
