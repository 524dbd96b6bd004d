// Signing: real Ed25519 signatures under the same digest, one for each party, by those who may.

import { describe, expect, it } from 'vitest'
import { toEventId } from '../../../domain/ids.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import { phaseOf } from '../../../domain/incident/state.ts'
import { actorOf, type Person } from '../../../domain/people.ts'
import { at, by, given, when } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import {
  agent,
  contact,
  otherAgent,
  otherTam,
  representative,
  signatory,
  supervisor,
  tam,
} from '../../support/people.ts'
import { signerOf } from '../../support/signing.ts'
import {
  assigned,
  cadenceAgreed,
  cadenceProposed,
  inProgress,
  proposed,
  resolved,
  signature,
  signedBy,
} from '../../support/story.ts'

const waiting = given(...inProgress, proposed)
const digest = waiting.room.resolutions[0]?.digest ?? ''
const proposalId = lastOf(waiting.ledger, 'ResolutionProposed')

describe('who signs', () => {
  it.each([signatory, agent, supervisor, tam])('[RES-5] $role may', (person) => {
    const after = waiting.as(person).at(30).when(signature(waiting.ledger, person))
    const signer = signerOf(person.id)
    const mark = { party: person.party, publicKey: signer.publicKey, signature: signer.sign(digest) }
    const kept = { ...mark, protected: null, certificate: null }
    after.thenFor(['SHARED', { type: 'ResolutionSigned', proposalId, digest, ...mark }])
    expect(after.room.resolutions[0]?.signatures).toEqual([{ ...kept, by: actorOf(person), at: at(30) }])
    expect(after.phase).toBe('RESOLUTION_PROPOSED')
  })

  it.each([contact, representative, otherAgent, otherTam])('[RES-5] $name, $role, may not', (person) => {
    waiting.as(person).when(signature(waiting.ledger, person)).thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[RES-5] the owner of now, not the one of before', () => {
    const handedOver = waiting.and(assigned(otherAgent, 'Please sign when they do.'))
    expect(handedOver.as(otherAgent).when(signature(waiting.ledger, otherAgent)).events).toHaveLength(1)
    handedOver.as(agent).when(signature(waiting.ledger, agent)).thenRejected({ code: 'NOT_PERMITTED' })
  })
})

describe('what is signed', () => {
  const asSignatory = waiting.as(signatory)
  const good = signature(waiting.ledger, signatory)

  it('[RES-4] another digest is refused, however well it is signed', () => {
    const other = 'e'.repeat(64)
    const forged = { ...good, digest: other, signature: signerOf(signatory.id).sign(other) }
    asSignatory.when(forged).thenRejected({ code: 'DIGEST_MISMATCH' })
  })

  it.each([
    ['of another key', { signature: signerOf('somebody').sign(digest) }],
    ['of another digest', { signature: signerOf(signatory.id).sign('e'.repeat(64)) }],
    ['with another key beside it', { publicKey: signerOf('somebody').publicKey }],
    [
      'with one character changed',
      { signature: good.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) },
    ],
    ['cut short', { signature: good.signature.slice(0, -2) }],
    ['left empty', { signature: '' }],
    ['that is no base64url', { signature: '*'.repeat(86) }],
    ['with no key', { publicKey: '' }],
    ['with a key of order one, which fits every text', { publicKey: smallOrderKey(), signature: anyText() }],
  ])('[RES-4] a signature %s is refused', (_case, changes) => {
    asSignatory.when({ ...good, ...changes }).thenRejected({ code: 'INVALID_SIGNATURE' })
  })

  it('[RES-4] the other party’s signature, copied from the record, is nobody else’s', () => {
    const half = waiting.and(signedBy(signatory))
    half.as(supervisor).when(good).thenRejected({ code: 'INVALID_SIGNATURE' })
  })

  it('[RES-4] a key that signed an earlier proposal is its signer’s for good', () => {
    const again = waiting.and(signedBy(signatory), proposed)
    const borrowed = { ...signature(again.ledger, signatory), publicKey: good.publicKey }
    again.as(supervisor).when(borrowed).thenRejected({ code: 'INVALID_SIGNATURE' })
    expect(again.as(signatory).when(borrowed).events).toHaveLength(1)
  })

  it('[RES-4] of a proposal that is there', () => {
    const none = { ...good, proposalId: toEventId('none') }
    asSignatory.when(none).thenInvalid('proposalId', 'NOT_FOUND')
  })
})

describe('once each', () => {
  const half = waiting.and(signedBy(signatory))

  it('[RES-6] a party does not sign twice, whoever of it does', () => {
    const other: Person = { ...contact, role: 'SIGNATORY' }
    for (const person of [signatory, other])
      half.as(person).when(signature(half.ledger, person)).thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[RES-6] one person never signs for both, not even after changing sides', () => {
    const turncoat: Person = { ...signatory, party: 'PROVIDER', role: 'SUPERVISOR', accountId: null }
    half.as(turncoat).when(signature(half.ledger, turncoat)).thenRejected({ code: 'SAME_PERSON' })
  })
})

describe('resolved', () => {
  it.each([
    ['customer first', [signedBy(signatory), signedBy(agent)]],
    ['provider first', [signedBy(tam), signedBy(signatory)]],
  ])('[RES-7] when both have signed the same proposal: %s', (_order, steps) => {
    const [first, second] = steps
    if (first === undefined || second === undefined) throw new Error('two signatures')
    const half = waiting.and(first)
    expect(phaseOf(half.room)).toBe('RESOLUTION_PROPOSED')
    const whole = half.and(when(40, second))
    expect(phaseOf(whole.room)).toBe('RESOLVED')
    expect(whole.ledger.log.at(-1)?.body).toEqual({ type: 'IssueResolved', proposalId, outcome: 'ENDED' })
    expect(whole.room).toMatchObject({ resolvedAt: at(40), resolutions: [{ status: 'AGREED' }] })
  })

  it('[RES-7] not when each has signed another proposal', () => {
    const { room } = waiting.and(signedBy(signatory), proposed, signedBy(agent))
    expect(phaseOf(room)).toBe('RESOLUTION_PROPOSED')
    expect(room.resolvedAt).toBeNull()
  })

  it('[RES-7] every clock ends, the sign-off met', () => {
    const agreed = given(...inProgress, cadenceProposed(), cadenceAgreed, proposed)
    const { room } = agreed.and(signedBy(signatory), signedBy(agent))
    expect(room.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([])
    expect(room.clocks.find(({ kind }) => kind === 'SIGN_OFF')?.outcome).toBe('MET')
    expect(room.clocks.findLast(({ kind }) => kind === 'UPDATE')?.outcome).toBe('CANCELLED')
    expect(openClock(room, 'UPDATE')).toBeNull()
  })

  it('[RES-7] signing once more is answered already', () => {
    given(...resolved)
      .as(signatory)
      .when(signature(waiting.ledger, signatory))
      .thenRejected('ALREADY_ANSWERED')
  })

  it('[RES-9] an unsigned proposal waits for ever: three years on it is as open as on the first day', () => {
    const late = waiting.and(
      by(contact, { type: 'postMessage', text: 'Hello?', replyTo: null }, 3 * 365 * 1_440),
    )
    expect(phaseOf(late.room)).toBe('RESOLUTION_PROPOSED')
    expect(phaseOf(late.and(signedBy(signatory), signedBy(agent)).room)).toBe('RESOLVED')
  })
})

/** The neutral point: with it as key and nonce a lenient verifier accepts one signature under every text. */
function smallOrderKey(): string {
  return Buffer.from([1, ...Array<number>(31).fill(0)]).toString('base64url')
}

function anyText(): string {
  return Buffer.from([1, ...Array<number>(63).fill(0)]).toString('base64url')
}
