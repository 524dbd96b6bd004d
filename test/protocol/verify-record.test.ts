// Exported records as anybody verifies them: the frozen ones verify for ever, every changed byte is refused or lies in
// what no signature covers, and what a forger could do with the format at hand is named by its place (I17, I18).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyRecord } from '../../protocol/verify-record.ts'
import type { RecordFacts } from '../../protocol/verify-record-result.ts'
import { acceptedFlips, EACH_BIT } from '../support/record-flips.ts'
import { exportOfStory, STORIES, type StoryName } from '../support/record-story.ts'

const golden = (name: StoryName): string =>
  readFileSync(join(import.meta.dirname, '../golden', `${name}.accord-record`), 'utf8')
const names = Object.keys(STORIES) as StoryName[]

function factsOf(text: string): RecordFacts {
  const { facts, fault } = verifyRecord(text)
  if (facts === null) throw new Error(JSON.stringify(fault))
  return facts
}

describe('a golden record', () => {
  it.each(names)('%s is what the story exports to this day, byte for byte', (name) => {
    expect(exportOfStory(name)).toBe(golden(name))
  })

  it('[RES-7] signed by both is valid, and says who signed what, when, with which key and how it is bound', () => {
    const { verdict, fault, facts, limits } = verifyRecord(golden('signed'))
    expect({ verdict, fault }).toEqual({ verdict: 'VALID', fault: null })
    expect(facts).toMatchObject({
      ticket: 'AC-2JP4CL',
      title: 'All API calls time out',
      company: 'Nusantara Pay',
      entries: 8,
      head: '07deef451e74f29ab5fc77cdf3d33461c0c7d1c5cdfe90cad57d61a039d31586',
      standing: 'RESOLVED',
      later: [],
      resolutions: [
        {
          version: 1,
          outcome: 'ENDED',
          statement: 'Calls are answered again.',
          digest: '1f340528dc196d80509c2f9cd9a02c1190fa737bf5801bb829225ff5193c15d1',
          pinnedSeq: 4,
          signatures: [
            {
              party: 'CUSTOMER',
              by: { name: 'Rani Wulandari', role: 'SIGNATORY' },
              sharedSeq: 6,
              assurance: 'SESSION',
            },
            {
              party: 'PROVIDER',
              by: { name: 'Aisha Karim', role: 'AGENT' },
              sharedSeq: 7,
              assurance: 'SESSION',
            },
          ],
        },
      ],
    })
    expect(limits).toContain('KEYS')
  })

  it('[REO-3] [RES-8] keeps its signatures when the room was reopened, and says so; what was sent back is none', () => {
    const { resolutions, later, standing } = factsOf(golden('sent-back-and-reopened'))
    expect(resolutions.map(({ version }) => version)).toEqual([2])
    expect(later).toMatchObject([
      { kind: 'REOPENED', by: { name: 'Rani Wulandari' }, reason: 'It fails again: “504” since 10:02 ☎.' },
    ])
    expect(standing).toBe('REOPENED')
  })

  it('[RES-9] signed by one party alone is whole and unsigned', () => {
    const { verdict, facts } = verifyRecord(golden('unsigned'))
    expect(verdict).toBe('UNSIGNED')
    expect(facts).toMatchObject({ resolutions: [], standing: 'OPEN', entries: 6 })
  })
})

it.each(EACH_BIT)(
  '[I17] [EVT-5] with %s of any one byte flipped it is refused, or nothing changes but a value marked as not covered',
  (_what, bitOf) => {
    expect(acceptedFlips(golden('signed'), bitOf)).toEqual(['exportedAt', 'id', 'name', 'provider', 'title'])
  },
  60_000,
)
