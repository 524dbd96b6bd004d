// Where a browser keeps its refresh token: a cookie that no script can read, one for each session, so that windows of
// several people in one browser do not overwrite each other's. It comes back to /auth/refresh and /auth/sign-out alone
// in effect: nothing else reads it.

import type { IncomingHttpHeaders } from 'node:http'
import type { Instant } from '../../domain/time.ts'
import { isOwnMachine } from '../http/own-machine.ts'
import { cookieNamed } from './cookies.ts'
import { isToken } from './tokens.ts'

const NAME = 'accord.'
/** A browser takes such a cookie from this very host and over a safe line alone. */
const HOST_PREFIX = '__Host-'
const SESSION_ID = /^[0-9a-f-]{36}$/

/** The `Set-Cookie` that hands the token to the browser until it runs out. */
export const cookieFor = (
  headers: IncomingHttpHeaders,
  sessionId: string,
  token: string,
  expiresAt: Instant,
): string =>
  `${nameOf(headers, sessionId)}=${token}; Expires=${new Date(expiresAt).toUTCString()}; ${attributesFor(headers)}`

/** The `Set-Cookie` that takes it away. */
export const noCookieFor = (headers: IncomingHttpHeaders, sessionId: string): string =>
  `${nameOf(headers, sessionId)}=; Max-Age=0; ${attributesFor(headers)}`

/** The token that a browser brought for a session, or null. */
export function tokenFromCookie(headers: IncomingHttpHeaders, sessionId: string): string | null {
  if (!SESSION_ID.test(sessionId)) return null
  const value = cookieNamed(headers, nameOf(headers, sessionId))
  return isToken(value) ? value : null
}

/**
 * Whether a cookie may count in this request: it comes from a page of this very origin. Browsers say so since 2023;
 * the origin itself has been judged before (http/origin.ts), and SameSite=Strict keeps the cookie at home besides.
 */
export function isFromOwnPage({ 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return site === undefined || site === 'same-origin'
}

const nameOf = (headers: IncomingHttpHeaders, sessionId: string): string =>
  `${isSafeLine(headers) ? HOST_PREFIX : ''}${NAME}${sessionId}`

const attributesFor = (headers: IncomingHttpHeaders): string =>
  `Path=/; HttpOnly; SameSite=Strict${isSafeLine(headers) ? '; Secure' : ''}`

/** A browser's POST says which scheme its page has; a name of this machine counts as safe with any scheme. */
const isSafeLine = ({ origin, host = '' }: IncomingHttpHeaders): boolean =>
  isOwnMachine(host) || (origin?.startsWith('https://') ?? false)
