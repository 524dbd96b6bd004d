// How running times are written. Both parties read these strings at the same moment, so rounding is a promise.
import { describe, expect, it } from 'vitest'
import {
  countdownText,
  elapsedText,
  lateText,
  longElapsedText,
  unsureText,
} from '../../../renderer/ui/clock-format.ts'

describe('the text of a clock', () => {
  it('rounds a countdown up: the full promise at the start, 00:00 only at the end', () => {
    expect([900_000, 899_999, 899_001, 899_000, 1, 0, -1].map(countdownText)).toEqual([
      '15:00',
      '15:00',
      '15:00',
      '14:59',
      '00:01',
      '00:00',
      '00:00',
    ])
  })

  it('rounds an elapsed time down', () => {
    expect([0, 999, 1000, 521_999, 59 * 60_000 + 59_999].map(elapsedText)).toEqual([
      '00:00',
      '00:00',
      '00:01',
      '08:41',
      '59:59',
    ])
  })

  it('shows h:mm:ss from one hour, also when a countdown is rounded up to it', () => {
    expect(countdownText(3_599_500)).toBe('1:00:00')
    expect(elapsedText(3_600_000)).toBe('1:00:00')
    expect(elapsedText(9_400_000)).toBe('2:36:40')
    expect(countdownText(36_000_000)).toBe('10:00:00')
  })

  it('always shows the hours of a clock that runs for long', () => {
    expect([0, 3_206_000, 7_200_000].map(longElapsedText)).toEqual(['0:00:00', '0:53:26', '2:00:00'])
  })

  it('counts a late promise up with a plus, rounded down', () => {
    expect([0, 999, 133_900, 3_700_000].map(lateText)).toEqual(['+00:00', '+00:00', '+02:13', '+1:01:40'])
  })

  it('shows whole minutes when it cannot know the second', () => {
    expect([660_000, 600_001, 600_000, -5].map(unsureText)).toEqual(['≈11', '≈11', '≈10', '≈0'])
  })
})
