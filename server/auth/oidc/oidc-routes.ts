// The routes of sign-in at an OpenID provider, and of handing a browser's sign-in over to the desktop. Browsers come to
// the first two by themselves and see pages; the rest is asked by the interface and answers with JSON.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fieldsOf } from '../../../protocol/fields.ts'
import type { Config } from '../../config.ts'
import { perMinute } from '../../http/per-minute.ts'
import type { Log } from '../../observe/log.ts'
import { emailIn, WRONG_EMAIL } from '../email-address.ts'
import { type FinishDesk, finishSignIn } from '../finish.ts'
import { isFresh } from '../freshness.ts'
import { refuseInput, refuseNotFresh, refuseSignIn } from '../refusals.ts'
import { isToken } from '../tokens.ts'
import { browserCookie, browserValue } from './browser-cookie.ts'
import { beginFlow, comeBack, type FlowDesk, handOver, identifyByHandover, takeHandover } from './flow.ts'
import { ProviderFault } from './oidc-client.ts'
import { type Providers, SecretError, STAFF } from './providers.ts'
import { publicUrlFor } from './public-url.ts'
import { parseChallenge, parseFinish, parseStart } from './requests.ts'
import { type Dead, sendDeadPage, sendDesktopPage } from './sign-in-pages.ts'

export interface OidcRoutesOptions {
  readonly config: Config
  readonly desk: FinishDesk & { readonly log: Log }
  readonly flows: FlowDesk
  readonly providers: Providers
}

const STARTS = perMinute(60)
const QUESTIONS = perMinute(120)

/** Adds them; origin, session and role were judged before by the route gate. */
export function addOidcRoutes(app: FastifyInstance, options: OidcRoutesOptions): void {
  const { desk, flows, providers } = options

  app.get('/auth/ways', { config: QUESTIONS }, async (request, reply) => {
    const { email: given } = fieldsOf(request.query)
    const email = emailIn(given)
    if (given !== undefined && email === null)
      return refuseInput(reply, WRONG_EMAIL.field, WRONG_EMAIL.remedy)
    return { ways: await providers.waysOf(email) }
  })

  app.get('/auth/oidc/start', { config: STARTS }, (request, reply) => start(options, request, reply))
  for (const path of ['/auth/oidc/callback', '/auth/oidc/callback/:provider'])
    app.get(path, { config: STARTS }, (request, reply) => callback(options, request, reply))

  app.post('/auth/oidc/finish', { config: STARTS }, async (request, reply) => {
    const wish = parseFinish(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const handover = await takeHandover(flows, wish.handover, wish.verifier)
    if (handover === null) return refuseSignIn(reply)
    const { method, authenticatedAt, outside } = handover
    const { keep, deviceName } = wish
    const provider = outside === null ? null : await providers.find(outside.providerId)
    return finishSignIn(desk, request, reply, {
      method,
      keep,
      deviceName,
      authenticatedAt,
      identify: (tx, at) => identifyByHandover(tx, handover, provider, at),
    })
  })

  app.post('/auth/handover', { config: STARTS }, async (request, reply) => {
    const wish = parseChallenge(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const { viewer } = request
    if (viewer === null) return refuseSignIn(reply)
    // Whoever found an open window may not take its session along.
    if (!isFresh(viewer, desk.now())) return refuseNotFresh(reply)
    const { person, sessionId, method, authenticatedAt } = viewer
    const { challenge } = wish
    const handover = await handOver(flows, {
      personId: person.id,
      challenge,
      method,
      sessionId,
      authenticatedAt,
      outside: null,
    })
    return reply.send({ handover })
  })
}

async function start(
  { config, flows, providers, desk }: OidcRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const wish = parseStart(request.query)
  const own = publicUrlFor(config, request.headers)
  const provider = wish === null || own === null ? null : await providers.find(wish.provider)
  if (wish === null || own === null || provider === null) return sendDeadPage(request, reply, 'NO_PROVIDER')
  const { value, cookie } = browserCookie(request.headers, own.startsWith('https:'))
  try {
    const address = await beginFlow(flows, provider, wish, value, callbackAt(own, provider.id))
    return reply.header('set-cookie', cookie).redirect(address.href, 302)
  } catch (error) {
    return sendDeadPage(request, reply, toldOf(error, desk.log))
  }
}

async function callback(
  { config, flows, desk }: OidcRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const own = publicUrlFor(config, request.headers)
  const { state } = fieldsOf(request.query)
  const { provider } = fieldsOf(request.params)
  if (own === null || !isToken(state)) return sendDeadPage(request, reply, 'STALE')
  const from = typeof provider === 'string' ? provider : STAFF
  const answer = new URL(callbackAt(own, from))
  answer.search = new URL(request.url, own).search
  try {
    const came = await comeBack(flows, from, answer, browserValue(request.headers, own.startsWith('https:')))
    if (came.outcome !== 'HANDED_OVER') return sendDeadPage(request, reply, came.outcome)
    if (came.back === 'desktop') return sendDesktopPage(request, reply, came.handover)
    return reply.redirect(`${own}/#/sign-in/done/${came.handover}`, 302)
  } catch (error) {
    return sendDeadPage(request, reply, toldOf(error, desk.log))
  }
}

/**
 * Each provider has an address of its own to send browsers back to: what one of them sends is never taken to another,
 * who would learn the code and could use it (mix-up, RFC 9700 4.4).
 */
const callbackAt = (own: string, providerId: string): string =>
  `${own}/auth/oidc/callback${providerId === STAFF ? '' : `/${encodeURIComponent(providerId)}`}`

/**
 * The log hears the kind of the error and never its text, which may quote a code, a token or a claim; but what is wrong
 * with a secret's file, which its operator alone can mend.
 */
function toldOf(error: unknown, log: Log): Dead {
  const cause = error instanceof Error ? error.cause : undefined
  const kind = cause instanceof Error ? `${cause.name} ${'code' in cause ? String(cause.code) : ''}` : ''
  const wrong = cause instanceof SecretError ? { wrong: cause.message } : {}
  log.warn({ kind, ...wrong }, error instanceof Error ? error.message : 'sign-in at a provider failed')
  return error instanceof ProviderFault ? 'NO_ANSWER' : 'REFUSED'
}
