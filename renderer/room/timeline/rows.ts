// The rows of a timeline: recorded entries that the filter lets through, those of mine that are still on their way, and
// refused commands at the time they were issued. Made from the outline alone, so that a filter, a count and a jump know
// the whole room, and none of its 10,000 entries has to be read for them.

import type { Entry, Pending } from '../../../replica/api.ts'
import { epochOf, type Instant, instantAt, SECOND } from '../../../domain/time.ts'
import { entryClass } from '../../../protocol/outline.ts'
import type { RowKey } from '../../ui/PinnedScrollRows.ts'
import { passes } from './entry-groups.ts'
import type { KnownOutline } from './known-outline.ts'
import { type RecordedRow, recordedRows, type RecordedRowsInput } from './recorded-rows.ts'

export type Row =
  | RecordedRow
  | { readonly kind: 'predicted'; readonly key: RowKey; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly key: RowKey; readonly pending: Pending }
  /** The card of the call that is to be made now. */
  | { readonly kind: 'call'; readonly key: RowKey }

export interface RowsInput extends RecordedRowsInput {
  /** Those of the newest entries that are not recorded yet. */
  readonly predicted: readonly Entry[]
  readonly pending: readonly Pending[]
  readonly showsCall: boolean
}

export const refusedKey = (pending: Pending): RowKey => `refused:${pending.commandId}`

/** `recorded`: the rows of what is recorded, where they were laid out already. */
export function rowsOf(
  input: RowsInput,
  recorded: readonly RecordedRow[] = recordedRows(input).rows,
): readonly Row[] {
  const { outline, predicted, pending, filter, showsCall } = input
  const refused = pending.filter(({ state, predicted: leads }) => state === 'REJECTED' || leads.length === 0)
  const rows: Row[] = refused.length === 0 ? [...recorded] : []
  let next = 0
  const addRefusedBefore = (seconds: number) => {
    for (; next < refused.length; next += 1) {
      const one = refused[next]
      if (one === undefined || Math.floor(epochOf(one.issuedAt) / SECOND) >= seconds) return
      rows.push({ kind: 'refused', key: refusedKey(one), pending: one })
    }
  }
  if (refused.length > 0)
    for (const row of recorded) {
      addRefusedBefore(outline.secondsAt(row.from))
      rows.push(row)
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

const isPredictedByIntake = ({ event }: Entry, predicted: readonly Entry[]): boolean =>
  event.body.type === 'IssueReported' &&
  predicted.some(({ event: other }) => other.body.type === 'IntakeTaken' && other.causedBy === event.causedBy)
