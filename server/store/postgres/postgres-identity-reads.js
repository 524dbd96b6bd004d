// What can be asked of identity in PostgreSQL, one statement each. Columns are named, never starred: a node of the last
// version keeps its prepared statements while a newer one adds a column.
import { firstJson, firstOf, fromJson } from './postgres-ask.ts'
import { columnsOf } from './postgres-identity-tables.ts'
export function postgresIdentityReads(ask) {
  const one = async (text, values) => firstOf(await ask(text, values))
  return {
    ...sessionReads(ask),
    ...personReads(ask),
    attempt: (idHash) => one(byKey('sign_in_attempt', 'id_hash'), [idHash]),
    attemptsSince: async (addressHash, since) => (await one(ATTEMPTS, [addressHash, since]))?.rows ?? 0,
    wrongTriesSince: async (addressHash, since) => (await one(WRONG_TRIES, [addressHash, since]))?.wrong ?? 0,
    phoneCode: (personId) => one(byKey('phone_code', 'person_id'), [personId]),
    invitation: (tokenHash) => one(byKey('invitation', 'token_hash'), [tokenHash]),
    outsideIdentity: (issuer, subject) =>
      one(`${byKey('outside_identity', 'issuer')} AND subject = $2`, [issuer, subject]),
    outsideIdentitiesOf: (personId) => ask(byKey('outside_identity', 'person_id'), [personId]),
    passkey: async (id) => {
      const row = await one(byKey('passkey', 'credential_id'), [id])
      return row === null ? null : passkeyOf(row)
    },
    passkeysOf: async (personId) => {
      const text = `${byKey('passkey', 'person_id')} ORDER BY created_at, credential_id`
      return (await ask(text, [personId])).map(passkeyOf)
    },
    accountSso: async (id) => {
      const row = await one(byKey('account_sso', 'account_id'), [id])
      return row === null ? null : ssoOf(row)
    },
    allAccountSso: async () => {
      const text = `SELECT ${columnsOf('account_sso')} FROM account_sso ORDER BY account_id`
      return (await ask(text)).map(ssoOf)
    },
    dueMails: (now, limit) =>
      ask(`SELECT ${columnsOf('mail')} FROM mail WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2`, [
        now,
        limit,
      ]),
    mail: (id) => one(byKey('mail', 'id'), [id]),
    auditEntries: async (before, limit) => (await ask(AUDIT, [before, limit])).map(entryOf),
  }
}
function sessionReads(ask) {
  return {
    sessionByAccess: async (hash, now) => {
      const row = firstOf(await ask(BY_ACCESS, [hash, now]))
      if (row === null) return null
      const { person, tokenAuthenticatedAt, tokenExpiresAt, ...session } = row
      const token = {
        hash,
        sessionId: session.id,
        authenticatedAt: tokenAuthenticatedAt,
        expiresAt: tokenExpiresAt,
      }
      return { session, token, person: fromJson(person) }
    },
    session: async (id) => firstOf(await ask(byKey('session', 'id'), [id])),
    sessionsOf: (personId, now) =>
      ask(
        `${byKey('session', 'person_id')} AND ended_at IS NULL AND refresh_expires_at > $2
          ORDER BY last_seen_at DESC, id`,
        [personId, now],
      ),
  }
}
/** What is asked of a person beside their sessions. */
function personReads(ask) {
  const instant = async (text, id) => firstOf(await ask(text, [id]))?.at ?? null
  const isThere = async (text, values) => (await ask(text, values)).length > 0
  return {
    deactivatedAt: (id) => instant('SELECT deactivated_at AS at FROM person WHERE id = $1', id),
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
      const rows = await ask(text, [email.toLowerCase()])
      // Two people with one address would sign in as each other: then neither does by it.
      return rows.length > 1 ? null : firstJson(rows)
    },
  }
}
const byKey = (table, column) => `SELECT ${columnsOf(table)} FROM ${table} WHERE ${column} = $1`
/** The one question that comes with every request. */
const BY_ACCESS = `SELECT ${columnsOf('session', 's')}, t.authenticated_at AS token_authenticated_at,
    t.expires_at AS token_expires_at, p.json AS person
  FROM access_token AS t JOIN session AS s ON s.id = t.session_id JOIN person AS p ON p.id = s.person_id
  WHERE t.hash = $1 AND t.expires_at > $2 AND s.ended_at IS NULL AND p.deactivated_at IS NULL`
const ATTEMPTS = `SELECT count(*) AS rows FROM sign_in_attempt WHERE address_hash = $1 AND started_at > $2`
const WRONG_TRIES = `SELECT coalesce(sum(tries - (used_at IS NOT NULL)::integer), 0) AS wrong
  FROM sign_in_attempt WHERE address_hash = $1 AND started_at > $2`
const AUDIT = `SELECT ${columnsOf('audit')} FROM audit WHERE $1::bigint IS NULL OR number < $1
  ORDER BY number DESC LIMIT $2`
const passkeyOf = (row) => ({ ...row, transports: fromJson(row.transports) })
const ssoOf = (row) => ({ ...row, domains: fromJson(row.domains) })
const entryOf = ({ actorId, actorName, subjectKind, subjectId, facts, ...entry }) => ({
  ...entry,
  actor: { id: actorId, name: actorName },
  subject: { kind: subjectKind, id: subjectId },
  facts: fromJson(facts),
})
