// Reads the cookies of a request.

import type { IncomingHttpHeaders } from 'node:http'

/** The value of a cookie, or null. Two of one name count as none: one of them is planted. */
export function cookieNamed({ cookie = '' }: IncomingHttpHeaders, name: string): string | null {
  const start = `${name}=`
  const values = cookie
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(start))
    .map((part) => part.slice(start.length))
  return values.length === 1 ? (values[0] ?? null) : null
}
