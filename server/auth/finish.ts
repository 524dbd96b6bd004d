// The last step of every way in. Somebody has shown who they are: without a session that opens one, with a session of
// the same person it makes that one fresh (step-up). The secret is used up in the same transaction.
//
//   secret ─▶ identify(tx) ─▶ nobody, deactivated, somebody else's session ─▶ SIGN_IN_FAILED
//                        └──▶ person ─▶ session, its refresh token in a cookie or in the answer

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { IdentityStore, IdentityTransaction } from './identity-store.ts'
import { cookieFor } from './refresh-cookie.ts'
import { refuseSignIn } from './refusals.ts'
import type { SessionDesk, Viewer } from './session-desk.ts'
import {
  type OpenedAnew,
  type OpenedSession,
  openSession,
  stepUpSession,
  type WayIn,
} from './session-tokens.ts'

/** Where the refresh token goes: into an HttpOnly cookie of the browser, or into the answer's body. */
export type Keep = 'COOKIE' | 'BODY'

export interface FinishDesk {
  readonly identity: IdentityStore
  readonly sessions: SessionDesk
  readonly now: () => Instant
}

export interface Finishing extends Omit<WayIn, 'accessLength'> {
  readonly keep: Keep
  /**
   * Whom the secret stands for, used up by this very call; null when it fits nobody. What it stores is stored either
   * way, such as a code's try. Awaits nothing but the transaction.
   */
  readonly identify: (tx: IdentityTransaction, now: Instant) => Promise<Person | null>
}

/** Answers a finishing request with the session, or with the one refusal that there is. */
export async function finishSignIn(
  desk: FinishDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  finishing: Finishing,
): Promise<FastifyReply> {
  const { authorization } = request.headers
  const viewer = authorization === undefined ? null : await desk.sessions.authenticate(authorization)
  // Whoever shows a session wants that one made fresh, and no new one when it has ended meanwhile.
  if (authorization !== undefined && viewer === null) return refuseSignIn(reply)
  const opened = await desk.identity.write((tx) => openOrStepUp(tx, viewer, finishing, desk.now()))
  if (opened === null) return refuseSignIn(reply)
  for (const id of opened.ended) desk.sessions.closeSocketsOfSession(id, 'revoked')
  return reply.send(answerOf(request, reply, opened, finishing.keep))
}

async function openOrStepUp(
  tx: IdentityTransaction,
  viewer: Viewer | null,
  { identify, ...way }: Finishing,
  now: Instant,
): Promise<OpenedAnew | null> {
  const person = await identify(tx, now)
  if (person === null || (await tx.deactivatedAt(person.id)) !== null) return null
  if (viewer === null) return openSession(tx, person, way, now)
  if (viewer.person.id !== person.id) return null
  const fresh = await stepUpSession(tx, person, viewer.sessionId, way, now)
  return fresh === null ? null : { ...fresh, ended: [] }
}

/** The one shape in which a session is answered; sets the cookie that goes with it. */
export function answerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, person }: OpenedSession,
  keep: Keep,
): OpenedSession {
  const { id, refreshToken, refreshExpiresAt } = session
  if (keep === 'BODY' || refreshToken === null) return { session, person }
  void reply.header('set-cookie', cookieFor(request.headers, id, refreshToken, refreshExpiresAt))
  return { session: { ...session, refreshToken: null }, person }
}
