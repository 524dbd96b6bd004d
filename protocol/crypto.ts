// The cryptography that the law needs (domain/incident/context.ts), synchronous and the same on every machine:
// SHA-256 over canonical JSON (RFC 8785) and Ed25519 verification, from audited pure libraries.
// Signing is not here: a private key never leaves the device that made it.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Crypto } from '../domain/incident/context.ts'
import { plainCanonicalJson } from './canonical-json.ts'
import { holdsOverBytes, openMark, thumbprint } from './jws.ts'

/** Canonical JSON of a plain value (RFC 8785): the one text that is hashed. Throws on a value that JSON cannot express. */
export function canonicalJson(value: unknown): string {
  const text = plainCanonicalJson(value) ?? canonicalize(value)
  if (text === undefined) throw new TypeError('value has no JSON form')
  return text
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export type Sha256 = (text: string) => string

/** The same on every machine. */
export const sha256Hex: Sha256 = (text) => bytesToHex(sha256(utf8ToBytes(text)))

export const crypto: Crypto = {
  digest: (value) => sha256Hex(canonicalJson(value)),
  verify: (publicKey, digestHex, signature) =>
    /^[0-9a-f]{64}$/.test(digestHex) && holdsOverBytes(hexToBytes(digestHex), publicKey, signature),
  canonical: canonicalJson,
  digestText: sha256Hex,
  openMark,
  thumbprint,
}
