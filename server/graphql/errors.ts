// Errors on their way out, the same for HTTP and for every frame of a socket (M5): a message a person can use, a
// stable code, a reference. What went wrong inside stays inside; a bug is logged under the reference it is shown with.

import { randomBytes } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Log } from '../observe/log.ts'
import { isTemporary } from '../store/store-fault.ts'

/**
 * - UNAUTHENTICATED: sign in again.
 * - BAD_REQUEST, PARSE_FAILED, VALIDATION_FAILED, BAD_USER_INPUT: the request is wrong and stays wrong.
 * - NOT_ON_THIS_TRANSPORT: subscriptions by WebSocket, queries and mutations by HTTP POST.
 * - UNKNOWN_DOCUMENT: this server answers the documents of its own clients alone, and this is none of them.
 * - NOT_PERMITTED: nobody of this role may ask for this, whatever there is.
 * - TOO_LARGE, TOO_MANY: a limit; the message names it.
 * - UNAVAILABLE: temporary; ask again.
 * - INTERNAL: a bug of ours.
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'BAD_REQUEST'
  | 'PARSE_FAILED'
  | 'VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'NOT_ON_THIS_TRANSPORT'
  | 'UNKNOWN_DOCUMENT'
  | 'NOT_PERMITTED'
  | 'TOO_LARGE'
  | 'TOO_MANY'
  | 'UNAVAILABLE'
  | 'INTERNAL'

/** An error whose message is meant for the one who asked. */
export class PublicError extends GraphQLError {
  constructor(code: ErrorCode, message: string) {
    super(message, { extensions: { code } })
    this.name = 'PublicError'
  }
}

/** What of an error crosses the wire: nothing else does. */
export interface WireError {
  readonly message: string
  readonly extensions: { readonly code: string; readonly ref: string }
}

export type MaskError = (error: unknown) => WireError

export const newRef = (): string => randomBytes(6).toString('hex')

export const signInFirst = (): PublicError => new PublicError('UNAUTHENTICATED', 'Sign in first.')

export function openMask(log: Log): MaskError {
  return (error) => {
    const ref = newRef()
    const shown = publicPart(error)
    if (shown !== null) {
      log.debug({ ref, code: shown.code }, 'a request was refused')
      return { message: shown.message, extensions: { code: shown.code, ref } }
    }
    const cause = causeOf(error)
    if (isTemporary(cause)) {
      log.warn({ ref, err: cause }, 'the store could not answer')
      return { message: 'Not available right now. Try again.', extensions: { code: 'UNAVAILABLE', ref } }
    }
    log.error({ ref, err: cause }, 'a request met a bug')
    return {
      message: 'Something went wrong on our side. Quote the reference when you report it.',
      extensions: { code: 'INTERNAL', ref },
    }
  }
}

/** A fault of the store is expected and passes; anything else is a bug. */
export const levelOf = (error: unknown): 'warn' | 'error' => (isTemporary(error) ? 'warn' : 'error')

const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError != null ? error.originalError : error

/**
 * Public are our own PublicErrors and what GraphQL says of a request before anything ran: that knows the schema and
 * the request alone. An error with a path comes from execution, so its text may hold anything.
 */
function publicPart(error: unknown): { code: string; message: string } | null {
  const cause = causeOf(error)
  if (cause instanceof PublicError) return { code: String(cause.extensions['code']), message: cause.message }
  if (!(error instanceof GraphQLError) || error.path !== undefined) return null
  if (error.originalError != null && !(error.originalError instanceof GraphQLError)) return null
  const code = error.extensions['code']
  if (code === 'INTERNAL_SERVER_ERROR') return null
  return { code: typeof code === 'string' ? code : 'BAD_USER_INPUT', message: plainMessage(error.message) }
}

/** GraphQL's suggestions would spell out a schema that introspection keeps to itself. */
export const plainMessage = (message: string): string => message.replace(/ Did you mean .*\?$/s, '')
