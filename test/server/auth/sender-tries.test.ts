// What one sender may try: a share for each address, and no more for all of them than guessing is worth.

import { expect, it } from 'vitest'
import { DAY, instantAt, plus } from '../../../domain/time.ts'
import { openSenderTries } from '../../../server/auth/sender-tries.ts'

it('a sender who tries codes of many addresses has as many as two hundred a day, and nobody else has fewer for it', () => {
  let now = instantAt(Date.UTC(2026, 10, 23, 9))
  const { mailCodes } = openSenderTries(() => now)
  const taken = (sender: string): number =>
    Array.from({ length: 1_000 }, (_, index) => mailCodes(sender, `address ${index % 100}`)).filter(Boolean)
      .length
  expect(Array.from({ length: 12 }, () => mailCodes('198.51.100.1', 'hers')).filter(Boolean)).toHaveLength(10)
  expect([taken('203.0.113.7'), taken('203.0.113.8')]).toEqual([200, 200])
  expect(mailCodes('198.51.100.1', 'his')).toBe(true)
  now = plus(now, DAY)
  expect(taken('203.0.113.7')).toBe(200)
})
