// How the routes of sign-in refuse. A secret that does not fit, an address that nobody has, a code that was used up:
// all of them get the same bytes, so that a refusal tells nothing.

import type { FastifyReply } from 'fastify'
import { sendError } from '../http/send-error.ts'
import type { EndedBecause } from './session-tokens.ts'

/** Whatever the reason, the same answer. */
export const refuseSignIn = (reply: FastifyReply): FastifyReply =>
  sendError(reply, 401, 'That did not sign you in. Begin again.', { code: 'SIGN_IN_FAILED' })

/** `field` is the name in the request's body; `remedy` says what it must be. */
export const refuseInput = (reply: FastifyReply, field: string, remedy: string): FastifyReply =>
  sendError(reply, 422, remedy, { code: 'BAD_USER_INPUT', field })

/** `message` names the limit and how long to wait. */
export const refuseTooMany = (reply: FastifyReply, message: string): FastifyReply =>
  sendError(reply, 429, message, { code: 'TOO_MANY' })

/** A cookie was to count in a request that no page of ours sent. */
export const refuseOrigin = (reply: FastifyReply): FastifyReply =>
  sendError(reply, 403, 'This origin may not connect.', { code: 'BAD_REQUEST' })

/** Told to holders of a refresh token; `revoked` says that what the device keeps of this server must go too. */
export const refuseEnded = (reply: FastifyReply, reason: EndedBecause): FastifyReply =>
  sendError(reply, 401, 'This session has ended. Sign in again.', { code: 'SESSION_ENDED', reason })

/** Somebody invited who signs in at an outside provider: the invitation is taken along there. */
export const refuseForProvider = (reply: FastifyReply): FastifyReply =>
  sendError(reply, 409, 'Sign in with your company account; take this invitation along.', {
    code: 'USE_PROVIDER',
  })

/** The session is there, its sign-in too long ago: the person signs in once more, then the same request works. */
export const refuseNotFresh = (reply: FastifyReply): FastifyReply =>
  sendError(reply, 403, 'Show once more who you are, then try again.', { code: 'STEP_UP' })

/** No passkeys at this address, or for this person. */
export const refuseUnavailable = (reply: FastifyReply): FastifyReply =>
  sendError(
    reply,
    409,
    'Passkeys cannot be used here. They need the server’s public host name; staff use their provider.',
    { code: 'UNAVAILABLE' },
  )
