// The secrets of sign-in: 256 random bits that only one device holds, and short codes that a person types. The server
// keeps their SHA-256, so that a copy of its data opens nothing. A slow hash is not needed: nobody can guess 256 bits,
// and a code is good for five tries within ten minutes.

import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 32
/** Of a token of a lineage: this much is random, the rest shows where it comes from. */
const RANDOM_BYTES = 20
const TOKEN = /^[A-Za-z0-9_-]{43}$/
const BEARER = /^Bearer +(\S+)$/i

/** 256 random bits, base64url. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** A token that whoever knows `lineage` knows again, without a list of all there were; 160 bits of it are random. */
export function newTokenOf(lineage: string): string {
  const random = randomBytes(RANDOM_BYTES)
  return Buffer.concat([random, markOf(lineage, random)]).toString('base64url')
}

/** Whether a token was made by `newTokenOf` for this lineage, however long ago; says nothing of whether it opens. */
export function isTokenOf(lineage: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== TOKEN_BYTES) return false
  return timingSafeEqual(markOf(lineage, bytes.subarray(0, RANDOM_BYTES)), bytes.subarray(RANDOM_BYTES))
}

const markOf = (lineage: string, random: Buffer): Buffer =>
  createHmac('sha256', lineage)
    .update(random)
    .digest()
    .subarray(0, TOKEN_BYTES - RANDOM_BYTES)

/** Whether a text has the form of a token; says nothing of whether it opens anything. */
export const isToken = (text: unknown): text is string => typeof text === 'string' && TOKEN.test(text)

/** Under which the server keeps a token, in hex. */
export const hashOfToken = (token: string): string => hash('sha256', token)

/** Digits that a person can type, each as likely as the other. */
export const newCode = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0')

/** `salt` is what the code belongs to, so that equal codes have different hashes. */
export const hashOfCode = (salt: string, code: string): string => hashOfToken(`${salt} ${code}`)

/** Takes equally long wherever two hashes differ; null is equal to nothing. */
export function isSameHash(kept: string | null, shown: string): boolean {
  const a = Buffer.from(kept ?? '')
  const b = Buffer.from(shown)
  return kept !== null && a.length === b.length && timingSafeEqual(a, b)
}

/** The token of an `Authorization: Bearer …` value, or null for anything else. */
export function tokenOf(authorization: unknown): string | null {
  if (typeof authorization !== 'string' || authorization.length > 200) return null
  const token = BEARER.exec(authorization.trim())?.[1] ?? ''
  return isToken(token) ? token : null
}
