// Whether a node's clock is that of the database: said once when it is not, and once when it is again.

import { expect, it } from 'vitest'
import { openClockCheck } from '../../../server/watch/clock-check.ts'

it('a clock that differs by more than a second is said once, and once that it is right again', async () => {
  const said: unknown[] = []
  const say = ({ aheadMs }: Readonly<Record<string, unknown>>): void => void said.push(aheadMs)
  let [ours, theirs, takes]: [number, number | null, number] = [10_000, 10_000, 0]
  const check = openClockCheck({
    databaseTime: () => {
      ours += takes
      return theirs === null ? Promise.reject(new Error('away')) : Promise.resolve(theirs)
    },
    log: { warn: say, error: say },
    now: () => ours,
  })
  await check.look()
  theirs = 9_000
  await check.look()
  expect(said).toEqual([])
  theirs = 8_999
  await check.look()
  await check.look()
  theirs = null
  await check.look()
  expect(said).toEqual([1_001])
  theirs = 10_100
  await check.look()
  expect(said).toEqual([1_001, -100])
  // An answer that took three seconds may have been made at either end of them.
  takes = 3_000
  theirs = ours
  await check.look()
  expect(said).toHaveLength(2)
  check.stop()
})
