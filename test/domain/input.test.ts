// Checks of single fields: texts, ranges, moments, e-mail addresses, telephone numbers.

import { describe, expect, it } from 'vitest'
import {
  firstOf,
  invalid,
  optionalEmail,
  optionalText,
  requireFuture,
  requireInstant,
  requirePast,
  requireRange,
  requireText,
  toE164,
} from '../../domain/input.ts'
import { type Instant, MINUTE } from '../../domain/time.ts'
import { at } from '../support/given.ts'

describe('telephone numbers', () => {
  it.each([
    ['+62 21 5550 0142', '62', '+622155500142'],
    ['0062 21 5550 0142', '351', '+622155500142'],
    ['021 5550 0142', '62', '+622155500142'],
    ['(021) 5550-0142', '62', '+622155500142'],
    ['21 555 0199', '351', '+351215550199'],
    ['+44 (0)20 7946 0958', '62', '+442079460958'],
    ['0044 (0) 20 7946 0958', '62', '+442079460958'],
    ['+1 212.555.0100', '62', '+12125550100'],
    ['212/555 0100', '1', '+12125550100'],
    ['+62\u00a021\u20115550\u20130142', '62', '+622155500142'],
  ])('[INT-3] %j dialled from +%s is %s', (typed, callingCode, number) => {
    expect(toE164(typed, callingCode)).toBe(number)
  })

  it.each([
    ['', '62'],
    ['reception', '62'],
    ['12345', '62'.slice(0, 0)],
    ['021 5550 0142', ''],
    ['+0 21 5550 0142', '62'],
    ['+62 21', '62'],
    ['+1234567890123456', '62'],
    ['+62 21 5550 0142 ext. 7', '62'],
    ['++62 21 5550 0142', '62'],
    ['٠٢١٥٥٥٠٠١٤٢', '62'],
  ])('[INT-3] %j dialled from +%s is no number', (typed, callingCode) => {
    expect(toE164(typed, callingCode)).toBeNull()
  })
})

describe('e-mail addresses', () => {
  it.each([null, '', '  ', 'rani@nusantarapay.example', ' a+b@c.d.example ', 'тест@пример.example'])(
    '[INT-8] %j is taken',
    (value) => {
      expect(optionalEmail('email', value)).toBeNull()
    },
  )

  it.each([
    'rani',
    'rani@',
    '@example.com',
    'rani@localhost',
    'a@b@c.example',
    'a b@c.example',
    'a@b..example',
    '<a@b.example>',
  ])('[INT-8] %j is refused', (value) => {
    expect(optionalEmail('email', value)).toEqual(invalid('email', 'NOT_AN_EMAIL'))
  })
})

describe('texts and ranges', () => {
  it('are judged by what is left after trimming, and by their length as typed', () => {
    expect(requireText('text', '\t \n', 5)).toEqual(invalid('text', 'REQUIRED'))
    for (const unseen of ['\u200b', '\u202e\u2066', '\0', '\u00a0\ufeff', '\u2028'])
      expect(requireText('text', unseen, 5)).toEqual(invalid('text', 'REQUIRED'))
    for (const seen of ['fives', '👩‍👩‍👧', 'नमस्', '。', '\u202eשלום'])
      expect(requireText('text', seen, 9)).toBeNull()
    expect(requireText('text', 'fives', 5)).toBeNull()
    expect(requireText('text', 'sixsix', 5)).toEqual(invalid('text', 'TOO_LONG', 5))
    expect(optionalText('text', null, 5)).toBeNull()
    expect(optionalText('text', '      ', 5)).toBeNull()
    expect(optionalText('text', 'sixsix', 5)).toEqual(invalid('text', 'TOO_LONG', 5))
  })

  it('are whole numbers within both ends', () => {
    expect([1, 5, 9].map((value) => requireRange('n', value, 1, 9))).toEqual([null, null, null])
    expect(requireRange('n', 0, 1, 9)).toEqual(invalid('n', 'OUT_OF_RANGE', 1))
    expect(requireRange('n', 10, 1, 9)).toEqual(invalid('n', 'OUT_OF_RANGE', 9))
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(requireRange('n', value, 1, 9)).toMatchObject({ problem: 'OUT_OF_RANGE' })
  })

  it('name the first thing that is wrong', () => {
    const [first, second] = [invalid('a', 'REQUIRED'), invalid('b', 'REQUIRED')]
    expect(firstOf(null, first, second)).toBe(first)
    expect(firstOf(null, null)).toBeNull()
  })
})

describe('moments', () => {
  it('come in one form only, so that comparing texts compares moments', () => {
    for (const text of ['2026-11-23T09:00:00Z', '2026-11-23T10:00:00.000+01:00', '2026-11-23', '', 'now'])
      expect(requireInstant('at', text as Instant)).toEqual(invalid('at', 'NOT_A_TIME'))
    expect(requireInstant('at', at(0))).toBeNull()
    expect(requireInstant('at', '2026-02-30T09:00:00.000Z' as Instant)).toEqual(invalid('at', 'NOT_A_TIME'))
  })

  it('in the past are at most now, and no longer ago than allowed', () => {
    expect(requirePast('at', at(5), at(5))).toBeNull()
    expect(requirePast('at', at(5.1), at(5))).toEqual(invalid('at', 'IN_THE_FUTURE'))
    expect(requirePast('at', at(0), at(5), 5 * MINUTE)).toBeNull()
    expect(requirePast('at', at(-0.1), at(5), 5 * MINUTE)).toEqual(invalid('at', 'TOO_LONG_AGO', 5 * MINUTE))
  })

  it('in the future come after now', () => {
    expect(requireFuture('at', at(5), at(5))).toEqual(invalid('at', 'IN_THE_PAST'))
    expect(requireFuture('at', at(5.1), at(5))).toBeNull()
    expect(requireFuture('at', 'soon' as Instant, at(5))).toEqual(invalid('at', 'NOT_A_TIME'))
  })
})
