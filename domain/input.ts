// Checks of single fields. Each returns the rejection that names the field and the problem, or null,
// so that a decider reads as a list of conditions. Lengths are in UTF-16 code units.

import { between, type Instant, type Millis, parseInstant } from './time.ts'
import type { InputProblem, Rejection } from './result.ts'

export const TITLE_MAX = 160
export const TEXT_MAX = 8_000
export const NAME_MAX = 160

export const invalid = (field: string, problem: InputProblem, limit: number | null = null): Rejection => ({
  code: 'INVALID_INPUT',
  field,
  problem,
  limit,
})

/** The first thing that is wrong, or null when nothing is. */
export const firstOf = (...checks: (Rejection | null)[]): Rejection | null =>
  checks.find((check) => check !== null) ?? null

/** Invisible characters, such as a zero-width space: a text made of them alone counts as empty. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}]/u

/** Ends of lines, other control characters, and halves of a character. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu
/** Signs that turn the direction in which the words after them are read. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A name as it is kept: one plain line without spaces around it. It stands in mails, lists and records, where it must
 * neither begin a paragraph nor turn the words that follow.
 */
export const oneLine = (text: string): string => text.replace(CONTROL, ' ').replace(TURNING, '').trim()

export function requireText(field: string, value: string, max: number): Rejection | null {
  if (!VISIBLE.test(value)) return invalid(field, 'REQUIRED')
  return value.length > max ? invalid(field, 'TOO_LONG', max) : null
}

export function optionalText(field: string, value: string | null, max: number): Rejection | null {
  return value === null || value.trim() === '' ? null : requireText(field, value, max)
}

export function requireRange(field: string, value: number, min: number, max: number): Rejection | null {
  if (!Number.isInteger(value)) return invalid(field, 'OUT_OF_RANGE', min)
  if (value < min) return invalid(field, 'OUT_OF_RANGE', min)
  return value > max ? invalid(field, 'OUT_OF_RANGE', max) : null
}

/** A moment in the one fixed form, whenever it is. */
export const requireInstant = (field: string, value: Instant): Rejection | null =>
  parseInstant(value) === value ? null : invalid(field, 'NOT_A_TIME')

/** A moment that has been: not after `now`, and not longer ago than `maxAge` where one is given. */
export function requirePast(field: string, value: Instant, now: Instant, maxAge?: Millis): Rejection | null {
  const malformed = requireInstant(field, value)
  if (malformed !== null) return malformed
  if (value > now) return invalid(field, 'IN_THE_FUTURE')
  return maxAge !== undefined && between(value, now) > maxAge ? invalid(field, 'TOO_LONG_AGO', maxAge) : null
}

export function requireFuture(field: string, value: Instant, now: Instant): Rejection | null {
  return requireInstant(field, value) ?? (value <= now ? invalid(field, 'IN_THE_PAST') : null)
}

/** No spaces, and nothing that does not show: it stands in mails and lists. */
const EMAIL = /^[^\s@<>\p{Cc}\p{Cf}]{1,64}@[^\s@<>.\p{Cc}\p{Cf}]+(\.[^\s@<>.\p{Cc}\p{Cf}]+)+$/u

export function optionalEmail(field: string, value: string | null): Rejection | null {
  if (value === null || value.trim() === '') return null
  return EMAIL.test(value.trim()) && value.length <= 254 ? null : invalid(field, 'NOT_AN_EMAIL')
}

/**
 * A telephone number as E.164 ("+622155500142"), from what a person typed.
 * A number in national form gets the account's calling code; null when it is no number.
 */
export function toE164(typed: string, callingCode: string): string | null {
  // "+44 (0)20 …" names the zero that is dialled inside the country only.
  const compact = typed.replace(/^(\s*(?:\+|00).*?)\(0\)/, '$1').replace(/[\s().\-\u2010-\u2015/]/g, '')
  const international = compact.replace(/^00/, '+')
  if (!international.startsWith('+') && callingCode === '') return null
  const full = international.startsWith('+') ? international : `+${callingCode}${compact.replace(/^0/, '')}`
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : null
}
