// What can be asked of identity on a SQLite connection. The one question that comes with every request is prepared;
// the others are asked rarely.

import { and, count, desc, eq, gt, isNull, lt, lte, max, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { Person } from '../../domain/people.ts'
import type { AuditEntry } from '../auth/audit.ts'
import type { IdentityReads } from '../auth/identity-store.ts'
import * as table from './identity-tables.ts'
import type { Connection } from './sqlite-file.ts'
import { answer, fromJson } from './sqlite-reads.ts'
import { person, receipt } from './sqlite-tables.ts'

export function sqliteIdentityReads(connection: Connection): IdentityReads {
  const db = drizzle(connection)
  const { accountSso, invitation, mail, outsideIdentity, passkey, phoneCode, session, signInAttempt } = table
  const byAccess = prepareByAccess(db)
  const peopleByAccess = connection.prepare<[string, string], [string, string]>(PEOPLE_BY_ACCESS).raw()
  return {
    sessionByAccess: (hash, now) =>
      answer(() => {
        const row = byAccess.get({ hash, now })
        return row === undefined ? null : { ...row, person: fromJson<Person>(row.person) }
      }),
    peopleByAccess: (hashes, now) =>
      answer(() => {
        const rows = peopleByAccess.all(JSON.stringify(hashes), now)
        return new Map(rows.map(([hash, json]) => [hash, fromJson<Person>(json)]))
      }),
    session: (id) => answer(() => one(db.select().from(session).where(eq(session.id, id)).get())),
    sessionsOf: (personId, now) =>
      answer(() => {
        const isOpen = and(isNull(session.endedAt), gt(session.refreshExpiresAt, now))
        return db
          .select()
          .from(session)
          .where(and(eq(session.personId, personId), isOpen))
          .orderBy(desc(session.lastSeenAt), session.id)
          .all()
      }),
    ...personReads(db),
    attempt: (idHash) =>
      answer(() => one(db.select().from(signInAttempt).where(eq(signInAttempt.idHash, idHash)).get())),
    attemptsSince: (addressHash, since) =>
      answer(() => {
        const isOfAddress = eq(signInAttempt.addressHash, addressHash)
        const counted = db.select({ rows: count() }).from(signInAttempt)
        return counted.where(and(isOfAddress, gt(signInAttempt.startedAt, since))).get()?.rows ?? 0
      }),
    wrongTriesSince: (addressHash, since) =>
      answer(() => {
        const { tries, usedAt, startedAt } = signInAttempt
        const wrong = sql<number>`coalesce(sum(${tries} - (${usedAt} IS NOT NULL)), 0)`
        const isCounted = and(eq(signInAttempt.addressHash, addressHash), gt(startedAt, since))
        return db.select({ wrong }).from(signInAttempt).where(isCounted).get()?.wrong ?? 0
      }),
    phoneCode: (personId) =>
      answer(() => one(db.select().from(phoneCode).where(eq(phoneCode.personId, personId)).get())),
    invitation: (tokenHash) =>
      answer(() => one(db.select().from(invitation).where(eq(invitation.tokenHash, tokenHash)).get())),
    outsideIdentity: (issuer, subject) =>
      answer(() => {
        const isThis = and(eq(outsideIdentity.issuer, issuer), eq(outsideIdentity.subject, subject))
        return one(db.select().from(outsideIdentity).where(isThis).get())
      }),
    outsideIdentitiesOf: (personId) =>
      answer(() => db.select().from(outsideIdentity).where(eq(outsideIdentity.personId, personId)).all()),
    passkey: (id) => answer(() => one(db.select().from(passkey).where(eq(passkey.credentialId, id)).get())),
    passkeysOf: (personId) =>
      answer(() => {
        const ofPerson = db.select().from(passkey).where(eq(passkey.personId, personId))
        return ofPerson.orderBy(passkey.createdAt, passkey.credentialId).all()
      }),
    accountSso: (id) =>
      answer(() => one(db.select().from(accountSso).where(eq(accountSso.accountId, id)).get())),
    allAccountSso: () => answer(() => db.select().from(accountSso).orderBy(accountSso.accountId).all()),
    dueMails: (now, limit) =>
      answer(() => {
        const due = db.select().from(mail).where(lte(mail.nextTryAt, now))
        return due.orderBy(mail.nextTryAt, mail.id).limit(limit).all()
      }),
    mail: (id) => answer(() => one(db.select().from(mail).where(eq(mail.id, id)).get())),
    auditEntries: (before, limit) => answer(() => auditEntries(db, before, limit)),
  }
}

/** What is asked of a person beside their sessions. */
function personReads(
  db: BetterSQLite3Database,
): Pick<
  IdentityReads,
  'deactivatedAt' | 'cameInAt' | 'lastSeenAt' | 'hasActed' | 'isInvited' | 'personByEmail'
> {
  const { invitation, session } = table
  return {
    deactivatedAt: (id) =>
      answer(
        () => db.select({ at: person.deactivatedAt }).from(person).where(eq(person.id, id)).get()?.at ?? null,
      ),
    cameInAt: (id) =>
      answer(
        () => db.select({ at: person.cameInAt }).from(person).where(eq(person.id, id)).get()?.at ?? null,
      ),
    lastSeenAt: (personId) =>
      answer(() => {
        const seen = db.select({ at: max(session.lastSeenAt) }).from(session)
        return seen.where(eq(session.personId, personId)).get()?.at ?? null
      }),
    hasActed: (personId) =>
      answer(() => {
        const given = db.select({ id: receipt.commandId }).from(receipt)
        return given.where(eq(receipt.actorId, personId)).limit(1).get() !== undefined
      }),
    isInvited: (personId, now) =>
      answer(() => {
        const isOpen = and(isNull(invitation.usedAt), gt(invitation.expiresAt, now))
        const open = db.select({ id: invitation.tokenHash }).from(invitation)
        return (
          open
            .where(and(eq(invitation.personId, personId), isOpen))
            .limit(1)
            .get() !== undefined
        )
      }),
    personByEmail: (email) => answer(() => personByEmail(db, email)),
  }
}

const one = <T>(row: T | undefined): T | null => row ?? null

const given = sql.placeholder

/** As prepareByAccess has it, for many at once: every open feed asks for this once a second. */
const PEOPLE_BY_ACCESS = `
  SELECT access_token.hash, person.json FROM json_each(?) AS asked
  JOIN access_token ON access_token.hash = asked.value AND access_token.expires_at > ?
  JOIN session ON session.id = access_token.session_id AND session.ended_at IS NULL
  JOIN person ON person.id = session.person_id AND person.deactivated_at IS NULL`

function prepareByAccess(db: BetterSQLite3Database) {
  const { accessToken, session } = table
  const isThis = and(eq(accessToken.hash, given('hash')), gt(accessToken.expiresAt, given('now')))
  return db
    .select({ session, token: accessToken, person: person.json })
    .from(accessToken)
    .innerJoin(session, eq(session.id, accessToken.sessionId))
    .innerJoin(person, eq(person.id, session.personId))
    .where(and(isThis, isNull(session.endedAt), isNull(person.deactivatedAt)))
    .prepare()
}

/** Two people with one address would sign in as each other: then neither does by it. */
function personByEmail(db: BetterSQLite3Database, email: string): Person | null {
  const rows = db
    .select({ json: person.json })
    .from(person)
    .where(and(eq(person.email, email.toLowerCase()), isNull(person.deactivatedAt)))
    .limit(2)
    .all()
  const [row] = rows
  return row === undefined || rows.length > 1 ? null : fromJson<Person>(row.json)
}

function auditEntries(
  db: BetterSQLite3Database,
  before: number | null,
  limit: number,
): readonly AuditEntry[] {
  const { audit } = table
  const rows = db
    .select()
    .from(audit)
    .where(before === null ? undefined : lt(audit.number, before))
    .orderBy(desc(audit.number))
    .limit(limit)
    .all()
  return rows.map(({ actorId, actorName, subjectKind, subjectId, facts, ...entry }) => ({
    ...entry,
    actor: { id: actorId, name: actorName },
    subject: { kind: subjectKind, id: subjectId },
    facts: fromJson<AuditEntry['facts']>(facts),
  }))
}
