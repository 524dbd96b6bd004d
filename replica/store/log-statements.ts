// The cache's statements, each prepared once: then Drizzle costs nothing over the driver.

import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { events, ID_START, meta, rooms } from './cache-tables.ts'
import type { Database } from './database.ts'

const at = sql.placeholder

/** Everything log.ts asks of the file. */
export const logStatements = (database: Database) => ({
  ...eventStatements(database),
  ...roomStatements(database),
  ...metaStatements(database),
  clear: [
    database.delete(events).prepare(),
    database.delete(rooms).prepare(),
    database.delete(meta).where(eq(meta.key, 'feed')).prepare(),
  ],
})

function eventStatements(database: Database) {
  const number = sql`(select ${rooms.number} from ${rooms} where ${rooms.id} = ${at('roomId')})`
  const ofRoom = sql`${events.room} = ${number}`
  const byId = and(
    ofRoom,
    sql`${events.idStart} = substr(${at('id')}, 1, ${sql.raw(String(ID_START))})`,
    sql`${events.content} ->> '$.id' = ${at('id')}`,
  )
  const content = { content: events.content }
  return {
    // Two texts for the whole room: taking 40,000 values out of SQLite one by one costs ten times as much in a browser.
    // The index has them in their order, and is what they are read from.
    outline: database
      .select({
        classes: sql<
          string | null
        >`group_concat(${events.type} || ' ' || ${events.isInternal} || ' ' || coalesce(${events.stillLate}, ''), char(10))`,
        seconds: sql<string | null>`group_concat(${events.recordedAtSeconds})`,
      })
      .from(sql`${events} indexed by events_outline`)
      .where(ofRoom)
      .prepare(),
    // Lists of any length in one statement: as JSON.
    at: database
      .select(content)
      .from(events)
      .where(and(ofRoom, sql`${events.position} in (select value from json_each(${at('positions')}))`))
      .orderBy(asc(events.position))
      .prepare(),
    saidAbout: database
      .select(content)
      .from(events)
      // By what was spoken about: with the plus the room is no way to find it, which would read all of its entries.
      .where(
        and(
          sql`+${events.room} = ${number}`,
          sql`${events.saidAbout} in (select value from json_each(${at('ids')}))`,
        ),
      )
      .orderBy(asc(events.position))
      .prepare(),
    newest: database
      .select(content)
      .from(events)
      .where(ofRoom)
      .orderBy(desc(events.position))
      .limit(at('limit'))
      .prepare(),
    all: database.select(content).from(events).where(ofRoom).orderBy(asc(events.position)).prepare(),
    entry: database.select(content).from(events).where(byId).prepare(),
    holds: database.select({ arrival: events.arrival }).from(events).where(byId).prepare(),
    byCommand: database
      .select({ arrival: events.arrival })
      .from(events)
      .where(eq(events.ownCommand, at('commandId')))
      .limit(1)
      .prepare(),
  }
}

function roomStatements(database: Database) {
  const isRoom = eq(rooms.id, at('roomId'))
  return {
    state: database.select({ state: rooms.state }).from(rooms).where(isRoom).prepare(),
    rooms: database
      .select({
        id: rooms.id,
        number: rooms.number,
        position: rooms.position,
        sharedSeq: rooms.sharedSeq,
        sharedHash: rooms.sharedHash,
        internalHash: rooms.internalHash,
      })
      .from(rooms)
      .prepare(),
    saveRoom: database
      .insert(rooms)
      .values({
        number: at('number'),
        id: at('roomId'),
        position: at('position'),
        sharedSeq: at('sharedSeq'),
        sharedHash: at('sharedHash'),
        internalHash: at('internalHash'),
        state: at('state'),
      })
      .onConflictDoUpdate({
        target: rooms.id,
        set: {
          position: sql`excluded.position`,
          sharedSeq: sql`excluded.shared_seq`,
          sharedHash: sql`excluded.shared_hash`,
          internalHash: sql`excluded.internal_hash`,
          state: sql`excluded.state`,
        },
      })
      .prepare(),
    saveState: database
      .update(rooms)
      .set({ state: sql`${at('state')}` })
      .where(isRoom)
      .prepare(),
  }
}

const metaStatements = (database: Database) => ({
  value: database
    .select({ value: meta.value })
    .from(meta)
    .where(eq(meta.key, at('key')))
    .prepare(),
  save: database
    .insert(meta)
    .values({ key: at('key'), value: at('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
})
