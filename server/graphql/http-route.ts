// GraphQL over HTTP: POST /graphql with a JSON body, for questions and commands. What comes before Apollo runs is the
// same as on a socket: origin, session, guard; what comes out is masked the same way.

import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo from '@as-integrations/fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Viewer } from '../auth/session-desk.ts'
import type { OriginPolicy } from '../http/origin.ts'
import type { Log } from '../observe/log.ts'
import type { Desk, RequestContext } from './context.ts'
import { type MaskError, PublicError, signInFirst } from './errors.ts'
import type { Guard } from './guard.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null
  }
}

export interface HttpRouteOptions {
  readonly desk: Desk
  readonly schema: GraphQLSchema
  readonly guard: Guard
  readonly mask: MaskError
  readonly mayConnect: OriginPolicy
  readonly introspection: boolean
}

/** Adds the route; returns how to let Apollo go after the last request. */
export async function addGraphqlRoute(
  app: FastifyInstance,
  options: HttpRouteOptions,
): Promise<() => Promise<void>> {
  const { desk, mask, guard, mayConnect } = options
  const apollo = newApollo(options)
  await apollo.start()

  const refuse = (reply: FastifyReply, status: number, errors: readonly unknown[]): FastifyReply =>
    reply.code(status).send({ errors: errors.map(mask) })

  app.decorateRequest('viewer', null)
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!mayConnect(request.headers))
        return refuse(reply, 403, [new PublicError('BAD_REQUEST', 'This origin may not connect.')])
      return undefined
    })
    scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const isOurs = (error.statusCode ?? 500) >= 500
      // Fastify's own refusals are worded in http.ts.
      if (!isOurs) throw error
      return refuse(reply, 500, [error])
    })
    scope.addHook('preHandler', async (request, reply) => {
      request.viewer = await desk.sessions.authenticate(request.headers.authorization)
      if (request.viewer === null) return refuse(reply, 401, [signInFirst()])
      const verdict = guard('HTTP', request.body)
      return verdict.ok ? undefined : refuse(reply, 400, verdict.errors)
    })
    await scope.register(fastifyApollo(apollo), {
      path: '/graphql',
      method: ['POST'],
      context: async (request: FastifyRequest) => contextOf(desk, request),
    })
  })
  app.get('/graphql', async (_request, reply) =>
    refuse(reply.header('allow', 'POST'), 405, [
      new PublicError('BAD_REQUEST', 'Send operations by HTTP POST.'),
    ]),
  )
  return () => apollo.stop()
}

function contextOf(desk: Desk, { viewer }: FastifyRequest): RequestContext {
  if (viewer === null) throw signInFirst()
  return { ...desk, viewer, outlet: null }
}

function newApollo({ desk, schema, mask, introspection }: HttpRouteOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => ({ ...mask(error) }),
    logger: loggerFor(desk.log),
    plugins: [ApolloServerPluginLandingPageDisabled()],
  })
}

const loggerFor = (log: Log) => ({
  debug: (message?: unknown) => log.debug({ message }, 'apollo'),
  info: (message?: unknown) => log.debug({ message }, 'apollo'),
  warn: (message?: unknown) => log.warn({ message }, 'apollo'),
  error: (message?: unknown) => log.error({ message }, 'apollo'),
})
