// Clocks as they stand at a moment, and the steps they have still to fire.

import { describe, expect, it } from 'vitest'
import { clockStateAt } from '../../../domain/incident/facts.ts'
import { armedSteps, openClock, startClock } from '../../../domain/incident/clocks.ts'
import { warningsOf } from '../../../domain/incident/promises.ts'
import type { Clock, Room } from '../../../domain/incident/state.ts'
import { instantAt, epochOf, type Instant, MINUTE } from '../../../domain/time.ts'
import { at, by, given } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import { supervisor } from '../../support/people.ts'
import {
  cadenceAgreed,
  cadenceProposed,
  calledBack,
  fire,
  inProgress,
  intakeTaken,
  proposed,
  reported,
  resolved,
} from '../../support/story.ts'

const room = given(reported).room
const minutes = (count: number) => count * MINUTE
const running = (promise: number, binding = true): Clock => {
  const clock = startClock(room, 'UPDATE', at(0), minutes(promise), binding).clocks[0]
  if (clock === undefined) throw new Error('no clock')
  return clock
}
const stepsOf = (state: Room) => armedSteps(state).map(({ step, at: time }) => [step, time])
const justAfter = (instant: Instant) => instantAt(epochOf(instant) + 1)
const justBefore = (instant: Instant) => instantAt(epochOf(instant) - 1)

describe('warnings', () => {
  it.each([
    [5, [2]],
    [7, [2]],
    [7.5, [5, 2]],
    [14, [5, 2]],
    [15, [10, 5, 2]],
    [30, [10, 5, 2]],
    [1_440, [10, 5, 2]],
    [2, []],
  ])('[CLK-3] a promise of %d minutes warns at %j minutes left', (promise, left) => {
    expect(warningsOf(minutes(promise))).toEqual(left.map(minutes))
  })

  it('[CLK-3] [CLK-4] are armed with the breach at the due time, earliest first', () => {
    expect(armedSteps(given(reported, intakeTaken).room)).toEqual([
      { clockId: 'CALLBACK:1', step: 'WARN_10', at: at(6) },
      { clockId: 'CALLBACK:1', step: 'WARN_5', at: at(11) },
      { clockId: 'CALLBACK:1', step: 'WARN_2', at: at(14) },
      { clockId: 'CALLBACK:1', step: 'BREACH', at: at(16) },
    ])
  })

  it('[CLK-6] a reminder takes the place of the breach where nobody agreed', () => {
    expect(stepsOf(given(...inProgress).room)).toEqual([
      ['WARN_10', at(27)],
      ['WARN_5', at(32)],
      ['WARN_2', at(35)],
      ['REMIND', at(37)],
    ])
  })

  it('[CLK-4] of several clocks come in the order of their time', () => {
    const both = given(
      reported,
      intakeTaken,
      { ...cadenceProposed(10), minute: 3 },
      { ...cadenceAgreed, minute: 4 },
    )
    expect(armedSteps(both.room).map(({ clockId, step }) => `${clockId} ${step}`)).toEqual([
      'CALLBACK:1 WARN_10',
      'UPDATE:1 WARN_5',
      'CALLBACK:1 WARN_5',
      'UPDATE:1 WARN_2',
      'CALLBACK:1 WARN_2',
      'UPDATE:1 BREACH',
      'CALLBACK:1 BREACH',
    ])
  })
})

describe('how a clock stands', () => {
  it('[CLK-2] at risk from five minutes left, breached after the due time', () => {
    const clock = running(15)
    const states = [at(0), justBefore(at(10)), at(10), at(15), justAfter(at(15))].map((now) =>
      clockStateAt(clock, now),
    )
    expect(states).toEqual(['RUNNING', 'RUNNING', 'AT_RISK', 'AT_RISK', 'BREACHED'])
  })

  it('[CLK-2] of a short promise the last third is at risk', () => {
    const clock = running(6)
    expect([justBefore(at(4)), at(4)].map((now) => clockStateAt(clock, now))).toEqual(['RUNNING', 'AT_RISK'])
  })

  it('[CLK-6] one that binds nobody is at risk at most', () => {
    expect(clockStateAt(running(30, false), at(500))).toBe('AT_RISK')
  })

  it('[CLK-9] one without a due time runs', () => {
    const signOff = openClock(given(...inProgress, proposed).room, 'SIGN_OFF')
    expect(signOff && clockStateAt(signOff, at(100_000))).toBe('RUNNING')
  })

  it('[CLK-10] one that has stopped stays as it ended, whatever the time', () => {
    for (const outcome of ['MET', 'BREACHED', 'CANCELLED'] as const)
      expect(clockStateAt({ ...running(15), outcome, stoppedAt: at(3) }, at(99))).toBe(outcome)
  })
})

describe('the terms of a clock', () => {
  it('[CLK-1] come from the event that started it, not from today’s promise', () => {
    const { ledger, room: today } = given(reported, intakeTaken)
    expect(today.clocks[0]).toMatchObject({ promise: minutes(15), dueAt: at(16) })
    const taken = ledger.log.find(({ body }) => body.type === 'IntakeTaken')
    expect(taken?.body).toMatchObject({ promise: minutes(15) })
  })

  it('[CLK-1] a new cadence leaves the clocks that ran as they were', () => {
    const agreed = given(...inProgress, cadenceProposed(30), { ...cadenceAgreed, minute: 9 })
    const changed = agreed.and(cadenceProposed(60), { ...cadenceAgreed, minute: 20 })
    const ran = changed.room.clocks.find(({ id }) => id === openClock(agreed.room, 'UPDATE')?.id)
    expect(ran).toMatchObject({ startedAt: at(9), promise: minutes(30), dueAt: at(39) })
  })

  it('[CLK-1] a clock runs through nights, weekends and holidays', () => {
    // From Thursday 24 December 23:55 in Jakarta on: the due time is fifteen minutes later, on Christmas Day.
    const night = startClock(room, 'CALLBACK', instantAt(Date.UTC(2026, 11, 24, 16, 55)), minutes(15))
    expect(night.clocks[0]?.dueAt).toBe('2026-12-24T17:10:00.000Z')
  })

  it('[CLK-1] ids count up within their kind', () => {
    const { clocks } = given(...inProgress, cadenceProposed(30), cadenceAgreed, proposed).room
    expect(clocks.map(({ id }) => id)).toEqual([
      'CALLBACK:1',
      'UPDATE:1',
      'UPDATE:2',
      'UPDATE:3',
      'SIGN_OFF:1',
    ])
  })
})

describe('sign-off', () => {
  it('[CLK-9] reminds after 24 and 72 hours and has no due time', () => {
    const { room: waiting } = given(...inProgress, { ...proposed, minute: 10 })
    const clock = openClock(waiting, 'SIGN_OFF')
    expect(clock).toMatchObject({ dueAt: null, promise: null, outcome: 'RUNNING' })
    expect(armedSteps(waiting).filter(({ clockId }) => clockId === clock?.id)).toEqual([
      { clockId: 'SIGN_OFF:1', step: 'REMIND_24H', at: at(10 + 24 * 60) },
      { clockId: 'SIGN_OFF:1', step: 'REMIND_72H', at: at(10 + 72 * 60) },
    ])
  })
})

describe('what is left to fire', () => {
  it('[CLK-4] nothing of a clock that has stopped', () => {
    expect(stepsOf(given(reported, intakeTaken, calledBack).room).map(([step]) => step)).not.toContain(
      'BREACH',
    )
    expect(armedSteps(given(...resolved).room)).toEqual([])
  })

  it('[CLK-7] after the breach one late step at a time, five minutes after the one before', () => {
    const breached = given(reported, intakeTaken, by(null, fire('CALLBACK:1', 'BREACH'), 17))
    expect(stepsOf(breached.room)).toEqual([['LATE_1', at(22)]])
    const twice = breached.and(
      by(null, fire('CALLBACK:1', 'LATE_1'), 22),
      by(null, fire('CALLBACK:1', 'LATE_2'), 200),
    )
    expect(stepsOf(twice.room)).toEqual([['LATE_3', at(205)]])
  })

  it('[CLK-7] taken by a person, no step more', () => {
    const taken = given(reported, intakeTaken, by(null, fire('CALLBACK:1', 'BREACH'), 17)).and(
      by(supervisor, (ledger) => ({
        type: 'acknowledgeEscalation',
        escalationId: lastOf(ledger, 'Escalated'),
      })),
    )
    expect(armedSteps(taken.room)).toEqual([])
  })
})
