// When the end is expected, in words: a time in both zones, a range, or honestly not known yet.

import type { Expectation } from '../../../domain/incident/state.ts'
import type { Instant } from '../../../domain/time.ts'
import { updateText } from '../../text/room-entries.ts'
import { bothTimes, placeTimes } from '../../text/zones.ts'
import type { Zones } from '../../text/zones.ts'

/** One line each; `near` is when it was said, so that another day gets its weekday. */
export function expectationLines(expectation: Expectation, zones: Zones, near: Instant): readonly string[] {
  switch (expectation.kind) {
    case 'TIME':
      return [...placeTimes(zones, expectation.at, near), updateText.confidence(expectation.confidence)]
    case 'RANGE': {
      const from = placeTimes(zones, expectation.from, near)
      const until = placeTimes(zones, expectation.until, near)
      const ranges = from.map((start, index) => updateText.range(start, until[index] ?? ''))
      return [...ranges, updateText.confidence(expectation.confidence)]
    }
    case 'UNKNOWN':
      return [
        updateText.unknown,
        expectation.reason,
        updateText.moreAt(bothTimes(zones, expectation.moreAt, near)),
      ]
  }
}
