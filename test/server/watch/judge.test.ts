// [I14] What an auditor calls an alarm: only what was wrong in every look for as long as its limit says, whatever the
// clocks on the walls do.

import { describe, expect, it } from 'vitest'
import { firstWatch, isWell, judge, LIMITS, type Look } from '../../../server/watch/judge.ts'

const well = (at: number): Look => ({ at, due: [], beat: `beat ${at}`, failing: [] })

/** The alarms of each look after the first. */
function alarmsOver(looks: readonly Look[]): readonly string[] {
  const [first, ...rest] = looks
  if (first === undefined) return []
  let watched = firstWatch(first)
  return rest.map((look) => {
    const verdict = judge(watched, look, LIMITS)
    watched = verdict.watched
    return verdict.alarms.map(({ code }) => code).join(' ')
  })
}

/** Looks every two seconds of so many seconds. */
const every2s = (seconds: number, look: (at: number) => Partial<Look> = () => ({})): readonly Look[] =>
  Array.from({ length: seconds / 2 + 1 }, (_, index) => ({ ...well(index * 2_000), ...look(index * 2_000) }))

describe('[I14] an auditor', () => {
  it('is silent while all goes well, for an hour', () => {
    expect(new Set(alarmsOver(every2s(3_600)))).toEqual(new Set(['']))
  })

  it('raises a step that stays due for 10 s, and not one that is fired within them', () => {
    const stuck = alarmsOver(every2s(20, (at) => ({ due: at >= 4_000 ? ['room clock BREACH'] : [] })))
    expect(stuck.indexOf('DEADLINE_LATE')).toBe(14_000 / 2_000 - 1)
    const others = every2s(60, (at) => ({ due: [`room clock ${Math.floor(at / 8_000)}`] }))
    expect(new Set(alarmsOver(others))).toEqual(new Set(['']))
  })

  it('counts the steps that are late, and says for how long, and names none', () => {
    const due = ['room-1 clock-1 BREACH', 'room-2 clock-1 WARN_2']
    const looks = every2s(12, () => ({ due }))
    const [first, last] = [looks[0], looks.at(-1)]
    if (first === undefined || last === undefined) throw new Error('there are looks')
    expect(judge(firstWatch(first), last, LIMITS).alarms).toEqual([
      { code: 'DEADLINE_LATE', forMs: 12_000, facts: { steps: 2 } },
    ])
  })

  it('raises an engine that gives no sign of life for 30 s, also one that never gave any', () => {
    const hung = alarmsOver(every2s(40, () => ({ beat: 'the same' })))
    expect(hung.indexOf('ENGINE_SILENT')).toBe(30_000 / 2_000 - 1)
    expect(alarmsOver(every2s(40, () => ({ beat: null }))).at(-1)).toBe('ENGINE_SILENT')
  })

  it('raises a server that is not ready for 30 s, with the parts that it named, and says when it is over', () => {
    const looks = every2s(40, (at) => ({ failing: at > 0 && at < 36_000 ? ['disk'] : [] }))
    const alarms = alarmsOver(looks)
    expect([alarms.indexOf('NOT_READY'), alarms.at(-1)]).toEqual([30_000 / 2_000 - 1, ''])
  })

  it('raises a database that it cannot read for 30 s, and forgets no late step meanwhile', () => {
    const alarms = alarmsOver(every2s(40, (at) => ({ due: at < 4_000 ? ['a step'] : null })))
    expect(alarms.at(-1)).toBe('DEADLINE_LATE STORE_UNREADABLE')
  })

  it('calls a server well after one look that shows everything, and never after the same sign of life', () => {
    expect(isWell(well(0), well(2_000))).toBe(true)
    for (const wrong of [
      { beat: 'beat 0' },
      { beat: null },
      { due: null },
      { due: ['x'] },
      { failing: ['disk'] },
    ])
      expect(isWell(well(0), { ...well(2_000), ...wrong })).toBe(false)
  })
})
