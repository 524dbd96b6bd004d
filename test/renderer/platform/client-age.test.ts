// Too old for the server, or for security fixes: said when it is certain, and not a day before.

import { expect, it } from 'vitest'
import { isOutOfSupport, isTooOld } from '../../../renderer/platform/client-age.ts'

it.each([
  ['0.9.9', '0.10.0', true],
  ['0.10.0', '0.10.0', false],
  ['1.0.0', '0.10.0', false],
  ['0.1.0', null, false],
  ['', '1.0.0', false],
  ['0.1.0', 'newest', false],
])('a program of version %s is too old where %s is the oldest: %s', (own, oldest, expected) => {
  expect(isTooOld(own, oldest)).toBe(expected)
})

it('security fixes end after their last day, and never where it is not known', () => {
  expect(isOutOfSupport('2027-04-07', Date.parse('2027-04-07T23:59:59Z'))).toBe(false)
  expect(isOutOfSupport('2027-04-07', Date.parse('2027-04-08T00:00:00Z'))).toBe(true)
  expect(isOutOfSupport(null, Date.parse('2099-01-01T00:00:00Z'))).toBe(false)
})
