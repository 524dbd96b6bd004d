// Whatever the law lets happen in a room is a record that holds: along random walks the verifier and the law agree on
// what is signed and where the room stands. Then entries that the law would not let happen, linked as if it had.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openResolution, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { by, given, type Step } from '../support/given.ts'
import { lastOf, type Ledger } from '../support/ledger.ts'
import { agent, signatory } from '../support/people.ts'
import { strides, walk, WALKS } from '../support/random-walk.ts'
import { exportOf, type Forged, logOf, relinked } from '../support/record-story.ts'
import {
  historyOf,
  inProgress,
  proposed,
  resolution,
  signature,
  signedBy,
  workaroundAccepted,
  workaroundOffered,
} from '../support/story.ts'

function standingOf(room: Room): string {
  const phase = phaseOf(room)
  if (phase === 'RESOLVED' || phase === 'RECLASSIFIED') return phase
  return room.reopenedAt === null ? 'OPEN' : 'REOPENED'
}

it('[I17] [RES-7] law and verifier agree along random walks: what was signed by both, and where it stands', () => {
  const verdicts = new Set<string>()
  fc.assert(
    fc.property(strides, (all) => {
      const ledger = walk(all).at(-1)?.after
      if (ledger?.room == null) return
      const { verdict, facts, fault } = verifyRecord(exportOf(ledger.log))
      expect(fault).toBeNull()
      const { resolutions } = ledger.room
      const agreed = resolutions.filter(({ status }) => status === 'AGREED')
      expect(verdict).toBe(agreed.length > 0 ? 'VALID' : 'UNSIGNED')
      expect(facts?.resolutions.map(({ digest }) => digest)).toEqual(agreed.map(({ digest }) => digest))
      expect(facts?.standing).toBe(standingOf(ledger.room))
      verdicts.add(`${verdict} ${facts?.standing}`)
    }),
    WALKS,
  )
  // Walks that never sign and never end prove nothing.
  expect([...verdicts]).toEqual(
    expect.arrayContaining(['UNSIGNED OPEN', 'VALID RESOLVED', 'VALID REOPENED', 'UNSIGNED RECLASSIFIED']),
  )
})

/** The forger's own entry: the last one with another author, kind and id. */
function append(record: Forged, who: Person, body: Record<string, unknown>): void {
  const last = record.entries.at(-1)
  if (last === undefined) throw new Error('an entry')
  const { id: personId, party, role, name } = who
  record.entries.push({
    hash: '',
    event: {
      ...last.event,
      id: `forged-${record.entries.length}`,
      actor: { personId, party, role, name },
      body,
    },
  })
}

function faultOf(text: string): string {
  const { verdict, fault } = verifyRecord(text)
  return fault === null ? verdict : `${verdict} ${fault.code} ${fault.path.replace(/^entries\[\d+\]\./, '')}`
}

const byWorkaround: Step = by(agent, resolution({ outcome: 'WORKAROUND', unavailabilityEndedAt: null }))
const withdrawn: Step = by(agent, (ledger) => ({
  type: 'withdrawWorkaround',
  workaroundId: lastOf(ledger, 'WorkaroundRecorded'),
  reason: 'It fails as well.',
}))

/** The agent's valid signature under what is open in this room, as the entry that it would be. */
function signatureOf(ledger: Ledger): Record<string, unknown> {
  const { type: _command, ...signed } = signature(ledger, agent)
  return { ...signed, type: 'ResolutionSigned', party: 'PROVIDER' }
}

it('[WRK-5] a resolution by a workaround is signed while one is in place, and falls with the last of them', () => {
  const inPlace = [...inProgress, workaroundOffered, workaroundAccepted, byWorkaround]
  const both = verifyRecord(exportOf(logOf([...inPlace, signedBy(signatory), signedBy(agent)])))
  expect(both.facts?.resolutions).toMatchObject([{ outcome: 'WORKAROUND' }])
  const half = given(...inPlace, signedBy(signatory))
  expect(openResolution(half.room)).not.toBeNull()
  const late = relinked(exportOf(half.and(withdrawn).ledger.log), (record) =>
    append(record, agent, signatureOf(half.ledger)),
  )
  expect(faultOf(late)).toBe('BROKEN PROPOSAL_NOT_OPEN event.body.proposalId')
})

it('[WRK-5] [REO-2] a workaround from before a reopening holds no resolution', () => {
  const again = [workaroundOffered, workaroundAccepted, byWorkaround, signedBy(signatory)]
  const reopened = by(signatory, { type: 'reopen', reason: 'It fails again.' })
  const half = given(...inProgress, ...again, signedBy(agent), reopened, ...again)
  const late = relinked(exportOf(half.and(withdrawn).ledger.log), (record) =>
    append(record, agent, signatureOf(half.ledger)),
  )
  expect(faultOf(late)).toBe('BROKEN PROPOSAL_NOT_OPEN event.body.proposalId')
})

it('[RES-3] a valid signature under a proposal that a newer one replaced does not count', () => {
  const half = given(...inProgress, proposed, signedBy(signatory))
  const late = relinked(exportOf(half.and(proposed).ledger.log), (record) =>
    append(record, agent, signatureOf(half.ledger)),
  )
  expect(faultOf(late)).toBe('BROKEN PROPOSAL_NOT_OPEN event.body.proposalId')
})

it('[RCL-3] nor under one that was open when the room was reclassified', () => {
  const half = given(...inProgress, proposed, signedBy(signatory))
  const late = relinked(exportOf(half.and(...historyOf.RECLASSIFIED.slice(-2)).ledger.log), (record) =>
    append(record, agent, signatureOf(half.ledger)),
  )
  expect(faultOf(late)).toBe('BROKEN AFTER_THE_END event.body.type')
})

it('[RES-8] nobody sends back what the own party has signed, or what is not open', () => {
  const half = given(...inProgress, proposed, signedBy(signatory))
  const proposalId = lastOf(half.ledger, 'ResolutionProposed')
  const reject = (party: string) => ({ type: 'ResolutionRejected', proposalId, party, reason: 'No.' })
  const text = exportOf(half.ledger.log)
  const attempts = [
    relinked(text, (record) => append(record, signatory, reject('CUSTOMER'))),
    relinked(text, (record) => append(record, agent, reject('CUSTOMER'))),
    relinked(text, (record) => {
      append(record, agent, reject('PROVIDER'))
      append(record, agent, reject('PROVIDER'))
    }),
    relinked(text, (record) => append(record, agent, { ...reject('PROVIDER'), proposalId: 'nowhere' })),
  ]
  expect(attempts.map(faultOf)).toEqual([
    'BROKEN PARTY_SIGNED_TWICE event.body.party',
    'BROKEN SIGNER_PARTY event.body.party',
    'BROKEN PROPOSAL_NOT_OPEN event.body.proposalId',
    'BROKEN NO_SUCH_PROPOSAL event.body.proposalId',
  ])
})

it('[RCL-3] [PHA-2] a reclassified room signs nothing more, and is reported once', () => {
  const text = exportOf(logOf(historyOf.RECLASSIFIED))
  expect(verifyRecord(text)).toMatchObject({ verdict: 'UNSIGNED', facts: { standing: 'RECLASSIFIED' } })
  const again = { type: 'Reclassified', proposalId: 'any' }
  expect(faultOf(relinked(text, (record) => append(record, signatory, again)))).toBe(
    'BROKEN AFTER_THE_END event.body.type',
  )
  expect(faultOf(relinked(text, (record) => append(record, agent, { type: 'Reopened', reason: 'x' })))).toBe(
    'BROKEN AFTER_THE_END event.body.type',
  )
  const report = { type: 'IssueReported', ticket: 'AC-1', accountName: 'Nusantara Pay', title: 'Again' }
  expect(faultOf(relinked(text, (record) => append(record, agent, report)))).toBe(
    'BROKEN REPORTED_TWICE event.body.type',
  )
})

it('[EVT-1] an entry of a kind that nobody knows yet is linked like the others and changes no verdict', () => {
  const text = exportOf(logOf(historyOf.RESOLVED))
  const later = relinked(text, (record) => append(record, agent, { type: 'CreditGranted', hours: 3 }))
  expect(verifyRecord(later)).toMatchObject({ verdict: 'VALID', facts: { entries: 9 } })
})
