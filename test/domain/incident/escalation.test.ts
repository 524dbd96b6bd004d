// Escalation: by hand, by a breach, and the "I am on it" that ends the repetition.

import { describe, expect, it } from 'vitest'
import { toEventId } from '../../../domain/ids.ts'
import { TEXT_MAX } from '../../../domain/input.ts'
import { armedSteps } from '../../../domain/incident/clocks.ts'
import { actorOf, SYSTEM_ACTOR } from '../../../domain/people.ts'
import { nusantara } from '../../support/accounts.ts'
import { at, by, given } from '../../support/given.ts'
import { lastOf, type Ledger } from '../../support/ledger.ts'
import {
  agent,
  contact,
  insiders,
  otherAgent,
  representative,
  signatory,
  supervisor,
  tam,
} from '../../support/people.ts'
import { fire, inProgress, intakeTaken, reported } from '../../support/story.ts'

const escalate = (to: 'OWNER' | 'ON_DUTY' | 'SUPERVISOR' | 'TAM', reason = 'Nobody answers.') =>
  ({ type: 'escalate', to, reason }) as const
const acknowledge = (ledger: Ledger) =>
  ({ type: 'acknowledgeEscalation', escalationId: lastOf(ledger, 'Escalated') }) as const

const breached = [reported, intakeTaken, by(null, fire('CALLBACK:1', 'BREACH'), 16)]

describe('by hand', () => {
  it.each(insiders)('[ESC-1] either party escalates: $role $name', (person) => {
    const after = given(reported).as(person).at(5).when(escalate('SUPERVISOR', ' Nobody answers. '))
    after.thenFor([
      'SHARED',
      { type: 'Escalated', to: ['SUPERVISOR'], reason: 'Nobody answers.', clockId: null, tamInHours: null },
    ])
    expect(after.room.escalations).toEqual([
      {
        id: lastOf(after.ledger, 'Escalated'),
        to: ['SUPERVISOR'],
        reason: 'Nobody answers.',
        by: actorOf(person),
        at: at(5),
        clockId: null,
        acknowledgedBy: null,
        acknowledgedAt: null,
      },
    ])
  })

  it.each(['OWNER', 'ON_DUTY', 'SUPERVISOR'] as const)('[ESC-1] to %s', (to) => {
    expect(given(reported).as(contact).when(escalate(to)).room.escalations).toMatchObject([{ to: [to] }])
  })

  it('[ESC-1] needs a reason', () => {
    given(reported).as(contact).when(escalate('TAM', '')).thenInvalid('reason', 'REQUIRED')
    const long = escalate('TAM', 'x'.repeat(TEXT_MAX + 1))
    given(reported).as(contact).when(long).thenInvalid('reason', 'TOO_LONG')
  })

  it('[ESC-2] reaches the TAM within working hours, and the supervisor as well outside them', () => {
    // 09:00 UTC is 09:00 in Lisbon in November; eight hours later the day there has ended.
    const inHours = given(reported).as(contact).at(5).when(escalate('TAM'))
    expect(inHours.events[0]?.body).toMatchObject({ to: ['TAM'], tamInHours: true })
    const after = given(reported)
      .as(contact)
      .at(8 * 60)
      .when(escalate('TAM'))
    expect(after.events[0]?.body).toMatchObject({ to: ['SUPERVISOR', 'TAM'], tamInHours: false })
  })

  it('[ESC-2] an account whose TAM has no hours yet goes to the supervisor too', () => {
    const account = { ...nusantara, tamHours: [] }
    const after = given(reported).as(contact).at(5).among({ account }).when(escalate('TAM'))
    expect(after.events[0]?.body).toMatchObject({ to: ['SUPERVISOR', 'TAM'], tamInHours: false })
  })
})

describe('by a breach', () => {
  it('[ESC-3] the system tells supervisor and TAM, and both parties see it', () => {
    const fired = given(reported, intakeTaken).as(null).at(16).when(fire('CALLBACK:1', 'BREACH'))
    fired.thenFor(
      [
        'SHARED',
        {
          type: 'ClockBreached',
          clockId: 'CALLBACK:1',
          kind: 'CALLBACK',
          step: 'BREACH',
          startedAt: at(1),
          dueAt: at(16),
        },
      ],
      [
        'SHARED',
        { type: 'Escalated', to: ['SUPERVISOR', 'TAM'], reason: '', clockId: 'CALLBACK:1', tamInHours: true },
      ],
    )
    expect(fired.room.escalations).toMatchObject([{ by: SYSTEM_ACTOR, clockId: 'CALLBACK:1' }])
  })
})

describe('acknowledging', () => {
  it.each([agent, otherAgent, tam, supervisor])('[ESC-4] $name takes it', (person) => {
    const after = given(...breached)
      .as(person)
      .at(18)
      .when(acknowledge)
    after.thenFor([
      'SHARED',
      { type: 'EscalationAcknowledged', escalationId: lastOf(after.ledger, 'Escalated') },
    ])
    expect(after.room.escalations).toMatchObject([
      { acknowledgedBy: actorOf(person), acknowledgedAt: at(18) },
    ])
  })

  it('[ESC-4] ends the repetition and stops no clock', () => {
    const before = given(...breached)
    expect(armedSteps(before.room)).toEqual([{ clockId: 'CALLBACK:1', step: 'LATE_1', at: at(21) }])
    const { room, phase } = before.as(agent).at(18).when(acknowledge)
    expect(armedSteps(room)).toEqual([])
    expect(room.clocks).toMatchObject([{ stoppedAt: null, outcome: 'BREACHED', takenBy: actorOf(agent) }])
    expect(phase).toBe('AWAITING_CALLBACK')
  })

  it('[ESC-4] of an escalation by hand touches no clock', () => {
    const byHand = [...inProgress, by(contact, escalate('OWNER'))]
    expect(
      given(...byHand)
        .as(agent)
        .when(acknowledge).room.clocks,
    ).toEqual(given(...byHand).room.clocks)
  })

  it('[ESC-4] happens once, of one that is there', () => {
    given(...breached, by(agent, acknowledge))
      .as(supervisor)
      .when(acknowledge)
      .thenRejected({ code: 'ALREADY_ANSWERED' })
    const none = { type: 'acknowledgeEscalation', escalationId: toEventId('none') } as const
    given(...breached)
      .as(agent)
      .when(none)
      .thenInvalid('escalationId', 'NOT_FOUND')
  })

  it.each([contact, signatory, representative])('[ESC-4] not by $role', (person) => {
    given(...breached)
      .as(person)
      .when(acknowledge)
      .thenRejected({ code: 'NOT_PERMITTED' })
  })
})
