// The one statement that runs for every event: straight on the driver, since filling in a query's named places would cost
// as much as SQLite's own work. What an event is in the file is said here.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { PersonId } from '../../domain/ids.ts'
import { epochOf, SECOND } from '../../domain/time.ts'
import { entryClass, saidAbout } from '../../protocol/outline.ts'
import type { Driver } from './driver.ts'

/** Adds an event at the end of the file, in the caller's transaction. */
export type InsertEvent = (event: RecordedEvent) => void

export function insertEventOn(driver: Driver, me: PersonId): InsertEvent {
  const insert = driver.prepare(
    `insert into events
      (room_id, position, id, own_command, content, type, is_internal, recorded_at_s, still_late, said_about)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (event) => {
    const { type, audience, stillLate } = entryClass(event)
    insert.run(
      event.roomId,
      event.seq ?? event.sharedSeq,
      event.id,
      event.actor.personId === me ? event.causedBy : null,
      JSON.stringify(event),
      type,
      audience === 'INTERNAL' ? 1 : 0,
      Math.floor(epochOf(event.recordedAt) / SECOND),
      stillLate,
      saidAbout(event),
    )
  }
}
