// Binds a sign-in at a provider to the browser that began it: a random value in a cookie that no script reads. Without
// it somebody could end a sign-in of theirs in another person's browser, who would then work in the wrong name.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { newToken } from '../tokens.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
/** As long as a flow may take, s. */
const LIFETIME_S = 600

/** The prefix makes the browser refuse such a cookie from a neighbour's host; it asks for https. */
const nameFor = (isSecure: boolean): string => (isSecure ? '__Host-accord.sign-in' : 'accord.sign-in')

/** The value that this browser has, or null. */
export function browserValue({ cookie }: IncomingHttpHeaders, isSecure: boolean): string | null {
  for (const part of (cookie ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=', 2)
    if (name === nameFor(isSecure) && TOKEN.test(value)) return value
  }
  return null
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

/** Compares two texts in a time that tells nothing of them. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
