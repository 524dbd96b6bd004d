// The clocks outside of the window: what they say at a moment, and when they must be drawn again.

import { describe, expect, it } from 'vitest'
import { englishWords } from '../../../electron/text/en.ts'
import { indonesianWords } from '../../../electron/text/id.ts'
import { countdownText, lateText } from '../../../renderer/ui/clock-format.ts'
import { clockLine, lookAt, menuLine, nextDrawIn, shortLine } from '../../../electron/tray-clock.ts'
import { clock, NOON, status } from './system.ts'

const kirana = clock('Kirana Air', 4)
const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('a clock outside of the window', () => {
  it('names whole minutes while it is drawn once a minute, and seconds in the last two minutes', () => {
    expect(clockLine(kirana, NOON, englishWords.clock)).toBe('Kirana Air: callback in 4 min')
    expect(clockLine(kirana, NOON + 48 * SECOND, englishWords.clock)).toBe('Kirana Air: callback in 4 min')
    expect(clockLine(kirana, NOON + 2 * MINUTE, englishWords.clock)).toBe('Kirana Air: callback in 02:00')
    expect(clockLine(kirana, NOON + 168 * SECOND, englishWords.clock)).toBe('Kirana Air: callback in 01:12')
    expect(clockLine(clock('Tokosari', 134), NOON, englishWords.clock)).toBe(
      'Tokosari: callback in 2 h 14 min',
    )
  })

  it('rounds a countdown up to 00:00 at the end, and lateness down', () => {
    const due = kirana.dueAt
    expect(shortLine(kirana, due - 1, englishWords.clock)).toBe('00:01')
    expect(shortLine(kirana, due, englishWords.clock)).toBe('00:00')
    expect(shortLine(kirana, due + 999, englishWords.clock)).toBe('+00:00')
    expect(clockLine(kirana, due + 133_900, englishWords.clock)).toBe('Kirana Air: callback 02:13 late')
    expect(shortLine(kirana, due + 3_723_000, englishWords.clock)).toBe('+1:02:03')
  })

  it('writes the digits that the room shows at the same moment', () => {
    for (let left = -4_000_000; left <= 2 * MINUTE; left += 1_733) {
      const shown = left < 0 ? lateText(-left) : countdownText(left)
      expect(shortLine(kirana, kirana.dueAt - left, englishWords.clock), `${left} ms`).toBe(shown)
    }
  })

  it('says it in Indonesian as well', () => {
    expect(clockLine(kirana, NOON, indonesianWords.clock)).toBe('Kirana Air: callback dalam 4 menit')
    expect(clockLine(kirana, kirana.dueAt + 5_000, indonesianWords.clock)).toBe(
      'Kirana Air: callback terlambat 00:05',
    )
  })

  it('names the time of day in menus, which stand still while they are open', () => {
    expect(menuLine(kirana, NOON, englishWords.clock)).toMatch(/^Kirana Air: callback by \d\d:\d\d$/)
    expect(menuLine(kirana, kirana.dueAt + 1, englishWords.clock)).toMatch(
      /^Kirana Air: callback late since \d\d:\d\d$/,
    )
  })

  it('becomes at risk and late by itself, and never better than its window said', () => {
    expect(lookAt(clock('Kirana Air', 9), NOON).state).toBe('RUNNING')
    expect(lookAt(clock('Kirana Air', 5), NOON).state).toBe('RISK')
    expect(lookAt({ ...clock('Kirana Air', 9), state: 'RISK' }, NOON).state).toBe('RISK')
    expect(lookAt(kirana, kirana.dueAt + 1)).toEqual({ state: 'LATE', share: 0, left: -1 })
  })
})

describe('the beat', () => {
  const both = status({ clocks: [clock('Tokosari', 21), kirana] })

  it('comes each whole minute of the clock that leads, then each second', () => {
    expect(nextDrawIn(both, NOON)).toBe(MINUTE)
    expect(nextDrawIn(both, NOON + 12_300)).toBe(MINUTE - 12_300)
    expect(nextDrawIn(both, NOON + 2 * MINUTE)).toBe(SECOND)
    expect(nextDrawIn(both, NOON + 2 * MINUTE + 300)).toBe(700)
  })

  it('goes on each second while a promise is broken', () => {
    expect(nextDrawIn(both, kirana.dueAt)).toBe(SECOND)
    expect(nextDrawIn(both, kirana.dueAt + 10 * MINUTE + 400)).toBe(600)
  })

  it('rests while no clock runs', () => {
    expect(nextDrawIn(status(), NOON)).toBeNull()
  })
})
