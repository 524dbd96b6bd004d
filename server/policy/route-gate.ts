// The gate before every HTTP route: origin, session, role, room and pace, in this order and before a byte of the body is
// read; who asks is looked at again once the body is there. It asks the policy table and nothing else; a route without a
// row ends the start, and what no route answers is the page or "not found" for everybody alike.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toRoomId } from '../../domain/ids.ts'
import { seesTheSame, type Viewer } from '../auth/session-desk.ts'
import type { Desk } from '../graphql/context.ts'
import { type MaskError, PublicError, signInFirst } from '../graphql/errors.ts'
import type { OriginPolicy } from '../http/origin.ts'
import { sendNotFound } from '../http/pages.ts'
import type { Paces } from './paces.ts'
import { type RouteRow, routeRow } from './routes.ts'
import { answerOf, relationOf } from './table.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every route whose row does not admit NOBODY. */
    viewer: Viewer | null
  }
}

export interface RouteGateOptions {
  readonly desk: Desk
  readonly mask: MaskError
  readonly mayConnect: OriginPolicy
  readonly paces: Paces
}

/** Must be added before the first route. */
export function addRouteGate(app: FastifyInstance, options: RouteGateOptions): void {
  const { desk, mask, mayConnect, paces } = options
  app.decorateRequest('viewer', null)
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat())
      if (routeRow(name, url) === undefined)
        throw new Error(`${name} ${url} has no row in server/policy/routes.ts: nobody may ask for it.`)
  })

  const refuse = (reply: FastifyReply, status: number, error: PublicError): FastifyReply =>
    reply.code(status).send({ errors: [mask(error)] })

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return undefined
    const row = routeRow(request.method, request.routeOptions.url ?? '')
    if (row === undefined) return sendNotFound(reply)
    if (row.origin === 'OWN' && !mayConnect(request.headers))
      return refuse(reply, 403, new PublicError('BAD_REQUEST', 'This origin may not connect.'))
    if (row.askers.includes('NOBODY')) return undefined
    const viewer = await desk.sessions.authenticate(request.headers.authorization)
    if (viewer === null) return refuse(reply, 401, signInFirst())
    request.viewer = viewer
    const wait = paces.take(viewer.person.id, 1)
    if (wait > 0) return refuse(reply.header('retry-after', wait), 429, tooMany(wait))
    return answer(row, viewer, request, reply)
  })

  // A body may come minutes after its headers: by then the session may have ended, or its person have changed (I22).
  app.addHook('preHandler', async (request, reply) => {
    const { body, method, routeOptions, viewer } = request
    if (viewer === null || body === undefined) return undefined
    const now = await desk.sessions.refresh(viewer)
    if (typeof now === 'string') return refuse(reply, 401, signInFirst())
    request.viewer = now
    if (seesTheSame(now.person, viewer.person)) return undefined
    const row = routeRow(method, routeOptions.url ?? '')
    return row === undefined ? sendNotFound(reply) : answer(row, now, request, reply)
  })

  async function answer(row: RouteRow, { person }: Viewer, request: FastifyRequest, reply: FastifyReply) {
    const named = row.room === null ? null : (request.params as Record<string, string>)[row.room]
    const accountId = named == null ? null : await desk.core.roomAccount(toRoomId(named))
    const due = answerOf(row, person.role, relationOf(person, accountId))
    if (due === 'ANSWERED') return undefined
    if (due === 'AS_MISSING') return sendNotFound(reply)
    return refuse(reply, 403, new PublicError('NOT_PERMITTED', 'Your role may not ask for this.'))
  }
}

/** The refusal of who asks too often; `seconds` as in Retry-After. */
export const tooMany = (seconds: number): PublicError =>
  new PublicError('TOO_MANY', `Too many requests. Wait ${seconds} s.`)
