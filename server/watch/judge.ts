// What an auditor makes of what it sees. Pure, and on a clock of its own that nobody sets: it never compares its time of
// day with the server's, so a wall clock that jumps raises no alarm and hides none. Something must be wrong in every
// look for as long as its limit says before it is an alarm.

import type { Millis } from '../../domain/time.ts'

/** What was seen at one moment, from outside the server. */
export interface Look {
  /** Milliseconds that only ever grow. */
  readonly at: number
  /** Every step of a clock that is due and was not fired; null when the database could not be read. */
  readonly due: readonly string[] | null
  /** The engine's sign of life, as it stands; null when there is none. */
  readonly beat: string | null
  /** What the server says is wrong with it; empty when it is ready. */
  readonly failing: readonly string[]
}

export const ALARMS = ['DEADLINE_LATE', 'ENGINE_SILENT', 'NOT_READY', 'STORE_UNREADABLE'] as const
export type AlarmCode = (typeof ALARMS)[number]

export interface Alarm {
  readonly code: AlarmCode
  /** How long it has been seen. */
  readonly forMs: Millis
  /** How many steps are late, or which parts fail: counts and codes alone. */
  readonly facts: Readonly<Record<string, number | string>>
}

/** How long each thing may be wrong. */
export interface Limits {
  readonly late: Millis
  readonly silent: Millis
}

/** A deadline is never over 10 s late, and an engine never silent for 30 s. */
export const LIMITS: Limits = { late: 10_000, silent: 30_000 }

/** What an auditor remembers between two looks. */
export interface Watched {
  /** Since when each step that is still due has been seen as due. */
  readonly dueSince: ReadonlyMap<string, number>
  readonly beat: string | null
  readonly beatAt: number
  readonly readyAt: number
  readonly readAt: number
}

/** At first everything counts as seen well just now: a server that starts beside its auditor has the same patience. */
export const firstWatch = (look: Look): Watched => ({
  dueSince: new Map((look.due ?? []).map((step) => [step, look.at])),
  beat: look.beat,
  beatAt: look.at,
  readyAt: look.at,
  readAt: look.at,
})

/** The memory after a look, and every alarm that holds now. */
export function judge(
  before: Watched,
  look: Look,
  limits: Limits,
): { readonly watched: Watched; readonly alarms: readonly Alarm[] } {
  const { at } = look
  const isNewBeat = look.beat !== null && look.beat !== before.beat
  const watched: Watched = {
    dueSince:
      look.due === null
        ? before.dueSince
        : new Map(look.due.map((step) => [step, before.dueSince.get(step) ?? at])),
    beat: look.beat ?? before.beat,
    beatAt: isNewBeat ? at : before.beatAt,
    readyAt: look.failing.length === 0 ? at : before.readyAt,
    readAt: look.due === null ? before.readAt : at,
  }
  const late = [...watched.dueSince.values()].filter((since) => at - since >= limits.late)
  const alarms: Alarm[] = []
  if (late.length > 0)
    alarms.push({
      code: 'DEADLINE_LATE',
      forMs: at - Math.min(...late),
      facts: { steps: late.length },
    })
  if (at - watched.beatAt >= limits.silent)
    alarms.push({ code: 'ENGINE_SILENT', forMs: at - watched.beatAt, facts: {} })
  if (at - watched.readyAt >= limits.silent)
    alarms.push({
      code: 'NOT_READY',
      forMs: at - watched.readyAt,
      facts: { failing: look.failing.join(' ') },
    })
  if (at - watched.readAt >= limits.silent)
    alarms.push({ code: 'STORE_UNREADABLE', forMs: at - watched.readAt, facts: {} })
  return { watched, alarms }
}

/** Whether this look alone, after an earlier one, shows a server that does all of its work. */
export const isWell = (first: Look, look: Look): boolean =>
  look.due?.length === 0 && look.failing.length === 0 && look.beat !== null && look.beat !== first.beat
