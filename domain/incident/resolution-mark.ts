// The marks under a resolution as data: a signature with its header, and a certificate that says whose key it is. Read
// from their texts by protocol/jws.ts and protocol/certificate.ts, judged by resolution-signature.ts.

import type { AccountId, PersonId } from '../ids.ts'
import type { Party } from '../people.ts'
import type { Instant } from '../time.ts'

/** A signature as a JWS without its payload: header and signature in base64url, and the key it is said to fit. */
export interface Mark {
  readonly publicKey: string
  readonly protected: string
  readonly signature: string
}

/** What the signer says under the signature. */
export interface MarkHeader {
  /** Name of the key (RFC 7638). */
  readonly kid: string
  readonly role: 'customer' | 'provider'
  readonly signer: PersonId
  /** By the device's clock. */
  readonly signedAt: Instant
  /** When and how the signer signed in before the key was certified; null and empty without a certificate. */
  readonly authTime: Instant | null
  readonly amr: readonly string[]
}

/** What the provider says of a key by a certificate. */
export interface CertificateFacts {
  readonly kid: string
  readonly publicKey: string
  readonly personId: PersonId
  readonly name: string
  readonly email: string | null
  readonly party: Party
  readonly role: string
  readonly accountId: AccountId | null
  readonly accountName: string | null
  /** How the person signed in, and when. */
  readonly amr: readonly string[]
  readonly authTime: Instant
  readonly issuedAt: Instant
  readonly notAfter: Instant
}

/** A certificate with what its issuer knows of it today. */
export interface PresentedCertificate {
  readonly facts: CertificateFacts
  /** Issued by this server, to the byte. A device cannot know and says yes. */
  readonly isKnown: boolean
  readonly revokedAt: Instant | null
}
