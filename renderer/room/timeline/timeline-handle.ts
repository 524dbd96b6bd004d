// What other parts of a room can ask of its timeline: keys, the palette, links to an entry. Everything works on the
// whole record, whatever of it is drawn or was read.

import type { EventId } from '../../../domain/ids.ts'

export interface TimelineHandle {
  /** The next or previous entry, from the one with the focus; the newest when none has it. J and K. */
  step(by: 1 | -1): void
  /** Opens the composer with an answer to the entry that has the focus; false when there is none to answer. R. */
  reply(): boolean
  /** The first entry that came since this person last was at the end of this room, else the end. U. */
  firstUnread(): void
  /** The newest periodic update; false when there is none. G U. */
  lastUpdate(): boolean
  /** The newest entry. */
  end(): void
  /** Brings an entry into view and gives it the focus; resolves to false for one that this copy does not hold. */
  goTo(id: EventId): Promise<boolean>
}
