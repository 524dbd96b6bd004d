// Proposing that it is resolved: terms, the pinned record, newer proposals, and rejection.

import { describe, expect, it } from 'vitest'
import { toEventId } from '../../../domain/ids.ts'
import { TEXT_MAX } from '../../../domain/input.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import { signedContent } from '../../../domain/incident/resolution-statement.ts'
import { openResolution, phaseOf } from '../../../domain/incident/state.ts'
import { actorOf } from '../../../domain/people.ts'
import { crypto } from '../../../protocol/crypto.ts'
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
  inProgress,
  intakeTaken,
  proposed,
  reported,
  resolution,
  resolved,
  signature,
  signedBy,
  workaroundAccepted,
  workaroundOffered,
} from '../../support/story.ts'

const rejectIt = (ledger: Ledger, reason = 'Still failing in Surabaya.') =>
  ({ type: 'rejectResolution', proposalId: lastOf(ledger, 'ResolutionProposed'), reason }) as const
const waiting = [...inProgress, proposed]

describe('terms', () => {
  it.each([contact, signatory, agent, tam, supervisor])('[RES-1] either party proposes: $role', (person) => {
    const terms = { statement: ' Answered again. ', cause: ' Router. ', followUp: ' ' }
    const after = given(...inProgress)
      .as(person)
      .at(20)
      .when(resolution(terms))
    const { id, ...rest } = openResolution(after.room) ?? { id: null }
    expect(id).toBe(lastOf(after.ledger, 'ResolutionProposed'))
    expect(rest).toMatchObject({
      version: 1,
      by: actorOf(person),
      party: person.party,
      at: at(20),
      outcome: 'ENDED',
      statement: 'Answered again.',
      cause: 'Router.',
      followUp: null,
      status: 'OPEN',
      signatures: [],
    })
    expect(after.events.map(({ audience }) => audience)).toEqual(['SHARED'])
    expect(after.phase).toBe('RESOLUTION_PROPOSED')
  })

  it.each([
    ['statement', 'REQUIRED', { statement: '' }],
    ['statement', 'TOO_LONG', { statement: 'x'.repeat(TEXT_MAX + 1) }],
    ['cause', 'TOO_LONG', { cause: 'x'.repeat(TEXT_MAX + 1) }],
    ['followUp', 'TOO_LONG', { followUp: 'x'.repeat(TEXT_MAX + 1) }],
    ['unavailabilityEndedAt', 'REQUIRED', { unavailabilityEndedAt: null }],
    ['unavailabilityEndedAt', 'IN_THE_FUTURE', { unavailabilityEndedAt: at(21) }],
    ['unavailabilityEndedAt', 'NOT_A_TIME', { unavailabilityEndedAt: 'now' as ReturnType<typeof at> }],
    ['outcome', 'NOT_ALLOWED', { outcome: 'WORKAROUND' as const }],
  ])('[RES-1] %s is refused as %s', (field, problem, changes) => {
    given(...inProgress)
      .as(agent)
      .at(20)
      .when(resolution(changes))
      .thenInvalid(field, problem)
  })

  it('[RES-1] ends by a workaround only while one is accepted, and needs no end of the Unavailability', () => {
    const byWorkaround = resolution({ outcome: 'WORKAROUND', unavailabilityEndedAt: null })
    given(...inProgress, workaroundOffered)
      .as(agent)
      .when(byWorkaround)
      .thenInvalid('outcome', 'NOT_ALLOWED')
    const inPlace = given(...inProgress, workaroundOffered, workaroundAccepted)
    expect(inPlace.as(agent).when(byWorkaround).phase).toBe('RESOLUTION_PROPOSED')
  })

  it('[PER-2] nothing is resolved before the callback', () => {
    const early = given(reported, intakeTaken)
      .as(agent)
      .when(resolution({ unavailabilityEndedAt: at(1) }))
    early.thenRejected({ code: 'WRONG_PHASE', phase: 'AWAITING_CALLBACK' })
  })

  it('[PER-1] a representative does not propose', () => {
    given(...inProgress)
      .as(representative)
      .when(resolution())
      .thenRejected({ code: 'NOT_PERMITTED' })
  })
})

describe('the pin', () => {
  const before = given(...inProgress, by(agent, { type: 'postNote', text: 'Ours alone.', replyTo: null }))
  const after = before.as(agent).when(resolution())
  const proposal = openResolution(after.room)

  it('[RES-2] names the shared record as both parties see it, internal entries left out', () => {
    const shared = before.ledger.log.filter(({ audience }) => audience === 'SHARED')
    expect(proposal).toMatchObject({ sharedSeq: shared.length, chainHead: shared.at(-1)?.hash })
    expect(before.ledger.log.length).toBeGreaterThan(shared.length)
  })

  it('[RES-2] the digest is that of room, proposal, terms and pin', () => {
    if (proposal === null) throw new Error('no proposal')
    const content = signedContent(after.room.id, { ...proposal, proposalId: proposal.id })
    expect(content).toEqual({
      kind: 'accord.resolution/1',
      roomId: 'room-1',
      proposalId: lastOf(after.ledger, 'ResolutionProposed'),
      version: 1,
      outcome: 'ENDED',
      statement: 'Calls are answered again.',
      unavailabilityEndedAt: at(8),
      cause: null,
      followUp: null,
      sharedSeq: 4,
      chainHead: before.room.head.hash,
    })
    expect(proposal.digest).toBe(crypto.digest(content))
  })

  it.each([
    ['statement', { statement: 'Calls are answered again!' }],
    ['outcome and end', { unavailabilityEndedAt: at(7) }],
    ['cause', { cause: 'Router.' }],
    ['follow-up', { followUp: 'A case.' }],
  ])('[RES-2] another %s is another digest', (_what, changes) => {
    const other = before.as(agent).when(resolution(changes))
    expect(openResolution(other.room)?.digest).not.toBe(proposal?.digest)
  })

  it('[RES-10] entries that follow leave the proposal open and its pin as it was', () => {
    const later = after.and(by(contact, { type: 'postMessage', text: 'Looks good.', replyTo: null }))
    expect(openResolution(later.room)).toEqual(proposal)
    expect(later.room.head.sharedSeq).toBe((proposal?.sharedSeq ?? 0) + 2)
    expect(phaseOf(later.and(signedBy(signatory), signedBy(agent)).room)).toBe('RESOLVED')
  })

  it('[RES-10] the update clock runs on', () => {
    const agreed = given(...inProgress, cadenceProposed(30), { ...cadenceAgreed, minute: 9 }, proposed)
    expect(openClock(agreed.room, 'UPDATE')).toMatchObject({ dueAt: at(39), outcome: 'RUNNING' })
  })
})

describe('a newer proposal', () => {
  const first = given(...waiting)
  const early = signature(first.ledger, signatory)
  const second = first.and(by(contact, resolution({ statement: 'Answered again in all regions.' }), 30))

  it('[RES-3] supersedes the open one and takes its signatures with it', () => {
    expect(given(...waiting, signedBy(signatory), proposed).room.resolutions).toMatchObject([
      { version: 1, status: 'SUPERSEDED' },
      { version: 2, status: 'OPEN', signatures: [] },
    ])
  })

  it('[RES-3] signing or rejecting the older is stale and names the newer', () => {
    const stale = { code: 'STALE_PROPOSAL', current: lastOf(second.ledger, 'ResolutionProposed') } as const
    second.as(signatory).when(early).thenRejected(stale)
    second
      .as(signatory)
      .when({ ...rejectIt(first.ledger) })
      .thenRejected(stale)
  })

  it('[RES-3] a signature from before is stale also when all is over', () => {
    const over = second.and(signedBy(signatory), signedBy(agent))
    over.as(signatory).when(early).thenRejected({ code: 'STALE_PROPOSAL', current: null })
  })

  it('[CLK-9] starts the reminders anew', () => {
    expect(openClock(second.room, 'SIGN_OFF')).toMatchObject({
      id: 'SIGN_OFF:2',
      startedAt: at(30),
      dueAt: null,
    })
    expect(second.room.clocks.find(({ id }) => id === 'SIGN_OFF:1')).toMatchObject({ outcome: 'CANCELLED' })
  })
})

describe('rejecting', () => {
  it('[RES-8] leads back to where the room was and keeps the reason', () => {
    const after = given(...waiting)
      .as(signatory)
      .when((ledger) => rejectIt(ledger, ' Still failing. '))
    const proposalId = lastOf(after.ledger, 'ResolutionProposed')
    after.thenFor([
      'SHARED',
      { type: 'ResolutionRejected', proposalId, party: 'CUSTOMER', reason: 'Still failing.' },
    ])
    expect(after.room.resolutions).toMatchObject([
      { status: 'REJECTED', rejectedBy: actorOf(signatory), reason: 'Still failing.' },
    ])
    expect(after.phase).toBe('IN_PROGRESS')
    expect(openClock(after.room, 'SIGN_OFF')).toBeNull()
  })

  it('[RES-8] back to the workaround where one is in place', () => {
    const inPlace = given(...inProgress, workaroundOffered, workaroundAccepted, proposed)
    expect(inPlace.as(signatory).when(rejectIt).phase).toBe('WORKAROUND_IN_PLACE')
  })

  it('[RES-8] voids the signature that the other party gave', () => {
    const after = given(...waiting, signedBy(agent), by(signatory, rejectIt))
    expect(openResolution(after.room)).toBeNull()
    after
      .as(signatory)
      .when(signature(given(...waiting).ledger, signatory))
      .thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[RES-8] a party that has signed does not reject', () => {
    given(...waiting, signedBy(signatory))
      .as(signatory)
      .when(rejectIt)
      .thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[RES-8] the proposer’s own party may, as long as it has not signed', () => {
    expect(
      given(...waiting)
        .as(supervisor)
        .when(rejectIt).phase,
    ).toBe('IN_PROGRESS')
  })

  it('[RES-8] needs a reason, a proposal, and somebody who may sign', () => {
    given(...waiting)
      .as(signatory)
      .when((ledger) => rejectIt(ledger, ''))
      .thenInvalid('reason', 'REQUIRED')
    const long = 'x'.repeat(TEXT_MAX + 1)
    given(...waiting)
      .as(signatory)
      .when((ledger) => rejectIt(ledger, long))
      .thenInvalid('reason', 'TOO_LONG')
    const none = { type: 'rejectResolution', proposalId: toEventId('none'), reason: 'No.' } as const
    given(...waiting)
      .as(signatory)
      .when(none)
      .thenInvalid('proposalId', 'NOT_FOUND')
    for (const person of [contact, otherAgent])
      given(...waiting)
        .as(person)
        .when(rejectIt)
        .thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[RES-8] is over once resolved', () => {
    given(...resolved)
      .as(signatory)
      .when(rejectIt)
      .thenRejected({ code: 'ALREADY_ANSWERED' })
  })
})
