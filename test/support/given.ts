// Given a history, when somebody asks for something, then these events or this rejection. The history is itself made
// of commands and must be accepted, so that no test starts from a log that could not be.
//
//   given(reported, intake, calledBack).as(agent).at(12).when(command).thenEvents(body, …)
//   given(reported).as(contact).when(command).thenRejected('NOT_PERMITTED')
//
// Times are minutes after 2026-11-23T09:00:00.000Z, a Monday; a step's time is its own or one minute after the last.

import { expect } from 'vitest'
import type { IncidentCommand } from '../../domain/incident/commands.ts'
import type { IncidentEvent } from '../../domain/incident/events.ts'
import { phaseOf, type Phase, type Room } from '../../domain/incident/state.ts'
import type { Audience } from '../../domain/people.ts'
import type { NewEvent, Rejection, RejectionCode } from '../../domain/result.ts'
import { epochOf, type Instant, instantAt, MINUTE, parseInstant } from '../../domain/time.ts'
import { ask, type Circumstances, emptyLedger, type Ledger, roomOf, type Who } from './ledger.ts'

export const START = instantAt(Date.UTC(2026, 10, 23, 9))

/** The instant that lies so many minutes after the start. */
export const at = (minutes: number): Instant => instantAt(epochOf(START) + Math.round(minutes * MINUTE))

/** "2026-11-01T05:30:00Z" as an instant. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text)
  if (parsed === null) throw new Error(`not an instant: ${text}`)
  return parsed
}

export interface Step {
  readonly who: Who
  readonly command: IncidentCommand | ((ledger: Ledger) => IncidentCommand)
  /** In minutes after the start. */
  readonly minute?: number | undefined
  readonly around?: Circumstances | undefined
}

export const by = (who: Who, command: Step['command'], minute?: number, around?: Circumstances): Step => ({
  who,
  command,
  minute,
  around,
})

/** The same step at another time. */
export const when = (minute: number, step: Step): Step => ({ ...step, minute })

export interface Given {
  readonly ledger: Ledger
  readonly room: Room
  as(who: Who): Given
  at(minutes: number): Given
  /** What else is so: another account, other live rooms. */
  among(around: Circumstances): Given
  and(...steps: readonly Step[]): Given
  when(command: Step['command']): Outcome
}

export interface Outcome {
  /** After the command; with no new event where it was refused. */
  readonly ledger: Ledger
  readonly room: Room
  readonly phase: Phase
  readonly events: readonly NewEvent<IncidentEvent>[]
  /** Exactly these bodies, in order. */
  thenEvents(...bodies: readonly IncidentEvent[]): Outcome
  /** Exactly these bodies, each with its audience. */
  thenFor(...events: readonly (readonly [Audience, IncidentEvent])[]): Outcome
  thenRejected(rejection: Rejection | RejectionCode): Outcome
  thenInvalid(field: string, problem: string, limit?: number): Outcome
  /** Goes on from what is so now. */
  and(...steps: readonly Step[]): Given
}

export function given(...steps: readonly Step[]): Given {
  return scene(play(emptyLedger(), steps), steps.at(-1)?.who ?? null, undefined, {})
}

/** The ledger after the steps, each of which must be accepted. */
export function play(ledger: Ledger, steps: readonly Step[]): Ledger {
  return steps.reduce((before, step) => {
    const { command, who, minute, around } = step
    const asked = typeof command === 'function' ? command(before) : command
    const now = minute === undefined ? minuteAfter(before) : at(minute)
    const { ledger: after, decision } = ask(before, asked, who, now, around)
    if (!decision.ok) throw new Error(`${asked.type} was refused: ${JSON.stringify(decision.rejection)}`)
    return after
  }, ledger)
}

function minuteAfter(ledger: Ledger): Instant {
  const last = ledger.log.at(-1)
  return last === undefined ? START : instantAt(epochOf(last.recordedAt) + MINUTE)
}

function scene(ledger: Ledger, who: Who, now: Instant | undefined, around: Circumstances): Given {
  return {
    ledger,
    get room() {
      return roomOf(ledger)
    },
    as: (next) => scene(ledger, next, now, around),
    at: (minutes) => scene(ledger, who, at(minutes), around),
    among: (next) => scene(ledger, who, now, next),
    and: (...steps) => scene(play(ledger, steps), who, undefined, around),
    when: (command) => {
      const asked = typeof command === 'function' ? command(ledger) : command
      return outcomeOf(ask(ledger, asked, who, now ?? minuteAfter(ledger), around))
    },
  }
}

function outcomeOf({ ledger, decision }: ReturnType<typeof ask>): Outcome {
  const outcome: Outcome = {
    ledger,
    get room() {
      return roomOf(ledger)
    },
    get phase() {
      return phaseOf(roomOf(ledger))
    },
    get events() {
      expect(decision).toMatchObject({ ok: true })
      return decision.ok ? decision.events : []
    },
    thenEvents: (...bodies) => {
      expect(outcome.events.map(({ body }) => body)).toStrictEqual(bodies)
      return outcome
    },
    thenFor: (...events) => {
      expect(outcome.events.map(({ audience, body }) => [audience, body])).toStrictEqual(events)
      return outcome
    },
    thenRejected: (rejection) => {
      if (typeof rejection === 'string')
        expect(decision).toMatchObject({ ok: false, rejection: { code: rejection } })
      else expect(decision).toStrictEqual({ ok: false, rejection })
      return outcome
    },
    thenInvalid: (field, problem, limit) => {
      expect(decision).toMatchObject({ ok: false, rejection: { code: 'INVALID_INPUT', field, problem } })
      if (limit !== undefined) expect(decision).toMatchObject({ rejection: { limit } })
      return outcome
    },
    and: (...steps) => scene(play(ledger, steps), steps.at(-1)?.who ?? null, undefined, {}),
  }
  return outcome
}
