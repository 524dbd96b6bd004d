// Periodic updates: what they say, what they expect, and what a request for one leads to.

import { describe, expect, it } from 'vitest'
import { TEXT_MAX } from '../../../domain/input.ts'
import { expectationHistory } from '../../../domain/incident/facts.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import type { Expectation } from '../../../domain/incident/state.ts'
import { actorOf } from '../../../domain/people.ts'
import type { Instant } from '../../../domain/time.ts'
import { at, by, given } from '../../support/given.ts'
import { agent, contact, representative, signatory, supervisor, tam } from '../../support/people.ts'
import { cadenceAgreed, cadenceProposed, inProgress, reported, update, updated } from '../../support/story.ts'

const request = { type: 'requestUpdate' } as const
const agreed = [...inProgress, { ...cadenceProposed(30), minute: 8 }, { ...cadenceAgreed, minute: 9 }]
const expecting = (expectation: Expectation) =>
  given(...inProgress)
    .as(agent)
    .at(10)
    .when(update({ expectation }))

const time = (minute: number): Expectation => ({ kind: 'TIME', at: at(minute), confidence: 'LOW' })
const range = (from: number, until: number): Expectation => ({
  kind: 'RANGE',
  from: at(from),
  until: at(until),
  confidence: 'HIGH',
})
const unknown = (reason: string, minute: number): Expectation => ({
  kind: 'UNKNOWN',
  reason,
  moreAt: at(minute),
})

describe('an update', () => {
  it('[UPD-1] states nature, status and expectation, and is numbered', () => {
    const expectation = range(20, 60)
    const after = given(...inProgress, updated)
      .as(tam)
      .at(12)
      .when(update({ nature: ' The router is replaced. ', status: 'MONITORING', expectation }))
    const said = { nature: 'The router is replaced.', status: 'MONITORING', expectation } as const
    after.thenFor(['SHARED', { type: 'UpdatePosted', number: 2, ...said }])
    expect(after.room.updates.at(-1)).toEqual({
      ...said,
      id: after.ledger.log.at(-1)?.id,
      at: at(12),
      by: actorOf(tam),
    })
  })

  it.each([agent, tam, supervisor])('[UPD-1] is posted by those who work the issue: $role', (person) => {
    expect(given(reported).as(person).when(update()).events).toHaveLength(1)
  })

  it.each([contact, signatory, representative])('[PER-1] not by $role', (person) => {
    given(...inProgress)
      .as(person)
      .when(update())
      .thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[UPD-1] says something of its nature', () => {
    given(...inProgress)
      .as(agent)
      .when(update({ nature: '\n' }))
      .thenInvalid('nature', 'REQUIRED')
    const long = update({ nature: 'x'.repeat(TEXT_MAX + 1) })
    given(...inProgress)
      .as(agent)
      .when(long)
      .thenInvalid('nature', 'TOO_LONG', TEXT_MAX)
  })

  it.each([
    ['a time', time(11)],
    ['a range that has begun', range(5, 11)],
    ['unknown', unknown('The vendor has not answered.', 40)],
  ])('[UPD-2] expects %s', (_case, expectation) => {
    expect(expecting(expectation).room.updates[0]?.expectation).toEqual(expectation)
  })

  it.each([
    ['expectation.at', 'IN_THE_PAST', time(10)],
    ['expectation.at', 'NOT_A_TIME', { ...time(20), at: 'soon' as Instant }],
    ['expectation.until', 'IN_THE_PAST', range(5, 10)],
    ['expectation.until', 'BEFORE_START', range(60, 60)],
    ['expectation.until', 'NOT_A_TIME', { ...range(20, 30), until: '2026' as Instant }],
    ['expectation.from', 'NOT_A_TIME', { ...range(20, 30), from: '' as Instant }],
    ['expectation.moreAt', 'IN_THE_PAST', unknown('why', 9)],
    ['expectation.moreAt', 'NOT_A_TIME', { ...unknown('why', 9), moreAt: '' as Instant }],
    ['expectation.reason', 'REQUIRED', unknown(' ', 40)],
    ['expectation.reason', 'TOO_LONG', unknown('x'.repeat(TEXT_MAX + 1), 40)],
  ])('[UPD-2] %s is refused as %s', (field, problem, expectation) => {
    expecting(expectation as Expectation).thenInvalid(field, problem)
  })

  it('[UPD-3] keeps the clock and starts it anew at the time of its entry', () => {
    const { room } = given(...agreed)
      .as(agent)
      .at(20)
      .when(update())
    const clocks = room.clocks.filter(({ kind, binding }) => kind === 'UPDATE' && binding)
    expect(clocks).toMatchObject([
      { startedAt: at(9), dueAt: at(39), outcome: 'MET', stoppedAt: at(20) },
      { startedAt: at(20), dueAt: at(50), outcome: 'RUNNING', stoppedAt: null },
    ])
  })

  it('[UPD-3] nothing else that is said restarts the clock', () => {
    const running = openClock(given(...agreed).room, 'UPDATE')
    const talk = [
      by(agent, { type: 'postMessage', text: 'We are on it.', replyTo: null }),
      by(agent, { type: 'postNote', text: 'Still looking.', replyTo: null }),
      by(agent, { type: 'escalate', to: 'TAM', reason: 'Vendor is slow.' }),
      by(contact, request),
    ]
    expect(openClock(given(...agreed, ...talk).room, 'UPDATE')).toEqual(running)
  })

  it('[CLK-10] one that comes late leaves the old clock breached and starts the next', () => {
    const { room } = given(...agreed)
      .as(agent)
      .at(45)
      .when(update())
    expect(room.clocks.at(-2)).toMatchObject({ outcome: 'BREACHED', stoppedAt: at(45) })
    expect(room.clocks.at(-1)).toMatchObject({ outcome: 'RUNNING', dueAt: at(75) })
  })

  it('[UPD-4] earlier expectations stay, newest first', () => {
    const first = by(agent, update({ expectation: time(60) }), 10)
    const second = by(agent, update({ expectation: unknown('Vendor', 90) }), 20)
    expect(expectationHistory(given(...inProgress, first, second).room)).toEqual([
      { at: at(20), expectation: unknown('Vendor', 90) },
      { at: at(10), expectation: time(60) },
    ])
  })
})

describe('a request for an update', () => {
  const escalation = {
    type: 'Escalated',
    to: ['OWNER', 'ON_DUTY'],
    reason: '',
    clockId: null,
    tamInHours: null,
  } as const

  it('[UPD-5] escalates once and changes no clock', () => {
    const first = given(...agreed)
      .as(contact)
      .at(12)
      .when(request)
    first.thenFor(['SHARED', { type: 'UpdateRequested' }], ['SHARED', escalation])
    expect(first.room.updateRequest).toEqual({ by: actorOf(contact), at: at(12) })
    expect(first.room.clocks).toEqual(given(...agreed).room.clocks)
    const second = first.and().as(signatory).at(13).when(request)
    second.thenEvents({ type: 'UpdateRequested' })
    expect(second.room.updateRequest).toEqual({ by: actorOf(contact), at: at(12) })
  })

  it('[UPD-5] an update answers it, the next request escalates again', () => {
    const answered = given(...agreed, by(contact, request), updated)
    expect(answered.room.updateRequest).toBeNull()
    answered.as(contact).when(request).thenEvents({ type: 'UpdateRequested' }, escalation)
  })

  it('[UPD-5] is the customer’s to make', () => {
    given(...agreed)
      .as(agent)
      .when(request)
      .thenRejected({ code: 'NOT_PERMITTED' })
  })
})
