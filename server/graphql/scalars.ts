// The schema's own scalars: what comes in is checked and brought into its one form before anything sees it, what goes
// out is passed on as it is.

import { GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { parseInstant } from '../../domain/time.ts'
import { PublicError } from './errors.ts'

const CURSOR_MAX = 500

const textIn = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined)

/** Other ISO 8601 forms are understood and stored in the fixed one, so that comparing texts compares moments. */
function instant(value: unknown): string {
  const parsed = typeof value === 'string' && value.length <= 40 ? parseInstant(value) : null
  // Years beyond four digits would break the fixed form.
  if (parsed?.length !== 24)
    throw new PublicError('BAD_USER_INPUT', 'An Instant looks like "2026-11-23T09:41:23.000Z".')
  return parsed
}

function cursor(value: unknown): string {
  if (typeof value !== 'string' || value.length > CURSOR_MAX)
    throw new PublicError('BAD_USER_INPUT', 'A Cursor is a text that the server handed out.')
  return value
}

function notAnInput(): never {
  throw new PublicError('BAD_USER_INPUT', 'This is never an input.')
}

const scalar = (name: string, parse: (value: unknown) => unknown) =>
  new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node) => parse(textIn(node)),
  })

export const Instant = scalar('Instant', instant)
export const Cursor = scalar('Cursor', cursor)
export const EventBody = scalar('EventBody', notAnInput)
export const RejectionFacts = scalar('RejectionFacts', notAnInput)
