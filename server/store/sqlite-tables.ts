// The tables of migrations/*.sql as Drizzle knows them, for typed prepared statements. The SQL files are what is
// applied; a column that is missing here is simply not asked for.

import { sqliteTable, integer, text } from 'drizzle-orm/sqlite-core'
import type { AccountId, CommandId, EventId, PersonId, RoomId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { RoomView } from './event-store.ts'

export const meta = sqliteTable('meta', {
  name: text().primaryKey(),
  value: text().notNull(),
})

export const account = sqliteTable('account', {
  id: text().$type<AccountId>().primaryKey(),
  json: text().notNull(),
})

export const person = sqliteTable('person', {
  id: text().$type<PersonId>().primaryKey(),
  json: text().notNull(),
  deactivatedAt: text('deactivated_at').$type<Instant>(),
  cameInAt: text('came_in_at').$type<Instant>(),
  /** In small letters: an address stands for a person whatever its case. */
  email: text(),
})

export const room = sqliteTable('room', {
  id: text().$type<RoomId>().primaryKey(),
  accountId: text('account_id').$type<AccountId>().notNull(),
  seq: integer().notNull(),
  sharedSeq: integer('shared_seq').notNull(),
  sharedHash: text('shared_hash').notNull(),
  internalHash: text('internal_hash').notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  isLive: integer('is_live', { mode: 'boolean' }).notNull(),
  reportedAt: text('reported_at').$type<Instant>().notNull(),
  summary: text().notNull(),
  sharedPeaks: text('shared_peaks'),
})

export const signingKey = sqliteTable('signing_key', {
  kid: text().primaryKey(),
  personId: text('person_id').$type<PersonId>().notNull(),
  publicKey: text('public_key').notNull(),
  certificate: text().notNull(),
  enrolledAt: text('enrolled_at').$type<Instant>().notNull(),
  notAfter: text('not_after').$type<Instant>().notNull(),
  revokedAt: text('revoked_at').$type<Instant>(),
})

export const event = sqliteTable('event', {
  roomId: text('room_id').$type<RoomId>().notNull(),
  seq: integer().notNull(),
  sharedSeq: integer('shared_seq'),
  id: text().$type<EventId>().notNull(),
  accountId: text('account_id').$type<AccountId>().notNull(),
  providerPosition: integer('provider_position').notNull(),
  providerDigest: text('provider_digest').notNull(),
  accountPosition: integer('account_position'),
  accountDigest: text('account_digest'),
  providerJson: text('provider_json').notNull(),
  sharedJson: text('shared_json'),
})

export const roomSnapshot = sqliteTable('room_snapshot', {
  roomId: text('room_id').$type<RoomId>().notNull(),
  view: text().$type<RoomView>().notNull(),
  snapshot: text().notNull(),
})

export const namedProvider = sqliteTable('named_provider', {
  accountId: text('account_id').$type<AccountId>().notNull(),
  personId: text('person_id').$type<PersonId>().notNull(),
})

export const receipt = sqliteTable('receipt', {
  actorId: text('actor_id').$type<PersonId>().notNull(),
  commandId: text('command_id').$type<CommandId>().notNull(),
  contentHash: text('content_hash').notNull(),
  answer: text().notNull(),
})

export const deadline = sqliteTable('deadline', {
  roomId: text('room_id').$type<RoomId>().notNull(),
  clockId: text('clock_id').notNull(),
  step: text().notNull(),
  dueAt: text('due_at').$type<Instant>().notNull(),
})
