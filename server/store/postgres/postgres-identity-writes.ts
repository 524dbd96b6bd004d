// What a work can change of identity in PostgreSQL. Whatever ran out is forgotten when a session is saved, so that
// nothing grows for ever and no timer is needed for it.

import { DAY, type Instant, plus } from '../../../domain/time.ts'
import type { NewAuditEntry } from '../../auth/audit.ts'
import type { IdentityTransaction } from '../../auth/identity-store.ts'
import type { PendingFlow } from '../../auth/identity.ts'
import { firstOf } from './postgres-ask.ts'
import { postgresIdentityReads } from './postgres-identity-reads.ts'
import { columnsOf, insertInto, saveIn, valuesFor } from './postgres-identity-tables.ts'
import { changeDirectory, changeOf, postgresTransaction, type WorkConnection } from './postgres-writes.ts'

/** Attempts stay for the time over which they are counted. */
const ATTEMPTS_COUNTED_FOR = DAY

/** The event store's transaction with identity's on top, on the same connection. */
export function postgresIdentityTransaction(work: WorkConnection): IdentityTransaction {
  const change = changeOf(work)
  return {
    ...postgresTransaction(work),
    ...postgresIdentityReads(work.ask),
    ...sessionWrites(work),
    ...wayInWrites(work),
    ...outsideWrites(work),
    removeMail: (id) => change('DELETE FROM mail WHERE id = $1', [id]),
    audit: (entry) => change(AUDIT, auditValues(entry)),
  }
}

type Writes<Name extends keyof IdentityTransaction> = Pick<IdentityTransaction, Name>

function sessionWrites(
  work: WorkConnection,
): Writes<
  'saveSession' | 'saveAccessToken' | 'seeSession' | 'endSession' | 'endSessionsOf' | 'setDeactivated'
> {
  const change = changeOf(work)
  return {
    saveSession: async (session, now) => {
      await change(FORGET, [now, plus(now, -ATTEMPTS_COUNTED_FOR)])
      await change(saveIn('session', 'id'), valuesFor('session', session))
      await change(CAME_IN, [session.personId, session.createdAt])
    },
    saveAccessToken: (token) => change(insertInto('access_token'), valuesFor('access_token', token)),
    seeSession: (id, at) => change('UPDATE session SET last_seen_at = $2 WHERE id = $1', [id, at]),
    endSession: (id, reason, at) => change(`${END} WHERE id = $3 AND ended_at IS NULL`, [at, reason, id]),
    endSessionsOf: (personId, reason, at) =>
      change(`${END} WHERE person_id = $3 AND ended_at IS NULL`, [at, reason, personId]),
    setDeactivated: (personId, at) =>
      changeDirectory(work, 'UPDATE person SET deactivated_at = $2 WHERE id = $1', [personId, at]),
  }
}

const END = 'UPDATE session SET ended_at = $1, end_reason = $2, sealed_reply = NULL'

const CAME_IN = 'UPDATE person SET came_in_at = $2 WHERE id = $1 AND came_in_at IS NULL'

const FORGET = `WITH sessions AS (DELETE FROM session WHERE refresh_expires_at <= $1),
  tokens AS (DELETE FROM access_token WHERE expires_at <= $1),
  flows AS (DELETE FROM pending_flow WHERE expires_at <= $1)
  DELETE FROM sign_in_attempt WHERE started_at <= $2`

function wayInWrites(
  work: WorkConnection,
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
  const change = changeOf(work)
  return {
    saveAttempt: (attempt) =>
      change(saveIn('sign_in_attempt', 'id_hash'), valuesFor('sign_in_attempt', attempt)),
    endAttemptsOf: (personId, usedAt) =>
      change('UPDATE sign_in_attempt SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL', [
        personId,
        usedAt,
      ]),
    savePhoneCode: (code) => change(saveIn('phone_code', 'person_id'), valuesFor('phone_code', code)),
    saveInvitation: (invited) => change(insertInto('invitation'), valuesFor('invitation', invited)),
    useInvitationsOf: (personId, usedAt) =>
      change('UPDATE invitation SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL', [
        personId,
        usedAt,
      ]),
    savePending: (flow) => change(insertInto('pending_flow'), valuesFor('pending_flow', flow)),
    takePending: async (idHash, kind, now) => {
      const text = `DELETE FROM pending_flow WHERE id_hash = $1 AND kind = $2 RETURNING ${columnsOf('pending_flow')}`
      const taken = firstOf(await work.take<PendingFlow>(text, [idHash, kind]))
      return taken === null || isOver(taken, now) ? null : taken
    },
    endPendingOf: (personId) => change('DELETE FROM pending_flow WHERE person_id = $1', [personId]),
  }
}

const isOver = ({ expiresAt }: PendingFlow, now: Instant): boolean => expiresAt <= now

function outsideWrites(
  work: WorkConnection,
): Writes<
  | 'saveOutsideIdentity'
  | 'removeOutsideIdentitiesOf'
  | 'savePasskey'
  | 'removePasskey'
  | 'saveAccountSso'
  | 'removeAccountSso'
> {
  const change = changeOf(work)
  return {
    saveOutsideIdentity: (identity) =>
      change(insertInto('outside_identity'), valuesFor('outside_identity', identity)),
    removeOutsideIdentitiesOf: (personId) =>
      change('DELETE FROM outside_identity WHERE person_id = $1', [personId]),
    savePasskey: (passkey) => change(saveIn('passkey', 'credential_id'), valuesFor('passkey', passkey)),
    removePasskey: (id) => change('DELETE FROM passkey WHERE credential_id = $1', [id]),
    saveAccountSso: (sso) => change(saveIn('account_sso', 'account_id'), valuesFor('account_sso', sso)),
    removeAccountSso: (id) => change('DELETE FROM account_sso WHERE account_id = $1', [id]),
  }
}

/** Writers take turns, and nothing is ever removed: the next number is the last one and one. */
const AUDIT = `INSERT INTO audit (number, ${columnsOf('audit').replace('number, ', '')})
  SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8 FROM audit`

const auditValues = ({ id, at, actor, action, subject, facts }: NewAuditEntry) => [
  id,
  at,
  actor.id,
  actor.name,
  action,
  subject.kind,
  subject.id,
  JSON.stringify(facts),
]
