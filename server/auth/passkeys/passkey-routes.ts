// The routes of passkeys. The first two are a way in and a step-up; the other two need a session whose sign-in is
// fresh, so that nobody leaves a key of their own behind in a window that was left open.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { perMinute } from '../../http/per-minute.ts'
import { type FinishDesk, finishSignIn } from '../finish.ts'
import { isFresh } from '../freshness.ts'
import { isCheckedHere } from '../invitations.ts'
import { publicUrlFor } from '../oidc/public-url.ts'
import { refuseInput, refuseNotFresh, refuseSignIn, refuseUnavailable } from '../refusals.ts'
import { parseNewPasskey, parsePasskeyFinish } from './passkey-requests.ts'
import {
  beginPasskeySignIn,
  beginRegistration,
  finishRegistration,
  judgePasskey,
  type PasskeyDesk,
  PASSKEYS_MAX,
  type RelyingParty,
  usePasskey,
} from './passkeys.ts'

export interface PasskeyRoutesOptions {
  readonly config: Pick<Config, 'publicUrl' | 'provider' | 'staffIssuer'>
  readonly desk: FinishDesk
}

const TRIES = perMinute(60)

/** Adds them; origin, and for the last two the session, were judged before by the route gate. */
export function addPasskeyRoutes(app: FastifyInstance, { config, desk }: PasskeyRoutesOptions): void {
  const passkeys: PasskeyDesk = { store: desk.identity, now: desk.now }

  app.post('/auth/passkey/start', { config: TRIES }, async (request, reply) => {
    const party = relyingParty(config, request)
    if (party === null) return refuseUnavailable(reply)
    return reply.send(await beginPasskeySignIn(passkeys, party))
  })

  app.post('/auth/passkey/finish', { config: TRIES }, async (request, reply) => {
    const wish = parsePasskeyFinish(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    const party = relyingParty(config, request)
    if (party === null) return refuseUnavailable(reply)
    const used = await judgePasskey(passkeys, party, wish.attempt, wish.response)
    if (used === null) return refuseSignIn(reply)
    const { keep, deviceName } = wish
    return finishSignIn(desk, request, reply, {
      method: 'PASSKEY',
      keep,
      deviceName,
      async identify(tx) {
        const person = await usePasskey(tx, used)
        return person !== null && isCheckedHere(config, person) ? person : null
      },
    })
  })

  app.post('/auth/passkey/register/start', { config: TRIES }, async (request, reply) => {
    const { viewer } = request
    if (viewer === null) return refuseSignIn(reply)
    if (!isFresh(viewer, desk.now())) return refuseNotFresh(reply)
    const party = relyingParty(config, request)
    if (party === null || !isCheckedHere(config, viewer.person)) return refuseUnavailable(reply)
    const options = await beginRegistration(passkeys, party, viewer.person, viewer.sessionId)
    if (options !== null) return reply.send(options)
    return refuseInput(reply, 'name', `There are ${PASSKEYS_MAX} passkeys already. Remove one first.`)
  })

  app.post('/auth/passkey/register/finish', { config: TRIES }, async (request, reply) => {
    const { viewer } = request
    if (viewer === null) return refuseSignIn(reply)
    const wish = parseNewPasskey(request.body)
    if ('field' in wish) return refuseInput(reply, wish.field, wish.remedy)
    if (!isFresh(viewer, desk.now())) return refuseNotFresh(reply)
    const party = relyingParty(config, request)
    if (party === null || !isCheckedHere(config, viewer.person)) return refuseUnavailable(reply)
    const made = await finishRegistration(passkeys, party, viewer.person, viewer.sessionId, wish)
    if (made === null) return refuseInput(reply, 'response', 'This makes no passkey here. Begin again.')
    const { credentialId: id, name, createdAt, lastUsedAt } = made
    return reply.send({ id, name, createdAt, lastUsedAt })
  })
}

/** Null where browsers make no passkeys: without a public address, or for a bare IP address. */
function relyingParty(
  config: Pick<Config, 'publicUrl' | 'provider'>,
  { headers }: FastifyRequest,
): RelyingParty | null {
  const origin = publicUrlFor(config, headers)
  if (origin === null) return null
  const { hostname } = new URL(origin)
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  return isAddress ? null : { id: hostname, origin, name: `Accord, ${config.provider}` }
}
