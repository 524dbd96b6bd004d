// The ring shows how much of a promise is left; wrong geometry would be a wrong promise.
import { describe, expect, it } from 'vitest'
import { notchesOf } from '../../../renderer/clock/clock-face.ts'
import { notchPath, ringMeasures, ringOffset } from '../../../renderer/ui/ring-geometry.ts'

const MINUTE = 60_000

describe('the geometry of a ring', () => {
  it('draws the whole turn at the start, half of it half way, and nothing at the end', () => {
    expect([1, 0.5, 0].map((share) => ringOffset(share, 200))).toEqual([0, 100, 200])
  })

  it('never draws more than the whole or less than nothing', () => {
    expect([1.4, -0.2].map((share) => ringOffset(share, 200))).toEqual([0, 200])
  })

  it('fits every size into its box', () => {
    for (const size of [22, 48, 82, 88, 104, 300]) {
      const { centre, radius, strokeWidth } = ringMeasures(size)
      expect(centre + radius + strokeWidth / 2).toBeCloseTo(size, 5)
    }
  })

  it('[CLK-3] has notches where people are told: 10, 5 and 2 minutes, none above two thirds of the promise', () => {
    expect(notchesOf(30 * MINUTE)).toEqual([1 / 3, 1 / 6, 1 / 15])
    expect(notchesOf(15 * MINUTE)).toEqual([2 / 3, 1 / 3, 2 / 15])
    expect(notchesOf(6 * MINUTE)).toEqual([1 / 3])
  })

  it('sets a notch where the arc will end when that much is left: counterclockwise from twelve', () => {
    const measures = { ...ringMeasures(96), radius: 43, strokeWidth: 10 }
    expect(notchPath(1 / 3, measures)).toBe('M15.52 66.75L6.00 72.25')
  })
})
