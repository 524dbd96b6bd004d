// The deadline engine's steps: each once, never early, and told to the right people.

import { describe, expect, it } from 'vitest'
import { decide } from '../../../domain/incident/decide.ts'
import { phaseOf } from '../../../domain/incident/state.ts'
import { MINUTE } from '../../../domain/time.ts'
import { at, by, given, type Given } from '../../support/given.ts'
import { contextFor, ROOM } from '../../support/ledger.ts'
import { insiders } from '../../support/people.ts'
import {
  cadenceAgreed,
  cadenceProposed,
  calledBack,
  fire,
  inProgress,
  intakeTaken,
  proposed,
  reported,
} from '../../support/story.ts'

const waiting = given(reported, intakeTaken)
const CALLBACK = 'CALLBACK:1'
const breach = by(null, fire(CALLBACK, 'BREACH'), 16)

const firing = (scene: Given, clockId: string, step: string, minute: number) =>
  scene.as(null).at(minute).when(fire(clockId, step))

const warning = (
  step: string,
  tells: readonly string[],
  kind = 'CALLBACK',
  clockId = CALLBACK,
  dueAt = at(16),
) => [{ audience: 'INTERNAL', body: { type: 'ClockWarned', clockId, kind, step, dueAt, tells } }]

describe('warnings', () => {
  it.each([
    ['WARN_10', 6, ['OWNER']],
    ['WARN_5', 11, ['ON_DUTY']],
    ['WARN_2', 14, ['SUPERVISOR', 'TAM']],
  ])('[CLK-5] %s is internal and moves one rung up', (step, minute, tells) => {
    expect(firing(waiting, CALLBACK, step, minute).events).toEqual(warning(step, tells))
  })

  it('[CLK-5] the first one that a short promise has tells the owner', () => {
    const agreed = given(reported, cadenceProposed(8), { ...cadenceAgreed, minute: 2 })
    expect(firing(agreed, 'UPDATE:1', 'WARN_5', 5).events).toEqual(
      warning('WARN_5', ['OWNER'], 'UPDATE', 'UPDATE:1', at(10)),
    )
    expect(firing(agreed, 'UPDATE:1', 'WARN_2', 8).events).toEqual(
      warning('WARN_2', ['ON_DUTY'], 'UPDATE', 'UPDATE:1', at(10)),
    )
  })

  it('[CLK-4] fires once', () => {
    const fired = firing(waiting, CALLBACK, 'WARN_10', 6)
    expect(fired.room.clocks[0]).toMatchObject({ fired: ['WARN_10'], lastFiredAt: at(6), outcome: 'RUNNING' })
    firing(fired.and(), CALLBACK, 'WARN_10', 7).thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[CLK-4] never before its time, at its time, and long after it when no server ran', () => {
    firing(waiting, CALLBACK, 'WARN_10', 6 - 1 / MINUTE).thenRejected({ code: 'ALREADY_ANSWERED' })
    firing(waiting, CALLBACK, 'BREACH', 16 - 1 / MINUTE).thenRejected({ code: 'ALREADY_ANSWERED' })
    expect(firing(waiting, CALLBACK, 'WARN_10', 6).events).toHaveLength(1)
    expect(firing(waiting, CALLBACK, 'WARN_10', 5_000).events).toHaveLength(1)
  })

  it.each([
    ['a step that the clock does not have', CALLBACK, 'WARN_7'],
    ['a clock that is not there', 'UPDATE:9', 'BREACH'],
    ['a late step before any breach', CALLBACK, 'LATE_1'],
    ['a reminder of a binding clock', CALLBACK, 'REMIND'],
  ])('[CLK-4] %s is refused', (_case, clockId, step) => {
    firing(waiting, clockId, step, 5_000).thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[CLK-4] none after the clock has stopped', () => {
    firing(waiting.and(calledBack), CALLBACK, 'WARN_2', 14).thenRejected({ code: 'ALREADY_ANSWERED' })
    firing(waiting.and(calledBack), CALLBACK, 'BREACH', 16).thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[CLK-4] warnings that a downtime swallowed do not follow a breach', () => {
    firing(waiting.and(breach), CALLBACK, 'WARN_2', 17).thenRejected({ code: 'ALREADY_ANSWERED' })
  })
})

describe('breach', () => {
  it('[CLK-7] is shared and stays on record with its time', () => {
    const { room, ledger } = firing(waiting, CALLBACK, 'BREACH', 16)
    expect(room.clocks[0]).toMatchObject({
      outcome: 'BREACHED',
      stoppedAt: null,
      breachRecordedAt: at(16),
      fired: ['BREACH'],
    })
    expect(ledger.customerRoom?.clocks).toEqual(room.clocks)
  })

  it('[CLK-7] a late step follows every five minutes and tells owner and supervisor', () => {
    const late = firing(waiting.and(breach), CALLBACK, 'LATE_1', 21)
    expect(late.events).toEqual(warning('LATE_1', ['OWNER', 'SUPERVISOR']))
    firing(waiting.and(breach), CALLBACK, 'LATE_1', 21 - 1 / MINUTE).thenRejected('ALREADY_ANSWERED')
    firing(late.and(), CALLBACK, 'LATE_1', 26).thenRejected('ALREADY_ANSWERED')
    expect(firing(late.and(), CALLBACK, 'LATE_2', 26).events).toEqual(
      warning('LATE_2', ['OWNER', 'SUPERVISOR']),
    )
  })

  it('[CLK-7] ends with the callback', () => {
    firing(waiting.and(breach, { ...calledBack, minute: 20 }), CALLBACK, 'LATE_1', 21).thenRejected(
      'ALREADY_ANSWERED',
    )
  })

  it('[CLK-7] of an update clock tells the same', () => {
    const agreed = given(reported, cadenceProposed(30), { ...cadenceAgreed, minute: 2 })
    const fired = firing(agreed, 'UPDATE:1', 'BREACH', 32)
    expect(fired.events.map(({ body }) => body.type)).toEqual(['ClockBreached', 'Escalated'])
    expect(fired.events[0]?.body).toMatchObject({ kind: 'UPDATE', dueAt: at(32) })
  })
})

describe('what binds nobody', () => {
  it('[CLK-6] reminds internally and is never breached', () => {
    const reminder = firing(given(...inProgress), 'UPDATE:1', 'REMIND', 37)
    expect(reminder.events).toEqual(warning('REMIND', ['OWNER'], 'UPDATE', 'UPDATE:1', at(37)))
    expect(reminder.room.clocks.at(-1)?.outcome).toBe('RUNNING')
    firing(given(...inProgress), 'UPDATE:1', 'BREACH', 500).thenRejected('ALREADY_ANSWERED')
    firing(reminder.and(), 'UPDATE:1', 'REMIND', 500).thenRejected('ALREADY_ANSWERED')
  })

  it.each([
    ['REMIND_24H', 10 + 24 * 60],
    ['REMIND_72H', 10 + 72 * 60],
  ])('[CLK-9] [RES-9] %s of a sign-off is internal and resolves nothing', (step, minute) => {
    const open = given(...inProgress, { ...proposed, minute: 10 })
    firing(open, 'SIGN_OFF:1', step, minute - 1 / MINUTE).thenRejected('ALREADY_ANSWERED')
    const reminder = firing(open, 'SIGN_OFF:1', step, minute)
    expect(reminder.events).toMatchObject([
      { audience: 'INTERNAL', body: { type: 'ClockWarned', step, dueAt: null, tells: ['OWNER'] } },
    ])
    expect(phaseOf(reminder.room)).toBe('RESOLUTION_PROPOSED')
  })
})

describe('the engine', () => {
  it('[PER-1] fires steps, and nobody else does', () => {
    for (const person of insiders) {
      const refused = decide(waiting.room, fire(CALLBACK, 'BREACH'), {
        ...contextFor(waiting.ledger, fire(CALLBACK, 'BREACH'), null, at(20)),
        actor: person,
      })
      expect(refused).toEqual({ ok: false, rejection: { code: 'NOT_FOUND' } })
    }
  })

  it('[PER-1] has no room to fire in before anything is reported, and can ask for nothing else', () => {
    given().as(null).at(20).when(fire(CALLBACK, 'BREACH')).thenRejected({ code: 'NOT_FOUND' })
    waiting.as(null).when({ type: 'reopen', reason: 'x' }).thenRejected({ code: 'NOT_FOUND' })
    expect(waiting.room.id).toBe(ROOM)
  })
})
