// The estimate of the server's time on a device with any clock, and the ids made by it.

import { describe, expect, it } from 'vitest'
import { instantAt } from '../../domain/time.ts'
import { serverClock } from '../../replica/clock.ts'
import { uuidV7 } from '../../protocol/uuid.ts'
import { countedRandom } from '../support/replica-rig.ts'

describe("the estimate of the server's time", () => {
  const open = (local: { now: number }) => serverClock(() => local.now)

  it('says nothing of its error before the first sample', () => {
    const clock = open({ now: 5_000 })
    expect([clock.now(), clock.offsetMs, clock.errorMs]).toEqual([instantAt(5_000), 0, null])
  })

  it('takes the middle of the round trip, and half of it as the error', () => {
    const local = { now: 1_000 }
    const clock = open(local)
    clock.sample(1_000, 1_200, instantAt(61_100))
    expect([clock.offsetMs, clock.errorMs]).toEqual([60_000, 100])
    local.now = 2_000
    expect(clock.now()).toBe(instantAt(62_000))
  })

  it('uses the quickest of the last samples, and forgets it after eight', () => {
    const clock = open({ now: 0 })
    clock.sample(0, 400, instantAt(10_250))
    clock.sample(1_000, 1_020, instantAt(11_015))
    clock.sample(2_000, 2_400, instantAt(12_150))
    expect([clock.offsetMs, clock.errorMs]).toEqual([10_005, 10])
    for (let at = 3_000; at < 11_000; at += 1_000) clock.sample(at, at + 400, instantAt(at + 10_200))
    expect([clock.offsetMs, clock.errorMs]).toEqual([10_000, 200])
  })

  it("[I15] drops what it knew when this computer's clock was set", () => {
    const clock = open({ now: 0 })
    clock.sample(0, 10, instantAt(5))
    clock.sample(86_400_000, 86_400_900, instantAt(1_450))
    expect([clock.offsetMs, clock.errorMs]).toEqual([-86_399_000, 450])
  })

  it('learns nothing from a round trip in which the clock was set back', () => {
    const clock = open({ now: 0 })
    clock.sample(0, 10, instantAt(1_005))
    clock.sample(5_000, 3_000, instantAt(9_000))
    expect(clock.offsetMs).toBe(1_000)
  })
})

describe('an id made on the device', () => {
  it('is a UUID of version 7 with the time in front', () => {
    const id = uuidV7(Date.UTC(2026, 10, 23, 9), countedRandom())
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 23, 9))
  })

  it('differs from every other, and sorts by time', () => {
    const random = countedRandom()
    const ids = Array.from({ length: 5_000 }, (_, index) =>
      uuidV7(1_000_000 + Math.floor(index / 10), random),
    )
    expect(new Set(ids).size).toBe(5_000)
    const firsts = ids.filter((_, index) => index % 10 === 0)
    expect(firsts.toSorted()).toEqual(firsts)
    expect(uuidV7(0, () => 0.999_999_999)).toBe('00000000-0000-7fff-bfff-ffffffffffff')
  })
})
