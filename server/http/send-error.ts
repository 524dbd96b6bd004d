// The one shape in which a route refuses, the same as GraphQL's: a sentence for a person, a stable code for a program.

import type { FastifyReply } from 'fastify'

/** What a program reads of a refusal; never a secret, and nothing of what is inside. */
export interface ErrorFacts {
  readonly code: string
  readonly [fact: string]: string
}

/** Answers with one error; `message` is a sentence with what to do. */
export const sendError = (
  reply: FastifyReply,
  status: number,
  message: string,
  extensions: ErrorFacts,
): FastifyReply => reply.code(status).send({ errors: [{ message, extensions }] })
