// The callback within fifteen minutes: attempts, the call itself, and the call that is entered late.

import { describe, expect, it } from 'vitest'
import { NAME_MAX, TEXT_MAX } from '../../../domain/input.ts'
import { callbackClock } from '../../../domain/incident/facts.ts'
import { actorOf } from '../../../domain/people.ts'
import { epochOf, type Instant, instantAt } from '../../../domain/time.ts'
import { at, by, given, when } from '../../support/given.ts'
import { agent, otherAgent } from '../../support/people.ts'
import {
  assigned,
  callback,
  calledBack,
  type CommandOf,
  fire,
  inProgress,
  intakeTaken,
  reported,
} from '../../support/story.ts'

const waiting = [reported, intakeTaken, assigned()]
const justAfter = (instant: Instant) => instantAt(epochOf(instant) + 1)

const attempt = (changes: Partial<CommandOf<'recordCallbackAttempt'>> = {}) =>
  ({ type: 'recordCallbackAttempt', number: '+62 21 5550 0142', outcome: 'NO_ANSWER', ...changes }) as const

describe('an attempt', () => {
  it.each(['NO_ANSWER', 'BUSY', 'VOICEMAIL'] as const)(
    '[CB-1] %s is recorded and stops no clock',
    (outcome) => {
      const after = given(...waiting)
        .as(agent)
        .at(5)
        .when(attempt({ outcome }))
      after.thenFor(['SHARED', { type: 'CallbackAttempted', number: '+622155500142', outcome }])
      expect(after.room.attempts).toEqual([
        { number: '+622155500142', outcome, at: at(5), by: actorOf(agent) },
      ])
      expect(after.phase).toBe('AWAITING_CALLBACK')
      expect(after.room.clocks).toEqual(given(...waiting).room.clocks)
    },
  )

  it('[CB-1] needs a number that can be called', () => {
    given(...waiting)
      .as(agent)
      .when(attempt({ number: 'front desk' }))
      .thenInvalid('number', 'NOT_A_PHONE')
    const national = given(...waiting)
      .as(agent)
      .when(attempt({ number: '021 5550 0142' }))
    expect(national.room.attempts[0]?.number).toBe('+622155500142')
  })
})

describe('the call', () => {
  it('[CB-2] stops the clock, met, and the room is in progress', () => {
    const after = given(...waiting)
      .as(agent)
      .at(7)
      .when(callback({ reached: ' Rani Wulandari ', information: ' All regions, since 08:52. ' }))
    after.thenFor([
      'SHARED',
      {
        type: 'CallbackMade',
        reached: 'Rani Wulandari',
        occurredAt: at(6),
        information: 'All regions, since 08:52.',
      },
    ])
    expect(callbackClock(after.room)).toMatchObject({
      outcome: 'MET',
      stoppedAt: at(6),
      recordedLateAt: null,
      breachRecordedAt: null,
    })
    expect(after.phase).toBe('IN_PROGRESS')
  })

  it('[CB-2] at the due time to the millisecond is met, one later is breached', () => {
    const made = (occurredAt: Instant) =>
      callbackClock(
        given(...waiting)
          .as(agent)
          .at(17)
          .when(callback({ occurredAt })).room,
      )?.outcome
    expect(made(at(16))).toBe('MET')
    expect(made(justAfter(at(16)))).toBe('BREACHED')
  })

  it('[CB-3] keeps its own time and the time of its entry', () => {
    const { room } = given(...waiting)
      .as(agent)
      .at(12)
      .when(callback({ occurredAt: at(6) }))
    expect(room.callback).toEqual({
      reached: 'Rani Wulandari',
      occurredAt: at(6),
      recordedAt: at(12),
      information: 'All regions, since 08:52.',
      by: actorOf(agent),
    })
  })

  it.each([
    ['occurredAt', 'IN_THE_FUTURE', { occurredAt: justAfter(at(7)) }],
    ['occurredAt', 'BEFORE_START', { occurredAt: instantAt(epochOf(at(1)) - 1) }],
    ['occurredAt', 'NOT_A_TIME', { occurredAt: '09:06' as Instant }],
    ['reached', 'REQUIRED', { reached: ' ' }],
    ['reached', 'TOO_LONG', { reached: 'x'.repeat(NAME_MAX + 1) }],
    ['information', 'TOO_LONG', { information: 'x'.repeat(TEXT_MAX + 1) }],
  ])('[CB-3] %s is refused as %s', (field, problem, changes) => {
    given(...waiting)
      .as(agent)
      .at(7)
      .when(callback(changes))
      .thenInvalid(field, problem)
  })

  it('[CB-3] from the moment of the hotline call on, and with nothing gathered', () => {
    const after = given(...waiting)
      .as(agent)
      .at(7)
      .when(callback({ occurredAt: at(1), information: '' }))
    expect(after.phase).toBe('IN_PROGRESS')
  })

  it('[CB-5] is made once, also when two agents made one each', () => {
    given(...inProgress)
      .as(otherAgent)
      .when(callback())
      .thenRejected({ code: 'WRONG_PHASE', phase: 'IN_PROGRESS' })
    given(reported).as(agent).when(callback()).thenRejected({ code: 'WRONG_PHASE', phase: 'REPORTED' })
  })
})

describe('entered late', () => {
  const breached = [...waiting, by(null, fire('CALLBACK:1', 'BREACH'), 16)]

  it('[CB-4] a call made in time turns the breached clock to met; breach and late entry stay on record', () => {
    const { room } = given(...breached)
      .as(agent)
      .at(40)
      .when(callback({ occurredAt: at(15) }))
    expect(callbackClock(room)).toMatchObject({
      outcome: 'MET',
      stoppedAt: at(15),
      breachRecordedAt: at(16),
      recordedLateAt: at(40),
    })
  })

  it('[CB-4] the same before the breach was recorded', () => {
    const { room } = given(...waiting)
      .as(agent)
      .at(16.5)
      .when(callback({ occurredAt: at(16) }))
    expect(callbackClock(room)).toMatchObject({
      outcome: 'MET',
      breachRecordedAt: null,
      recordedLateAt: at(16.5),
    })
  })

  it('[CB-4] entered at the due time and before any breach, it is not late', () => {
    const { room } = given(...waiting)
      .as(agent)
      .at(16)
      .when(callback({ occurredAt: at(16) }))
    expect(callbackClock(room)).toMatchObject({ outcome: 'MET', recordedLateAt: null })
  })

  it('[CB-4] a call at the very millisecond of the breach says that it was entered after it', () => {
    const { room } = given(...breached)
      .as(agent)
      .at(16)
      .when(callback({ occurredAt: at(16) }))
    expect(callbackClock(room)).toMatchObject({
      outcome: 'MET',
      breachRecordedAt: at(16),
      recordedLateAt: at(16),
    })
  })

  it('[CB-4] [CLK-10] a call made too late leaves the clock breached', () => {
    const { room } = given(...breached)
      .as(agent)
      .at(40)
      .when(callback({ occurredAt: at(17) }))
    expect(callbackClock(room)).toMatchObject({
      outcome: 'BREACHED',
      stoppedAt: at(17),
      recordedLateAt: null,
    })
  })

  it('[CLK-6] the callback starts the reminder of thirty minutes where nothing is agreed', () => {
    const { room } = given(reported, intakeTaken, when(7, calledBack))
    expect(room.clocks.find(({ kind }) => kind === 'UPDATE')).toMatchObject({
      startedAt: at(7),
      dueAt: at(37),
      binding: false,
    })
  })
})
