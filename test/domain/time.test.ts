// Instants: one text per moment, whatever text stood for it outside.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, epochOf, instantAt, isEpoch, later, parseInstant, plus } from '../../domain/time.ts'

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
const epochs = fc.integer({ min: 0, max: LAST })

describe('instants', () => {
  it.each([
    ['2026-11-23T09:41:23.000Z', '2026-11-23T09:41:23.000Z'],
    ['2026-11-23T09:41:23Z', '2026-11-23T09:41:23.000Z'],
    ['2026-11-23T09:41Z', '2026-11-23T09:41:00.000Z'],
    ['2026-11-23T16:41:23.5+07:00', '2026-11-23T09:41:23.500Z'],
    ['2026-11-23T09:41:23.123456789Z', '2026-11-23T09:41:23.123Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['1970-01-01T07:00:00+07:00', '1970-01-01T00:00:00.000Z'],
    ['2026-10-31T23:59:59.999-05:00', '2026-11-01T04:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant)
  })

  it.each([
    '',
    'now',
    '2026-11-23',
    '2026-11-23T09:41:23',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00+07:00',
    '2026-11-31T09:41:23.000Z',
    '1969-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999-07:00',
    '2026-11-23 09:41:23Z',
    '1790000000000',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  it('compare as texts exactly as they do as moments', () => {
    fc.assert(
      fc.property(epochs, epochs, (a, b) => {
        expect(instantAt(a) < instantAt(b)).toBe(a < b)
        expect(instantAt(a)).toHaveLength(24)
        expect(later(instantAt(a), instantAt(b))).toBe(instantAt(Math.max(a, b)))
      }),
      { seed: 7 },
    )
  })

  it('go there and back', () => {
    fc.assert(
      fc.property(epochs, fc.integer({ min: 0, max: 1e9 }), (start, duration) => {
        const instant = instantAt(start)
        expect(epochOf(instant)).toBe(start)
        expect(parseInstant(instant)).toBe(instant)
        if (isEpoch(start + duration)) expect(between(instant, plus(instant, duration))).toBe(duration)
      }),
      { seed: 7 },
    )
  })

  it('reach from 1970 to the year 9999', () => {
    expect([0, LAST].map(isEpoch)).toEqual([true, true])
    expect([-1, LAST + 1, Number.NaN, Number.POSITIVE_INFINITY].map(isEpoch)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
