// GraphQL over HTTP: POST /graphql with a JSON body, for questions and commands. What comes before anything runs is the
// same as on a socket: the gate (origin, session, pace) and the guard, whose checked document is the one that is
// executed; what comes out is masked the same way.

import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql'
import { sendFailure } from '../http/send-error.ts'
import { pointsOf, type Paces } from '../policy/paces.ts'
import { tooMany } from '../policy/route-gate.ts'
import type { Desk, RequestContext } from './context.ts'
import { type MaskError, PublicError, signInFirst } from './errors.ts'
import type { Guard } from './guard.ts'
import { answerTypeFor } from './answer-type.ts'

export interface HttpRouteOptions {
  readonly desk: Desk
  readonly schema: GraphQLSchema
  readonly guard: Guard
  readonly mask: MaskError
  readonly paces: Paces
}

/** Adds the route. */
export async function addGraphqlRoute(app: FastifyInstance, options: HttpRouteOptions): Promise<void> {
  const { desk, schema, mask, guard, paces } = options
  const refuse = (reply: FastifyReply, status: number, errors: readonly unknown[]): FastifyReply =>
    reply.code(status).send({ errors: errors.map(mask) })
  const answer = (reply: FastifyReply, type: string, { errors, data }: ExecutionResult): FastifyReply => {
    // Nothing ran where there is not even a null: a variable was not what its type says.
    if (data === undefined) void reply.code(400)
    const text = JSON.stringify({ errors: errors?.map(mask), data })
    return reply.header('content-type', type).send(`${text}\n`)
  }

  await app.register(async (scope) => {
    scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const isOurs = (error.statusCode ?? 500) >= 500
      // Fastify's own refusals are worded in http.ts.
      if (!isOurs) throw error
      return sendFailure(reply, mask(error))
    })
    scope.post('/graphql', async ({ viewer, body, headers }, reply) => {
      if (viewer === null) return refuse(reply, 401, [signInFirst()])
      const verdict = guard('HTTP', body)
      if (!verdict.ok) return refuse(reply, 400, verdict.errors)
      const wait = paces.take(viewer.person.id, pointsOf(verdict.cost))
      if (wait > 0) return refuse(reply.header('retry-after', wait), 429, [tooMany(wait)])
      const type = answerTypeFor(headers.accept)
      if (type === null) return refuse(reply, 406, [NOT_ACCEPTED])
      const executed = execute({
        schema,
        hideSuggestions: true,
        document: verdict.document,
        operationName: verdict.operation.name?.value,
        variableValues: verdict.variables,
        contextValue: { ...desk, viewer, outlet: null } satisfies RequestContext,
      })
      return answer(reply, type, executed instanceof Promise ? await executed : executed)
    })
  })
  app.get('/graphql', async (_request, reply) =>
    refuse(reply.header('allow', 'POST'), 405, [
      new PublicError('BAD_REQUEST', 'Send operations by HTTP POST.'),
    ]),
  )
}

const NOT_ACCEPTED = new PublicError('BAD_REQUEST', 'The answer is JSON: accept application/json.')
