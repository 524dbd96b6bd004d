// The rows of recorded entries. Recorded entries never change, so what was laid out stays: when the record grows, its end
// alone is looked at, and one more message in a room of 10,000 entries costs what it costs in a short one.

import type { RowKey } from '../../ui/PinnedScrollRows.ts'
import { type Filter, passes } from './entry-groups.ts'
import type { KnownOutline } from './known-outline.ts'

/** `until` is greater than `from` where one line stands for several "still late" reminders of one clock. */
export interface RecordedRow {
  readonly kind: 'recorded'
  readonly key: RowKey
  readonly from: number
  readonly until: number
}

export interface RecordedRows {
  readonly rows: readonly RecordedRow[]
  readonly indexOf: (key: RowKey) => number | undefined
  /** The same rows with what was recorded since, where `input` goes on from what they were made of; else other ones. */
  readonly next: (input: RecordedRowsInput) => RecordedRows
}

export interface RecordedRowsInput {
  readonly outline: KnownOutline
  readonly filter: Filter
  /** The key of an entry that was drawn before it was recorded: its row stays the same one. */
  readonly keyAt: (position: number) => RowKey | undefined
}

export function recordedRows(input: RecordedRowsInput): RecordedRows {
  const rows: RecordedRow[] = []
  const indexes = new Map<RowKey, number>()
  let last = 0

  function layOut({ outline, filter, keyAt }: RecordedRowsInput, begin: number): void {
    for (let from = begin; from <= outline.last; from += 1) {
      const is = outline.classAt(from)
      if (is === undefined || !passes(is, filter) || isSaidByIntake(outline, from)) continue
      const until = endOfReminders(outline, from)
      const key = keyAt(from) ?? from
      indexes.set(key, rows.length)
      rows.push({ kind: 'recorded', key, from, until })
      from = until
    }
    last = outline.last
  }
  layOut(input, input.outline.first)
  const laidOut: RecordedRows = {
    rows,
    indexOf: (key) => indexes.get(key),
    next: (grown) => {
      const goesOn =
        grown.outline.record === input.outline.record &&
        grown.outline.first === input.outline.first &&
        grown.filter === input.filter
      if (!goesOn) return recordedRows(grown)
      const end = rows.at(-1)
      // What comes may be told in the same line as the last entry, or say what it says.
      const isOpen = end !== undefined && end.until === last && last < grown.outline.last
      if (isOpen) {
        rows.pop()
        indexes.delete(end.key)
      }
      layOut(grown, isOpen ? end.from : last + 1)
      return laidOut
    },
  }
  return laidOut
}

/** The last position of the reminders that follow on one another from here, all of one late clock. */
function endOfReminders(outline: KnownOutline, from: number): number {
  const clock = outline.classAt(from)?.stillLate ?? null
  let until = from
  while (clock !== null && outline.classAt(until + 1)?.stillLate === clock) until += 1
  return until
}

/** The ticket that a hotline call opened says the same as the intake beside it. */
export const isSaidByIntake = (outline: KnownOutline, position: number): boolean =>
  outline.classAt(position)?.type === 'IssueReported' &&
  outline.classAt(position + 1)?.type === 'IntakeTaken' &&
  outline.secondsAt(position) === outline.secondsAt(position + 1)
