// What can be asked of identity in PostgreSQL, one statement each. Columns are named, never starred: a node of the last
// version keeps its prepared statements while a newer one adds a column.

import type { Person } from '../../../domain/people.ts'
import type { Instant } from '../../../domain/time.ts'
import type { AuditEntry } from '../../auth/audit.ts'
import type { IdentityReads } from '../../auth/identity-store.ts'
import type {
  AccessToken,
  AccountSso,
  Invitation,
  Mail,
  OutsideIdentity,
  Passkey,
  PhoneCode,
  Session,
  SignInAttempt,
} from '../../auth/identity.ts'
import { type Ask, firstJson, firstOf, fromJson, type Value } from './postgres-ask.ts'
import { columnsOf, type IdentityTable } from './postgres-identity-tables.ts'

export function postgresIdentityReads(ask: Ask): IdentityReads {
  const one = async <Row>(text: string, values: readonly Value[]): Promise<Row | null> =>
    firstOf(await ask<Row>(text, values))
  return {
    ...sessionReads(ask),
    ...personReads(ask),
    attempt: (idHash) => one<SignInAttempt>(byKey('sign_in_attempt', 'id_hash'), [idHash]),
    attemptsSince: async (addressHash, since) =>
      (await one<{ readonly rows: number }>(ATTEMPTS, [addressHash, since]))?.rows ?? 0,
    wrongTriesSince: async (addressHash, since) =>
      (await one<{ readonly wrong: number }>(WRONG_TRIES, [addressHash, since]))?.wrong ?? 0,
    phoneCode: (personId) => one<PhoneCode>(byKey('phone_code', 'person_id'), [personId]),
    invitation: (tokenHash) => one<Invitation>(byKey('invitation', 'token_hash'), [tokenHash]),
    outsideIdentity: (issuer, subject) =>
      one<OutsideIdentity>(`${byKey('outside_identity', 'issuer')} AND subject = $2`, [issuer, subject]),
    outsideIdentitiesOf: (personId) => ask(byKey('outside_identity', 'person_id'), [personId]),
    passkey: async (id) => {
      const row = await one<PasskeyRow>(byKey('passkey', 'credential_id'), [id])
      return row === null ? null : passkeyOf(row)
    },
    passkeysOf: async (personId) => {
      const text = `${byKey('passkey', 'person_id')} ORDER BY created_at, credential_id`
      return (await ask<PasskeyRow>(text, [personId])).map(passkeyOf)
    },
    accountSso: async (id) => {
      const row = await one<SsoRow>(byKey('account_sso', 'account_id'), [id])
      return row === null ? null : ssoOf(row)
    },
    allAccountSso: async () => {
      const text = `SELECT ${columnsOf('account_sso')} FROM account_sso ORDER BY account_id`
      return (await ask<SsoRow>(text)).map(ssoOf)
    },
    dueMails: (now, limit) =>
      ask<Mail>(
        `SELECT ${columnsOf('mail')} FROM mail WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2`,
        [now, limit],
      ),
    mail: (id) => one<Mail>(byKey('mail', 'id'), [id]),
    auditEntries: async (before, limit) => (await ask<AuditRow>(AUDIT, [before, limit])).map(entryOf),
  }
}

function sessionReads(
  ask: Ask,
): Pick<IdentityReads, 'sessionByAccess' | 'peopleByAccess' | 'session' | 'sessionsOf'> {
  return {
    sessionByAccess: async (hash, now) => {
      const row = firstOf(await ask<FoundRow>(BY_ACCESS, [hash, now]))
      if (row === null) return null
      const { person, tokenAuthenticatedAt, tokenExpiresAt, ...session } = row
      const token: AccessToken = {
        hash,
        sessionId: session.id,
        authenticatedAt: tokenAuthenticatedAt,
        expiresAt: tokenExpiresAt,
      }
      return { session, token, person: fromJson<Person>(person) }
    },
    peopleByAccess: async (hashes, now) => {
      const rows = await ask<{ hash: string; person: string }>(PEOPLE_BY_ACCESS, [[...hashes], now])
      return new Map(rows.map(({ hash, person }) => [hash, fromJson<Person>(person)]))
    },
    session: async (id) => firstOf(await ask<Session>(byKey('session', 'id'), [id])),
    sessionsOf: (personId, now) =>
      ask<Session>(
        `${byKey('session', 'person_id')} AND ended_at IS NULL AND refresh_expires_at > $2
          ORDER BY last_seen_at DESC, id`,
        [personId, now],
      ),
  }
}

/** What is asked of a person beside their sessions. */
function personReads(
  ask: Ask,
): Pick<
  IdentityReads,
  'deactivatedAt' | 'cameInAt' | 'lastSeenAt' | 'hasActed' | 'isInvited' | 'personByEmail'
> {
  const instant = async (text: string, id: string): Promise<Instant | null> =>
    firstOf(await ask<{ readonly at: Instant | null }>(text, [id]))?.at ?? null
  const isThere = async (text: string, values: readonly Value[]): Promise<boolean> =>
    (await ask(text, values)).length > 0
  return {
    deactivatedAt: (id) => instant('SELECT deactivated_at AS at FROM person WHERE id = $1', id),
    cameInAt: (id) => instant('SELECT came_in_at AS at FROM person WHERE id = $1', id),
    lastSeenAt: (id) => instant('SELECT max(last_seen_at) AS at FROM session WHERE person_id = $1', id),
    hasActed: (id) => isThere('SELECT 1 AS found FROM receipt WHERE actor_id = $1 LIMIT 1', [id]),
    isInvited: (id, now) =>
      isThere(
        `SELECT 1 AS found FROM invitation
          WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2 LIMIT 1`,
        [id, now],
      ),
    personByEmail: async (email) => {
      const text = 'SELECT json FROM person WHERE email = $1 AND deactivated_at IS NULL LIMIT 2'
      const rows = await ask<{ readonly json: string }>(text, [email.toLowerCase()])
      // Two people with one address would sign in as each other: then neither does by it.
      return rows.length > 1 ? null : firstJson<Person>(rows)
    },
  }
}

const byKey = (table: IdentityTable, column: string): string =>
  `SELECT ${columnsOf(table)} FROM ${table} WHERE ${column} = $1`

/** The one question that comes with every request. */
const BY_ACCESS = `SELECT ${columnsOf('session', 's')}, t.authenticated_at AS token_authenticated_at,
    t.expires_at AS token_expires_at, p.json AS person
  FROM access_token AS t JOIN session AS s ON s.id = t.session_id JOIN person AS p ON p.id = s.person_id
  WHERE t.hash = $1 AND t.expires_at > $2 AND s.ended_at IS NULL AND p.deactivated_at IS NULL`

const PEOPLE_BY_ACCESS = `SELECT t.hash, p.json AS person
  FROM access_token AS t JOIN session AS s ON s.id = t.session_id JOIN person AS p ON p.id = s.person_id
  WHERE t.hash = ANY($1) AND t.expires_at > $2 AND s.ended_at IS NULL AND p.deactivated_at IS NULL`

const ATTEMPTS = `SELECT count(*) AS rows FROM sign_in_attempt WHERE address_hash = $1 AND started_at > $2`

const WRONG_TRIES = `SELECT coalesce(sum(tries - (used_at IS NOT NULL)::integer), 0) AS wrong
  FROM sign_in_attempt WHERE address_hash = $1 AND started_at > $2`

const AUDIT = `SELECT ${columnsOf('audit')} FROM audit WHERE $1::bigint IS NULL OR number < $1
  ORDER BY number DESC LIMIT $2`

type FoundRow = Session & {
  readonly person: string
  readonly tokenAuthenticatedAt: Instant
  readonly tokenExpiresAt: Instant
}
type PasskeyRow = Omit<Passkey, 'transports'> & { readonly transports: string }
type SsoRow = Omit<AccountSso, 'domains'> & { readonly domains: string }
type AuditRow = Omit<AuditEntry, 'actor' | 'subject' | 'facts'> & {
  readonly actorId: AuditEntry['actor']['id']
  readonly actorName: string
  readonly subjectKind: AuditEntry['subject']['kind']
  readonly subjectId: string
  readonly facts: string
}

const passkeyOf = (row: PasskeyRow): Passkey => ({ ...row, transports: fromJson(row.transports) })
const ssoOf = (row: SsoRow): AccountSso => ({ ...row, domains: fromJson(row.domains) })
const entryOf = ({ actorId, actorName, subjectKind, subjectId, facts, ...entry }: AuditRow): AuditEntry => ({
  ...entry,
  actor: { id: actorId, name: actorName },
  subject: { kind: subjectKind, id: subjectId },
  facts: fromJson<AuditEntry['facts']>(facts),
})
