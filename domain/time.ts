// Instants and durations. An instant is UTC with millisecond precision in one fixed ISO 8601 form,
// so that comparing two strings compares two moments. The pure core never asks for the time:
// `now` always comes in from outside (the server's stamp orders the log).

declare const brand: unique symbol
/** "2026-11-23T09:41:23.000Z": always 24 characters, always UTC. */
export type Instant = string & { readonly [brand]: 'Instant' }
/** A duration in milliseconds. */
export type Millis = number

export const SECOND: Millis = 1_000
export const MINUTE: Millis = 60 * SECOND
export const HOUR: Millis = 60 * MINUTE
export const DAY: Millis = 24 * HOUR

/** The instant that lies `epochMs` milliseconds after 1970-01-01T00:00:00Z. */
export const instantAt = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant

const LAST_EPOCH = 253_402_300_799_999

/** Whether an instant of the fixed form can stand for it: from 1970 up to the year 9999. */
export const isEpoch = (epochMs: number): boolean => epochMs >= 0 && epochMs <= LAST_EPOCH

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epochOf = (instant: Instant): number => Date.parse(instant)

export const plus = (instant: Instant, duration: Millis): Instant => instantAt(epochOf(instant) + duration)

/** Milliseconds from `from` until `until`; negative when `until` lies before. */
export const between = (from: Instant, until: Instant): Millis => epochOf(until) - epochOf(from)

export const later = (a: Instant, b: Instant): Instant => (a >= b ? a : b)

/** The instant that a piece of outside text stands for, in the fixed form, or null. */
export function parseInstant(value: string): Instant | null {
  const epochMs = parseEpoch(value)
  return epochMs === null ? null : instantAt(epochMs)
}

/** The same as milliseconds since 1970-01-01T00:00:00Z, for those who read very many of them. */
export function parseEpoch(value: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value)) return null
  const epochMs = Date.parse(value)
  return isEpoch(epochMs) && isDayOfMonth(value) ? epochMs : null
}

/** Date.parse takes 30 February for 2 March: what nobody meant is refused instead. */
function isDayOfMonth(value: string): boolean {
  const day = Number(value.slice(8, 10))
  return (
    day <= 28 ||
    day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate()
  )
}
