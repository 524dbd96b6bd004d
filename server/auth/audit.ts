// The audit log: what was done to accounts, people, devices and ways in, by whom and when. Whoever does such a thing
// writes its entry in the same transaction, so that neither is there without the other.

import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'

/** Whoever did it; a null id is the operator on the server itself, or the server on its own. */
export interface AuditActor {
  readonly id: PersonId | null
  readonly name: string
}

/** What was done, in the past tense. */
export type AuditAction =
  | 'ACCOUNT_SAVED'
  | 'ACCOUNT_SSO_SET'
  | 'ACCOUNT_SSO_REMOVED'
  | 'PERSON_INVITED'
  | 'PERSON_CHANGED'
  | 'PERSON_DEACTIVATED'
  | 'PERSON_REACTIVATED'
  | 'INVITATION_USED'
  | 'IDENTITY_LINKED'
  | 'DEVICE_ENDED'
  | 'REFRESH_REUSED'
  | 'PHONE_CODE_ISSUED'
  | 'PHONE_CODE_USED'
  | 'PHONE_CODE_EXHAUSTED'
  | 'PASSKEY_ADDED'
  | 'PASSKEY_REMOVED'
  | 'SIGNING_KEY_ENROLLED'
  | 'SIGNING_KEY_REVOKED'

export interface AuditSubject {
  readonly kind: 'ACCOUNT' | 'PERSON' | 'DEVICE' | 'KEY'
  readonly id: string
}

/** Plain facts such as what changed from what to what; never a secret. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface NewAuditEntry {
  readonly id: string
  readonly at: Instant
  readonly actor: AuditActor
  readonly action: AuditAction
  readonly subject: AuditSubject
  readonly facts: AuditFacts
}

export interface AuditEntry extends NewAuditEntry {
  /** Counts from 1 without a gap. */
  readonly number: number
}

/** The name as it is now: the entry keeps it when the person is called otherwise later. */
export const auditActor = ({ id, name }: Pick<Person, 'id' | 'name'>): AuditActor => ({ id, name })

interface AuditLog {
  audit(entry: NewAuditEntry): Promise<void>
}

/** Writes an entry; call it in the work that does what it says. */
export const writeAudit = (
  log: AuditLog,
  actor: AuditActor,
  action: AuditAction,
  subject: AuditSubject,
  facts: AuditFacts,
  at: Instant,
): Promise<void> => log.audit({ id: randomUUID(), at, actor, action, subject, facts })

/** The server on its own, as when it ends a session whose token was stolen. */
export const SERVER_ACTOR: AuditActor = { id: null, name: 'Accord' }
/** Whoever works on the server's machine, with a command of it. */
export const OPERATOR_ACTOR: AuditActor = { id: null, name: 'Operator' }
