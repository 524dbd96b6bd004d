// Sessions at the edge: who is asking, and which sockets belong to a session, so that its end closes them at once.
// Everything about a session is asked of the store each time: nothing here can outlive it (I22). What the store may
// answer from memory is in known-sessions.ts, the sockets themselves in session-sockets.ts.

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant, MINUTE } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'
import { type Signals, SILENT_SIGNALS } from '../store/signals.ts'
import type { IdentityStore } from './identity-store.ts'
import type { CloseReason, FoundSession, SessionEnd, SessionId, SignInMethod } from './identity.ts'
import { openSessionSockets, type ReasonsToEnd, SOCKETS_PER_SESSION } from './session-sockets.ts'
import { type OpenedSession, openSession, renewSession, type Renewal, type WayIn } from './session-tokens.ts'
import { hashOfToken, isSameHash, tokenOf } from './tokens.ts'

/** Somebody signed in, as stored a moment ago. */
export interface Viewer {
  readonly person: Person
  readonly sessionId: SessionId
  /** What identifies the access token; the token itself is not kept. */
  readonly tokenHash: string
  readonly accessExpiresAt: Instant
  readonly method: SignInMethod
  /** When this person last showed who they are, as far as this token knows; see freshness.ts. */
  readonly authenticatedAt: Instant
}

export interface SessionDesk {
  /** Who a bearer value stands for, or null when it opens no session now. */
  authenticate(authorization: unknown): Promise<Viewer | null>
  /** The same person as stored now; or why the session may not be served any more. */
  refresh(viewer: Viewer): Promise<Viewer | Exclude<CloseReason, 'changed'>>
  /** For each of many, asked as one: why it may not be served any more, or null where it may. */
  reasonsToEnd(viewers: readonly Viewer[]): Promise<readonly (CloseReason | null)[]>
  /** Opens a session; its tokens are shown nowhere else. Inside a work of the store use `openSession`. */
  open(person: Person, way: WayIn): Promise<OpenedSession>
  /** A new pair of tokens for a refresh token; see `renewSession`. */
  renew(sessionId: SessionId, refreshToken: string): Promise<Renewal>
  /** Whether a refresh token belongs to a session, be it the last or the one before. */
  opens(sessionId: SessionId, refreshToken: string): Promise<boolean>
  /** Ends one session, then closes its sockets. */
  end(sessionId: SessionId, reason: SessionEnd): Promise<void>
  /** Ends every session of a person, then closes their sockets. */
  endAllOf(personId: PersonId, reason: SessionEnd): Promise<void>
  /** Role, account or name of the person are others now: their sockets come back and are served anew. */
  changed(personId: PersonId): void
  /** For whoever stored the end of sessions in a work of their own: closes the sockets once that is committed. */
  closeSocketsOf(personId: PersonId, reason: CloseReason): void
  /** The same for one session alone. */
  closeSocketsOfSession(sessionId: SessionId, reason: CloseReason): void
  /** Calls `end` when the session ends; returns how to detach, or null when it has too many sockets already. */
  attach(viewer: Viewer, end: (reason: CloseReason) => void): (() => void) | null
  /** Closes the sockets whose access token has run out, or whose session ended elsewhere; asked for every second. */
  sweep(): void
}

/** A session is noted as seen at most this often, so that reading does not become writing. */
const SEEN_EVERY = 5 * MINUTE

/** Whether two looks at a person give the same sight: what decides about that is equal. */
export const seesTheSame = (person: Person, then: Person): boolean =>
  person.party === then.party && person.role === then.role && person.accountId === then.accountId

/** Ask `sweep` every second; without it no socket ends when its token runs out. `socketsMax`: of one session. */
export function openSessionDesk(
  identity: IdentityStore,
  now: () => Instant,
  log: CoreLog,
  signals: Signals = SILENT_SIGNALS,
  socketsMax: number = SOCKETS_PER_SESSION,
): SessionDesk {
  const refresh: SessionDesk['refresh'] = async (viewer) => {
    const found = await identity.sessionByAccess(viewer.tokenHash, now())
    if (found !== null) return viewerOf(found)
    return viewer.accessExpiresAt <= now() ? 'expired' : 'revoked'
  }
  const reasonsToEnd: ReasonsToEnd = async (viewers) => {
    const at = now()
    const hashes = new Set(viewers.map(({ tokenHash }) => tokenHash))
    const people = await identity.peopleByAccess([...hashes], at)
    return viewers.map(({ tokenHash, accessExpiresAt, person: then }) => {
      const person = people.get(tokenHash)
      if (person === undefined) return accessExpiresAt <= at ? 'expired' : 'revoked'
      return seesTheSame(person, then) ? null : 'changed'
    })
  }
  const sockets = openSessionSockets(signals, log, reasonsToEnd, socketsMax)

  /** Not waited for: whether a device was seen decides nothing. */
  const noteSeen = ({ session }: FoundSession): void => {
    const at = now()
    if (epochOf(at) - epochOf(session.lastSeenAt) < SEEN_EVERY) return
    identity
      .write((tx) => tx.seeSession(session.id, at))
      .catch((error: unknown) => log.warn({ error }, 'a session could not be noted as seen'))
  }

  return {
    async authenticate(authorization) {
      const token = tokenOf(authorization)
      const found = token === null ? null : await identity.sessionByAccess(hashOfToken(token), now())
      if (found === null) return null
      noteSeen(found)
      return viewerOf(found)
    },
    refresh,
    reasonsToEnd,
    open: (person, way) => identity.write((tx) => openSession(tx, person, way, now())),
    async renew(sessionId, refreshToken) {
      const renewal = await identity.write((tx) => renewSession(tx, sessionId, refreshToken, now()))
      if (!renewal.ok && renewal.reason === 'reused') sockets.closeOfSession(sessionId, 'revoked')
      return renewal
    },
    async opens(sessionId, refreshToken) {
      const session = await identity.session(sessionId)
      const shown = hashOfToken(refreshToken)
      const kept = [session?.refreshHash ?? null, session?.previousRefreshHash ?? null]
      return kept.some((hash) => isSameHash(hash, shown))
    },
    async end(sessionId, reason) {
      await identity.write((tx) => tx.endSession(sessionId, reason, now()))
      sockets.closeOfSession(sessionId, 'revoked')
    },
    async endAllOf(personId, reason) {
      await identity.write((tx) => tx.endSessionsOf(personId, reason, now()))
      sockets.closeOfPerson(personId, 'revoked')
    },
    changed: (personId) => sockets.closeOfPerson(personId, 'changed'),
    closeSocketsOf: (personId, reason) => sockets.closeOfPerson(personId, reason),
    closeSocketsOfSession: (sessionId, reason) => sockets.closeOfSession(sessionId, reason),
    attach: (viewer, end) => sockets.attach({ viewer, end }),
    sweep: () => {
      sockets.closeExpired(now())
      sockets.lookAtSome()
    },
  }
}

const viewerOf = ({ session, person, token }: FoundSession): Viewer => ({
  person,
  sessionId: session.id,
  tokenHash: token.hash,
  accessExpiresAt: token.expiresAt,
  method: session.method,
  authenticatedAt: token.authenticatedAt,
})
