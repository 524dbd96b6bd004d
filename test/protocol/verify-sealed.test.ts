// Records of version 2 as anybody verifies them: the frozen ones verify for ever, every changed byte is refused or lies
// in what no signature covers, and the provider's notes are shown to be the ones that were pinned (I17, I18).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { canonicalJson } from '../../protocol/crypto.ts'
import { thumbprint } from '../../protocol/jws.ts'
import { linkedContent } from '../../protocol/record.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { auditInternal, type InternalBundle } from '../../protocol/verify-record-internal.ts'
import type { RecordFacts } from '../../protocol/verify-record-result.ts'
import type { Ledger } from '../support/ledger.ts'
import { acceptedFlips, EACH_BIT } from '../support/record-flips.ts'
import {
  exportOfSealed,
  openingOf,
  root,
  SEALED_STORIES,
  sealed,
  type SealedName,
} from '../support/sealed-story.ts'

const golden = (name: SealedName): string =>
  readFileSync(join(import.meta.dirname, '../golden', `${name}.accord-record`), 'utf8')
const names = Object.keys(SEALED_STORIES) as SealedName[]

function factsOf(text: string): RecordFacts {
  const { facts, fault } = verifyRecord(text)
  if (facts === null) throw new Error(JSON.stringify(fault))
  return facts
}

describe('a golden record of version 2', () => {
  it.each(names)('%s is what the story exports to this day, byte for byte', (name) => {
    expect(exportOfSealed(name)).toBe(golden(name))
  })

  it('[RES-7] [RES-12] signed by both says who signed, by which certified key, and on which root it hangs', () => {
    const { verdict, facts, limits } = verifyRecord(golden('sealed-signed'))
    expect(verdict).toBe('VALID')
    const certificate = { amr: ['passkey'], rootFingerprint: thumbprint(root.publicKey) }
    expect(facts?.resolutions).toMatchObject([
      {
        signatures: [
          {
            party: 'CUSTOMER',
            assurance: 'DEVICE_KEY',
            signedAt: '2026-11-23T09:30:00.000Z',
            certificate: { name: 'Rani Wulandari', accountName: 'Nusantara Pay', ...certificate },
          },
          {
            party: 'PROVIDER',
            assurance: 'DEVICE_KEY',
            certificate: { name: 'Aisha Karim', accountName: null, ...certificate },
          },
        ],
      },
    ])
    expect(limits).toContain('ROOT')
    expect(limits).not.toContain('KEYS')
  })

  it('[RES-12] signed without a certificate by one says that the session alone vouches for that key', () => {
    const { facts, limits } = verifyRecord(golden('sealed-session'))
    expect(facts?.resolutions[0]?.signatures.map(({ assurance }) => assurance)).toEqual([
      'DEVICE_KEY',
      'SESSION',
    ])
    expect(limits).toContain('KEYS')
  })

  it('[REO-3] [RES-11] a reopened room’s second agreement names the first by its digest', () => {
    const { resolutions } = factsOf(golden('sealed-reopened'))
    expect(resolutions.map(({ version }) => version)).toEqual([2, 3])
    const { entries } = JSON.parse(golden('sealed-reopened')) as {
      entries: { event: { body: { type: string; text?: string } } }[]
    }
    const stated = entries.flatMap(({ event: { body } }) =>
      body.type === 'ResolutionProposed' ? [JSON.parse(body.text ?? '') as { previous: string | null }] : [],
    )
    expect(stated.map(({ previous }) => previous)).toEqual([null, null, resolutions[0]?.digest])
  })

  it('[RES-9] signed by one party alone is whole and unsigned', () => {
    expect(verifyRecord(golden('sealed-unsigned')).verdict).toBe('UNSIGNED')
  })
})

it.each(EACH_BIT.slice(1))(
  '[I17] [EVT-5] with %s of any one byte flipped it is refused, or nothing changes but a value marked as not covered',
  (_what, bitOf) => {
    expect(acceptedFlips(golden('sealed-signed'), bitOf)).toEqual([
      'exportedAt',
      'id',
      'name',
      'provider',
      'title',
    ])
  },
  60_000,
)

describe('[I18] [AUD-1] the provider’s notes', () => {
  const ledger = sealed(SEALED_STORIES['sealed-reopened'])
  const facts = factsOf(golden('sealed-reopened'))

  it('are the ones of when each resolution was proposed', () => {
    const audited = auditInternal(facts, canonicalJson(bundleOf(ledger)))
    expect(audited).toEqual({ ok: true, entries: expect.any(Number) as number, versions: [1, 2, 3] })
    expect(audited).not.toMatchObject({ entries: 0 })
  })

  const attacks: readonly (readonly [string, (bundle: InternalBundle) => unknown, string])[] = [
    [
      'edited',
      (bundle) => ({
        ...bundle,
        entries: bundle.entries.map((entry) => ({ ...entry, event: { ...entry.event, causedBy: 'else' } })),
      }),
      'LINK entries[0].hash',
    ],
    ['left out', (bundle) => ({ ...bundle, entries: bundle.entries.slice(0, -1) }), 'COMMITMENT openings'],
    ['of another room', (bundle) => ({ ...bundle, roomId: 'room-2' }), 'OTHER_ROOM roomId'],
    ['without a secret', (bundle) => ({ ...bundle, openings: [] }), 'COMMITMENT openings'],
    [
      'with another secret',
      (bundle) => ({
        ...bundle,
        openings: bundle.openings.map((opening) => ({ ...opening, secret: 'ab'.repeat(32) })),
      }),
      'COMMITMENT openings[0]',
    ],
    ['in another form', (bundle) => ({ ...bundle, note: 'x' }), 'WRONG_SHAPE note'],
  ]
  it.each(attacks)('%s are found', (_what, attack, place) => {
    const audited = auditInternal(facts, canonicalJson(attack(bundleOf(ledger))))
    expect(audited.ok ? 'nothing found' : `${audited.fault.code} ${audited.fault.path}`).toBe(place)
  })

  /** The log's own, as `npm run keys -- internal` writes it. Openings are told by when the proposal was asked for. */
  function bundleOf({ log }: Ledger): InternalBundle {
    const isInternal = ({ audience }: Ledger['log'][number]) => audience === 'INTERNAL'
    return {
      format: 'accord.internal/1',
      roomId: 'room-1',
      entries: log
        .filter(isInternal)
        .map((event) => ({ event: linkedContent(event), hash: event.hash ?? CHAIN_START })),
      openings: log.flatMap((event, index) => {
        if (event.body.type !== 'ResolutionProposed') return []
        const asked = Number(event.causedBy.replace('command-', '')) - 1
        return [
          {
            proposalId: event.id,
            entries: log.slice(0, index).filter(isInternal).length,
            secret: openingOf({ ...ledger, asked }),
          },
        ]
      }),
    }
  }
})
