// When the end is expected, in words: a time in both zones, a range, or honestly not known yet.

import type { Expectation } from '../../../domain/incident/state.ts'
import type { Instant } from '../../../domain/time.ts'
import { updateText } from '../../text/room-entries.ts'
import { bothTimes, placeTimes } from '../../text/zones.ts'
import type { Zones } from '../../text/zones.ts'

/** What is said beside the times, quieter than they are: how sure it is. Undefined where no time is named. */
export function confidenceWords(expectation: Expectation): string | undefined {
  return expectation.kind === 'UNKNOWN' ? undefined : updateText.confidence(expectation.confidence)
}

/** One line each; `near` is when it was said, so that another day gets its weekday. */
export function expectationLines(expectation: Expectation, zones: Zones, near: Instant): readonly string[] {
  switch (expectation.kind) {
    case 'TIME':
      return placeTimes(zones, expectation.at, near)
    case 'RANGE': {
      const from = placeTimes(zones, expectation.from, near)
      const until = placeTimes(zones, expectation.until, near)
      return from.map((start, index) => updateText.range(start, until[index] ?? ''))
    }
    case 'UNKNOWN':
      return [
        updateText.unknown,
        expectation.reason,
        updateText.moreAt(bothTimes(zones, expectation.moreAt, near)),
      ]
  }
}
