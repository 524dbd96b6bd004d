// Reclassification: both parties agree that this is no Critical Issue.

import { describe, expect, it } from 'vitest'
import { type EventId, toEventId } from '../../../domain/ids.ts'
import { TEXT_MAX } from '../../../domain/input.ts'
import { openReclassification, openResolution, phaseOf } from '../../../domain/incident/state.ts'
import { actorOf } from '../../../domain/people.ts'
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
import {
  cadenceAgreed,
  cadenceProposed,
  fire,
  inProgress,
  intakeTaken,
  proposed,
  reported,
  resolved,
} from '../../support/story.ts'

const propose = (reason = 'Only one template is wrong.') =>
  ({ type: 'proposeReclassification', reason }) as const
const agree = (proposalId: EventId) => ({ type: 'agreeReclassification', proposalId }) as const
const decline = (proposalId: EventId, reason = 'All calls fail.') =>
  ({ type: 'declineReclassification', proposalId, reason }) as const

const theProposal = (ledger: Ledger) => lastOf(ledger, 'ReclassificationProposed')
const open = [...inProgress, by(agent, propose())]

describe('proposing', () => {
  it.each([contact, signatory, agent, tam, supervisor])('[RCL-1] either party may: $role', (person) => {
    const after = given(reported).as(person).at(5).when(propose(' One template. '))
    after.thenFor(['SHARED', { type: 'ReclassificationProposed', reason: 'One template.' }])
    expect(after.room.reclassifications).toEqual([
      {
        id: theProposal(after.ledger),
        by: actorOf(person),
        party: person.party,
        at: at(5),
        reason: 'One template.',
        status: 'OPEN',
      },
    ])
    expect(after.phase).toBe('REPORTED')
  })

  it('[RCL-1] with a reason, while the room is live, not by a representative', () => {
    given(reported).as(agent).when(propose('')).thenInvalid('reason', 'REQUIRED')
    given(reported)
      .as(agent)
      .when(propose('x'.repeat(TEXT_MAX + 1)))
      .thenInvalid('reason', 'TOO_LONG')
    given(...resolved)
      .as(agent)
      .when(propose())
      .thenRejected({ code: 'WRONG_PHASE', phase: 'RESOLVED' })
    given(reported).as(representative).when(propose()).thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[RCL-1] a newer proposal supersedes the open one, which is stale from then', () => {
    const older = theProposal(given(...open).ledger)
    const newer = given(...open, by(contact, propose('It was a typing error.')))
    expect(newer.room.reclassifications.map(({ status }) => status)).toEqual(['SUPERSEDED', 'OPEN'])
    for (const answer of [agree, decline])
      newer
        .as(signatory)
        .when(answer(older))
        .thenRejected({ code: 'STALE_PROPOSAL', current: theProposal(newer.ledger) })
  })
})

describe('answering', () => {
  it('[RCL-2] the other party agrees', () => {
    const after = given(...open)
      .as(signatory)
      .at(30)
      .when((ledger) => agree(theProposal(ledger)))
    after.thenFor(['SHARED', { type: 'Reclassified', proposalId: theProposal(after.ledger) }])
    expect(after.phase).toBe('RECLASSIFIED')
    expect(after.room).toMatchObject({ reclassifiedAt: at(30), reclassifications: [{ status: 'AGREED' }] })
  })

  it('[RCL-2] the other party declines with a reason', () => {
    const after = given(...open)
      .as(signatory)
      .when((ledger) => decline(theProposal(ledger), ' All fail. '))
    const proposalId = theProposal(after.ledger)
    after.thenFor(['SHARED', { type: 'ReclassificationDeclined', proposalId, reason: 'All fail.' }])
    expect(openReclassification(after.room)).toBeNull()
    expect(after.phase).toBe('IN_PROGRESS')
    given(...open)
      .as(signatory)
      .when((ledger) => decline(theProposal(ledger), ''))
      .thenInvalid('reason', 'REQUIRED')
    const long = 'x'.repeat(TEXT_MAX + 1)
    given(...open)
      .as(signatory)
      .when((ledger) => decline(theProposal(ledger), long))
      .thenInvalid('reason', 'TOO_LONG')
  })

  it('[RCL-2] nobody of the proposing party answers, nor a mere contact', () => {
    for (const answer of [agree, decline]) {
      for (const person of [agent, otherAgent, tam, supervisor])
        given(...open)
          .as(person)
          .when((ledger) => answer(theProposal(ledger)))
          .thenRejected({ code: 'SAME_PARTY' })
      given(...open)
        .as(contact)
        .when((ledger) => answer(theProposal(ledger)))
        .thenRejected('NOT_PERMITTED')
    }
  })

  it('[RCL-2] once, and only what is there', () => {
    const declined = given(
      ...open,
      by(signatory, (ledger) => decline(theProposal(ledger))),
    )
    for (const answer of [agree, decline]) {
      declined
        .as(signatory)
        .when((ledger) => answer(theProposal(ledger)))
        .thenRejected({ code: 'ALREADY_ANSWERED' })
      given(...open)
        .as(signatory)
        .when(answer(toEventId('none')))
        .thenInvalid('proposalId', 'NOT_FOUND')
    }
  })
})

describe('reclassified', () => {
  it('[RCL-3] every clock stops and an open resolution can no longer be signed', () => {
    const history = [...inProgress, cadenceProposed(), cadenceAgreed, proposed, by(agent, propose())]
    const { room } = given(...history)
      .as(signatory)
      .when((ledger) => agree(theProposal(ledger)))
    expect(room.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([])
    expect(openResolution(room)).toBeNull()
    expect(room.resolutions).toMatchObject([{ status: 'SUPERSEDED' }])
  })

  it('[RCL-3] a callback that is not made yet is owed no longer, a breach of it stays', () => {
    const called = [reported, intakeTaken, by(contact, propose())]
    const inTime = given(...called)
      .as(agent)
      .at(10)
      .when((ledger) => agree(theProposal(ledger)))
    expect(inTime.room.clocks).toMatchObject([{ kind: 'CALLBACK', outcome: 'CANCELLED', stoppedAt: at(10) }])
    const late = given(...called, by(null, fire('CALLBACK:1', 'BREACH'), 16))
      .as(agent)
      .at(20)
    const { room } = late.when((ledger) => agree(theProposal(ledger)))
    expect(room.clocks).toMatchObject([{ outcome: 'BREACHED', stoppedAt: at(20), breachRecordedAt: at(16) }])
  })

  it('[PHA-2] takes annotations alone', () => {
    const over = given(
      ...open,
      by(signatory, (ledger) => agree(theProposal(ledger))),
    )
    const remark = over.as(contact).when((ledger) => ({
      type: 'annotate',
      audience: 'SHARED',
      refersTo: theProposal(ledger),
      text: 'Fine.',
    }))
    expect(remark.events).toHaveLength(1)
    over
      .as(contact)
      .when({ type: 'reopen', reason: 'No!' })
      .thenRejected({ code: 'WRONG_PHASE', phase: 'RECLASSIFIED' })
    expect(phaseOf(over.room)).toBe('RECLASSIFIED')
  })
})
