// The rows of a timeline: entries the filter lets through, refused commands at the time they were issued, and a line
// where a new day begins. Rows are known by text keys, so that a list can keep each row's element.

import type { Entry, Pending, RoomView } from '../../../replica/api.ts'
import type { Instant } from '../../../domain/time.ts'
import { dateIn } from '../../text/zones.ts'
import { type Filter, passes } from './entry-groups.ts'

export type Row =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly pending: Pending }
  | { readonly kind: 'day'; readonly date: string }

export interface Rows {
  readonly keys: readonly string[]
  readonly byKey: ReadonlyMap<string, Row>
  /** Rows that say something: all but the day lines. */
  readonly count: number
}

export function rowsOf(view: RoomView, filter: Filter, zone: string): Rows {
  const byKey = new Map<string, Row>()
  const shown = view.entries.filter((entry) => passes(entry.event, filter) && !isSaidByIntake(entry, view))
  const refused = view.pending.filter(
    ({ state, predicted }) => state === 'REJECTED' || predicted.length === 0,
  )
  let day = ''
  const add = (key: string, row: Row, at: Instant) => {
    const date = dateIn(zone, at)
    if (day !== '' && date !== day) byKey.set(`day:${date}`, { kind: 'day', date })
    day = date
    byKey.set(key, row)
  }
  let next = 0
  const addRefusedBefore = (at: Instant | null) => {
    for (; next < refused.length; next += 1) {
      const pending = refused[next]
      if (pending === undefined || (at !== null && pending.issuedAt > at)) return
      add(`refused:${pending.commandId}`, { kind: 'refused', pending }, pending.issuedAt)
    }
  }
  for (const entry of shown) {
    addRefusedBefore(entry.event.recordedAt)
    add(`entry:${entry.event.id}`, { kind: 'entry', entry }, entry.event.recordedAt)
  }
  addRefusedBefore(null)
  return { keys: [...byKey.keys()], byKey, count: shown.length + refused.length }
}

/** The ticket that a hotline call opened says the same as the intake beside it. */
function isSaidByIntake({ event }: Entry, view: RoomView): boolean {
  if (event.body.type !== 'IssueReported' || event.body.channel !== 'HOTLINE') return false
  return view.entries.some(
    (other) => other.event.body.type === 'IntakeTaken' && other.event.causedBy === event.causedBy,
  )
}
