// The rows of a timeline: recorded entries that the filter lets through, those of mine that are still on their way, and
// refused commands at the time they were issued. Made from the outline alone, so that a filter, a count and a jump know
// the whole room, and none of its 10,000 entries has to be read for them.

import type { Entry, Pending } from '../../../replica/api.ts'
import { epochOf, type Instant, instantAt, SECOND } from '../../../domain/time.ts'
import { entryClass } from '../../../protocol/outline.ts'
import type { RowKey } from '../../ui/PinnedScrollRows.ts'
import { type Filter, passes } from './entry-groups.ts'
import type { KnownOutline } from './known-outline.ts'

export type Row =
  /** `until` is greater than `from` where one line stands for several "still late" reminders of one clock. */
  | { readonly kind: 'recorded'; readonly key: RowKey; readonly from: number; readonly until: number }
  | { readonly kind: 'predicted'; readonly key: RowKey; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly key: RowKey; readonly pending: Pending }
  /** The card of the call that is to be made now. */
  | { readonly kind: 'call'; readonly key: RowKey }

export interface RowsInput {
  readonly outline: KnownOutline
  /** Those of the newest entries that are not recorded yet. */
  readonly predicted: readonly Entry[]
  readonly pending: readonly Pending[]
  readonly filter: Filter
  readonly showsCall: boolean
  /** The key of an entry that was drawn before it was recorded: its row stays the same one. */
  readonly keyAt: (position: number) => RowKey | undefined
}

export const refusedKey = (pending: Pending): RowKey => `refused:${pending.commandId}`

export function rowsOf({ outline, predicted, pending, filter, showsCall, keyAt }: RowsInput): readonly Row[] {
  const refused = pending.filter(({ state, predicted: leads }) => state === 'REJECTED' || leads.length === 0)
  const rows: Row[] = []
  let next = 0
  const addRefusedBefore = (seconds: number) => {
    for (; next < refused.length; next += 1) {
      const one = refused[next]
      if (one === undefined || Math.floor(epochOf(one.issuedAt) / SECOND) >= seconds) return
      rows.push({ kind: 'refused', key: refusedKey(one), pending: one })
    }
  }
  for (let from = outline.first; from <= outline.last; from += 1) {
    const is = outline.classAt(from)
    if (is === undefined || !passes(is, filter) || isSaidByIntake(outline, from)) continue
    addRefusedBefore(outline.secondsAt(from))
    const until = endOfReminders(outline, from)
    rows.push({ kind: 'recorded', key: keyAt(from) ?? from, from, until })
    from = until
  }
  for (const entry of predicted) {
    if (!passes(entryClass(entry.event), filter) || isPredictedByIntake(entry, predicted)) continue
    addRefusedBefore(epochOf(entry.event.recordedAt) / SECOND)
    rows.push({ kind: 'predicted', key: entry.event.id, entry })
  }
  addRefusedBefore(Number.POSITIVE_INFINITY)
  if (showsCall) rows.push({ kind: 'call', key: 'call' })
  return rows
}

/** When a row was recorded or issued; null for what has no time of its own. */
export function rowTime(row: Row, outline: KnownOutline): Instant | null {
  switch (row.kind) {
    case 'recorded':
      return instantAt(outline.secondsAt(row.from) * SECOND)
    case 'predicted':
      return row.entry.event.recordedAt
    case 'refused':
      return row.pending.issuedAt
    case 'call':
      return null
  }
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

const isPredictedByIntake = ({ event }: Entry, predicted: readonly Entry[]): boolean =>
  event.body.type === 'IssueReported' &&
  predicted.some(({ event: other }) => other.body.type === 'IntakeTaken' && other.causedBy === event.causedBy)
