// Who acts: the two parties, their roles, and the one question "may this person see this account's rooms".
// A person belongs to one party and has one role; the deadline engine acts as SYSTEM.

import type { AccountId, PersonId } from './ids.ts'

export type Party = 'CUSTOMER' | 'PROVIDER'
export type CustomerRole = 'CONTACT' | 'SIGNATORY'
export type ProviderRole = 'REPRESENTATIVE' | 'AGENT' | 'TAM' | 'SUPERVISOR' | 'ADMIN'
export type Role = CustomerRole | ProviderRole
/** Who may read an event: both parties, or the provider alone. */
export type Audience = 'SHARED' | 'INTERNAL'

export interface Person {
  readonly id: PersonId
  readonly name: string
  /** Job title as shown beside the name, e.g. "Head of Platform". */
  readonly title: string
  readonly party: Party
  readonly role: Role
  /** The customer account a customer person belongs to; null for the provider's people. */
  readonly accountId: AccountId | null
  /** IANA zone, e.g. "Asia/Jakarta". */
  readonly timeZone: string
  readonly phone: string | null
  readonly email: string | null
}

/** The author as stamped into an event: readable for ever, whatever becomes of the account. */
export interface Actor {
  readonly personId: PersonId | null
  readonly party: Party | 'SYSTEM'
  readonly role: Role | 'SYSTEM'
  readonly name: string
}

export const SYSTEM_ACTOR: Actor = { personId: null, party: 'SYSTEM', role: 'SYSTEM', name: 'Accord' }

export const actorOf = (person: Person): Actor => ({
  personId: person.id,
  party: person.party,
  role: person.role,
  name: person.name,
})

export const otherParty = (party: Party): Party => (party === 'CUSTOMER' ? 'PROVIDER' : 'CUSTOMER')

/**
 * Whether a person may open rooms of an account at all (ACC-1).
 * A customer sees the own account only; an administrator has no power inside rooms.
 */
export function maySeeAccount(person: Person, accountId: AccountId): boolean {
  if (person.party === 'CUSTOMER') return person.accountId === accountId
  return person.role !== 'ADMIN'
}

export const audiencesOf = (party: Party): readonly Audience[] =>
  party === 'PROVIDER' ? ['SHARED', 'INTERNAL'] : ['SHARED']
