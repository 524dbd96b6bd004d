// The cryptography that the law needs (domain/incident/context.ts), synchronous and the same on every machine:
// SHA-256 over canonical JSON (RFC 8785) and Ed25519 verification, from audited pure libraries.
// Signing is not here: a private key never leaves the device that made it.

import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Crypto } from '../domain/incident/context.ts'
import { fromBase64Url } from './base64url.ts'
import { openMark, thumbprint } from './jws.ts'

/** Canonical JSON of a plain value (RFC 8785): the one text that is hashed. Throws on a value that JSON cannot express. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('value has no JSON form')
  return text
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

export const crypto: Crypto = {
  digest: (value) => sha256Hex(canonicalJson(value)),
  verify: (publicKey, digestHex, signature) => {
    const key = fromBase64Url(publicKey)
    const mark = fromBase64Url(signature)
    if (key?.length !== 32 || mark?.length !== 64 || !/^[0-9a-f]{64}$/.test(digestHex)) return false
    try {
      // Strict (RFC 8032), as every other verifier is: a key of small order would fit more than one text.
      return ed25519.verify(mark, hexToBytes(digestHex), key, { zip215: false })
    } catch {
      return false // a point that is not on the curve: no signature at all
    }
  },
  canonical: canonicalJson,
  digestText: sha256Hex,
  openMark,
  thumbprint,
}
