// What a work can change of identity, on the writing connection. Whatever ran out is forgotten when a session is saved,
// so that nothing grows for ever and no timer is needed for it.

import { and, count, eq, isNull, lte } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { DAY, type Instant, plus } from '../../domain/time.ts'
import type { NewAuditEntry } from '../auth/audit.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import type { StoreTransaction } from './event-store.ts'
import { sqliteIdentityReads } from './identity-reads.ts'
import * as table from './identity-tables.ts'
import type { Connection } from './sqlite-file.ts'
import { answer } from './sqlite-reads.ts'
import { person } from './sqlite-tables.ts'

/** Attempts stay for the time over which they are counted. */
const ATTEMPTS_COUNTED_FOR = DAY

/** The event store's transaction with identity's on top, on the same connection. */
export function sqliteIdentityTransaction(
  connection: Connection,
  transaction: StoreTransaction,
): IdentityTransaction {
  const db = drizzle(connection)
  return {
    ...transaction,
    ...sqliteIdentityReads(connection),
    ...sessionWrites(db),
    ...wayInWrites(db),
    ...outsideWrites(db),
    removeMail: (id) => answer(() => void db.delete(table.mail).where(eq(table.mail.id, id)).run()),
    audit: (entry) => answer(() => appendAudit(db, entry)),
  }
}

type Writes<Name extends keyof IdentityTransaction> = Pick<IdentityTransaction, Name>

function sessionWrites(
  db: BetterSQLite3Database,
): Writes<
  'saveSession' | 'saveAccessToken' | 'seeSession' | 'endSession' | 'endSessionsOf' | 'setDeactivated'
> {
  const { accessToken, session } = table
  return {
    saveSession: (saved, now) =>
      answer(() => {
        forget(db, now)
        db.insert(session).values(saved).onConflictDoUpdate({ target: session.id, set: saved }).run()
        const isFirst = and(eq(person.id, saved.personId), isNull(person.cameInAt))
        db.update(person).set({ cameInAt: saved.createdAt }).where(isFirst).run()
      }),
    saveAccessToken: (token) => answer(() => void db.insert(accessToken).values(token).run()),
    seeSession: (id, lastSeenAt) =>
      answer(() => void db.update(session).set({ lastSeenAt }).where(eq(session.id, id)).run()),
    endSession: (id, endReason, endedAt) =>
      answer(() => {
        const isOpen = and(eq(session.id, id), isNull(session.endedAt))
        db.update(session).set({ endedAt, endReason, sealedReply: null }).where(isOpen).run()
      }),
    endSessionsOf: (personId, endReason, endedAt) =>
      answer(() => {
        const areOpen = and(eq(session.personId, personId), isNull(session.endedAt))
        db.update(session).set({ endedAt, endReason, sealedReply: null }).where(areOpen).run()
      }),
    setDeactivated: (personId, deactivatedAt) =>
      answer(() => void db.update(person).set({ deactivatedAt }).where(eq(person.id, personId)).run()),
  }
}

function forget(db: BetterSQLite3Database, now: Instant): void {
  const { accessToken, pendingFlow, session, signInAttempt } = table
  db.delete(session).where(lte(session.refreshExpiresAt, now)).run()
  db.delete(accessToken).where(lte(accessToken.expiresAt, now)).run()
  db.delete(pendingFlow).where(lte(pendingFlow.expiresAt, now)).run()
  db.delete(signInAttempt)
    .where(lte(signInAttempt.startedAt, plus(now, -ATTEMPTS_COUNTED_FOR)))
    .run()
}

function wayInWrites(
  db: BetterSQLite3Database,
): Writes<
  | 'saveAttempt'
  | 'endAttemptsOf'
  | 'savePhoneCode'
  | 'saveInvitation'
  | 'useInvitationsOf'
  | 'savePending'
  | 'takePending'
  | 'endPendingOf'
> {
  const { invitation, pendingFlow, phoneCode, signInAttempt } = table
  return {
    saveAttempt: (attempt) =>
      answer(() => {
        const target = signInAttempt.idHash
        db.insert(signInAttempt).values(attempt).onConflictDoUpdate({ target, set: attempt }).run()
      }),
    endAttemptsOf: (personId, usedAt) =>
      answer(() => {
        const areOpen = and(eq(signInAttempt.personId, personId), isNull(signInAttempt.usedAt))
        db.update(signInAttempt).set({ usedAt }).where(areOpen).run()
      }),
    savePhoneCode: (code) =>
      answer(() => {
        const target = phoneCode.personId
        db.insert(phoneCode).values(code).onConflictDoUpdate({ target, set: code }).run()
      }),
    saveInvitation: (invited) => answer(() => void db.insert(invitation).values(invited).run()),
    useInvitationsOf: (personId, usedAt) =>
      answer(() => {
        const areOpen = and(eq(invitation.personId, personId), isNull(invitation.usedAt))
        db.update(invitation).set({ usedAt }).where(areOpen).run()
      }),
    savePending: (flow) => answer(() => void db.insert(pendingFlow).values(flow).run()),
    takePending: (idHash, kind, now) =>
      answer(() => {
        const isThis = and(eq(pendingFlow.idHash, idHash), eq(pendingFlow.kind, kind))
        const taken = db.delete(pendingFlow).where(isThis).returning().get() ?? null
        return taken === null || taken.expiresAt <= now ? null : taken
      }),
    endPendingOf: (personId) =>
      answer(() => void db.delete(pendingFlow).where(eq(pendingFlow.personId, personId)).run()),
  }
}

function outsideWrites(
  db: BetterSQLite3Database,
): Writes<
  | 'saveOutsideIdentity'
  | 'removeOutsideIdentitiesOf'
  | 'savePasskey'
  | 'removePasskey'
  | 'saveAccountSso'
  | 'removeAccountSso'
> {
  const { accountSso, outsideIdentity, passkey } = table
  return {
    saveOutsideIdentity: (identity) => answer(() => void db.insert(outsideIdentity).values(identity).run()),
    removeOutsideIdentitiesOf: (personId) =>
      answer(() => void db.delete(outsideIdentity).where(eq(outsideIdentity.personId, personId)).run()),
    savePasskey: (saved) =>
      answer(() => {
        const target = passkey.credentialId
        db.insert(passkey).values(saved).onConflictDoUpdate({ target, set: saved }).run()
      }),
    removePasskey: (id) => answer(() => void db.delete(passkey).where(eq(passkey.credentialId, id)).run()),
    saveAccountSso: (sso) =>
      answer(() => {
        db.insert(accountSso).values(sso).onConflictDoUpdate({ target: accountSso.accountId, set: sso }).run()
      }),
    removeAccountSso: (id) =>
      answer(() => void db.delete(accountSso).where(eq(accountSso.accountId, id)).run()),
  }
}

/** There is one writer, and nothing is ever removed: how many there are is the last number. */
function appendAudit(db: BetterSQLite3Database, entry: NewAuditEntry): void {
  const { actor, subject, facts, ...rest } = entry
  const number = (db.select({ rows: count() }).from(table.audit).get()?.rows ?? 0) + 1
  db.insert(table.audit)
    .values({
      ...rest,
      number,
      actorId: actor.id,
      actorName: actor.name,
      subjectKind: subject.kind,
      subjectId: subject.id,
      facts: JSON.stringify(facts),
    })
    .run()
}
