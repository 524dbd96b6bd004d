// The rows of the timeline as signals: they grow with the record, and are made anew when the filter changes.

import { type Accessor, createMemo } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import { positionOf } from '../../../protocol/outline.ts'
import type { RowKey } from '../../ui/PinnedScrollRows.ts'
import type { RoomScope } from '../room-scope.ts'
import { type Filter, usualHeight } from './entry-groups.ts'
import { isSaidByIntake, recordedRows, type RecordedRows } from './recorded-rows.ts'
import { type Row, rowsOf } from './rows.ts'

export interface TimelineRows {
  readonly list: Accessor<readonly Row[]>
  readonly keys: Accessor<readonly RowKey[]>
  readonly rowBy: (key: RowKey) => Row | undefined
  /** The row above. */
  readonly before: (key: RowKey) => Row | undefined
  /** Whether what the row shows was read. */
  readonly isLoaded: (key: RowKey) => boolean
  /** In px, before it was drawn. */
  readonly estimate: (key: RowKey) => number
  /** The row in which a position of the record is shown. */
  readonly rowAt: (position: number) => Row | undefined
  /** The row of an entry that was read. */
  readonly rowOf: (id: EventId) => Row | undefined
}

const OTHER_PX = 120

/** Needs an owner. */
export function createTimelineRows(scope: RoomScope, filter: Accessor<Filter>): TimelineRows {
  const { view, record, phase, can } = scope
  const showsCall = createMemo(
    () => phase() === 'AWAITING_CALLBACK' && can('recordCallback') && filter() === 'all',
  )
  const recorded = createMemo(
    (before: RecordedRows | undefined) => {
      const input = { outline: record.outline(), filter: filter(), keyAt: record.keyAt }
      return before?.next(input) ?? recordedRows(input)
    },
    undefined,
    // It grows in place.
    { equals: false },
  )
  const list = createMemo(() =>
    rowsOf(
      {
        outline: record.outline(),
        predicted: record.predicted(),
        pending: view().pending,
        filter: filter(),
        showsCall: showsCall(),
        keyAt: record.keyAt,
      },
      recorded().rows,
    ),
  )
  const indexOf = createMemo(() => indexIn(list(), recorded()))
  const rowBy = (key: RowKey) => list()[indexOf()(key) ?? -1]
  const rowAt = (position: number) => {
    // The ticket that a hotline call opened is read in the intake beside it.
    const shown = isSaidByIntake(record.outline(), position) ? position + 1 : position
    return list().find((row) => row.kind === 'recorded' && row.from <= shown && shown <= row.until)
  }
  return {
    list,
    // The same rows in the same order need not be laid out again.
    keys: createMemo(() => list().map(({ key }) => key), undefined, { equals: sameKeys }),
    rowBy,
    before: (key) => list()[(indexOf()(key) ?? 0) - 1],
    isLoaded: (key) => {
      const row = rowBy(key)
      return row?.kind !== 'recorded' || record.at(row.from) !== undefined
    },
    estimate: (key) => {
      // Nearly all rows are known by their position: 10,000 of them are asked for at once.
      const row = typeof key === 'number' ? undefined : rowBy(key)
      if (row?.kind === 'predicted') return usualHeight(row.entry.event.body.type)
      const position = typeof key === 'number' ? key : row?.kind === 'recorded' ? row.from : 0
      const known = record.outline().classAt(position)
      return known === undefined ? OTHER_PX : usualHeight(known.type)
    },
    rowAt,
    rowOf: (id) => {
      const event = record.entry(id)
      const position = event === undefined ? null : positionOf(event)
      return position === null ? rowBy(id) : rowAt(position)
    },
  }
}

/** Where a row stands. Mostly the recorded ones come first, and what is new or refused after them. */
function indexIn(list: readonly Row[], { rows, indexOf }: RecordedRows): (key: RowKey) => number | undefined {
  const areFirst = list[rows.length - 1] === rows.at(-1)
  const others = new Map<RowKey, number>()
  for (let index = areFirst ? rows.length : 0; index < list.length; index += 1) {
    const row = list[index]
    if (row !== undefined) others.set(row.key, index)
  }
  return (key) => others.get(key) ?? (areFirst ? indexOf(key) : undefined)
}

const sameKeys = (a: readonly RowKey[], b: readonly RowKey[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index])
