// A certificate says whose a signing key is: the provider's word, as a compact JWS that travels inside the record. It
// carries all that is needed to check it offline: the issuing key's own certificate, which an offline root signed, and
// that root's public key. Who trusts the root (by its fingerprint, from the contract) trusts what hangs on it.
//
//   root ──signs──▶ issuer (90 days) ──signs──▶ a person's key

import { type AccountId, type PersonId, toAccountId, toPersonId } from '../domain/ids.ts'
import type { CertificateFacts } from '../domain/incident/resolution-mark.ts'
import type { Instant } from '../domain/time.ts'
import { fromBase64Url } from './base64url.ts'
import type { Fields } from './fields.ts'
import { encoded, holdsOver, instantIn, isTexts, readPart, thumbprint } from './jws.ts'

export const KEY_CERTIFICATE = 'accord.key-certificate+jws'
export const ISSUER_CERTIFICATE = 'accord.issuer-certificate+jws'
/** Characters; a certificate has about 2,000. */
export const CERTIFICATE_MAX = 8_192

/** A key that may issue certificates for a time, on the word of a root. */
export interface IssuerFacts {
  readonly publicKey: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  /** The root's public key; its thumbprint is the fingerprint that one compares. */
  readonly root: string
}

export interface Certificate {
  readonly facts: CertificateFacts
  readonly issuer: IssuerFacts
  /** The root's fingerprint (RFC 7638). */
  readonly rootFingerprint: string
}

/** The header of a person's certificate; `issuer` is the issuing key's own certificate. */
export const keyCertificateHeader = (issuerKey: string, issuer: string): Fields => ({
  alg: 'EdDSA',
  issuer,
  kid: thumbprint(issuerKey),
  typ: KEY_CERTIFICATE,
})

export const keyCertificatePayload = (facts: CertificateFacts): Fields => ({
  account_id: facts.accountId,
  account_name: facts.accountName,
  amr: facts.amr,
  auth_time: facts.authTime,
  email: facts.email,
  issued_at: facts.issuedAt,
  kid: facts.kid,
  name: facts.name,
  not_after: facts.notAfter,
  party: facts.party,
  person_id: facts.personId,
  public_key: facts.publicKey,
  role: facts.role,
  version: 1,
})

export const issuerCertificateHeader = (root: string): Fields => ({
  alg: 'EdDSA',
  kid: thumbprint(root),
  root,
  typ: ISSUER_CERTIFICATE,
})

export const issuerCertificatePayload = (facts: Omit<IssuerFacts, 'root'>): Fields => ({
  not_after: facts.notAfter,
  not_before: facts.notBefore,
  public_key: facts.publicKey,
  version: 1,
})

/** What is signed of a certificate: header and payload as they are encoded. */
export const certificateInput = (header: Fields, payload: Fields): string =>
  `${encoded(header)}.${encoded(payload)}`

/**
 * A certificate with all signatures in it checked, or null. Issued while its issuer was valid; whether it still holds at
 * some time is the caller's question. Never throws.
 */
export function readCertificate(text: string): Certificate | null {
  if (text.length > CERTIFICATE_MAX) return null
  const parts = issuedParts(text, KEY_CERTIFICATE, KEY_NAMES)
  const issuer = parts === null ? null : readIssuer(parts)
  const facts = parts === null ? null : factsIn(parts.payload)
  if (issuer === null || facts === null) return null
  if (facts.issuedAt < issuer.notBefore || facts.issuedAt >= issuer.notAfter) return null
  return { facts, issuer, rootFingerprint: thumbprint(issuer.root) }
}

/** The parts of what an issuing key signed as `typ`: canonical, with exactly these names in the payload; else null. */
export function issuedParts(text: string, typ: string, payloadNames: readonly string[]): SignedParts | null {
  const parts = partsOf(text, ['alg', 'issuer', 'kid', 'typ'], payloadNames)
  return parts?.header['typ'] === typ ? parts : null
}

/** Who signed such parts: an issuer whose own certificate holds, and whose signature fits; else null. */
export function readIssuer({ header, input, signature }: SignedParts): IssuerFacts | null {
  if (typeof header['issuer'] !== 'string') return null
  const issuer = readIssuerCertificate(header['issuer'])
  if (issuer === null || header['kid'] !== thumbprint(issuer.publicKey)) return null
  return holdsOver(input, issuer.publicKey, signature) ? issuer : null
}

/** The certificate of an issuing key, by its own root; null where it does not hold. */
export function readIssuerCertificate(text: string): IssuerFacts | null {
  const parts = partsOf(text, ['alg', 'kid', 'root', 'typ'], ISSUER_NAMES)
  const root = parts?.header['root']
  if (parts?.header['typ'] !== ISSUER_CERTIFICATE || !isKey(root)) return null
  if (parts.header['kid'] !== thumbprint(root) || !holdsOver(parts.input, root, parts.signature)) return null
  const { version, public_key: publicKey, not_before, not_after } = parts.payload
  const notBefore = instantIn(not_before)
  const notAfter = instantIn(not_after)
  if (version !== 1 || !isKey(publicKey) || notBefore === undefined || notAfter === undefined) return null
  return { publicKey, notBefore, notAfter, root }
}

const ISSUER_NAMES = ['not_after', 'not_before', 'public_key', 'version'] as const
const KEY_NAMES = [
  'account_id',
  'account_name',
  'amr',
  'auth_time',
  'email',
  'issued_at',
  'kid',
  'name',
  'not_after',
  'party',
  'person_id',
  'public_key',
  'role',
  'version',
] as const

/** A compact JWS taken apart; nothing of it is checked yet but its writing. */
export interface SignedParts {
  readonly header: Fields
  readonly payload: Fields
  readonly signature: string
  readonly input: string
}

function partsOf(
  text: string,
  headerNames: readonly string[],
  payloadNames: readonly string[],
): SignedParts | null {
  const [head = '', body = '', signature = '', ...more] = text.split('.')
  const header = readPart(head, headerNames)
  const payload = readPart(body, payloadNames)
  if (more.length > 0 || header?.['alg'] !== 'EdDSA' || payload === null) return null
  return { header, payload, signature, input: `${head}.${body}` }
}

function factsIn(payload: Fields): CertificateFacts | null {
  const { version, kid, public_key: publicKey, person_id, name, email, party, role, amr } = payload
  const { account_id, account_name } = payload
  const authTime = instantIn(payload['auth_time'])
  const issuedAt = instantIn(payload['issued_at'])
  const notAfter = instantIn(payload['not_after'])
  if (version !== 1 || !isKey(publicKey) || kid !== thumbprint(publicKey)) return null
  if (typeof person_id !== 'string' || typeof name !== 'string' || typeof role !== 'string') return null
  if (party !== 'CUSTOMER' && party !== 'PROVIDER') return null
  if (!isTextOrNull(email) || !isTextOrNull(account_id) || !isTextOrNull(account_name)) return null
  if (!isTexts(amr) || authTime === undefined || issuedAt === undefined || notAfter === undefined) return null
  if ((party === 'CUSTOMER') !== (account_id !== null)) return null
  const personId: PersonId = toPersonId(person_id)
  const accountId: AccountId | null = account_id === null ? null : toAccountId(account_id)
  const who = { personId, name, email, role, accountId, accountName: account_name }
  return { ...who, party, kid, publicKey, amr, authTime, issuedAt, notAfter }
}

const isKey = (value: unknown): value is string =>
  typeof value === 'string' && fromBase64Url(value)?.length === 32
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'
