// The shape of the policy table, and what it answers: who asks for which operation, about a room that stands to the
// asker how. The rows are in fields.ts, commands.ts and routes.ts; the gates ask them, docs/policy.md is written from
// them, and a test walks every cell of them against a running server (I21).

import { maySeeAccount, type Person, type Role } from '../../domain/people.ts'
import type { AccountId } from '../../domain/ids.ts'

/** NOBODY has no session: never signed in, signed out, expired, revoked or deactivated. */
export type Asker = Role | 'NOBODY'

/**
 * How what is asked about stands to the asker.
 * - OWN: the asker may see it (ACC-1).
 * - FOREIGN: it is there, of another account.
 * - MISSING: there is no such thing.
 * - REMOVED: the asker could see it once and no longer: the person was moved to another account.
 */
export type Relation = 'OWN' | 'FOREIGN' | 'MISSING' | 'REMOVED'

/**
 * - ANSWERED: with what the asker's party may read of it, and nothing else.
 * - AS_MISSING: exactly, byte for byte, what is answered about something that is not there (I19).
 * - NOT_PERMITTED: the role may not ask for this, whatever there is.
 * - SIGN_IN: the session must be opened first.
 */
export type Answer = 'ANSWERED' | 'AS_MISSING' | 'NOT_PERMITTED' | 'SIGN_IN'

/** One operation's row. */
export interface Row {
  /** Who may ask for it at all. */
  readonly askers: readonly Asker[]
  /** What it is about: no single room, one that is there, or one that the operation opens. */
  readonly about: 'NO_ROOM' | 'ROOM' | 'NEW_ROOM'
}

export const CUSTOMERS: readonly Role[] = ['CONTACT', 'SIGNATORY']
export const STAFF: readonly Role[] = ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR']
export const ADMINS: readonly Role[] = ['ADMIN']
/** Everybody with a session. An administrator's rooms are all foreign: no role has less to see in them. */
export const SIGNED_IN: readonly Role[] = [...CUSTOMERS, ...STAFF, ...ADMINS]
export const EVERYBODY: readonly Asker[] = ['NOBODY', ...SIGNED_IN]
export const RELATIONS: readonly Relation[] = ['OWN', 'FOREIGN', 'MISSING', 'REMOVED']

/** The cell of a row. */
export function answerOf({ askers, about }: Row, asker: Asker, relation: Relation): Answer {
  if (!askers.includes(asker)) return asker === 'NOBODY' ? 'SIGN_IN' : 'NOT_PERMITTED'
  if (about === 'NO_ROOM' || relation === 'OWN') return 'ANSWERED'
  return about === 'NEW_ROOM' && relation === 'MISSING' ? 'ANSWERED' : 'AS_MISSING'
}

/**
 * How a room of an account stands to a person; null is a room that is not there. One who was moved away is told as
 * little as one who was never there: REMOVED is FOREIGN.
 */
export function relationOf(person: Person, accountId: AccountId | null): Relation {
  if (accountId === null) return 'MISSING'
  return maySeeAccount(person, accountId) ? 'OWN' : 'FOREIGN'
}
