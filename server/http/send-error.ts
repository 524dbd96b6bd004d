// The one shape in which a route refuses, the same as GraphQL's: a sentence for a person, a stable code for a program.

import type { FastifyReply } from 'fastify'
import type { WireError } from '../graphql/errors.ts'

/** What a program reads of a refusal; never a secret, and nothing of what is inside. */
export interface ErrorFacts {
  readonly code: string
  readonly [fact: string]: string
}

/** A full disk or a database that starts anew is over soon, or a person sees to it. */
const RETRY_AFTER_S = 5

/** Answers what failed on our side, masked: 503 with the time after which to ask again, or 500 where that changes nothing. */
export function sendFailure(reply: FastifyReply, error: WireError): FastifyReply {
  const mayPass = error.extensions.code === 'UNAVAILABLE'
  if (mayPass) void reply.header('retry-after', RETRY_AFTER_S)
  return reply.code(mayPass ? 503 : 500).send({ errors: [error] })
}

/** Answers with one error; `message` is a sentence with what to do. */
export const sendError = (
  reply: FastifyReply,
  status: number,
  message: string,
  extensions: ErrorFacts,
): FastifyReply => reply.code(status).send({ errors: [{ message, extensions }] })
