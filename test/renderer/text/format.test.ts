// Durations, sizes and names as text.

import { afterEach, describe, expect, test } from 'vitest'
import {
  bytes,
  count,
  decimal,
  duration,
  firstName,
  initials,
  list,
  plural,
} from '../../../renderer/text/format.ts'
import { chooseLanguage } from '../../../renderer/text/language.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('a duration is rounded down and has two units at most', () => {
  const lengths = [0, 59_999, 12 * MINUTE, 2 * HOUR, 2 * HOUR + 14.9 * MINUTE, 76 * HOUR, 48 * HOUR, -5]
  expect(lengths.map(duration)).toEqual([
    '0 s',
    '59 s',
    '12 min',
    '2 h',
    '2 h 14 min',
    '3 d 4 h',
    '2 d',
    '0 s',
  ])
})

test('a size has the unit that keeps it short', () => {
  expect([0, 1023, 1024, 1_310_442, 25 * 1024 ** 2].map(bytes)).toEqual([
    '0 B',
    '1023 B',
    '1 kB',
    '1.2 MB',
    '25 MB',
  ])
})

test('numbers have their thousands apart and one thing is not “things”', () => {
  expect(count(2434)).toBe('2,434')
  expect([0, 1, 1200].map((amount) => plural(amount, 'entry', 'entries'))).toEqual([
    '0 entries',
    '1 entry',
    '1,200 entries',
  ])
})

test('initials are those of the first and the last name, whatever script they are in', () => {
  expect(['Rani Wulandari', 'Maria da Costa Reis', 'Suharto', 'Żaneta Ó Briain', '  '].map(initials)).toEqual(
    ['RW', 'MR', 'S', 'ŻB', ''],
  )
  expect(firstName('Rani Wulandari')).toBe('Rani')
  expect(list(['Rani', 'Dimas', 'Maeve'])).toBe('Rani, Dimas and Maeve')
})

describe('in Indonesian', () => {
  afterEach(() => chooseLanguage('en'))

  test('units are Indonesian, and numbers have dots for thousands and a comma for decimals', () => {
    chooseLanguage('id')
    expect([59_999, 12 * MINUTE, 2 * HOUR, 2 * HOUR + 14.9 * MINUTE, 76 * HOUR].map(duration)).toEqual([
      '59 dtk',
      '12 menit',
      '2 jam',
      '2 jam 14 menit',
      '3 hari 4 jam',
    ])
    expect(count(2434)).toBe('2.434')
    expect(decimal(0.25, 2)).toBe('0,25')
    expect(bytes(1_310_442)).toBe('1,2 MB')
    expect(list(['Rani', 'Dimas', 'Sari'])).toBe('Rani, Dimas, dan Sari')
  })
})
