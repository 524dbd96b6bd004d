// The counted seconds beside a statement: which evidence counts, and when it contradicts the stated end.

import { describe, expect, it } from 'vitest'
import type { ChannelEvidence } from '../../../domain/incident/availability.ts'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import type { Entry } from '../../../replica/api.ts'
import { evidenceLines, failedAfter } from '../../../renderer/signoff/evidence.ts'
import { reasonFrom, reasonText, toggled } from '../../../renderer/signoff/reason.ts'
import { at, by, type Given, given } from '../../support/given.ts'
import { agent, contact } from '../../support/people.ts'
import { inProgress, resolution } from '../../support/story.ts'

const channel = (
  name: 'API' | 'SMTP',
  ...minutes: readonly (readonly [number, number])[]
): ChannelEvidence => ({
  channel: name,
  unavailableSeconds: minutes.reduce((sum, [from, until]) => sum + (until - from) * 60, 0),
  intervals: minutes.map(([from, until]) => ({ from: at(from), until: at(until) })),
})

const evidence = (eitherSeconds: number, ...channels: readonly ChannelEvidence[]): PersonCommand => ({
  type: 'attachEvidence',
  fileName: 'attempts.csv',
  size: 10,
  sha256: 'a'.repeat(64),
  channels,
  eitherSeconds,
})

const entriesOf = ({ ledger }: Given): readonly Entry[] =>
  ledger.log.map((event): Entry => ({ event, state: 'RECORDED' }))

const first = by(contact, evidence(180, channel('API', [1, 2], [3, 4]), channel('SMTP', [2, 3])), 8)
const scene = given(...inProgress, first, by(agent, resolution({ unavailabilityEndedAt: at(4) }), 9))
const proposal = scene.room.resolutions[0]

describe('[UNA-4] evidence beside a statement', () => {
  it('is one line a channel and one for either, from the first to the last failed second', () => {
    if (proposal === undefined) throw new Error('nothing was proposed')
    expect(evidenceLines(proposal, entriesOf(scene))).toEqual([
      { channel: 'API', first: at(1), last: '2026-11-23T09:03:59.000Z', seconds: 120 },
      { channel: 'SMTP', first: at(2), last: '2026-11-23T09:02:59.000Z', seconds: 60 },
      { channel: 'EITHER', first: at(1), last: '2026-11-23T09:03:59.000Z', seconds: 180 },
    ])
  })

  it('is what the pinned record holds: later evidence is not signed', () => {
    if (proposal === undefined) throw new Error('nothing was proposed')
    const later = scene.and(by(contact, evidence(60, channel('API', [10, 11])), 12))
    expect(evidenceLines(proposal, entriesOf(later)).map(({ seconds }) => seconds)).toEqual([120, 60, 180])
  })

  it('is not there where none was attached', () => {
    const bare = given(...inProgress, by(agent, resolution()))
    const only = bare.room.resolutions[0]
    if (only === undefined) throw new Error('nothing was proposed')
    expect(evidenceLines(only, entriesOf(bare))).toEqual([])
  })
})

describe('[RES-1] the stated end against the evidence', () => {
  it('stands when nothing failed after it, be it given as the last failed second or the moment after', () => {
    expect(failedAfter(at(4), entriesOf(scene))).toBeNull()
    expect(failedAfter(at(4 - 1 / 60), entriesOf(scene))).toBeNull()
  })

  it('is contradicted by a second that failed later, also when that evidence came after the proposal', () => {
    expect(failedAfter(at(3), entriesOf(scene))).toBe('2026-11-23T09:03:59.000Z')
    const later = scene.and(by(contact, evidence(60, channel('API', [10, 11])), 12))
    expect(failedAfter(at(4), entriesOf(later))).toBe('2026-11-23T09:10:59.000Z')
  })
})

describe('[RES-8] a reason for sending back', () => {
  it('is what was chosen and written, as one text', () => {
    const chosen = toggled(toggled({ chosen: [], words: ' Relay 3 times out. ' }, 'SMTP'), 'API')
    expect(reasonText(chosen)).toBe('SMTP still fails. API still fails. Relay 3 times out.')
    expect(reasonText(toggled(chosen, 'SMTP'))).toBe('API still fails. Relay 3 times out.')
  })

  it('is empty when nothing was said, and a broken draft is no reason', () => {
    expect(reasonText(reasonFrom(null))).toBe('')
    expect(reasonFrom('{"chosen":"API","words":7}')).toEqual({ chosen: [], words: '' })
    expect(reasonFrom('{')).toEqual({ chosen: [], words: '' })
  })
})
