// Rows that grow with the record are the rows that would be laid out anew: reminders of one clock in one line, and the
// ticket of a hotline call in its intake, also when they come one after the other.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntryClass } from '../../../protocol/outline.ts'
import type { KnownOutline } from '../../../renderer/room/timeline/known-outline.ts'
import { recordedRows } from '../../../renderer/room/timeline/recorded-rows.ts'

const kind = fc.constantFrom<EntryClass>(
  { type: 'MessagePosted', audience: 'SHARED', stillLate: null },
  { type: 'NotePosted', audience: 'INTERNAL', stillLate: null },
  { type: 'UpdatePosted', audience: 'SHARED', stillLate: null },
  { type: 'IssueReported', audience: 'SHARED', stillLate: null },
  { type: 'IntakeTaken', audience: 'SHARED', stillLate: null },
  { type: 'ClockWarned', audience: 'INTERNAL', stillLate: 'UPDATE:1' },
  { type: 'ClockWarned', audience: 'INTERNAL', stillLate: 'UPDATE:2' },
)
const entries = fc.array(fc.record({ is: kind, seconds: fc.nat(1) }), { minLength: 1, maxLength: 30 })

const outlineOf = (all: readonly { is: EntryClass; seconds: number }[], record: object): KnownOutline => ({
  record,
  first: 1,
  last: all.length,
  classAt: (position) => all[position - 1]?.is,
  secondsAt: (position) => all[position - 1]?.seconds ?? 0,
})

test.each(['all', 'updates', 'messages', 'internal', 'evidence'] as const)(
  'with the filter “%s”',
  (filter) => {
    fc.assert(
      fc.property(entries, fc.array(fc.nat(4), { maxLength: 10 }), (all, steps) => {
        const record = {}
        const keyAt = (position: number) => (position % 3 === 0 ? `event ${position}` : undefined)
        let held = 0
        let grown = recordedRows({ outline: outlineOf([], record), filter, keyAt })
        for (const step of [...steps, all.length]) {
          held = Math.min(all.length, held + step)
          const input = { outline: outlineOf(all.slice(0, held), record), filter, keyAt }
          grown = grown.next(input)
          const anew = recordedRows(input)
          expect(grown.rows).toEqual(anew.rows)
          for (const [index, { key }] of anew.rows.entries()) expect(grown.indexOf(key)).toBe(index)
        }
      }),
      { seed: 20_261_123, numRuns: 200 },
    )
  },
)

test('another record, or another filter, is laid out anew', () => {
  const messages = [
    { is: { type: 'MessagePosted', audience: 'SHARED', stillLate: null }, seconds: 0 },
  ] as const
  const keyAt = () => undefined
  const rows = recordedRows({ outline: outlineOf([...messages, ...messages], {}), filter: 'all', keyAt })
  expect(rows.next({ outline: outlineOf(messages, {}), filter: 'all', keyAt }).rows).toHaveLength(1)
  expect(rows.next({ outline: outlineOf(messages, {}), filter: 'internal', keyAt }).rows).toHaveLength(0)
})
