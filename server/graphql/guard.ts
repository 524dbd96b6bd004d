// The one guard in front of execution, for HTTP and WebSocket alike (I23): it parses, limits and validates a document
// and says what is wrong in plain errors, so that one bad operation never costs anybody else a connection (M6).
//
//   text ──▶ length ──▶ trusted? or free ──▶ parse (tokens) ──▶ shape ──▶ validate ──▶ cost ──▶ fits the transport ──▶ execute

import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { COST_MAX, checkShape, costOf } from './document-limits.ts'
import { PublicError, plainMessage } from './errors.ts'

export type Carrier = 'HTTP' | 'SOCKET'

export type Verdict =
  | {
      readonly ok: true
      readonly document: DocumentNode
      readonly operation: OperationDefinitionNode
      /** As they came; execution makes of them what their types say. */
      readonly variables: Readonly<Record<string, unknown>>
      /** As of costOf. */
      readonly cost: number
    }
  | { readonly ok: false; readonly errors: readonly PublicError[] }

/** Judges what a client sent; never throws. */
export type Guard = (carrier: Carrier, request: unknown) => Verdict

export interface GuardOptions {
  /** Whether documents of anybody are answered, within the limits; else only those of `trusted` are (decision 0027). */
  readonly free: boolean
  /** Texts that are always answered. */
  readonly trusted: ReadonlySet<string>
}

/** Of a document, and of each text in the variables. */
const TEXT_LENGTH_MAX = 20_000
/** Of a variable that is a list. */
const LIST_LENGTH_MAX = 100
const TOKENS_MAX = 1_000
const ERRORS_MAX = 5
const DOCUMENTS_KEPT = 300
const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule]

/** Checked documents are kept by their text, the least recently used go first. */
export function openGuard(schema: GraphQLSchema, { free, trusted }: GuardOptions): Guard {
  const kept = new Map<string, DocumentNode>()

  const checkedDocument = (text: string): DocumentNode => {
    if (!free && !trusted.has(text))
      throw new PublicError('UNKNOWN_DOCUMENT', 'This server answers the documents of its own clients alone.')
    const document = kept.get(text) ?? checkDocument(schema, text)
    kept.delete(text)
    kept.set(text, document)
    const oldest = kept.keys().next().value
    if (kept.size > DOCUMENTS_KEPT && oldest !== undefined) kept.delete(oldest)
    return document
  }

  /** Of operations whose cost no variable decides about. */
  const costs = new WeakMap<OperationDefinitionNode, number>()
  const costOfAsked = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: RequestParts['variables'],
  ): number => {
    let isFixed = true
    const cost = costOf(schema, document, operation, (name) => {
      isFixed = false
      return variables[name]
    })
    if (isFixed) costs.set(operation, cost)
    return cost
  }

  return (carrier, request) => {
    try {
      const { query, operationName, variables } = requestParts(request)
      const document = checkedDocument(query)
      const operation = getOperationAST(document, operationName)
      if (operation == null) throw new PublicError('BAD_REQUEST', 'Name the one operation to run.')
      checkCarrier(carrier, operation)
      const cost = costs.get(operation) ?? costOfAsked(document, operation, variables)
      if (cost > COST_MAX)
        throw new PublicError(
          'TOO_LARGE',
          `An answer may have ${COST_MAX} elements, this one might have ${cost}.`,
        )
      return { ok: true, document, operation, variables, cost }
    } catch (error) {
      if (error instanceof Refused) return { ok: false, errors: error.errors }
      if (error instanceof PublicError) return { ok: false, errors: [error] }
      throw error
    }
  }
}

/** Several public errors at once. */
class Refused extends Error {
  readonly errors: readonly PublicError[]

  constructor(errors: readonly PublicError[]) {
    super('refused')
    this.errors = errors
  }
}

/** What is wrong with a request before its document is looked at, or null. */
export function faultOfRequest(request: unknown): PublicError | null {
  try {
    requestParts(request)
    return null
  } catch (error) {
    if (error instanceof PublicError) return error
    throw error
  }
}

interface RequestParts {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

function requestParts(request: unknown): RequestParts {
  if (Array.isArray(request)) throw new PublicError('BAD_REQUEST', 'Send one operation a request.')
  if (typeof request !== 'object' || request === null)
    throw new PublicError('BAD_REQUEST', 'Send a JSON object with a query.')
  const { query, operationName, variables, extensions } = request as Record<string, unknown>
  if (typeof query !== 'string' || query.trim() === '')
    throw new PublicError('BAD_REQUEST', 'Send a JSON object with a query.')
  if (operationName != null && typeof operationName !== 'string')
    throw new PublicError('BAD_REQUEST', 'operationName must be a text.')
  for (const [name, value] of Object.entries({ variables, extensions }))
    if (value != null && (typeof value !== 'object' || Array.isArray(value)))
      throw new PublicError('BAD_REQUEST', `${name} must be an object.`)
  if (hasPrototypeKey(request)) throw new PublicError('BAD_REQUEST', 'The request could not be understood.')
  checkVariables(variables ?? {})
  if (query.length > TEXT_LENGTH_MAX)
    throw new PublicError('TOO_LARGE', `A document may have ${TEXT_LENGTH_MAX} characters.`)
  return {
    query,
    operationName: operationName ?? null,
    variables: (variables ?? {}) as RequestParts['variables'],
  }
}

/**
 * What is far beyond any law's length is refused before somebody reads it, since reading it keeps everybody waiting
 * (I25); what is a little too long, the law refuses with the field's name.
 */
function checkVariables(variables: object): void {
  for (const value of Object.values(variables))
    if (Array.isArray(value) && value.length > LIST_LENGTH_MAX)
      throw new PublicError('TOO_LARGE', `A list may have ${LIST_LENGTH_MAX} elements.`)
  if (hasLongText(variables))
    throw new PublicError('TOO_LARGE', `A text may have ${TEXT_LENGTH_MAX} characters.`)
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > TEXT_LENGTH_MAX
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText)
}

/** As Fastify's reader of JSON has it: keys that JavaScript takes for more than keys come on neither transport. */
function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Object.hasOwn(value, '__proto__')) return true
  const { constructor } = value
  const isNamed =
    Object.hasOwn(value, 'constructor') && typeof constructor === 'object' && constructor !== null
  return (isNamed && Object.hasOwn(constructor, 'prototype')) || Object.values(value).some(hasPrototypeKey)
}

function checkDocument(schema: GraphQLSchema, text: string): DocumentNode {
  const document = parsed(text)
  checkShape(document)
  const wrong = wrongIn(schema, document)
  if (wrong.length > 0)
    throw new Refused(wrong.map((error) => new PublicError('VALIDATION_FAILED', plainMessage(error.message))))
  return document
}

function wrongIn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, RULES, { maxErrors: ERRORS_MAX, hideSuggestions: true })
  } catch (error) {
    // The rule about a subscription's one field reads its directives without variables, and throws where they have any.
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: TOKENS_MAX, noLocation: true })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const isTooLong = error.message.includes('token')
    throw isTooLong && error.message.includes(`${TOKENS_MAX}`)
      ? new PublicError('TOO_LARGE', `A document may have ${TOKENS_MAX} tokens.`)
      : new PublicError('PARSE_FAILED', error.message)
  }
}

/** Commands never go over the socket: its client would send them again by itself (M8). */
function checkCarrier(carrier: Carrier, { operation }: OperationDefinitionNode): void {
  if (carrier === 'SOCKET' && operation !== 'subscription')
    throw new PublicError('NOT_ON_THIS_TRANSPORT', `Send a ${operation} by HTTP POST.`)
  if (carrier === 'HTTP' && operation === 'subscription')
    throw new PublicError('NOT_ON_THIS_TRANSPORT', 'Open a subscription by WebSocket (graphql-transport-ws).')
}
