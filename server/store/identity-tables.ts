// The tables of identity as Drizzle knows them; migrations/20261123-1605-identity.sql is what is applied.

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AccountId, PersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { AuditAction, AuditSubject } from '../auth/audit.ts'
import type { Mail, PendingFlow, SessionEnd, SignInMethod } from '../auth/identity.ts'

const instant = (name: string) => text(name).$type<Instant>()
const personId = () => text('person_id').$type<PersonId>()

export const session = sqliteTable('session', {
  id: text().primaryKey(),
  personId: personId().notNull(),
  lineage: text().notNull(),
  refreshHash: text('refresh_hash').notNull(),
  previousRefreshHash: text('previous_refresh_hash'),
  rotatedAt: instant('rotated_at').notNull(),
  sealedReply: text('sealed_reply'),
  refreshExpiresAt: instant('refresh_expires_at').notNull(),
  deviceName: text('device_name').notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  method: text().$type<SignInMethod>().notNull(),
  authenticatedAt: instant('authenticated_at').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason').$type<SessionEnd>(),
})

export const accessToken = sqliteTable('access_token', {
  hash: text().primaryKey(),
  sessionId: text('session_id').notNull(),
  authenticatedAt: instant('authenticated_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const signInAttempt = sqliteTable('sign_in_attempt', {
  idHash: text('id_hash').primaryKey(),
  personId: personId(),
  addressHash: text('address_hash').notNull(),
  linkHash: text('link_hash'),
  codeHash: text('code_hash'),
  tries: integer().notNull(),
  startedAt: instant('started_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

export const phoneCode = sqliteTable('phone_code', {
  personId: personId().primaryKey(),
  salt: text().notNull(),
  codeHash: text('code_hash').notNull(),
  issuedBy: text('issued_by').$type<PersonId>().notNull(),
  issuedAt: instant('issued_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  tries: integer().notNull(),
  usedAt: instant('used_at'),
})

export const invitation = sqliteTable('invitation', {
  tokenHash: text('token_hash').primaryKey(),
  personId: personId().notNull(),
  invitedBy: text('invited_by').$type<PersonId>(),
  madeAt: instant('made_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

export const outsideIdentity = sqliteTable(
  'outside_identity',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: personId().notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  ({ issuer, subject }) => [primaryKey({ columns: [issuer, subject] })],
)

export const passkey = sqliteTable('passkey', {
  credentialId: text('credential_id').primaryKey(),
  personId: personId().notNull(),
  publicKey: text('public_key').notNull(),
  counter: integer().notNull(),
  transports: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  name: text().notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
})

export const accountSso = sqliteTable('account_sso', {
  accountId: text('account_id').$type<AccountId>().primaryKey(),
  issuer: text().notNull(),
  clientId: text('client_id').notNull(),
  clientSecretRef: text('client_secret_ref'),
  domains: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
})

export const pendingFlow = sqliteTable('pending_flow', {
  idHash: text('id_hash').primaryKey(),
  kind: text().$type<PendingFlow['kind']>().notNull(),
  personId: personId(),
  json: text().notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const mail = sqliteTable('mail', {
  id: text().primaryKey(),
  kind: text().$type<Mail['kind']>().notNull(),
  recipient: text(),
  about: text().notNull(),
  tries: integer().notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const audit = sqliteTable('audit', {
  number: integer().primaryKey(),
  id: text().notNull(),
  at: instant('at').notNull(),
  actorId: text('actor_id').$type<PersonId>(),
  actorName: text('actor_name').notNull(),
  action: text().$type<AuditAction>().notNull(),
  subjectKind: text('subject_kind').$type<AuditSubject['kind']>().notNull(),
  subjectId: text('subject_id').notNull(),
  facts: text().notNull(),
})
