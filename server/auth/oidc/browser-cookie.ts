// Binds a sign-in at a provider to the browser that began it: a random value in a cookie that no script reads. Without
// it somebody could end a sign-in of theirs in another person's browser, who would then work in the wrong name.

import type { IncomingHttpHeaders } from 'node:http'
import { cookieNamed } from '../cookies.ts'
import { isToken, newToken } from '../tokens.ts'

/** As long as a flow may take, s. */
const LIFETIME_S = 600

/** The prefix makes the browser refuse such a cookie from a neighbour's host; it asks for https. */
const nameFor = (isSecure: boolean): string => (isSecure ? '__Host-accord.sign-in' : 'accord.sign-in')

/** The value that this browser has, or null. */
export function browserValue(headers: IncomingHttpHeaders, isSecure: boolean): string | null {
  const value = cookieNamed(headers, nameFor(isSecure))
  return isToken(value) ? value : null
}

/**
 * What the browser is to keep: the value it has, since it may have begun another sign-in in another tab, or a new one.
 * Lax, because the browser comes back from another site.
 */
export function browserCookie(
  headers: IncomingHttpHeaders,
  isSecure: boolean,
): { readonly value: string; readonly cookie: string } {
  const value = browserValue(headers, isSecure) ?? newToken()
  const secure = isSecure ? '; Secure' : ''
  return {
    value,
    cookie: `${nameFor(isSecure)}=${value}; Path=/; Max-Age=${LIFETIME_S}; HttpOnly; SameSite=Lax${secure}`,
  }
}
