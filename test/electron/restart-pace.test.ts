// A replica's process that ends by itself comes back: soon, then later and later, and not for ever.

import { expect, it } from 'vitest'
import { cameUp, ended, FRESH_PACE, type RestartPace } from '../../electron/restart-pace.ts'

function ends(times: number, livedMs: number | null): readonly (number | null)[] {
  let pace: RestartPace = FRESH_PACE
  let now = 0
  return Array.from({ length: times }, () => {
    if (livedMs !== null) pace = cameUp(pace, now)
    now += livedMs ?? 0
    const end = ended(pace, now)
    pace = end.pace
    now += end.waitMs ?? 0
    return end.waitMs
  })
}

it('comes back at once the first time, and each time later up to half a minute', () => {
  expect(ends(7, 1_000)).toEqual([200, 800, 3_200, 12_800, 30_000, 30_000, 30_000])
})

it('one that lived well begins anew', () => {
  expect(ends(3, 60_000)).toEqual([200, 200, 200])
})

it('one that never comes up is given up after five tries', () => {
  expect(ends(5, null)).toEqual([200, 800, 3_200, 12_800, null])
})
