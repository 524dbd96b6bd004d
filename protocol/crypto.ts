// The cryptography that the law needs (domain/incident/context.ts), synchronous and the same on every machine:
// SHA-256 over canonical JSON (RFC 8785) and Ed25519 verification, from audited pure libraries.
// Signing is not here: a private key never leaves the device that made it.

import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
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

// A browser's replica needs two hashes for each event. One hasher is begun anew from an untouched one each time, and plain
// letters are their own bytes: making hasher, bytes and hex for each text took as long as the hashing.
const UNTOUCHED = sha256.create()
const hasher = sha256.create()
const letters = new Uint8Array(4_096)
const digest = new Uint8Array(hasher.outputLen)
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The same on every machine. */
export const sha256Hex: Sha256 = (text) => {
  UNTOUCHED._cloneInto(hasher)
  hasher.update(bytesOf(text)).digestInto(digest)
  let hex = ''
  for (const byte of digest) hex += HEX[byte]
  return hex
}

/** UTF-8; valid until the next text. */
function bytesOf(text: string): Uint8Array {
  if (text.length > letters.length) return utf8ToBytes(text)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 127) return utf8ToBytes(text)
    letters[index] = code
  }
  return letters.subarray(0, text.length)
}

export const crypto: Crypto = {
  digest: (value) => sha256Hex(canonicalJson(value)),
  verify: (publicKey, digestHex, signature) =>
    /^[0-9a-f]{64}$/.test(digestHex) && holdsOverBytes(hexToBytes(digestHex), publicKey, signature),
  canonical: canonicalJson,
  digestText: sha256Hex,
  openMark,
  thumbprint,
}
