// The seconds of evidence as a picture draws them: black for what failed, a gap where nothing is known.

import { expect, test } from 'vitest'
import type { ChannelEvidence } from '../../../domain/incident/availability.ts'
import { type Instant, parseInstant } from '../../../domain/time.ts'
import { runsOf, secondsIn, spanOf } from '../../../renderer/room/facts/evidence-seconds.ts'

const at = (second: number): Instant =>
  parseInstant(`2025-11-18T07:00:${String(second).padStart(2, '0')}Z`) as Instant
const evidence = (channel: 'API' | 'SMTP', ...intervals: readonly [number, number][]): ChannelEvidence => ({
  channel,
  unavailableSeconds: intervals.reduce((sum, [from, until]) => sum + until - from, 0),
  intervals: intervals.map(([from, until]) => ({ from: at(from), until: at(until) })),
})

test('[UNA-4] both channels share one span, from the first failed second to the end of the last', () => {
  const span = spanOf([evidence('API', [5, 9]), evidence('SMTP', [7, 20], [25, 30])])
  expect(span).toEqual({ from: at(5), until: at(30) })
  expect(span && secondsIn(span)).toBe(25)
})

test('[UNA-1] the seconds between intervals are no failure', () => {
  const smtp = evidence('SMTP', [7, 20], [25, 30])
  expect(runsOf(smtp, { from: at(5), until: at(32) })).toEqual([
    { state: 'none', seconds: 2 },
    { state: 'unavailable', seconds: 13 },
    { state: 'none', seconds: 5 },
    { state: 'unavailable', seconds: 5 },
    { state: 'none', seconds: 2 },
  ])
})

test('without a failed second there is nothing to draw', () => {
  expect(spanOf([evidence('API'), evidence('SMTP')])).toBeNull()
})
