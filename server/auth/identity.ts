// The words of sign-in as they are stored: a session is one device of one person, an attempt is a begun sign-in.
// Every secret is here as a hash alone.

import type { AccountId, PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'

/** A UUID; names a device in lists and in its cookie, and opens nothing. */
export type SessionId = string

/** How somebody showed who they are. */
export type SignInMethod = 'DEMO' | 'EMAIL' | 'PHONE_CODE' | 'INVITATION' | 'OIDC' | 'PASSKEY'

/**
 * - SIGNED_OUT: by the person, on that device.
 * - REVOKED: by the person on another device, or by an administrator.
 * - DEACTIVATED: the person has no access any more.
 * - TOO_MANY: the person is signed in on more devices than one may be, and this one was seen least.
 * - REUSED: an old refresh token was used again: somebody else may hold it.
 */
export type SessionEnd = 'SIGNED_OUT' | 'REVOKED' | 'DEACTIVATED' | 'TOO_MANY' | 'REUSED'

/**
 * Why a socket is closed with 4403. After `expired` the device renews its session and comes back; after `changed` it
 * comes back at once and is served anew; after `revoked` it renews, and what that answers says whether to wipe.
 */
export type CloseReason = 'expired' | 'revoked' | 'changed'

export interface Session {
  readonly id: SessionId
  readonly personId: PersonId
  /** By which its refresh tokens are known again however old they are; opens nothing. See tokens.ts. */
  readonly lineage: string
  readonly refreshHash: string
  /** The one before the last rotation; accepted for a moment more. */
  readonly previousRefreshHash: string | null
  readonly rotatedAt: Instant
  /** What the last rotation answered, sealed with the token that asked; see sealed-reply.ts. */
  readonly sealedReply: string | null
  readonly refreshExpiresAt: Instant
  readonly deviceName: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly method: SignInMethod
  /** When the person last showed who they are: signing asks for a fresh one. */
  readonly authenticatedAt: Instant
  readonly endedAt: Instant | null
  readonly endReason: SessionEnd | null
}

export interface AccessToken {
  readonly hash: string
  readonly sessionId: SessionId
  /** The session's, when this token was made: an older token of the same session does not become fresh by a step-up. */
  readonly authenticatedAt: Instant
  readonly expiresAt: Instant
}

/** What an access token opens. */
export interface FoundSession {
  readonly session: Session
  readonly person: Person
  readonly token: AccessToken
}

/** A sign-in by e-mail that was begun; its secret is with the device that began it. */
export interface SignInAttempt {
  readonly idHash: string
  /** Null for an address that nobody may sign in with. */
  readonly personId: PersonId | null
  readonly addressHash: string
  /** Null until its mail goes out. */
  readonly linkHash: string | null
  readonly codeHash: string | null
  readonly tries: number
  readonly startedAt: Instant
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** A code that an agent reads out on the phone; a person has one at a time. */
export interface PhoneCode {
  readonly personId: PersonId
  readonly salt: string
  readonly codeHash: string
  readonly issuedBy: PersonId
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly tries: number
  readonly usedAt: Instant | null
}

export interface Invitation {
  readonly tokenHash: string
  readonly personId: PersonId
  /** Null when the operator made it on the server itself. */
  readonly invitedBy: PersonId | null
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** Whom an outside provider's subject is here: linked by an invitation, never by an e-mail address. */
export interface OutsideIdentity {
  readonly issuer: string
  readonly subject: string
  readonly personId: PersonId
  readonly linkedAt: Instant
}

export interface Passkey {
  /** base64url */
  readonly credentialId: string
  readonly personId: PersonId
  /** COSE key, base64url */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** The customer's own provider of identities. */
export interface AccountSso {
  readonly accountId: AccountId
  readonly issuer: string
  readonly clientId: string
  /** Names where the secret lies, never the secret itself; null for a public client. */
  readonly clientSecretRef: string | null
  /** Mail domains in small letters whose people are sent there. */
  readonly domains: readonly string[]
}

/** A first half that waits for its second: taken once, then gone. */
export interface PendingFlow {
  readonly idHash: string
  readonly kind: 'OIDC' | 'HANDOVER' | 'PASSKEY' | 'PASSKEY_REGISTRATION'
  /** Whose it is, where that is known: it ends with what that person may do. */
  readonly personId: PersonId | null
  /** The caller's own JSON. */
  readonly json: string
  readonly expiresAt: Instant
}

/** A mail that has still to go out. */
export interface Mail {
  readonly id: string
  readonly kind: 'SIGN_IN' | 'INVITATION' | 'PHONE_CODE_USED' | 'CLOCK'
  /** Null for an address that gets none; such a row only makes known and unknown addresses cost the same. */
  readonly recipient: string | null
  /** SIGN_IN: the attempt's hash. CLOCK: ids of room, entry and reader. Otherwise the person's id. */
  readonly about: string
  readonly tries: number
  readonly nextTryAt: Instant
  /** Of no use after this. */
  readonly expiresAt: Instant
}
