// Tables of the cache file: confirmed events, the room each of them leads to, and how far the feed was read.

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Migration } from './migrate.ts'

/** Confirmed events. `position` is dense per room: `sharedSeq` in a customer's copy, `seq` in the provider's. */
export const events = sqliteTable(
  'events',
  {
    roomId: text('room_id').notNull(),
    position: integer('position').notNull(),
    id: text('id').notNull(),
    /** The command, if I issued it: how an outbox row finds that it is confirmed. */
    ownCommand: text('own_command'),
    /** The event as JSON. */
    content: text('content').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.position] }),
    uniqueIndex('events_by_id').on(table.id),
    index('events_by_own_command').on(table.ownCommand),
  ],
)

/** The heads of a room's numbering and chains, and the state as of then: opening needs no replay. */
export const rooms = sqliteTable('rooms', {
  id: text('id').primaryKey(),
  position: integer('position').notNull(),
  sharedSeq: integer('shared_seq').notNull(),
  sharedHash: text('shared_hash').notNull(),
  internalHash: text('internal_hash').notNull(),
  /** The room as JSON; null while no event has opened it that this version knows. */
  state: text('state'),
})

/** Single values by name. */
export const meta = sqliteTable('meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

export const CACHE_MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11-23-log',
    sql: `
      create table events (
        room_id text not null,
        position integer not null,
        id text not null,
        own_command text,
        content text not null,
        primary key (room_id, position)
      ) without rowid;
      create unique index events_by_id on events (id);
      create index events_by_own_command on events (own_command) where own_command is not null;
      create table rooms (
        id text primary key not null,
        position integer not null,
        shared_seq integer not null,
        shared_hash text not null,
        internal_hash text not null,
        state text
      ) without rowid;
      create table meta (key text primary key not null, value text not null) without rowid;
    `,
  },
]
