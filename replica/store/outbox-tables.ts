// Tables of the outbox file: what this person has handed in and the server has not confirmed, and texts not handed
// in yet. Nothing here can be fetched again from anywhere.

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Migration } from './migrate.ts'

/**
 * - WAITING: never left this device.
 * - SENT: handed to the server at least once, answer unknown.
 * - ACCEPTED: recorded there; stays until its events are here, so that nothing flickers.
 * - REJECTED: refused there, kept with the reason until discarded.
 */
export type CommandState = 'WAITING' | 'SENT' | 'ACCEPTED' | 'REJECTED'

export const commands = sqliteTable('commands', {
  /** The order in which this device issued them. */
  number: integer('number').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  roomId: text('room_id').notNull(),
  /** The command as JSON. */
  content: text('content').notNull(),
  /** Estimated server time when it was issued. */
  issuedAt: text('issued_at').notNull(),
  state: text('state').$type<CommandState>().notNull(),
  /** The reason as JSON, of a rejected one. */
  rejection: text('rejection'),
})

export const drafts = sqliteTable(
  'drafts',
  {
    roomId: text('room_id').notNull(),
    mode: text('mode').notNull(),
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roomId, table.mode] })],
)

/** Single values by name. */
export const meta = sqliteTable('meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

export const OUTBOX_MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11-23-outbox',
    sql: `
      create table commands (
        number integer primary key autoincrement not null,
        id text not null unique,
        room_id text not null,
        content text not null,
        issued_at text not null,
        state text not null check (state in ('WAITING', 'SENT', 'ACCEPTED', 'REJECTED')),
        rejection text
      );
      create table drafts (
        room_id text not null,
        mode text not null,
        content text not null,
        primary key (room_id, mode)
      ) without rowid;
      create table meta (key text primary key not null, value text not null) without rowid;
    `,
  },
]
