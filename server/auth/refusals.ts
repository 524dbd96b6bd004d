// How the routes of sign-in refuse. A secret that does not fit, an address that nobody has, a code that was used up:
// all of them get the same bytes, so that a refusal tells nothing.

import type { FastifyReply } from 'fastify'
import type { EndedBecause } from './session-tokens.ts'

type Extensions = Readonly<Record<string, string>>

const body = (message: string, extensions: Extensions) => ({ errors: [{ message, extensions }] })

/** Whatever the reason, the same answer. */
export const refuseSignIn = (reply: FastifyReply): FastifyReply =>
  reply
    .code(401)
    .header('cache-control', 'no-store')
    .send(body('That did not sign you in. Begin again.', { code: 'SIGN_IN_FAILED' }))

/** `field` is the name in the request's body; `remedy` says what it must be. */
export const refuseInput = (reply: FastifyReply, field: string, remedy: string): FastifyReply =>
  reply.code(422).send(body(remedy, { code: 'BAD_USER_INPUT', field }))

export const refuseTooMany = (reply: FastifyReply, message: string): FastifyReply =>
  reply.code(429).send(body(message, { code: 'TOO_MANY' }))

export const refuseOrigin = (reply: FastifyReply): FastifyReply =>
  reply.code(403).send(body('This origin may not connect.', { code: 'BAD_REQUEST' }))

/** Told to holders of a refresh token; `revoked` says that what the device keeps of this server must go too. */
export const refuseEnded = (reply: FastifyReply, reason: EndedBecause): FastifyReply =>
  reply
    .code(401)
    .header('cache-control', 'no-store')
    .send(body('This session has ended. Sign in again.', { code: 'SESSION_ENDED', reason }))

/** Somebody invited who signs in at an outside provider: the invitation is taken along there. */
export const refuseForProvider = (reply: FastifyReply): FastifyReply =>
  reply
    .code(409)
    .send(body('Sign in with your company account; take this invitation along.', { code: 'USE_PROVIDER' }))
