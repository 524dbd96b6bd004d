// How a person wants to be told on this computer: notifications, sounds, how loud, and when it is to be quiet. Kept for
// the computer, not the person's account: a laptop at home and a screen in the office want different things.

import type { Accessor } from 'solid-js'
import { createSignal } from 'solid-js'
import { epochOf, HOUR, type Instant, instantAt } from '../../domain/time.ts'
import { nextTime, timeIn } from '../text/zones.ts'
import { hearKept, keepHere, keptHere } from '../ui/kept-here.ts'

export interface AlertSettings {
  readonly notifications: boolean
  readonly sounds: boolean
  /** 0 to 1. */
  readonly volume: number
  /** Quiet until then, ms since 1970; null: not. */
  readonly quietUntil: number | null
  /** Quiet every day between two times of the reader's own zone, as "22:00"; null: no such hours. */
  readonly quietHours: { readonly from: string; readonly until: string } | null
  /** "Not now" was said to the bar that asks for notifications; the settings still offer it. */
  readonly asked: boolean
}

export const ALERT_DEFAULTS: AlertSettings = {
  notifications: true,
  sounds: true,
  volume: 0.6,
  quietUntil: null,
  quietHours: null,
  asked: false,
}

/** Until when it is quiet at a moment, ms since 1970; null: it is not. `zone` is the reader's own. */
export function quietUntilAt(settings: AlertSettings, now: Instant, zone: string): number | null {
  const { quietUntil, quietHours } = settings
  const chosen = quietUntil !== null && quietUntil > epochOf(now) ? quietUntil : null
  if (quietHours === null || !isWithin(quietHours, timeIn(zone, now))) return chosen
  const end = nextTime(quietHours.until, zone, now)
  return end === null ? chosen : Math.max(chosen ?? 0, epochOf(end))
}

/** Hours may go past midnight: from 22:00 until 07:00. The same time twice is no time. */
function isWithin({ from, until }: { from: string; until: string }, time: string): boolean {
  return from <= until ? time >= from && time < until : time >= from || time < until
}

const QUIET_MORNING = '09:00'

/** "Quiet for me until 09:00": the next one in the reader's zone. */
export const quietMorning = (now: Instant, zone: string): number =>
  epochOf(nextTime(QUIET_MORNING, zone, now) ?? instantAt(epochOf(now) + HOUR))

/** "22:00" for what a person typed, such as "22.00" or "7:30"; null for what is no time. */
export function timeTyped(typed: string): string | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(typed)
  const [, hour = '', minute = ''] = match ?? []
  return match !== null && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, '0')}:${minute}`
    : null
}

export interface SettingsKeeper {
  readonly settings: Accessor<AlertSettings>
  change(changes: Partial<AlertSettings>): void
  close(): void
}

const KEY = 'accord.alerts.settings'

/** The settings of this computer, shared by all its windows. */
export function openSettings(): SettingsKeeper {
  const [settings, setSettings] = createSignal(parseSettings(keptHere(KEY)))
  return {
    settings,
    change(changes) {
      const next = { ...settings(), ...changes }
      setSettings(next)
      keepHere(KEY, JSON.stringify(next))
    },
    close: hearKept(KEY, (kept) => setSettings(parseSettings(kept))),
  }
}

/** The settings as they were kept; what is missing or of another kind takes its default. */
export function parseSettings(text: string | null): AlertSettings {
  let kept: Partial<Record<keyof AlertSettings, unknown>> = {}
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    if (typeof value === 'object' && value !== null) kept = value
  } catch {
    // What cannot be read is as good as not there.
  }
  const flag = (name: 'notifications' | 'sounds' | 'asked') =>
    typeof kept[name] === 'boolean' ? kept[name] : ALERT_DEFAULTS[name]
  const { volume, quietUntil } = kept
  return {
    notifications: flag('notifications'),
    sounds: flag('sounds'),
    asked: flag('asked'),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : ALERT_DEFAULTS.volume,
    quietUntil: typeof quietUntil === 'number' ? quietUntil : null,
    quietHours: hoursOf(kept.quietHours),
  }
}

function hoursOf(value: unknown): AlertSettings['quietHours'] {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('until' in value)) return null
  const from = typeof value.from === 'string' ? timeTyped(value.from) : null
  const until = typeof value.until === 'string' ? timeTyped(value.until) : null
  return from === null || until === null ? null : { from, until }
}
