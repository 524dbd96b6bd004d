// Times as both parties read them: which zone first, which day is meant, and nothing that depends on this machine's zone.

import { afterEach, describe, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../../domain/time.ts'
import { chooseLanguage } from '../../../renderer/text/language.ts'
import {
  bothTimes,
  cityOf,
  dateIn,
  fullDateIn,
  lastTime,
  minutesAhead,
  nextTime,
  placeTimes,
  shortZone,
  timeIn,
  weekdayIn,
  type Zones,
} from '../../../renderer/text/zones.ts'

const at = (text: string): Instant => {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`no instant: ${text}`)
  return instant
}
const dublinJakarta: Zones = { own: 'Europe/Dublin', other: 'Asia/Jakarta' }
const morning = at('2025-11-18T08:18:42Z')

describe('a time in two zones', () => {
  test('the reader’s own comes first, then the other party’s, with their cities', () => {
    expect(bothTimes(dublinJakarta, morning)).toBe('08:18 Dublin, 15:18 Jakarta')
    expect(bothTimes({ own: 'Asia/Jakarta', other: 'Europe/Dublin' }, morning)).toBe(
      '15:18 Jakarta, 08:18 Dublin',
    )
  })

  test('is one time where both zones read the same', () => {
    expect(bothTimes({ own: 'Europe/Dublin', other: 'Europe/Lisbon' }, morning)).toBe('08:18 Dublin')
    expect(bothTimes({ own: 'Europe/Dublin', other: null }, morning)).toBe('08:18 Dublin')
  })

  test('carries seconds where they are asked for', () => {
    expect(bothTimes(dublinJakarta, morning, null, true)).toBe('08:18:42 Dublin, 15:18:42 Jakarta')
  })

  test('says the weekday where the date is another: in the other zone, and from the moment of reading', () => {
    const evening = at('2025-11-18T20:00:00Z')
    expect(bothTimes(dublinJakarta, evening)).toBe('20:00 Dublin, Wed 03:00 Jakarta')
    expect(placeTimes(dublinJakarta, at('2025-11-19T08:00:00Z'), morning)[0]).toBe('Wed 08:00 Dublin')
  })

  test('knows the short names of the Indonesian zones and the city of any other', () => {
    expect(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'].map(shortZone)).toEqual(['WIB', 'WITA', 'WIT'])
    expect(shortZone('America/New_York')).toBe('New York')
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })

  test('counts how far the other zone is ahead, also by halves of an hour and across summer time', () => {
    expect(minutesAhead(dublinJakarta, morning)).toBe(420)
    expect(minutesAhead(dublinJakarta, at('2025-07-18T08:00:00Z'))).toBe(360)
    expect(minutesAhead({ own: 'Asia/Kolkata', other: 'Asia/Kathmandu' }, morning)).toBe(15)
  })

  test('writes the date of the reader’s zone', () => {
    expect(dateIn('Europe/Dublin', at('2025-11-18T20:00:00Z'))).toBe('Tuesday 18 November')
    expect(dateIn('Asia/Jakarta', at('2025-11-18T20:00:00Z'))).toBe('Wednesday 19 November')
  })
})

describe('a time somebody types', () => {
  const now = at('2025-11-18T08:05:00Z')

  test('speaks of what is to come: later today, or else tomorrow', () => {
    expect(nextTime('08:50', 'Europe/Dublin', now)).toBe('2025-11-18T08:50:00.000Z')
    expect(nextTime('07:50', 'Europe/Dublin', now)).toBe('2025-11-19T07:50:00.000Z')
    expect(nextTime('15:50', 'Asia/Jakarta', now)).toBe('2025-11-18T08:50:00.000Z')
  })

  test('speaks of what has been: earlier today, or else yesterday', () => {
    expect(lastTime('07:20:12', 'Europe/Dublin', now)).toBe('2025-11-18T07:20:12.000Z')
    expect(lastTime('23:30', 'Europe/Dublin', now)).toBe('2025-11-17T23:30:00.000Z')
  })

  test('is read on the wall clock of a day on which clocks change', () => {
    const eve = at('2025-03-29T22:00:00Z')
    expect(nextTime('09:00', 'Europe/Dublin', eve)).toBe('2025-03-30T08:00:00.000Z')
    expect(timeIn('Europe/Dublin', at('2025-03-30T08:00:00Z'))).toBe('09:00')
  })

  test.each(['', 'soon', '25:00', '08:61', '8', '08:50:99'])('is none when it is written “%s”', (typed) => {
    expect(nextTime(typed, 'Europe/Dublin', now)).toBeNull()
    expect(lastTime(typed, 'Europe/Dublin', now)).toBeNull()
  })

  test('may have one digit for the hour and a dot between', () => {
    expect(nextTime(' 8.50 ', 'Europe/Dublin', now)).toBe('2025-11-18T08:50:00.000Z')
  })
})

describe('in Indonesian', () => {
  afterEach(() => chooseLanguage('en'))

  test('days and months are Indonesian, times keep their colon', () => {
    chooseLanguage('id')
    const then = at('2025-11-18T08:18:42Z')
    expect(dateIn('Asia/Jakarta', then)).toBe('Selasa 18 November')
    expect(weekdayIn('Asia/Jakarta', then)).toBe('Sel')
    expect(fullDateIn('Asia/Jakarta', at('2025-08-02T08:00:00Z'))).toBe('2 Agustus 2025')
    expect(timeIn('Asia/Jakarta', then, true)).toBe('15:18:42')
  })
})
