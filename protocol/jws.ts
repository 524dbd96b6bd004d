// Signatures as JSON Web Signatures (RFC 7515) by Ed25519 (RFC 8037): the text that is signed is carried as it is, and
// the header under the signature says who signs as what. Read strictly: one spelling of the header, `alg` EdDSA alone,
// no name that is not known, and the key comes from the caller and never from the header.

import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { toPersonId } from '../domain/ids.ts'
import type { Mark, MarkHeader } from '../domain/incident/resolution-mark.ts'
import { parseInstant } from '../domain/time.ts'
import { fromBase64Url, textFromBase64Url, textToBase64Url, toBase64Url } from './base64url.ts'
import { type Fields, isFields } from './fields.ts'

export const MARK_TYPE = 'incident-resolution+jws'

/** A JWK's thumbprint (RFC 7638), base64url: the one name of a public key. */
export const thumbprint = (publicKey: string): string =>
  toBase64Url(sha256(utf8ToBytes(`{"crv":"Ed25519","kty":"OKP","x":${JSON.stringify(publicKey)}}`)))

/** What a signature is made over. */
export const signingInput = (header: string, text: string): string => `${header}.${textToBase64Url(text)}`

/** Whether a signature holds over these ASCII letters. Never throws. */
export const holdsOver = (input: string, publicKey: string, signature: string): boolean =>
  holdsOverBytes(utf8ToBytes(input), publicKey, signature)

/**
 * Whether a signature holds over bytes, strictly (RFC 8032), as every other verifier has it: a key of small order would
 * fit more than one text. Never throws.
 */
export function holdsOverBytes(input: Uint8Array, publicKey: string, signature: string): boolean {
  const key = fromBase64Url(publicKey)
  const mark = fromBase64Url(signature)
  if (key?.length !== 32 || mark?.length !== 64) return false
  try {
    return ed25519.verify(mark, input, key, { zip215: false })
  } catch {
    return false // a point that is not on the curve: no signature at all
  }
}

/** The header under a resolution's signature, as it is encoded. */
export const markHeader = (header: MarkHeader): string =>
  encoded({
    alg: 'EdDSA',
    amr: header.amr,
    auth_time: header.authTime,
    kid: header.kid,
    role: header.role,
    signed_at: header.signedAt,
    signer: header.signer,
    typ: MARK_TYPE,
  })

/** The header of a resolution's signature over exactly `text`, or null where it does not hold. */
export function openMark(mark: Mark, text: string): MarkHeader | null {
  const header = readMarkHeader(mark.protected)
  if (header === null) return null
  return holdsOver(signingInput(mark.protected, text), mark.publicKey, mark.signature) ? header : null
}

function readMarkHeader(header: string): MarkHeader | null {
  const fields = readPart(header, HEADER_NAMES)
  if (fields?.['alg'] !== 'EdDSA' || fields['typ'] !== MARK_TYPE) return null
  const { kid, role, signer, signed_at: signedAt, auth_time: authTime, amr } = fields
  if (typeof kid !== 'string' || typeof signer !== 'string' || signer === '') return null
  if (role !== 'customer' && role !== 'provider') return null
  const at = instantIn(signedAt)
  const since = authTime === null ? null : instantIn(authTime)
  if (at === undefined || since === undefined || !isTexts(amr)) return null
  return { kid, role, signer: toPersonId(signer), signedAt: at, authTime: since, amr }
}

const HEADER_NAMES = ['alg', 'amr', 'auth_time', 'kid', 'role', 'signed_at', 'signer', 'typ'] as const

/** The object that an encoded part stands for: canonical JSON with exactly these names; else null. */
export function readPart(part: string, names: readonly string[]): Fields | null {
  const text = textFromBase64Url(part)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    if (!isFields(value) || canonicalize(value) !== text) return null
    const found = Object.keys(value)
    const isKnown = found.length === names.length && names.every((name) => Object.hasOwn(value, name))
    return isKnown ? value : null
  } catch {
    return null
  }
}

/** The inverse of `readPart`. */
export const encoded = (fields: Fields): string => textToBase64Url(canonicalize(fields) ?? '')

/** An instant in its one form, or undefined. */
export function instantIn(value: unknown): MarkHeader['signedAt'] | undefined {
  const at = typeof value === 'string' ? parseInstant(value) : null
  return at !== null && at === value ? at : undefined
}

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
