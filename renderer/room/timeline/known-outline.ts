// What this window knows of every entry of a room's record: first of those at its end, which are watched, and a moment
// later of all of them. Recorded entries never change, so it only grows.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { epochOf, SECOND } from '../../../domain/time.ts'
import { type EntryClass, entryClass, type Outline, positionOf } from '../../../protocol/outline.ts'

export interface KnownOutline {
  /** The same for outlines of which the later one is the earlier one with more at its end. */
  readonly record: object
  /** The first and last position of which anything is known; `last` is 0 for an empty record. */
  readonly first: number
  readonly last: number
  readonly classAt: (position: number) => EntryClass | undefined
  /** When it was recorded, in whole seconds since 1970. */
  readonly secondsAt: (position: number) => number
}

interface Known {
  readonly first: number
  readonly classes: EntryClass[]
  readonly seconds: number[]
}

export const nothingKnown = (): Known => ({ first: 1, classes: [], seconds: [] })

/** `held`: no more entries than these, where an outline is newer than what it is shown with. */
export const knownFrom = ({ classes, kinds, seconds }: Outline, held: number): Known => ({
  first: 1,
  classes: Array.from(kinds.subarray(0, held), (kind) => classes[kind]).filter(
    (known) => known !== undefined,
  ),
  seconds: [...seconds.subarray(0, held)],
})

/** Whether the entries at the end of the record follow on from what is known, with none missing between. */
export function joins({ first, classes }: Known, end: readonly RecordedEvent[]): boolean {
  const [oldest] = end
  const position = oldest === undefined ? null : positionOf(oldest)
  return position === null || classes.length === 0 || position <= first + classes.length
}

/** With the entries at the end of the record; begins anew with them where they do not follow on. */
export function withEnd(known: Known, end: readonly RecordedEvent[]): Known {
  let grown = known
  for (const event of end) {
    const position = positionOf(event)
    if (position === null) continue
    const next = grown.first + grown.classes.length
    if (position > next || grown.classes.length === 0) grown = { first: position, classes: [], seconds: [] }
    if (position < grown.first + grown.classes.length) continue
    grown.classes.push(entryClass(event))
    grown.seconds.push(Math.floor(epochOf(event.recordedAt) / SECOND))
  }
  return grown
}

/** A new object each time, so that who watches it sees that it has grown. */
export const seenAs = ({ first, classes, seconds }: Known): KnownOutline => ({
  record: classes,
  first,
  last: classes.length === 0 ? 0 : first + classes.length - 1,
  classAt: (position) => classes[position - first],
  secondsAt: (position) => seconds[position - first] ?? 0,
})

export type { Known }
