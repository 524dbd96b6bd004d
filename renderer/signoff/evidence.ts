// The counted seconds that stand beside a resolution statement: the newest evidence the pinned record holds, one line
// a channel, and whether any evidence contradicts the stated end (UNA-1 to UNA-4).

import type { EvidenceAttached } from '../../domain/incident/availability.ts'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import { epochOf, type Instant, instantAt, SECOND } from '../../domain/time.ts'
import type { Entry } from '../../replica/api.ts'

export interface EvidenceLine {
  readonly channel: 'API' | 'SMTP' | 'EITHER'
  /** The first and the last second that failed; null where none did. */
  readonly first: Instant | null
  readonly last: Instant | null
  readonly seconds: number
}

/** Empty when the record that the proposal covers holds no evidence. */
export function evidenceLines(
  proposal: ResolutionProposal,
  entries: readonly Entry[],
): readonly EvidenceLine[] {
  const covered = evidenceIn(entries, (sharedSeq) => sharedSeq <= proposal.sharedSeq).at(-1)
  if (covered === undefined) return []
  const channels = covered.channels.map(({ channel, unavailableSeconds, intervals }): EvidenceLine => {
    const until = intervals.at(-1)?.until ?? null
    return {
      channel,
      first: intervals[0]?.from ?? null,
      last: until === null ? null : lastSecondBefore(until),
      seconds: unavailableSeconds,
    }
  })
  const either: EvidenceLine = {
    channel: 'EITHER',
    first: extreme(
      channels.map(({ first }) => first),
      (a, b) => a < b,
    ),
    last: extreme(
      channels.map(({ last }) => last),
      (a, b) => a > b,
    ),
    seconds: covered.eitherSeconds,
  }
  return [...channels, either]
}

/** The last failed second of all evidence in this copy that lies after the stated end; null when there is none. */
export function failedAfter(endedAt: Instant, entries: readonly Entry[]): Instant | null {
  const ends = evidenceIn(entries, () => true).flatMap(({ channels }) =>
    channels.map(({ intervals }) => intervals.at(-1)?.until ?? null),
  )
  const until = extreme(ends, (a, b) => a > b)
  // The stated end may be the last failed second itself, or the moment after it.
  return until !== null && epochOf(until) - epochOf(endedAt) > SECOND ? lastSecondBefore(until) : null
}

function evidenceIn(
  entries: readonly Entry[],
  covers: (sharedSeq: number) => boolean,
): readonly EvidenceAttached[] {
  return entries.flatMap(({ event, state }) =>
    state === 'RECORDED' && event.body.type === 'EvidenceAttached' && covers(event.sharedSeq ?? 0)
      ? [event.body]
      : [],
  )
}

const lastSecondBefore = (until: Instant): Instant => instantAt(epochOf(until) - SECOND)

const extreme = (
  instants: readonly (Instant | null)[],
  wins: (a: Instant, b: Instant) => boolean,
): Instant | null =>
  instants.reduce((best, at) => (at !== null && (best === null || wins(at, best)) ? at : best), null)
