// The short way to canonical JSON gives the library's text for everything it takes on, and takes on what is recorded.

import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainCanonicalJson } from '../../protocol/canonical-json.ts'

it('gives the same text as the library for any value of JSON', () => {
  const key = fc.oneof(
    fc.stringMatching(/^[A-Za-z]\w{0,4}$/),
    fc.constantFrom('10', '9', '__proto__', 'toJSON', 'é'),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
      ),
      fc.constantFrom(null, -0, 'lone \ud800'.slice(0, 5)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(value, (any) => {
      const plain = plainCanonicalJson(any)
      if (plain !== null) expect(plain).toBe(canonicalize(any))
    }),
    { numRuns: 500 },
  )
})

it('takes on what is recorded, and leaves the value as it was', () => {
  const body = { type: 'MessagePosted', text: 'A 🚨 B', replyTo: null, list: [{ z: 1, a: 2.5 }] }
  expect(plainCanonicalJson(body)).toBe(
    '{"list":[{"a":2.5,"z":1}],"replyTo":null,"text":"A 🚨 B","type":"MessagePosted"}',
  )
  expect(Object.keys(body)).toEqual(['type', 'text', 'replyTo', 'list'])
})

it.each([
  ['a lone surrogate', '\ud800'],
  ['no number', Number.NaN],
  ['a field without a value', { a: undefined }],
  ['a key that engines put elsewhere', { b: 1, 10: 2 }],
  ['what is no plain object', { at: new Date(0) }],
  ['what writes itself', { toJSON: () => 1 }],
])('leaves %s to the library', (_what, value) => {
  expect(plainCanonicalJson(value)).toBeNull()
})

it('leaves what holds itself to the library, which refuses it', () => {
  const round: Record<string, unknown> = {}
  round['self'] = round
  expect(plainCanonicalJson(round)).toBeNull()
})
