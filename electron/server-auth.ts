// What the main process asks of a server's sign-in: codes to be sent, sign-ins to be finished, sessions to be renewed and
// ended. A session's secrets come back to the main process alone.

import type { Person } from '../domain/people.ts'
import type { SessionEnd } from '../protocol/desktop.ts'
import { fieldsOf } from '../protocol/fields.ts'
import { parsePerson } from '../protocol/person.ts'
import { sessionEndIn } from '../protocol/session-end.ts'
import { type Ask, openAsking, posted, type TimedJson } from './server-ask.ts'

/** A session as the server has just granted it. */
export interface Granted {
  readonly sessionId: string
  readonly accessToken: string
  /** How long the access token opens anything from now on, ms, by the server's clock. */
  readonly lifeMs: number
  /** Null after a step-up: the session keeps the one it has. */
  readonly refreshToken: string | null
  readonly person: Person
}

/** Why there is no session: the server says no, says "later", or is not heard. */
export type NotGranted = { readonly outcome: 'REFUSED' | 'TOO_MANY' | 'UNREACHABLE' }

export type Finished = { readonly outcome: 'GRANTED'; readonly granted: Granted } | NotGranted

export type Started = { readonly outcome: 'SENT'; readonly attempt: string } | NotGranted

export type Renewed =
  | { readonly outcome: 'GRANTED'; readonly granted: Granted }
  | { readonly outcome: 'ENDED'; readonly reason: SessionEnd }
  | { readonly outcome: 'UNREACHABLE' }

/** What proves who somebody is, as the route of that way takes it. */
export type Proof =
  | { readonly way: 'demo'; readonly personId: string }
  | { readonly way: 'email'; readonly attempt: string; readonly code: string }
  | { readonly way: 'phone'; readonly email: string; readonly code: string }
  | { readonly way: 'browser'; readonly handover: string; readonly verifier: string }

export interface ServerAuth {
  emailStart(origin: string, email: string): Promise<Started>
  /** With `token` the session of that token is made fresh, and no new one is opened. */
  finish(origin: string, proof: Proof, token: string | null): Promise<Finished>
  refresh(origin: string, sessionId: string, refreshToken: string): Promise<Renewed>
  /** By the refresh token, so that it works however long ago the session was used. False: nobody heard it. */
  signOut(origin: string, sessionId: string, refreshToken: string): Promise<boolean>
}

const ROUTES = {
  demo: '/demo/sign-in',
  email: '/auth/email/finish',
  phone: '/auth/phone/finish',
  browser: '/auth/oidc/finish',
} as const satisfies Record<Proof['way'], string>

/** `deviceName`: what the person's list of devices calls this one. */
export function openServerAuth(ask: Ask, deviceName: string): ServerAuth {
  const { json } = openAsking(ask)
  return {
    async emailStart(origin, email) {
      const answer = await json(`${origin}/auth/email/start`, posted({ email, deviceName }))
      const attempt = answer?.status === 200 ? textIn(answer.body, 'attempt') : null
      return attempt === null ? notGranted(answer) : { outcome: 'SENT', attempt }
    },
    async finish(origin, proof, token) {
      const { way, ...secrets } = proof
      const body = { ...secrets, keep: 'BODY', deviceName }
      const answer = await json(`${origin}${ROUTES[way]}`, posted(body, token))
      const granted = answer?.status === 200 ? grantedIn(answer) : null
      // Without a refresh token only the session that was shown can have been meant.
      if (granted === null || (token === null && granted.refreshToken === null)) return notGranted(answer)
      return { outcome: 'GRANTED', granted }
    },
    async refresh(origin, sessionId, refreshToken) {
      const answer = await json(`${origin}/auth/refresh`, posted({ sessionId, refreshToken }))
      const reason = answer?.status === 401 ? sessionEndIn(answer.body) : null
      if (reason !== null) return { outcome: 'ENDED', reason }
      const granted = answer?.status === 200 ? grantedIn(answer) : null
      const isWhole = granted !== null && granted.refreshToken !== null && granted.sessionId === sessionId
      return isWhole ? { outcome: 'GRANTED', granted } : { outcome: 'UNREACHABLE' }
    },
    async signOut(origin, sessionId, refreshToken) {
      const answer = await json(`${origin}/auth/sign-out`, posted({ sessionId, refreshToken }))
      return answer !== null && answer.status < 500 && answer.status !== 429
    },
  }
}

function notGranted(answer: TimedJson | null): NotGranted {
  if (answer === null || answer.status >= 500) return { outcome: 'UNREACHABLE' }
  return { outcome: answer.status === 429 ? 'TOO_MANY' : 'REFUSED' }
}

function grantedIn({ body, serverTime }: TimedJson): Granted | null {
  const { session, person } = fieldsOf(body)
  const { id, accessToken, accessExpiresAt, refreshToken } = fieldsOf(session)
  const known = parsePerson(person)
  if (known === null || !isText(id) || !isText(accessToken) || !isText(accessExpiresAt)) return null
  const lifeMs = Date.parse(accessExpiresAt) - (serverTime ?? Date.now())
  if (!Number.isFinite(lifeMs)) return null
  return {
    sessionId: id,
    accessToken,
    lifeMs,
    refreshToken: isText(refreshToken) ? refreshToken : null,
    person: known,
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function textIn(body: unknown, name: string): string | null {
  const value = fieldsOf(body)[name]
  return isText(value) ? value : null
}
