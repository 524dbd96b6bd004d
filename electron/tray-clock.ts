// The clocks of the tray, the dock and the task bar at a moment. A window hands over instants; what they mean now is
// worked out here, so that icon and words stay true while no window draws. Digits are written as in the room: a
// countdown rounds up and ends at 00:00, lateness rounds down. Where words are drawn once a minute they name whole
// minutes, and menus name the time of day: a second that stands still would be false.

import { isAtRisk } from '../domain/incident/promises.ts'
import { HOUR, MINUTE, SECOND } from '../domain/time.ts'
import type { ClockStatus, DesktopStatus } from '../protocol/desktop.ts'
import type { ShellWords } from './text/en.ts'

/** How a clock looks now. `share` is what is left of its promise, 0 to 1. */
export interface ClockLook {
  readonly state: ClockStatus['state']
  readonly share: number
  /** Milliseconds; negative once late. */
  readonly left: number
}

/** In the last two minutes and while late, a clock is drawn each second, else each minute. */
const EACH_SECOND_BELOW = 2 * MINUTE

/** What has become of a clock since its window spoke: by itself it only gets worse, never better. */
export function lookAt(clock: ClockStatus, now: number): ClockLook {
  const left = clock.dueAt - now
  const promise = clock.dueAt - clock.startedAt
  if (left < 0 || clock.state === 'LATE') return { state: 'LATE', share: 0, left: Math.min(left, 0) }
  const atRisk = clock.state === 'RISK' || isAtRisk(left, promise)
  return { state: atRisk ? 'RISK' : 'RUNNING', share: promise > 0 ? Math.min(1, left / promise) : 0, left }
}

/** The clock's line at a moment: "Kirana Air: callback in 4 min", "… in 01:12", "… 02:13 late". */
export function clockLine(clock: ClockStatus, now: number, words: ShellWords['clock']): string {
  const { state, left } = lookAt(clock, now)
  if (state === 'LATE') return words.late(clock.title, clock.what, digitsOf(Math.floor(-left / SECOND)))
  return words.left(clock.title, clock.what, timeLeft(left, words))
}

/** The text beside the icon, where a platform has room for it: "4 min", "01:12", "+02:13". */
export function shortLine(clock: ClockStatus, now: number, words: ShellWords['clock']): string {
  const { state, left } = lookAt(clock, now)
  return state === 'LATE' ? `+${digitsOf(Math.floor(-left / SECOND))}` : timeLeft(left, words)
}

/** The clock's line for a menu, true for as long as it stays open: "Kirana Air: callback by 08:08". */
export function menuLine(clock: ClockStatus, now: number, words: ShellWords['clock']): string {
  const time = timeOfDay(clock.dueAt)
  return lookAt(clock, now).state === 'LATE'
    ? words.since(clock.title, clock.what, time)
    : words.by(clock.title, clock.what, time)
}

/** Hours and minutes of this computer's day, written alike in both languages. */
export const timeOfDay = (epochMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(epochMs)

/** The clock that leads: broken first and the oldest of these, then the earliest due. */
export const leadingOf = ({ clocks }: DesktopStatus): ClockStatus | null =>
  clocks.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null

/** Milliseconds until icon and words must be drawn again, on the clock's own beat; null when no clock runs. */
export function nextDrawIn(status: DesktopStatus, now: number): number | null {
  const leading = leadingOf(status)
  if (leading === null) return null
  const left = leading.dueAt - now
  const step = left > EACH_SECOND_BELOW ? MINUTE : SECOND
  return untilBeat(left, step)
}

/** How long until `left` is a whole number of steps: then the digits change. Never 0, so that a beat is one beat. */
const untilBeat = (left: number, step: number): number => ((left % step) + step) % step || step

function timeLeft(left: number, words: ShellWords['clock']): string {
  return left > EACH_SECOND_BELOW
    ? words.minutes(Math.ceil(left / MINUTE))
    : digitsOf(Math.ceil(left / SECOND))
}

function digitsOf(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor((seconds * SECOND) / HOUR)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
