// Tables of the cache file: confirmed events, the room each of them leads to, and how far the feed was read.

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Migration } from './migrate.ts'

/**
 * Confirmed events, one after the other as the feed brought them, so that a page is written to the end of the file,
 * however many rooms it speaks of (0036). `position` is dense per room: `sharedSeq` in a customer's copy, `seq` in the
 * provider's.
 */
export const events = sqliteTable(
  'events',
  {
    /** In the order of the feed: a later one was recorded later. */
    arrival: integer('arrival').primaryKey(),
    /** `rooms.number`: ids are long, and each index would repeat them for every event. */
    room: integer('room').notNull(),
    position: integer('position').notNull(),
    /** What its id begins with: few events of a room share it, and the id is in the content. */
    idStart: text('id_start').notNull(),
    /** The command, if I issued it: how an outbox row finds that it is confirmed. */
    ownCommand: text('own_command'),
    /** The event as JSON: the text that its hash was made of, and its hash. */
    content: text('content').notNull(),
    /** What an outline says of it (protocol/outline.ts), so that none of the contents is read for one. */
    type: text('type'),
    isInternal: integer('is_internal'),
    recordedAtSeconds: integer('recorded_at_s'),
    stillLate: text('still_late'),
    /** The entry it corrects or annotates. */
    saidAbout: text('said_about'),
  },
  (table) => [
    // Begins with the room: ids are chance, and an index over all of them would be written all over for each page.
    index('events_by_id').on(table.room, table.idStart),
    index('events_by_own_command').on(table.ownCommand),
    index('events_outline').on(
      table.room,
      table.position,
      table.type,
      table.isInternal,
      table.recordedAtSeconds,
      table.stillLate,
    ),
    index('events_said_about').on(table.saidAbout),
  ],
)

/** The heads of a room's numbering and chains, and the state as of then: opening needs no replay. */
export const rooms = sqliteTable('rooms', {
  /** Given by this file, from 1. */
  number: integer('number').primaryKey(),
  id: text('id').notNull().unique(),
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

/** Letters of an id that are kept for finding its event. */
export const ID_START = 8

/** Half a second's work; a larger cache is fetched anew, which holds nobody up. */
const MORE_THAN_AT_ONCE = 'select 1 from events limit 1 offset 20000'

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
  {
    // A cache filled by older code is filled in here; an event is the JSON that code kept.
    name: '2026-11-23-outline',
    isTooMuch: MORE_THAN_AT_ONCE,
    sql: `
      alter table events add column type text;
      alter table events add column is_internal integer;
      alter table events add column recorded_at_s integer;
      alter table events add column still_late text;
      alter table events add column said_about text;
      update events set
        type = content ->> '$.body.type',
        is_internal = content ->> '$.audience' = 'INTERNAL',
        recorded_at_s = cast(strftime('%s', content ->> '$.recordedAt') as integer),
        still_late = case
          when content ->> '$.body.type' = 'ClockWarned' and substr(content ->> '$.body.step', 1, 5) = 'LATE_'
          then content ->> '$.body.clockId' end,
        said_about = case
          when content ->> '$.body.type' in ('Corrected', 'Annotated') then content ->> '$.body.refersTo' end;
      create index events_outline
        on events (room_id, position, type, is_internal, recorded_at_s, still_late);
      create index events_said_about on events (said_about) where said_about is not null;
    `,
  },
  {
    // What a cache holds already is put into the order in which it was recorded. The words are indexed in the
    // background (words.ts), after the copy is open.
    name: '2026-11-23-arrival',
    isTooMuch: MORE_THAN_AT_ONCE,
    sql: `
      create table arrived (
        arrival integer primary key not null,
        room_id text not null,
        position integer not null,
        id text not null,
        own_command text,
        content text not null,
        type text,
        is_internal integer,
        recorded_at_s integer,
        still_late text,
        said_about text
      );
      insert into arrived
        (room_id, position, id, own_command, content, type, is_internal, recorded_at_s, still_late, said_about)
        select room_id, position, id, own_command, content, type, is_internal, recorded_at_s, still_late, said_about
        from events order by recorded_at_s, room_id, position;
      drop table events;
      alter table arrived rename to events;
      create unique index events_by_id on events (room_id, id);
      create index events_by_own_command on events (own_command) where own_command is not null;
      create index events_outline
        on events (room_id, position, type, is_internal, recorded_at_s, still_late);
      create index events_said_about on events (said_about) where said_about is not null;
      create virtual table words using fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
    `,
  },
  {
    // The index puts its pieces together in slices of its own (words.ts), and never while a page of entries is taken in.
    name: '2026-11-23-words-in-slices',
    sql: `insert into words (words, rank) values ('automerge', 0);`,
  },
  {
    // Rooms have numbers and ids are found by their beginning, so that a page writes half as much of the indexes.
    name: '2026-11-23-rooms-by-number',
    isTooMuch: MORE_THAN_AT_ONCE,
    sql: `
      create table numbered_rooms (
        number integer primary key not null,
        id text unique not null,
        position integer not null,
        shared_seq integer not null,
        shared_hash text not null,
        internal_hash text not null,
        state text
      );
      insert into numbered_rooms (id, position, shared_seq, shared_hash, internal_hash, state)
        select id, position, shared_seq, shared_hash, internal_hash, state from rooms order by id;
      drop table rooms;
      alter table numbered_rooms rename to rooms;
      create table numbered (
        arrival integer primary key not null,
        room integer not null,
        position integer not null,
        id_start text not null,
        own_command text,
        content text not null,
        type text,
        is_internal integer,
        recorded_at_s integer,
        still_late text,
        said_about text
      );
      insert into numbered
        select arrival, (select number from rooms where rooms.id = room_id), position, substr(id, 1, ${ID_START}),
          own_command, content, type, is_internal, recorded_at_s, still_late, said_about
        from events order by arrival;
      drop table events;
      alter table numbered rename to events;
      create index events_by_id on events (room, id_start);
      create index events_by_own_command on events (own_command) where own_command is not null;
      create index events_outline on events (room, position, type, is_internal, recorded_at_s, still_late);
      create index events_said_about on events (said_about) where said_about is not null;
    `,
  },
]
