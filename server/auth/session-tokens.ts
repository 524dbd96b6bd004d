// What becomes of a session in the store: opened, stepped up, renewed. Each within the transaction of whoever asks, so
// that a code is used up and its session is there together. Nothing here knows of sockets; session-desk.ts does.

import { randomUUID } from 'node:crypto'
import type { Person } from '../../domain/people.ts'
import { DAY, epochOf, type Instant, later, type Millis, MINUTE, plus, SECOND } from '../../domain/time.ts'
import { SESSIONS_MAX } from '../../protocol/session-end.ts'
import { SERVER_ACTOR, writeAudit } from './audit.ts'
import { CLOCKS_DIFFER } from './freshness.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { Session, SessionEnd, SessionId, SignInMethod } from './identity.ts'
import { seal, type TokenPair, unseal } from './sealed-reply.ts'
import { hashOfToken, isSameHash, isTokenOf, newToken, newTokenOf } from './tokens.ts'

/** How long one access token opens anything; a stolen one is of no use after that. */
export const ACCESS_LENGTH: Millis = 15 * MINUTE
/** How long a device may stay away before its person signs in again. */
export const REFRESH_LENGTH: Millis = 30 * DAY
/** For so long after a rotation the token before it gets the same answer: the first one may have been lost. */
export const REUSE_GRACE: Millis = 30 * SECOND
/** UTF-16 units of what a device calls itself. */
export const DEVICE_NAME_MAX = 100

/** What a device is given; its two tokens are shown nowhere else. */
export interface SessionGrant {
  readonly id: SessionId
  readonly accessToken: string
  readonly accessExpiresAt: Instant
  /** Null after a step-up: the device keeps the one it has. */
  readonly refreshToken: string | null
  readonly refreshExpiresAt: Instant
  readonly method: SignInMethod
  readonly authenticatedAt: Instant
}

export interface OpenedSession {
  readonly session: SessionGrant
  readonly person: Person
}

/** How somebody came in, and on what. */
export interface WayIn {
  readonly method: SignInMethod
  /** As the device calls itself, for the person's list of devices. */
  readonly deviceName: string
  /** When the person showed who they are, where that was before now: at their provider, or in another window. */
  readonly authenticatedAt?: Instant | undefined
  /** Another length of the first access token than the usual; milliseconds. */
  readonly accessLength?: Millis
}

/** Why there is no more of a session: `revoked` means that what the device keeps of this server must go too. */
export type EndedBecause = 'expired' | 'revoked' | 'reused'

export type Renewal =
  | { readonly ok: true; readonly opened: OpenedSession }
  | { readonly ok: false; readonly reason: EndedBecause; readonly sessionId: SessionId }

/** A new session, and those that ended to make room for it: their sockets are closed once all that is stored. */
export interface OpenedAnew extends OpenedSession {
  readonly ended: readonly SessionId[]
}

/** Opens a session of somebody who has just shown who they are. */
export async function openSession(
  tx: IdentityTransaction,
  person: Person,
  { method, deviceName, authenticatedAt, accessLength = ACCESS_LENGTH }: WayIn,
  now: Instant,
): Promise<OpenedAnew> {
  const lineage = newToken()
  const pair: TokenPair = { accessToken: newToken(), refreshToken: newTokenOf(lineage) }
  const session: Session = {
    id: randomUUID(),
    personId: person.id,
    lineage,
    refreshHash: hashOfToken(pair.refreshToken),
    previousRefreshHash: null,
    rotatedAt: now,
    sealedReply: null,
    refreshExpiresAt: plus(now, REFRESH_LENGTH),
    deviceName: deviceName.trim().slice(0, DEVICE_NAME_MAX),
    createdAt: now,
    lastSeenAt: now,
    method,
    authenticatedAt: authenticatedAt ?? now,
    endedAt: null,
    endReason: null,
  }
  const ended = method === 'DEMO' ? [] : await makeRoom(tx, person, now)
  await tx.saveSession(session, now)
  return { session: await grant(tx, session, pair, plus(now, accessLength)), person, ended }
}

/** Ends the sessions that were seen least, so that there is room for one more. */
async function makeRoom(
  tx: IdentityTransaction,
  { id: personId }: Person,
  now: Instant,
): Promise<readonly SessionId[]> {
  const open = (await tx.sessionsOf(personId, now)).filter(({ method }) => method !== 'DEMO')
  const tooMany = open.slice(SESSIONS_MAX - 1)
  for (const { id, deviceName } of tooMany) {
    await tx.endSession(id, 'TOO_MANY', now)
    const facts = { personId, deviceName, limit: SESSIONS_MAX }
    await writeAudit(tx, SERVER_ACTOR, 'DEVICE_ENDED', { kind: 'DEVICE', id }, facts, now)
  }
  return tooMany.map(({ id }) => id)
}

/** The same session with a fresh sign-in, and a new access token that alone is fresh. Null when it has ended. */
export async function stepUpSession(
  tx: IdentityTransaction,
  person: Person,
  sessionId: SessionId,
  { method, authenticatedAt }: Pick<WayIn, 'method' | 'authenticatedAt'>,
  now: Instant,
): Promise<OpenedSession | null> {
  const session = await tx.session(sessionId)
  if (session === null || session.endedAt !== null || session.personId !== person.id) return null
  const shown = authenticatedAt ?? now
  // One that lies ahead is of a clock that was set back since, and would hide every proof until that is reached again.
  const shownAt = session.authenticatedAt > now ? shown : later(session.authenticatedAt, shown)
  const fresh: Session = { ...session, method, authenticatedAt: shownAt, lastSeenAt: now }
  await tx.saveSession(fresh, now)
  const pair = { accessToken: newToken(), refreshToken: null }
  return { session: await grant(tx, fresh, pair, plus(now, ACCESS_LENGTH)), person }
}

/**
 * A new pair for a refresh token, which is good once. Used again at once it gets the same pair, used again later it
 * ends the session, however many have followed it: one of the two who hold it stole it, and a thief renews at once. A
 * token that was never of this session learns nothing.
 */
export async function renewSession(
  tx: IdentityTransaction,
  sessionId: SessionId,
  refreshToken: string,
  now: Instant,
): Promise<Renewal> {
  const session = await tx.session(sessionId)
  const shown = hashOfToken(refreshToken)
  const isCurrent = isSameHash(session?.refreshHash ?? null, shown)
  const isPrevious = isSameHash(session?.previousRefreshHash ?? null, shown)
  const refused = (reason: EndedBecause): Renewal => ({ ok: false, reason, sessionId })
  const isOurs = session !== null && (isCurrent || isPrevious || isTokenOf(session.lineage, refreshToken))
  if (!isOurs) return refused('expired')
  if (session.endReason !== null) return refused(TOLD[session.endReason])
  if (session.refreshExpiresAt <= now) return refused('expired')
  const person = await tx.person(session.personId)
  if (person === null || (await tx.deactivatedAt(person.id)) !== null) return refused('revoked')
  if (isCurrent) return { ok: true, opened: await rotate(tx, person, session, refreshToken, now) }
  const again = isPrevious ? sameAnswer(session, refreshToken, now) : null
  if (again !== null) return { ok: true, opened: { session: again, person } }
  await tx.endSession(sessionId, 'REUSED', now)
  const facts = { personId: person.id, deviceName: session.deviceName }
  await writeAudit(tx, SERVER_ACTOR, 'REFRESH_REUSED', { kind: 'DEVICE', id: sessionId }, facts, now)
  return refused('reused')
}

async function rotate(
  tx: IdentityTransaction,
  person: Person,
  session: Session,
  refreshToken: string,
  now: Instant,
): Promise<OpenedSession> {
  const pair: TokenPair = { accessToken: newToken(), refreshToken: newTokenOf(session.lineage) }
  const rotated: Session = {
    ...session,
    refreshHash: hashOfToken(pair.refreshToken),
    previousRefreshHash: session.refreshHash,
    rotatedAt: now,
    sealedReply: seal(pair, refreshToken, session.id),
    refreshExpiresAt: plus(now, REFRESH_LENGTH),
    lastSeenAt: now,
  }
  await tx.saveSession(rotated, now)
  return { session: await grant(tx, rotated, pair, plus(now, ACCESS_LENGTH)), person }
}

/** What the last rotation answered, or null when that is too long ago. */
function sameAnswer(session: Session, refreshToken: string, now: Instant): SessionGrant | null {
  const age = epochOf(now) - epochOf(session.rotatedAt)
  if (age < -CLOCKS_DIFFER || age > REUSE_GRACE || session.sealedReply === null) return null
  const pair = unseal(session.sealedReply, refreshToken, session.id)
  return grantOf(session, pair, plus(session.rotatedAt, ACCESS_LENGTH))
}

/** How an end is told to the device that comes back: an old device of the same person has nothing to give up. */
const TOLD: Readonly<Record<SessionEnd, EndedBecause>> = {
  SIGNED_OUT: 'expired',
  TOO_MANY: 'expired',
  REVOKED: 'revoked',
  DEACTIVATED: 'revoked',
  REUSED: 'reused',
}

interface Granted {
  readonly accessToken: string
  readonly refreshToken: string | null
}

async function grant(
  tx: IdentityTransaction,
  session: Session,
  pair: Granted,
  expiresAt: Instant,
): Promise<SessionGrant> {
  const { id: sessionId, authenticatedAt } = session
  await tx.saveAccessToken({ hash: hashOfToken(pair.accessToken), sessionId, authenticatedAt, expiresAt })
  return grantOf(session, pair, expiresAt)
}

const grantOf = (session: Session, pair: Granted, accessExpiresAt: Instant): SessionGrant => ({
  id: session.id,
  accessToken: pair.accessToken,
  accessExpiresAt,
  refreshToken: pair.refreshToken,
  refreshExpiresAt: session.refreshExpiresAt,
  method: session.method,
  authenticatedAt: session.authenticatedAt,
})
