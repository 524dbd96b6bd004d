// The one statement that runs for every event: straight on the driver, since filling in a query's named places would cost
// as much as SQLite's own work. What an event is in the file is said here.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { PersonId } from '../../domain/ids.ts'
import { epochOf, SECOND } from '../../domain/time.ts'
import { entryClass, positionOf, saidAbout } from '../../protocol/outline.ts'
import { ID_START } from './cache-tables.ts'
import type { Driver } from './driver.ts'

/** Adds an event at the end of the file, in the caller's transaction; `content`: as JSON, `room`: its number. */
export type InsertEvent = (room: number, event: RecordedEvent, content: string) => void

export function insertEventOn(driver: Driver, me: PersonId): InsertEvent {
  const insert = driver.prepare(
    `insert into events
      (room, position, id_start, own_command, content, type, is_internal, recorded_at_s, still_late, said_about)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (room, event, content) => {
    const { type, audience, stillLate } = entryClass(event)
    insert.run(
      room,
      positionOf(event),
      event.id.slice(0, ID_START),
      event.actor.personId === me ? event.causedBy : null,
      content,
      type,
      audience === 'INTERNAL' ? 1 : 0,
      Math.floor(epochOf(event.recordedAt) / SECOND),
      stillLate,
      saidAbout(event),
    )
  }
}
