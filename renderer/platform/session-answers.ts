// Reads what the routes of sign-in answer (server/auth/): a session with its person, or one of the few ways in which a
// request can end. What has another shape counts as no answer: a proxy on the way may have spoken.

import type { Person } from '../../domain/people.ts'
import { isFields } from '../../protocol/fields.ts'
import { parsePerson } from '../../protocol/person.ts'
import { sessionEndIn } from '../../protocol/session-end.ts'
import type { SessionEnd } from '../../protocol/desktop.ts'

/** A session as the server grants it. Its refresh token stays in a cookie that no page can read. */
export interface Grant {
  readonly sessionId: string
  readonly accessToken: string
  /** How long the token opens anything from now on, in ms; by the server's clock alone. */
  readonly lifeMs: number
  readonly person: Person
}

/** What came back, or null where nobody answered. */
export interface Reply {
  readonly status: number
  /** Null where it was no JSON. */
  readonly body: unknown
  /** The server's clock as it answered, ms since 1970; null where the reply does not say. */
  readonly serverTime: number | null
}

/** Asks the page's own server; never rejects. */
export type AskServer = (path: string, init?: RequestInit) => Promise<Reply | null>

/** No access token lives longer; a reply's date that says so is wrong, as some proxies make it. */
const LONGEST_LIFE_MS = 24 * 60 * 60_000
/** Then it is renewed often enough; a token that has run out before is refused, and replaced. */
const UNKNOWN_LIFE_MS = 5 * 60_000

/** The session of an answer, or null. `now`: for a reply without the server's time. */
export function grantOf({ body, serverTime }: Reply, now: number): Grant | null {
  if (!isFields(body) || !isFields(body['session'])) return null
  const { id, accessToken, accessExpiresAt } = body['session']
  const person = parsePerson(body['person'])
  if (person === null || typeof id !== 'string' || typeof accessToken !== 'string') return null
  const expiresAt = typeof accessExpiresAt === 'string' ? Date.parse(accessExpiresAt) : Number.NaN
  if (!Number.isFinite(expiresAt)) return null
  const lifeMs = expiresAt - (serverTime ?? now)
  const isSensible = lifeMs > 0 && lifeMs < LONGEST_LIFE_MS
  return { sessionId: id, accessToken, lifeMs: isSensible ? lifeMs : UNKNOWN_LIFE_MS, person }
}

/** Why a session that was to be renewed is over, or null where the answer says no such thing. */
export function endOf({ status, body }: Reply): SessionEnd | null {
  if (status !== 401) return null
  return sessionEndIn(body)
}

export type Failure = { readonly outcome: 'REFUSED' | 'TOO_MANY' | 'UNREACHABLE' }

/** What a request that led to nothing is told as. */
export function failureOf(reply: Reply | null): Failure {
  if (reply === null || reply.status >= 500) return { outcome: 'UNREACHABLE' }
  return { outcome: reply.status === 429 ? 'TOO_MANY' : 'REFUSED' }
}

/** A way to sign in that the domain of an address has. */
export type Way =
  | { readonly kind: 'EMAIL' }
  | { readonly kind: 'SSO' | 'STAFF'; readonly id: string; readonly name: string }

export function parseWays(body: unknown): readonly Way[] {
  const ways = isFields(body) ? body['ways'] : null
  if (!Array.isArray(ways)) return []
  return ways.flatMap((way: unknown): readonly Way[] => {
    if (!isFields(way)) return []
    const { kind, id, name } = way
    if (kind === 'EMAIL') return [{ kind }]
    if ((kind !== 'SSO' && kind !== 'STAFF') || typeof id !== 'string' || typeof name !== 'string') return []
    return [{ kind, id, name }]
  })
}

/** The text that a body has under a name, or null. */
export function textOf(body: unknown, name: string): string | null {
  const value = isFields(body) ? body[name] : null
  return typeof value === 'string' ? value : null
}

/** The fetch of this page as a question to its server. */
export const askOver =
  (ask: (path: string, init?: RequestInit) => Promise<Response>): AskServer =>
  async (path, init) => {
    try {
      const response = await ask(path, init)
      const body: unknown = await response.json().catch(() => null)
      const date = Date.parse(response.headers.get('date') ?? '')
      return { status: response.status, body, serverTime: Number.isFinite(date) ? date : null }
    } catch {
      return null
    }
  }

/** A request with a JSON body, in somebody's name where a token is given. */
export const posted = (body: object, token: string | null = null): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  },
  body: JSON.stringify(body),
})
