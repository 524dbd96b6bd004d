// What a timeline knows of every entry of a room before it has read one of them: enough to lay out, filter and count
// 10,000 rows, in a few bytes each. Recorded entries never change, so an outline only ever grows at its end.

import type { IncidentEventType, RecordedEvent } from '../domain/incident/events.ts'
import type { Audience } from '../domain/people.ts'

/** What entries have in common, as far as their place in a timeline goes. */
export interface EntryClass {
  readonly type: IncidentEventType
  readonly audience: Audience
  /** The clock that an entry reminds of, if it only says that the clock is still late; else null. */
  readonly stillLate: string | null
}

/** One row for each recorded entry: index 0 is position 1 of the copy's own numbering. */
export interface Outline {
  readonly classes: readonly EntryClass[]
  /** Indexes into `classes`. */
  readonly kinds: Uint16Array
  /** When each was recorded, in whole seconds since 1970. */
  readonly seconds: Uint32Array
}

/** The class of an entry. */
export const entryClass = ({ audience, body }: RecordedEvent): EntryClass => ({
  type: body.type,
  audience,
  stillLate: body.type === 'ClockWarned' && body.step.startsWith('LATE_') ? body.clockId : null,
})

/** The entry that another one says something about; null for an entry that stands for itself. */
export const saidAbout = ({ body }: RecordedEvent): string | null =>
  body.type === 'Corrected' || body.type === 'Annotated' ? body.refersTo : null

/** The entry that has to be known to read another one: what it answers or speaks about. */
export const pointsAt = (event: RecordedEvent): string | null =>
  event.body.type === 'MessagePosted' || event.body.type === 'NotePosted'
    ? event.body.replyTo
    : saidAbout(event)

/** Place in the copy's own numbering; null for what is only predicted. */
export const positionOf = ({ seq, sharedSeq }: RecordedEvent): number | null => seq ?? sharedSeq
