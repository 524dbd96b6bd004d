// The seconds of the newest evidence as runs that can be drawn: from the first failed second of either channel to the
// last, but no more of them than can be told apart in a picture.

import type { ChannelEvidence } from '../../../domain/incident/availability.ts'
import { epochOf, type Instant, instantAt, SECOND } from '../../../domain/time.ts'
import type { SecondRun } from '../../ui/second-runs.ts'

export interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** From the first unavailable second to the end of the last; null where there is none. */
export function spanOf(channels: readonly ChannelEvidence[]): Span | null {
  const intervals = channels.flatMap((channel) => channel.intervals)
  if (intervals.length === 0) return null
  const from = Math.min(...intervals.map((interval) => epochOf(interval.from)))
  const until = Math.max(...intervals.map((interval) => epochOf(interval.until)))
  return { from: instantAt(from), until: instantAt(until) }
}

export const secondsIn = ({ from, until }: Span): number => (epochOf(until) - epochOf(from)) / SECOND

/** What is not in an interval says nothing: there may have been no attempt. */
export function runsOf(channel: ChannelEvidence, span: Span): readonly SecondRun[] {
  const runs: SecondRun[] = []
  let reached = epochOf(span.from)
  const upTo = (state: SecondRun['state'], end: number) => {
    if (end > reached) runs.push({ state, seconds: (end - reached) / SECOND })
    reached = Math.max(reached, end)
  }
  for (const { from, until } of channel.intervals) {
    upTo('none', epochOf(from))
    upTo('unavailable', epochOf(until))
  }
  upTo('none', epochOf(span.until))
  return runs
}
