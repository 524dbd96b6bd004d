// The ways in that this server checks itself, and what keeps a session going: e-mail, a code from a phone call, an
// invitation, renewal and sign-out. All by POST with JSON, from pages of this origin or from programs: following a link
// consumes nothing, since the link's secret is behind its "#" and reaches no server by itself.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { perMinute } from '../http/per-minute.ts'
import { senderOf } from '../http/sender.ts'
import { beginEmailSignIn, identifyByEmail } from './email-sign-in.ts'
import { answerOf, type FinishDesk, finishSignIn } from './finish.ts'
import { identifyByInvitation, isCheckedHere, personInvited } from './invitations.ts'
import { identifyByPhoneCode } from './phone-code.ts'
import { isFromOwnPage, noCookieFor, tokenFromCookie } from './refresh-cookie.ts'
import { refuseEnded, refuseForProvider, refuseInput, refuseOrigin, refuseTooMany } from './refusals.ts'
import { openSenderTries } from './sender-tries.ts'
import {
  parseClaim,
  parseEmailFinish,
  parseEmailStart,
  parseInvitation,
  parsePhoneFinish,
  type SessionClaim,
} from './sign-in-requests.ts'

export interface SignInRoutesOptions {
  readonly config: Pick<Config, 'staffIssuer'>
  readonly desk: FinishDesk
  /** A mail was handed in. */
  readonly wakeOutbox: () => void
}

const STARTS = perMinute(60)
const FINISHES = perMinute(60)
const RENEWALS = perMinute(600)

/** Adds them; origin was judged before by the route gate. */
export function addSignInRoutes(app: FastifyInstance, options: SignInRoutesOptions): void {
  const { config, desk, wakeOutbox } = options
  const { identity, now } = desk
  const tries = openSenderTries(now)
  const mayComeIn = isCheckedHere.bind(null, config)

  app.post('/auth/email/start', { config: STARTS }, async (request, reply) => {
    const wish = parseEmailStart(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const rules = { mayComeIn, takeMail: tries.mails }
    const asked = { email: wish.email, sender: senderOf(request.ip) }
    const attempt = await identity.write((tx) => beginEmailSignIn(tx, asked, rules, now()))
    if (attempt === null)
      return refuseTooMany(reply, 'Too many mails for this address. Use the last one, or wait an hour.')
    wakeOutbox()
    return reply.send({ attempt })
  })

  app.post('/auth/email/finish', { config: FINISHES }, async (request, reply) => {
    const wish = parseEmailFinish(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const { proof: shown, ...device } = wish
    const proof = { ...shown, sender: senderOf(request.ip) }
    return finishSignIn(desk, request, reply, {
      ...device,
      method: 'EMAIL',
      identify: (tx, at) => identifyByEmail(tx, proof, { mayComeIn, takeCode: tries.mailCodes }, at),
    })
  })

  app.post('/auth/phone/finish', { config: FINISHES }, async (request, reply) => {
    const wish = parsePhoneFinish(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const { email, code, ...device } = wish
    const shown = { email, code, sender: senderOf(request.ip) }
    const answer = await finishSignIn(desk, request, reply, {
      ...device,
      method: 'PHONE_CODE',
      identify: (tx, at) => identifyByPhoneCode(tx, shown, tries.phoneCodes, at),
    })
    wakeOutbox()
    return answer
  })

  app.post('/auth/invitation/accept', { config: FINISHES }, async (request, reply) => {
    const wish = parseInvitation(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const { invitation, ...device } = wish
    const person = await identity.write((tx) => personInvited(tx, invitation, now()))
    if (person !== null && !mayComeIn(person)) return refuseForProvider(reply)
    return finishSignIn(desk, request, reply, {
      ...device,
      method: 'INVITATION',
      identify: (tx, at) => identifyByInvitation(tx, invitation, mayComeIn, at),
    })
  })

  app.post('/auth/refresh', { config: RENEWALS }, async (request, reply) => {
    const claim = parseClaim(request.body)
    if ('field' in claim) return refuseInput(reply, claim.field, claim.remedy)
    return renew(desk, request, reply, claim)
  })

  app.post('/auth/sign-out', { config: RENEWALS }, async (request, reply) => signOut(desk, request, reply))
}

/** A token in the body is answered in the body and never mixed with a cookie; one in the cookie goes back there. */
async function renew(
  { sessions }: FinishDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  { sessionId, refreshToken }: SessionClaim,
): Promise<FastifyReply> {
  const { headers } = request
  const keep = refreshToken === null ? 'COOKIE' : 'BODY'
  if (keep === 'COOKIE' && !isFromOwnPage(headers)) return refuseOrigin(reply)
  const token = refreshToken ?? tokenFromCookie(headers, sessionId)
  if (token === null) return refuseEnded(reply, 'expired')
  const renewal = await sessions.renew(sessionId, token)
  if (renewal.ok) return reply.send(answerOf(request, reply, renewal.opened, keep))
  if (keep === 'COOKIE') void reply.header('set-cookie', noCookieFor(headers, sessionId))
  return refuseEnded(reply, renewal.reason)
}

/**
 * By the bearer, or by the session's refresh token: a device that signed out offline tells it later, when its access
 * token has long run out. Always 204: who holds neither learns nothing.
 */
async function signOut(
  { sessions }: FinishDesk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { headers } = request
  const viewer = await sessions.authenticate(headers.authorization)
  const claim = viewer === null ? parseClaim(request.body) : null
  if (claim !== null && 'field' in claim) return reply.code(204).send()
  const cookie = claim !== null && isFromOwnPage(headers) ? tokenFromCookie(headers, claim.sessionId) : null
  const token = claim?.refreshToken ?? cookie
  const isTheirs =
    viewer !== null || (claim !== null && token !== null && (await sessions.opens(claim.sessionId, token)))
  const sessionId = viewer?.sessionId ?? claim?.sessionId
  if (!isTheirs || sessionId === undefined) return reply.code(204).send()
  await sessions.end(sessionId, 'SIGNED_OUT')
  return reply.code(204).header('set-cookie', noCookieFor(headers, sessionId)).send()
}
