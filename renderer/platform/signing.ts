// Signing with the person's own key on this device. Without storage or a secure address there is no key, and the person
// is told so instead of signing with something weaker. A certificate says whose the key is; one that was fetched before
// works offline, and without one the signature says that the session alone vouches for it.

import type { CertificateFacts } from '../../domain/incident/resolution-mark.ts'
import { roleNameOf } from '../../domain/incident/resolution-signature.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { DAY, epochOf, type Instant } from '../../domain/time.ts'
import { toBase64Url } from '../../protocol/base64url.ts'
import { readCertificate } from '../../protocol/certificate.ts'
import { type EnrolAnswer, type EnrolAsk, enrolmentInput } from '../../protocol/enrolment.ts'
import { markHeader, signingInput, thumbprint } from '../../protocol/jws.ts'
import { exportedKey, forgetKey, keepCertificate, keptCertificate, keyPairOf } from './signing-keys.ts'

export interface Signature {
  /** The raw 32 bytes, base64url. */
  readonly publicKey: string
  /** 64 bytes, base64url. */
  readonly signature: string
}

/** A signature under a statement, as `signResolution` takes it. */
export interface StatementMark extends Signature {
  readonly protected: string
  readonly certificate?: string
}

/** This browser can keep no key: an old one, an address without TLS, or storage that is switched off. */
export class SigningUnavailable extends Error {
  constructor(options?: { readonly cause?: unknown }) {
    super('this browser can keep no signing key', options)
    this.name = 'SigningUnavailable'
  }
}

/** A certificate is fetched anew when it ends this soon. */
const RENEW_BEFORE = 7 * DAY

/**
 * Signs the 32 bytes that `digestHex` (64 hex digits) stands for: what is signed of a proposal without a statement. What
 * `protocol/crypto.ts` verifies.
 * @throws {SigningUnavailable}
 */
export async function signDigest(personId: PersonId, digestHex: string): Promise<Signature> {
  const digest = bytesOf(digestHex)
  return signed(personId, digest)
}

/**
 * Signs a statement as a JWS, with the certificate of the key where this device has one that holds at `at`.
 * @throws {SigningUnavailable}
 */
export async function signStatement(person: Person, text: string, at: Instant): Promise<StatementMark> {
  const publicKey = await publicKeyOf(person.id)
  const held = await certificateFor(person.id, publicKey)
  const certificate = held !== null && epochOf(held.facts.notAfter) > epochOf(at) ? held : null
  const header = markHeader({
    kid: thumbprint(publicKey),
    role: roleNameOf(person.party),
    signer: person.id,
    signedAt: at,
    authTime: certificate?.facts.authTime ?? null,
    amr: certificate?.facts.amr ?? [],
  })
  const mark = await signed(person.id, new TextEncoder().encode(signingInput(header, text)))
  return { ...mark, protected: header, ...(certificate === null ? {} : { certificate: certificate.text }) }
}

/** SIGN_IN_AGAIN: the server wants a fresh sign-in first. NOT_NOW: it cannot be had now, as offline. */
export type Certifying = 'CERTIFIED' | 'SIGN_IN_AGAIN' | 'NOT_NOW'

/**
 * Makes sure that this device holds a certificate for the person's key; safe to repeat.
 * @throws {SigningUnavailable}
 */
export async function certifyKey(
  personId: PersonId,
  enrol: (ask: EnrolAsk) => Promise<EnrolAnswer | null>,
  now: Instant,
): Promise<Certifying> {
  const publicKey = await publicKeyOf(personId)
  const held = await certificateFor(personId, publicKey)
  if (held !== null && epochOf(held.facts.notAfter) - epochOf(now) > RENEW_BEFORE) return 'CERTIFIED'
  const challenge = (await enrol({ step: 'CHALLENGE' }))?.challenge ?? null
  if (challenge === null) return 'NOT_NOW'
  const input = new TextEncoder().encode(enrolmentInput(publicKey, challenge))
  const { signature: proof } = await signed(personId, input)
  const answer = await enrol({ step: 'CERTIFY', publicKey, challenge, proof })
  if (answer?.outcome === 'SIGN_IN_AGAIN') return 'SIGN_IN_AGAIN'
  // Closed, or in use by somebody else: this key signs nothing any more.
  if (answer?.outcome === 'KEY_CLOSED' || answer?.outcome === 'KEY_OF_ANOTHER') await forgetKey(personId)
  if (answer?.certificate == null || readCertificate(answer.certificate) === null) return 'NOT_NOW'
  await keepCertificate(personId, answer.certificate)
  return 'CERTIFIED'
}

interface HeldCertificate {
  readonly text: string
  readonly facts: CertificateFacts
}

/** Null where there is none for this very key. */
async function certificateFor(personId: PersonId, publicKey: string): Promise<HeldCertificate | null> {
  const text = await keptCertificate(personId)
  const facts = text === null ? undefined : readCertificate(text)?.facts
  return text === null || facts?.publicKey !== publicKey ? null : { text, facts }
}

async function publicKeyOf(personId: PersonId): Promise<string> {
  try {
    return await exportedKey(await keyPairOf(personId))
  } catch (cause) {
    throw new SigningUnavailable({ cause })
  }
}

async function signed(personId: PersonId, input: Uint8Array<ArrayBuffer>): Promise<Signature> {
  try {
    const pair = await keyPairOf(personId)
    const [publicKey, signature] = await Promise.all([
      exportedKey(pair),
      crypto.subtle.sign('Ed25519', pair.privateKey, input),
    ])
    return { publicKey, signature: toBase64Url(new Uint8Array(signature)) }
  } catch (cause) {
    throw new SigningUnavailable({ cause })
  }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError('a digest has 64 hex digits')
  return Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  )
}
