// Times as people read them: their own zone first, the other party's beside it ("08:18 Dublin, 15:18 Jakarta"). One
// time where both read the same, the weekday where the date differs. 24 hours with a colon in every language, so that
// both parties read the same string. Everything about zones comes from Intl; zones are IANA names.

import { DAY, epochOf, type Instant, instantAt, MINUTE, type Millis } from '../../domain/time.ts'
import { locale } from './language.ts'

/** The reader's zone and, where there is one, the other party's. */
export interface Zones {
  readonly own: string
  readonly other: string | null
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${zone} ${kind}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone, hourCycle: 'h23' })
  formats.set(key, made)
  return made
}

/** Zones change their offset at full quarters of an hour. */
const QUARTER: Millis = 15 * MINUTE
const OFFSETS_KEPT = 2_000
/** By zone and quarter: taking a time apart is the dearest thing that a row of a timeline asks for. */
const offsets = new Map<string, Millis>()

/** Zone time minus UTC at an instant, in milliseconds. */
function offsetOf(zone: string, instant: Instant): Millis {
  const quarter = Math.floor(epochOf(instant) / QUARTER)
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = offsetAt(zone, quarter * QUARTER)
  if (offsets.size >= OFFSETS_KEPT) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function offsetAt(zone: string, at: number): Millis {
  const format = formatOf(zone, 'parts', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const of = (part: Part) => parts.get(part) ?? 0
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at
}

function partsIn(zone: string, instant: Instant): Record<Part, number> {
  const local = new Date(epochOf(instant) + offsetOf(zone, instant))
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** "08:18", with `seconds` "08:18:42". */
export function timeIn(zone: string, instant: Instant, seconds = false): string {
  const { hour, minute, second } = partsIn(zone, instant)
  return seconds ? `${two(hour)}:${two(minute)}:${two(second)}` : `${two(hour)}:${two(minute)}`
}

/** "Jakarta" for "Asia/Jakarta". */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** The zone's name for narrow columns: the Indonesian ones have a short one that everybody there uses. */
export function shortZone(zone: string): string {
  const short: Record<string, string> = {
    'Asia/Jakarta': 'WIB',
    'Asia/Pontianak': 'WIB',
    'Asia/Makassar': 'WITA',
    'Asia/Jayapura': 'WIT',
  }
  return short[zone] ?? cityOf(zone)
}

export const isSameTime = (zones: Zones, instant: Instant): boolean =>
  zones.other === null || offsetOf(zones.own, instant) === offsetOf(zones.other, instant)

const dayIn = (zone: string, instant: Instant): string => {
  const { year, month, day } = partsIn(zone, instant)
  return `${year}-${two(month)}-${two(day)}`
}

/** Whether two instants lie on one date of a zone. */
export const isSameDay = (zone: string, a: Instant, b: Instant): boolean => dayIn(zone, a) === dayIn(zone, b)

/** "Tue"; in Indonesian "Sel". */
export const weekdayIn = (zone: string, instant: Instant): string =>
  formatOf(zone, 'weekday', { weekday: 'short' }).format(epochOf(instant))

/** "Tuesday 18 November"; in Indonesian "Selasa 18 November". */
export const dateIn = (zone: string, instant: Instant): string =>
  formatOf(zone, 'date', { weekday: 'long', day: 'numeric', month: 'long' })
    .format(epochOf(instant))
    .replace(',', '')

/** "18 November 2025", where the weekday would say too little. */
export const fullDateIn = (zone: string, instant: Instant): string =>
  formatOf(zone, 'full', { day: 'numeric', month: 'long', year: 'numeric' }).format(epochOf(instant))

/** "08:18 Dublin"; with the weekday where `near` lies on another date there. */
export function placeTime(
  zone: string,
  instant: Instant,
  near: Instant | null = null,
  seconds = false,
): string {
  const weekday = near !== null && !isSameDay(zone, instant, near) ? `${weekdayIn(zone, instant)} ` : ''
  return `${weekday}${timeIn(zone, instant, seconds)} ${cityOf(zone)}`
}

/** One or two times, the reader's own first: "08:18 Dublin", "15:18 Jakarta". */
export function placeTimes(zones: Zones, instant: Instant, near: Instant | null, seconds = false): string[] {
  const own = placeTime(zones.own, instant, near, seconds)
  if (zones.other === null || isSameTime(zones, instant)) return [own]
  const elsewhere =
    dayIn(zones.own, instant) === dayIn(zones.other, instant) ? '' : `${weekdayIn(zones.other, instant)} `
  const other = placeTime(zones.other, instant, null, seconds)
  return [own, `${elsewhere}${other}`]
}

/** "08:18 Dublin, 15:18 Jakarta". `near` is the moment of reading: another date than its own gets the weekday. */
export const bothTimes = (
  zones: Zones,
  instant: Instant,
  near: Instant | null = null,
  seconds = false,
): string => placeTimes(zones, instant, near, seconds).join(', ')

/** The instant in UTC for a tooltip: "2025-11-18 08:18:42 UTC". */
export const utcText = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`

/** How far the other zone is ahead of the own, in minutes; negative when behind, 0 when both read the same. */
export function minutesAhead(zones: Zones, instant: Instant): number {
  if (zones.other === null) return 0
  return Math.round((offsetOf(zones.other, instant) - offsetOf(zones.own, instant)) / MINUTE)
}

/** The instant at which a zone's clocks show a date and time; the later reading where clocks are set back. */
function instantOf(zone: string, day: string, time: string): Instant | null {
  const naive = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(naive)) return null
  const guess = instantAt(naive - offsetOf(zone, instantAt(naive)))
  return instantAt(naive - offsetOf(zone, guess))
}

const typedTime = (typed: string): string | null => {
  const match = /^\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*$/.exec(typed)
  if (match === null) return null
  const [, hour = '', minute = '', second = '00'] = match
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    ? `${hour.padStart(2, '0')}:${minute}:${second}`
    : null
}

/** What somebody means who types "08:50" at `now` and speaks of what is to come: today's, or else tomorrow's. */
export function nextTime(typed: string, zone: string, now: Instant): Instant | null {
  const time = typedTime(typed)
  if (time === null) return null
  const today = instantOf(zone, dayIn(zone, now), time)
  if (today === null || today > now) return today
  return instantOf(zone, dayIn(zone, instantAt(epochOf(now) + DAY)), time)
}

/** The same for what has been: today's, or else yesterday's. */
export function lastTime(typed: string, zone: string, now: Instant): Instant | null {
  const time = typedTime(typed)
  if (time === null) return null
  const today = instantOf(zone, dayIn(zone, now), time)
  if (today === null || today <= now) return today
  return instantOf(zone, dayIn(zone, instantAt(epochOf(now) - DAY)), time)
}
