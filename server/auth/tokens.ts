// The secret of a session: 256 random bits that only its device holds. The server keeps their SHA-256, so that a copy
// of its data opens nothing; a slow hash is not needed, since nobody can guess 256 bits.

import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN = /^[A-Za-z0-9_-]{43}$/
const BEARER = /^Bearer +(\S+)$/i

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The token of an `Authorization: Bearer …` value, or null for anything else. */
export function tokenOf(authorization: unknown): string | null {
  if (typeof authorization !== 'string' || authorization.length > 200) return null
  const token = BEARER.exec(authorization.trim())?.[1] ?? ''
  return TOKEN.test(token) ? token : null
}
