// Where a person stands towards a resolution: to choose, to read, to wait; and what a device checks before anybody
// signs on it.

import { describe, expect, it } from 'vitest'
import { toCommandId } from '../../../domain/ids.ts'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import type { ResolutionProposal } from '../../../domain/incident/state.ts'
import type { Person } from '../../../domain/people.ts'
import { crypto } from '../../../protocol/crypto.ts'
import type { Entry, Pending, RoomView } from '../../../replica/api.ts'
import { signatureChip } from '../../../renderer/signoff/party-signature.ts'
import { doubtAbout, holds, shortDigest } from '../../../renderer/signoff/proposal-check.ts'
import { previousOf, refusedChoice, standingOf } from '../../../renderer/signoff/standing.ts'
import { at, by, type Given, given, type Step } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import { agent, contact, otherAgent, otherTam, signatory, supervisor, tam } from '../../support/people.ts'
import { inProgress, proposed, resolution, resolved, signature, signedBy } from '../../support/story.ts'

const viewOf = ({ ledger }: Given, pending: readonly Pending[] = []): RoomView => ({
  room: ledger.room,
  confirmed: ledger.room,
  entries: ledger.log.map((event): Entry => ({ event, state: 'RECORDED' })),
  olderCount: 0,
  pending,
})

const pendingOf = (
  { ledger }: Given,
  command: PersonCommand,
  state: Pending['state'] = 'WAITING',
): Pending => ({
  commandId: toCommandId('pending-1'),
  roomId: ledger.roomId,
  command,
  issuedAt: at(20),
  state,
  rejection: state === 'REJECTED' ? { code: 'STALE_PROPOSAL', current: null } : null,
  predicted: [],
})

const standing = (view: RoomView, me: Person) => standingOf(view, me, tam.id).kind
const open = given(...inProgress, proposed)
const openProposal = (scene: Given): ResolutionProposal => {
  const proposal = scene.room.resolutions.at(-1)
  if (proposal === undefined) throw new Error('nothing was proposed')
  return proposal
}
const sentBack: Step = by(signatory, (ledger) => ({
  type: 'rejectResolution',
  proposalId: lastOf(ledger, 'ResolutionProposed'),
  reason: 'SMTP still fails.',
}))

describe('[RES-5] who may choose', () => {
  it('a signatory, the owner, a duty manager and the account’s own TAM; the others read', () => {
    const view = viewOf(open)
    expect([signatory, agent, supervisor, tam].map((me) => standing(view, me))).toEqual(
      Array(4).fill('CHOOSE'),
    )
    expect([contact, otherAgent, otherTam].map((me) => standing(view, me))).toEqual(Array(3).fill('READ'))
  })

  it('[RES-6] a party that has signed waits for the other', () => {
    const view = viewOf(open.and(signedBy(agent)))
    expect([agent, supervisor, signatory].map((me) => standing(view, me))).toEqual([
      'SIGNED',
      'SIGNED',
      'CHOOSE',
    ])
  })
})

describe('what is read when nothing is open', () => {
  it('nothing before the first proposal, and only what the server confirmed counts', () => {
    const before = given(...inProgress)
    const predicted: RoomView = {
      ...viewOf(before, [pendingOf(before, resolution())]),
      room: open.ledger.room,
    }
    expect(standingOf(viewOf(before), signatory, null)).toEqual({ kind: 'NONE', waiting: false })
    expect(standingOf(predicted, signatory, null)).toEqual({ kind: 'NONE', waiting: true })
  })

  it('[RES-8] a proposal that was sent back is void', () => {
    expect(standing(viewOf(open.and(sentBack)), signatory)).toBe('VOID')
  })

  it('[RES-7] signed by both is agreed, and stays readable after a reopening', () => {
    const done = given(...resolved)
    const again = done.and(by(signatory, { type: 'reopen', reason: 'It fails again.' }))
    expect(standingOf(viewOf(done), contact, null)).toMatchObject({ kind: 'AGREED', reopened: false })
    expect(standingOf(viewOf(again), contact, null)).toMatchObject({ kind: 'AGREED', reopened: true })
  })

  it('[RES-3] the newer of two versions is read, beside the one before', () => {
    const twice = open.and(by(agent, resolution({ statement: 'Calls are answered again since 09:08.' })))
    const now = openProposal(twice)
    expect(standingOf(viewOf(twice), signatory, null)).toMatchObject({
      kind: 'CHOOSE',
      proposal: { version: 2 },
    })
    expect(previousOf(twice.room, now)?.version).toBe(1)
    expect(previousOf(open.room, openProposal(open))).toBeNull()
  })
})

describe('a choice on its way', () => {
  const signing = signature(open.ledger, signatory)

  it('shows as waiting to be sent until the server has answered', () => {
    const view = viewOf(open, [pendingOf(open, signing)])
    expect(standing(view, signatory)).toBe('ON_ITS_WAY')
    expect(signatureChip(standingOf(view, signatory, null), 'CUSTOMER', signatory).label).toBe(
      'Waiting to be sent',
    )
    expect(standing(viewOf(open, [pendingOf(open, signing, 'SENT')]), signatory)).toBe('ON_ITS_WAY')
  })

  it('[RES-3] that was refused as stale leaves the newer version to be read and chosen on', () => {
    const twice = open.and(proposed)
    const refused = pendingOf(open, signing, 'REJECTED')
    const view = viewOf(twice, [refused])
    expect(standing(view, signatory)).toBe('CHOOSE')
    expect(refusedChoice(view.pending)).toBe(refused)
  })

  it('on an older version does not stand for the newer one', () => {
    const twice = open.and(proposed)
    expect(standing(viewOf(twice, [pendingOf(open, signing)]), signatory)).toBe('CHOOSE')
  })
})

describe('[RES-4] what a device checks before a signature', () => {
  const proposal = openProposal(open)
  const { entries } = viewOf(open)
  const doubt = (changes: Partial<ResolutionProposal>, held = entries) =>
    doubtAbout(open.room, { ...proposal, ...changes }, held, crypto)

  it('finds nothing to doubt in the record as it is, in either party’s copy', () => {
    expect(doubt({})).toBeNull()
    const shared = open.ledger.log.filter((event) => event.audience === 'SHARED')
    expect(
      doubt(
        {},
        shared.map((event): Entry => ({ event: { ...event, seq: null }, state: 'RECORDED' })),
      ),
    ).toBeNull()
  })

  it('refuses when a single word, time or pin is not what the digest covers', () => {
    expect(doubt({ statement: `${proposal.statement} ` })).toBe('DIGEST')
    expect(doubt({ unavailabilityEndedAt: at(9) })).toBe('DIGEST')
    expect(doubt({ cause: 'Nobody knows' })).toBe('DIGEST')
    expect(doubt({ sharedSeq: proposal.sharedSeq - 1 })).toBe('DIGEST')
    expect(doubt({ outcome: 'WORKAROUND' })).toBe('DIGEST')
  })

  it('refuses when the pinned entry of this copy is another one, or is not here', () => {
    const forged = entries.map(
      (entry): Entry =>
        entry.event.sharedSeq === proposal.sharedSeq
          ? { ...entry, event: { ...entry.event, hash: 'f'.repeat(64) } }
          : entry,
    )
    expect(doubt({}, forged)).toBe('RECORD')
    expect(doubt({}, entries.slice(-1))).toBe('NOT_HERE')
    expect(
      doubt(
        {},
        entries.map((entry): Entry => ({ ...entry, state: 'SENT' })),
      ),
    ).toBe('NOT_HERE')
  })

  it('reckons the other party’s signature itself', () => {
    const signed = openProposal(open.and(signedBy(agent)))
    const made = signed.signatures[0]
    if (made === undefined) throw new Error('nobody signed')
    expect(holds(made, signed, crypto)).toBe(true)
    expect(holds(made, { ...signed, digest: '0'.repeat(64) }, crypto)).toBe(false)
  })

  it('shows enough of the digest to compare by eye', () => {
    expect(shortDigest('9f3a71c208de44b1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac07e5b10')).toBe(
      '9f3a71c2 08de44b1 … c07e5b10',
    )
  })
})
