// GraphQL over HTTP: POST /graphql with a JSON body, for questions and commands. What comes before Apollo runs is the
// same as on a socket: the gate (origin, session, pace) and the guard; what comes out is masked the same way.

import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo from '@as-integrations/fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { sendFailure } from '../http/send-error.ts'
import type { Log } from '../observe/log.ts'
import { pointsOf, type Paces } from '../policy/paces.ts'
import { tooMany } from '../policy/route-gate.ts'
import type { Desk, RequestContext } from './context.ts'
import { type MaskError, PublicError, signInFirst } from './errors.ts'
import type { Guard } from './guard.ts'

export interface HttpRouteOptions {
  readonly desk: Desk
  readonly schema: GraphQLSchema
  readonly guard: Guard
  readonly mask: MaskError
  readonly paces: Paces
}

/** Adds the route; returns how to let Apollo go after the last request. */
export async function addGraphqlRoute(
  app: FastifyInstance,
  options: HttpRouteOptions,
): Promise<() => Promise<void>> {
  const { desk, mask, guard, paces } = options
  const apollo = newApollo(options)
  await apollo.start()

  const refuse = (reply: FastifyReply, status: number, errors: readonly unknown[]): FastifyReply =>
    reply.code(status).send({ errors: errors.map(mask) })

  await app.register(async (scope) => {
    scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const isOurs = (error.statusCode ?? 500) >= 500
      // Fastify's own refusals are worded in http.ts.
      if (!isOurs) throw error
      return sendFailure(reply, mask(error))
    })
    scope.addHook('preHandler', async (request, reply) => {
      if (request.viewer === null) return refuse(reply, 401, [signInFirst()])
      const verdict = guard('HTTP', request.body)
      if (!verdict.ok) return refuse(reply, 400, verdict.errors)
      const wait = paces.take(request.viewer.person.id, pointsOf(verdict.cost))
      return wait === 0 ? undefined : refuse(reply.header('retry-after', wait), 429, [tooMany(wait)])
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

function newApollo({ desk, schema, mask }: HttpRouteOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
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
