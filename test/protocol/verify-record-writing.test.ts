// How a record may be written: in one way. Whatever another parser could read differently, or that hides in the writing,
// is refused with its place; nothing that is handed in makes the verifier throw or run for long.

import { describe, expect, it } from 'vitest'
import { RECORD_BYTES_MAX } from '../../protocol/exported-record.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { parseCanonicalJson } from '../../protocol/verify-record-json.ts'
import { exportOfStory } from '../support/record-story.ts'

const signed = exportOfStory('signed')
const start = '{"entries":[{"event":{"accountId":"account-nusantara",'

/** "UNREADABLE NOT_JSON head.hash" */
function fault(text: string): string {
  const { verdict, fault: found } = verifyRecord(text)
  return found === null ? verdict : `${verdict} ${found.code} ${found.path}`
}
const replaced = (from: string, to: string): string => {
  expect(signed).toContain(from)
  return signed.replace(from, to)
}

describe('the writing of a record', () => {
  const tricks: readonly (readonly [string, string, string])[] = [
    ['1.0 for 1', replaced('"sharedSeq":1}', '"sharedSeq":1.0}'), 'NOT_CANONICAL entries[0].event.sharedSeq'],
    ['1e0 for 1', replaced('"sharedSeq":1}', '"sharedSeq":1e0}'), 'NOT_CANONICAL entries[0].event.sharedSeq'],
    ['01 for 1', replaced('"sharedSeq":1}', '"sharedSeq":01}'), 'NOT_CANONICAL entries[0].event.sharedSeq'],
    ['-0', replaced('"sharedSeq":1}', '"sharedSeq":-0}'), 'NOT_CANONICAL entries[0].event.sharedSeq'],
    ['1e999', replaced('"sharedSeq":1}', '"sharedSeq":1e999}'), 'NOT_CANONICAL entries[0].event.sharedSeq'],
    [
      '1 with what a double does not hold',
      replaced('"sharedSeq":1}', '"sharedSeq":1.00000000000000000001}'),
      'NOT_CANONICAL entries[0].event.sharedSeq',
    ],
    ['NaN', replaced('"sharedSeq":1}', '"sharedSeq":NaN}'), 'NOT_JSON entries[0].event.sharedSeq'],
    [
      'a name twice, the same value',
      replaced(start, `${start}"accountId":"account-nusantara",`),
      'DUPLICATE_NAME entries[0].event',
    ],
    [
      'a name twice, the second in escapes',
      replaced(start, `${start}"\\u0061ccountId":"account-tagus",`),
      'NOT_CANONICAL entries[0].event',
    ],
    ['names in another order', replaced('{"entries":', '{"head":{},"entries":'), 'NOT_CANONICAL'],
    ['a blank', replaced('"format":', '"format": '), 'NOT_CANONICAL format'],
    ['a line end after it', `${signed}\n`, 'NOT_CANONICAL'],
    ['another record after it', signed + signed, 'NOT_JSON'],
    ['a byte order mark', `\uFEFF${signed}`, 'NOT_JSON'],
    ['half of it', signed.slice(0, signed.length / 2), 'NOT_JSON'],
    ['nothing', '', 'NOT_JSON'],
    [
      'an escape where none is needed',
      replaced('"All API', '"\\u0041ll API'),
      'NOT_CANONICAL entries[0].event.body.title',
    ],
    [
      'an escape in capitals',
      replaced('"All API', '"\\u000B API'),
      'NOT_CANONICAL entries[0].event.body.title',
    ],
    [
      'half a character in escapes',
      replaced('"All API', '"\\ud83d API'),
      'NOT_CANONICAL entries[0].event.body.title',
    ],
    [
      'half a character as it is',
      replaced('"All API', '"\ud83d API'),
      'NOT_CANONICAL entries[0].event.body.title',
    ],
    ['a control character', replaced('"All API', '"\u0007 API'), 'NOT_JSON entries[0].event.body.title'],
    [
      'a name with a meaning to programs',
      replaced('{"entries":', '{"__proto__":{"verdict":"VALID"},"entries":'),
      'WRONG_SHAPE __proto__',
    ],
  ]
  it.each(tricks)('[EVT-5] is refused with %s', (_what, text, place) => {
    expect(fault(text)).toContain(`UNREADABLE ${place}`)
  })

  it('in the letters of another composition is another text, and so another link', () => {
    expect(fault(replaced('Aisha Karim', 'Aïsha Karim'))).toMatch(/^BROKEN LINK entries\[\d\]\.hash$/)
    expect(fault(replaced('calls time out', 'calls\u200B time out'))).toBe('BROKEN LINK entries[0].hash')
  })

  it('of another version, and JSON that is no record, is unreadable and says what it is', () => {
    expect(verifyRecord(signed.replace('accord.record/1', 'accord.record/9')).fault).toMatchObject({
      code: 'OTHER_FORMAT',
      path: 'format',
      expected: 'accord.record/2',
      found: 'accord.record/9',
    })
    for (const text of ['{}', '[]', 'null', '1', '"accord.record/1"', '{"format":"accord.record/1"}'])
      expect(verifyRecord(text).verdict).toBe('UNREADABLE')
  })
})

describe('what only takes up room', () => {
  it('is refused by its size before it is read', () => {
    expect(fault(' '.repeat(RECORD_BYTES_MAX + 1))).toBe('UNREADABLE TOO_LARGE ')
  })

  it('is refused by its depth, whatever it is nested of', () => {
    expect(fault('['.repeat(1_000_000))).toMatch(/^UNREADABLE TOO_DEEP/)
    expect(fault('{"a":'.repeat(1_000_000))).toMatch(/^UNREADABLE TOO_DEEP/)
  })

  it('is read to its end where it is one long text or a long list', () => {
    const long = '\\\\'.repeat(2_000_000)
    expect(parseCanonicalJson(`"${long}"`)).toMatchObject({ ok: true })
    expect(parseCanonicalJson(`"${long}`)).toMatchObject({ ok: false })
    expect(parseCanonicalJson(`[${'0,'.repeat(500_000)}0]`)).toMatchObject({ ok: true })
  })
})
