// The answer of a rotation, sealed with the very token that asked for it. When the answer is lost on its way, or two
// windows ask at once, the same token gets the same pair again; a copy of the database alone opens nothing, since the
// key is made from a secret that is not in it.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** The secrets of one rotation. */
export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Another text each time, since its nonce is random. */
export function seal(pair: TokenPair, refreshToken: string, sessionId: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyOf(refreshToken, sessionId), nonce)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(pair)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Throws for another token or session than it was sealed with. */
export function unseal(text: string, refreshToken: string, sessionId: string): TokenPair {
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv(
    CIPHER,
    keyOf(refreshToken, sessionId),
    bytes.subarray(0, NONCE_BYTES),
  ).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const open = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  return JSON.parse(open.toString()) as TokenPair
}

const keyOf = (refreshToken: string, sessionId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', refreshToken, sessionId, 'accord refresh reply', KEY_BYTES))
