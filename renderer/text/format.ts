// Durations, numbers and names as text, the same on every screen.

import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../../domain/time.ts'
import { locale } from './language.ts'
import { unitText } from './units.ts'

/** "2 h 14 min", "12 min", "40 s", "3 d 4 h"; in Indonesian "2 jam 14 menit". Rounded down, two units at most. */
export function duration(ms: Millis): string {
  const left = Math.max(0, ms)
  const whole = (unit: Millis, within: Millis = Number.POSITIVE_INFINITY) =>
    Math.floor((left % within) / unit)
  const { seconds, minutes, hours, days } = unitText
  if (left < MINUTE) return seconds(whole(SECOND))
  if (left < HOUR) return minutes(whole(MINUTE))
  if (left < DAY) return joined(hours(whole(HOUR)), whole(MINUTE, HOUR), minutes)
  return joined(days(whole(DAY)), whole(HOUR, DAY), hours)
}

const joined = (large: string, rest: number, small: (amount: number) => string): string =>
  rest === 0 ? large : `${large} ${small(rest)}`

/** "every 20 min", "every 2 h" without the first word: an interval in minutes. */
export const minutesText = (minutes: number): string => duration(minutes * MINUTE)

/** "2,434"; in Indonesian "2.434". */
export const count = (value: number): string => new Intl.NumberFormat(locale()).format(value)

/** "0.25"; in Indonesian "0,25". */
export const decimal = (value: number, digits: number): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  )

/** "1.2 MB"; in Indonesian "1,2 MB". */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`
  const units = ['kB', 'MB', 'GB']
  const power = Math.min(units.length, Math.floor(Math.log2(value) / 10))
  const scaled = value / 1024 ** power
  const digits = scaled < 10 ? 1 : 0
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(scaled)} ${units[power - 1] ?? ''}`
}

/** "1 change", "3 changes"; for languages that count so. Indonesian has one form and needs no choice. */
export const plural = (amount: number, one: string, many: string): string =>
  `${count(amount)} ${new Intl.PluralRules(locale()).select(amount) === 'one' ? one : many}`

/** "RW" for "Rani Wulandari": the first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return [first, last]
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

/** "A", "A and B", "A, B and C"; in Indonesian "A, B, dan C". */
export const list = (words: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words)
