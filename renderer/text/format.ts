// Durations, numbers and names as text, the same on every screen.

import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../../domain/time.ts'
import { locale } from './language.ts'

/** "2 h 14 min", "12 min", "40 s", "3 d 4 h": rounded down, two units at most. */
export function duration(ms: Millis): string {
  const left = Math.max(0, ms)
  const whole = (unit: Millis, within: Millis = Number.POSITIVE_INFINITY) =>
    Math.floor((left % within) / unit)
  if (left < MINUTE) return `${whole(SECOND)} s`
  if (left < HOUR) return `${whole(MINUTE)} min`
  if (left < DAY)
    return whole(MINUTE, HOUR) === 0 ? `${whole(HOUR)} h` : `${whole(HOUR)} h ${whole(MINUTE, HOUR)} min`
  return whole(HOUR, DAY) === 0 ? `${whole(DAY)} d` : `${whole(DAY)} d ${whole(HOUR, DAY)} h`
}

/** "every 20 min", "every 2 h" without the first word: an interval in minutes. */
export const minutesText = (minutes: number): string => duration(minutes * MINUTE)

/** "2,434". */
export const count = (value: number): string => new Intl.NumberFormat(locale()).format(value)

/** "1.2 MB". */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`
  const units = ['kB', 'MB', 'GB']
  const power = Math.min(units.length, Math.floor(Math.log2(value) / 10))
  const scaled = value / 1024 ** power
  const digits = scaled < 10 ? 1 : 0
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(scaled)} ${units[power - 1] ?? ''}`
}

/** "1 change", "3 changes". */
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

/** "A", "A and B", "A, B and C". */
export const list = (words: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words)
