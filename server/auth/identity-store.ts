// Who may come in, as a port beside the event store: on the same database, in the same transactions, so that a person
// who is changed, the sessions that end and the audit entry are stored together or not at all. One contract suite for
// every adapter: test/contract/identity-store.ts. Secrets arrive here as hashes; see tokens.ts.

import type { AccountId, PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { StoreReads, StoreTransaction } from '../store/event-store.ts'
import type { AuditEntry, NewAuditEntry } from './audit.ts'
import type {
  AccessToken,
  AccountSso,
  FoundSession,
  Invitation,
  Mail,
  OutsideIdentity,
  Passkey,
  PendingFlow,
  PhoneCode,
  Session,
  SessionEnd,
  SessionId,
  SignInAttempt,
} from './identity.ts'

export interface IdentityReads {
  /** An open session by an access token that has not run out at `now`, with its person, who is not deactivated. */
  sessionByAccess(accessHash: string, now: Instant): Promise<FoundSession | null>
  /** Whom these access tokens stand for, by the token's hash and asked as one; those that open nothing are missing. */
  peopleByAccess(accessHashes: readonly string[], now: Instant): Promise<ReadonlyMap<string, Person>>
  /** Ended ones too, until they are forgotten. */
  session(id: SessionId): Promise<Session | null>
  /** Those that are open at `now`, the one seen last first. */
  sessionsOf(personId: PersonId, now: Instant): Promise<readonly Session[]>
  /** When the person was deactivated; null for somebody active, or not there. */
  deactivatedAt(personId: PersonId): Promise<Instant | null>
  /** When the person's first session was opened, whatever was forgotten since; null for somebody never here. */
  cameInAt(personId: PersonId): Promise<Instant | null>
  /** When the person was last heard of on any session that is remembered, ended ones too. */
  lastSeenAt(personId: PersonId): Promise<Instant | null>
  /** Whether the person has ever given a command, so that records may name them. */
  hasActed(personId: PersonId): Promise<boolean>
  /** Whether somebody could still take up an invitation of the person at `now`. */
  isInvited(personId: PersonId, now: Instant): Promise<boolean>
  /** The only active person with this e-mail address; null where there is none, or several. Case does not matter. */
  personByEmail(email: string): Promise<Person | null>
  attempt(idHash: string): Promise<SignInAttempt | null>
  /** How many attempts were begun for an address since then. */
  attemptsSince(addressHash: string, since: Instant): Promise<number>
  /** How often a wrong secret was shown in those attempts. */
  wrongTriesSince(addressHash: string, since: Instant): Promise<number>
  phoneCode(personId: PersonId): Promise<PhoneCode | null>
  invitation(tokenHash: string): Promise<Invitation | null>
  outsideIdentity(issuer: string, subject: string): Promise<OutsideIdentity | null>
  outsideIdentitiesOf(personId: PersonId): Promise<readonly OutsideIdentity[]>
  passkey(credentialId: string): Promise<Passkey | null>
  /** Oldest first. */
  passkeysOf(personId: PersonId): Promise<readonly Passkey[]>
  accountSso(accountId: AccountId): Promise<AccountSso | null>
  allAccountSso(): Promise<readonly AccountSso[]>
  /** Mails that are due at `now`, the one that waits longest first. */
  dueMails(now: Instant, limit: number): Promise<readonly Mail[]>
  /** Null for one that was removed. */
  mail(id: string): Promise<Mail | null>
  /** Newest first; `before` is an entry's number, or null for the newest. */
  auditEntries(before: number | null, limit: number): Promise<readonly AuditEntry[]>
}

/** Valid inside its work alone, with everything that the event store's transaction can do. */
export interface IdentityTransaction extends StoreTransaction, IdentityReads {
  /**
   * Makes or replaces it, and marks that its person has come in. Forgets what ran out before `now`: sessions, access
   * tokens, attempts, flows.
   */
  saveSession(session: Session, now: Instant): Promise<void>
  saveAccessToken(token: AccessToken): Promise<void>
  seeSession(id: SessionId, at: Instant): Promise<void>
  /** Ends an open session; one that has ended keeps its first reason. */
  endSession(id: SessionId, reason: SessionEnd, at: Instant): Promise<void>
  endSessionsOf(personId: PersonId, reason: SessionEnd, at: Instant): Promise<void>
  /** Null makes the person active again. Sessions are ended beside it, with `endSessionsOf`. */
  setDeactivated(personId: PersonId, at: Instant | null): Promise<void>
  /** Makes or replaces it. */
  saveAttempt(attempt: SignInAttempt): Promise<void>
  /** Marks every open attempt of the person as used: none of them opens anything any more. */
  endAttemptsOf(personId: PersonId, at: Instant): Promise<void>
  /** Makes it, or replaces the person's last one. */
  savePhoneCode(code: PhoneCode): Promise<void>
  saveInvitation(invitation: Invitation): Promise<void>
  /** Marks every open invitation of the person as used: one sign-in is what they were for. */
  useInvitationsOf(personId: PersonId, at: Instant): Promise<void>
  saveOutsideIdentity(identity: OutsideIdentity): Promise<void>
  removeOutsideIdentitiesOf(personId: PersonId): Promise<void>
  /** Makes or replaces it. */
  savePasskey(passkey: Passkey): Promise<void>
  removePasskey(credentialId: string): Promise<void>
  saveAccountSso(sso: AccountSso): Promise<void>
  removeAccountSso(accountId: AccountId): Promise<void>
  savePending(flow: PendingFlow): Promise<void>
  /** Takes a flow out: a second time it is not there. Null too when it is of another kind, or ran out at `now`. */
  takePending(idHash: string, kind: PendingFlow['kind'], now: Instant): Promise<PendingFlow | null>
  /** Takes out every flow of the person: none of them ends in anything any more. */
  endPendingOf(personId: PersonId): Promise<void>
  removeMail(id: string): Promise<void>
  /** Appends with the next number; entries are never changed or removed. */
  audit(entry: NewAuditEntry): Promise<void>
}

/** Reads see what is committed; a work is all or none, as the event store's is. */
export interface IdentityStore
  extends IdentityReads,
    Pick<StoreReads, 'person' | 'people' | 'account' | 'accounts' | 'signingKeys'> {
  write<T>(work: (tx: IdentityTransaction) => Promise<T>): Promise<T>
}
