// Whom the engine's events and escalations tell outside of the room: the targets of the law, as people.

import { describe, expect, it } from 'vitest'
import type { IncidentEvent, RecordedEvent } from '../../../domain/incident/events.ts'
import { targetsOf, toldPeople } from '../../../domain/incident/telling.ts'
import { actorOf, SYSTEM_ACTOR } from '../../../domain/people.ts'
import { nusantara } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import { agent, contact, otherAgent, people, supervisor, tam } from '../../support/people.ts'

const warned = (...tells: readonly ('OWNER' | 'ON_DUTY' | 'SUPERVISOR' | 'TAM')[]): IncidentEvent => ({
  type: 'ClockWarned',
  clockId: 'CALLBACK:1',
  kind: 'CALLBACK',
  step: 'WARN_10',
  dueAt: at(15),
  tells,
})
const BREACHED: IncidentEvent = {
  type: 'ClockBreached',
  clockId: 'CALLBACK:1',
  kind: 'CALLBACK',
  step: 'BREACH',
  startedAt: at(0),
  dueAt: at(15),
}
const escalated = (clockId: string | null): IncidentEvent => ({
  type: 'Escalated',
  to: ['SUPERVISOR', 'TAM'],
  reason: 'why',
  clockId,
  tamInHours: false,
})
const event = (body: IncidentEvent, actor = SYSTEM_ACTOR): RecordedEvent =>
  ({ id: 'e', body, actor }) as never

const room = (ownerId: string | null) =>
  ({ coverage: ownerId === null ? [] : [{ agentId: ownerId, from: at(0), until: null }] }) as never
const told = (body: IncidentEvent, ownerId: string | null = agent.id, actor = SYSTEM_ACTOR) =>
  toldPeople(room(ownerId), nusantara, event(body, actor), people).map(({ id }) => id)

describe('[CLK-5] a warning tells', () => {
  it('its owner alone on the first rung', () => {
    expect(told(warned('OWNER'))).toEqual([agent.id])
  })

  it('every agent where nobody owns the room', () => {
    expect(told(warned('OWNER'), null)).toEqual([agent.id, otherAgent.id])
  })

  it('the supervisors and the account’s own TAM on the last rung', () => {
    expect(told(warned('SUPERVISOR', 'TAM'))).toEqual([tam.id, supervisor.id])
  })
})

describe('[ESC-3] a breach tells', () => {
  it('each of them once, with its escalation in one', () => {
    expect(told(BREACHED)).toEqual([agent.id, otherAgent.id, tam.id, supervisor.id])
    expect(targetsOf(event(escalated('CALLBACK:1')))).toEqual([])
  })
})

describe('[ESC-1] [ESC-2] an escalation by hand tells', () => {
  it('whom it means, also about a clock, and never the one who made it', () => {
    expect(told(escalated(null), agent.id, actorOf(contact))).toEqual([tam.id, supervisor.id])
    expect(told(escalated('CALLBACK:1'), agent.id, actorOf(supervisor))).toEqual([tam.id])
  })
})

it('[AUD-1] no event tells a customer’s people, and what concerns no clock tells nobody', () => {
  for (const body of [warned('OWNER', 'ON_DUTY', 'SUPERVISOR', 'TAM'), BREACHED, escalated(null)])
    expect(told(body, contact.id)).not.toContain(contact.id)
  expect(told({ type: 'MessagePosted', text: 'a', replyTo: null })).toEqual([])
})
