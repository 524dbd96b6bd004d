// How often updates come: proposed by one party, agreed by the other, in force from then.

import { describe, expect, it } from 'vitest'
import { type EventId, toEventId } from '../../../domain/ids.ts'
import { TEXT_MAX } from '../../../domain/input.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import { at, by, given } from '../../support/given.ts'
import { lastOf, type Ledger } from '../../support/ledger.ts'
import {
  agent,
  contact,
  otherAgent,
  representative,
  signatory,
  supervisor,
  tam,
} from '../../support/people.ts'
import { cadenceAgreed, cadenceProposed, inProgress, reported } from '../../support/story.ts'

const propose = (everyMinutes: number, duringWorkaround = false) =>
  ({ type: 'proposeCadence', everyMinutes, duringWorkaround }) as const
const agree = (proposalId: EventId) => ({ type: 'agreeCadence', proposalId }) as const
const decline = (
  proposalId: EventId,
  reason: string | null = 'Too seldom.',
  counterMinutes: number | null = null,
) => ({ type: 'declineCadence', proposalId, reason, counterMinutes }) as const
const withdraw = (proposalId: EventId) => ({ type: 'withdrawCadence', proposalId }) as const

const theProposal = (ledger: Ledger) => lastOf(ledger, 'CadenceProposed')
/** Proposed by the customer at minute 8. */
const open = [...inProgress, { ...cadenceProposed(20), minute: 8 }]
const inForce = [...open, { ...cadenceAgreed, minute: 9 }]

describe('proposing', () => {
  it.each([signatory, agent, tam, supervisor])('[CAD-1] by who can bind a party: $role', (person) => {
    const after = given(reported).as(person).when(propose(45, true))
    after.thenFor(['SHARED', { type: 'CadenceProposed', everyMinutes: 45, duringWorkaround: true }])
    expect(after.room.cadenceProposal).toMatchObject({
      party: person.party,
      everyMinutes: 45,
      duringWorkaround: true,
    })
    expect(after.room.cadence).toBeNull()
  })

  it.each([contact, representative])('[CAD-1] not by $role', (person) => {
    given(reported).as(person).when(propose(45)).thenRejected({ code: 'NOT_PERMITTED' })
  })

  it.each([
    [4, 5],
    [1_441, 1_440],
    [7.5, 5],
    [Number.NaN, 5],
  ])('[CAD-1] not every %d minutes', (minutes, limit) => {
    given(reported).as(agent).when(propose(minutes)).thenInvalid('everyMinutes', 'OUT_OF_RANGE', limit)
  })

  it.each([5, 1_440])('[CAD-1] every %d minutes is possible', (minutes) => {
    expect(given(reported).as(agent).when(propose(minutes)).events).toHaveLength(1)
  })
})

describe('agreeing', () => {
  it('[CAD-2] by the other party alone', () => {
    given(...open)
      .as(signatory)
      .when((ledger) => agree(theProposal(ledger)))
      .thenRejected({ code: 'SAME_PARTY' })
    for (const person of [agent, otherAgent, tam, supervisor])
      expect(
        given(...open)
          .as(person)
          .when((ledger) => agree(theProposal(ledger))).events,
      ).toHaveLength(1)
    given(...open)
      .as(contact)
      .when((ledger) => agree(theProposal(ledger)))
      .thenRejected('NOT_PERMITTED')
  })

  it('[CAD-2] a colleague of who proposed does not agree for the other party', () => {
    const byAgent = given(...inProgress, by(agent, propose(20)))
    for (const person of [otherAgent, tam, supervisor])
      byAgent
        .as(person)
        .when((ledger) => agree(theProposal(ledger)))
        .thenRejected({ code: 'SAME_PARTY' })
  })

  it('[CAD-3] is in force from then on and starts the clock, bindingly', () => {
    const after = given(...open)
      .as(agent)
      .at(12)
      .when((ledger) => agree(theProposal(ledger)))
    const proposalId = theProposal(after.ledger)
    after.thenFor([
      'SHARED',
      { type: 'CadenceAgreed', proposalId, everyMinutes: 20, duringWorkaround: false },
    ])
    expect(after.room).toMatchObject({
      cadence: { everyMinutes: 20, duringWorkaround: false },
      cadenceAgreedAt: at(12),
      cadenceProposal: null,
    })
    expect(openClock(after.room, 'UPDATE')).toMatchObject({ startedAt: at(12), dueAt: at(32), binding: true })
  })

  it('[CAD-3] a new cadence counts from its own agreement; the clock before is cancelled', () => {
    const again = given(...inForce, by(agent, propose(60), 15))
      .as(signatory)
      .at(20)
    const { room } = again.when((ledger) => agree(theProposal(ledger)))
    expect(openClock(room, 'UPDATE')).toMatchObject({ startedAt: at(20), dueAt: at(80) })
    expect(room.clocks.at(-2)).toMatchObject({ startedAt: at(9), dueAt: at(29), outcome: 'CANCELLED' })
  })

  it('[CAD-3] an agreement before the callback starts the update clock at once', () => {
    const { room } = given(reported, cadenceProposed(20), cadenceAgreed)
    expect(openClock(room, 'UPDATE')).toMatchObject({ startedAt: at(2), dueAt: at(22), binding: true })
  })

  it('[CAD-3] [CLK-10] agreeing when the update is overdue does not undo that', () => {
    const late = given(...inForce, by(agent, propose(60), 35))
      .as(signatory)
      .at(36)
    const { room } = late.when((ledger) => agree(theProposal(ledger)))
    expect(room.clocks.at(-2)).toMatchObject({ outcome: 'BREACHED', stoppedAt: at(36) })
  })

  it('[CAD-3] agreeing at the very due time is in time', () => {
    const due = given(...inForce, by(agent, propose(60), 20))
      .as(signatory)
      .at(29)
    const { room } = due.when((ledger) => agree(theProposal(ledger)))
    expect(room.clocks.at(-2)).toMatchObject({ outcome: 'CANCELLED', stoppedAt: at(29) })
  })
})

describe('declining', () => {
  it('[CAD-4] with a reason', () => {
    const after = given(...open)
      .as(agent)
      .when((ledger) => decline(theProposal(ledger), ' Too often. '))
    const proposalId = theProposal(after.ledger)
    after.thenFor(['SHARED', { type: 'CadenceDeclined', proposalId, reason: 'Too often.' }])
    expect(after.room.cadenceProposal).toBeNull()
  })

  it('[CAD-4] with a counter-proposal that waits for the first proposer', () => {
    const after = given(...open)
      .as(agent)
      .when((ledger) => decline(theProposal(ledger), null, 40))
    const first = after.ledger.log.find(({ body }) => body.type === 'CadenceProposed')
    after.thenEvents(
      { type: 'CadenceDeclined', proposalId: first?.id ?? toEventId(''), reason: null },
      { type: 'CadenceProposed', everyMinutes: 40, duringWorkaround: false },
    )
    expect(after.room.cadenceProposal).toMatchObject({ party: 'PROVIDER', everyMinutes: 40 })
    const answer = after
      .and()
      .as(signatory)
      .when((ledger) => agree(theProposal(ledger)))
    expect(answer.room.cadence?.everyMinutes).toBe(40)
  })

  it('[CAD-4] a counter-proposal says of workarounds what the proposal said', () => {
    const during = given(...inProgress, cadenceProposed(20, true))
    const after = during.as(agent).when((ledger) => decline(theProposal(ledger), null, 40))
    expect(after.room.cadenceProposal).toMatchObject({ everyMinutes: 40, duringWorkaround: true })
  })

  it.each([
    ['reason', 'REQUIRED', null, null],
    ['reason', 'REQUIRED', '  ', null],
    ['reason', 'TOO_LONG', 'x'.repeat(TEXT_MAX + 1), null],
    ['counterMinutes', 'OUT_OF_RANGE', 'Too often.', 4],
    ['counterMinutes', 'OUT_OF_RANGE', null, 1_441],
  ])('[CAD-4] %s is refused as %s', (field, problem, reason, minutes) => {
    const after = given(...open)
      .as(agent)
      .when((ledger) => decline(theProposal(ledger), reason, minutes))
    after.thenInvalid(field, problem)
  })

  it('[CAD-2] by the other party alone', () => {
    given(...open)
      .as(signatory)
      .when((ledger) => decline(theProposal(ledger)))
      .thenRejected({ code: 'SAME_PARTY' })
  })
})

describe('one answer', () => {
  it('[CAD-5] a proposal is answered once', () => {
    for (const answer of [agree, decline, withdraw])
      given(...inForce)
        .as(agent)
        .when((ledger) => answer(theProposal(ledger)))
        .thenRejected({ code: 'ALREADY_ANSWERED' })
    const declined = given(
      ...open,
      by(agent, (ledger) => decline(theProposal(ledger))),
    )
    declined
      .as(agent)
      .when((ledger) => agree(theProposal(ledger)))
      .thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[CAD-5] an answer to a superseded proposal names the one to read now', () => {
    const older = theProposal(given(...open).ledger)
    const newer = given(...open, by(signatory, propose(15)))
    const current = theProposal(newer.ledger)
    for (const answer of [agree, decline])
      newer.as(agent).when(answer(older)).thenRejected({ code: 'STALE_PROPOSAL', current })
    newer
      .as(agent)
      .when(agree(toEventId('none')))
      .thenRejected({ code: 'STALE_PROPOSAL', current })
    given(...inProgress)
      .as(agent)
      .when(agree(older))
      .thenRejected({ code: 'STALE_PROPOSAL', current: null })
  })

  it('[CAD-5] the other party’s newer proposal supersedes too', () => {
    const { room } = given(...open, by(agent, propose(60)))
    expect(room.cadenceProposal).toMatchObject({ party: 'PROVIDER', everyMinutes: 60 })
  })
})

describe('taking back', () => {
  it('[CAD-6] a party takes back its own proposal', () => {
    const after = given(...open)
      .as(signatory)
      .when((ledger) => withdraw(theProposal(ledger)))
    after.thenFor(['SHARED', { type: 'CadenceWithdrawn', proposalId: theProposal(after.ledger) }])
    expect(after.room.cadenceProposal).toBeNull()
    given(...open)
      .as(agent)
      .when((ledger) => withdraw(theProposal(ledger)))
      .thenRejected({ code: 'NOT_PERMITTED' })
  })
})

describe('what holds meanwhile', () => {
  it('[CAD-7] the cadence in force and its clock stay as they are', () => {
    const before = given(...inForce).room
    const unanswered = [by(signatory, propose(10))]
    const declined = [...unanswered, by(agent, (ledger) => decline(theProposal(ledger)))]
    const takenBack = [...unanswered, by(signatory, (ledger) => withdraw(theProposal(ledger)))]
    for (const steps of [unanswered, declined, takenBack]) {
      const { room } = given(...inForce, ...steps)
      expect(room.cadence).toEqual(before.cadence)
      expect(room.clocks).toEqual(before.clocks)
    }
  })

  it('[CLK-6] before any agreement the proposal sets the reminder, which cannot be breached', () => {
    expect(openClock(given(...inProgress).room, 'UPDATE')).toMatchObject({ dueAt: at(37), binding: false })
    expect(openClock(given(...open).room, 'UPDATE')).toMatchObject({
      startedAt: at(8),
      dueAt: at(28),
      binding: false,
    })
  })
})
