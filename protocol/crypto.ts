// The cryptography that the law needs (domain/incident/context.ts), synchronous and the same on every machine:
// SHA-256 over canonical JSON (RFC 8785) and Ed25519 verification, from audited pure libraries.
// Signing is not here: a private key never leaves the device that made it.

import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Crypto } from '../domain/incident/context.ts'

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
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Bytes of an unpadded base64url text, or null. Bytes have one valid text: unused bits are zero. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let index = 0
  for (const character of text) {
    held = ((held << 6) | ALPHABET.indexOf(character)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[index++] = (held >> bits) & 0xff
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Unpadded base64url of bytes. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const count = Math.min(4, Math.ceil(((bytes.length - index) * 8) / 6))
    for (let place = 0; place < count; place++) text += ALPHABET[(group >> (18 - place * 6)) & 63]
  }
  return text
}
