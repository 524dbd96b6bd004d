// The one guard in front of execution, for HTTP and WebSocket alike (I23): it parses, limits and validates a document
// and says what is wrong in plain errors, so that one bad operation never costs anybody else a connection (M6).
//
//   text ──▶ length ──▶ parse (tokens) ──▶ aliases, depth ──▶ validate ──▶ operation fits the transport ──▶ execute

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { PublicError, plainMessage } from './errors.ts'

export type Carrier = 'HTTP' | 'SOCKET'

export interface Checked {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

export type Verdict =
  | ({ readonly ok: true } & Checked)
  | { readonly ok: false; readonly errors: readonly PublicError[] }

/** Judges what a client sent; never throws. */
export type Guard = (carrier: Carrier, request: unknown) => Verdict

const TEXT_LENGTH_MAX = 20_000
const TOKENS_MAX = 2_000
const DEPTH_MAX = 10
const ALIASES_MAX = 30
const ERRORS_MAX = 5
const DOCUMENTS_KEPT = 300

/** Checked documents are kept by their text, the least recently used go first. */
export function openGuard(schema: GraphQLSchema, options: { readonly introspection: boolean }): Guard {
  const rules = options.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  const kept = new Map<string, DocumentNode>()

  const checkedDocument = (text: string): DocumentNode => {
    const known = kept.get(text)
    const document = known ?? checkDocument(schema, rules, text)
    kept.delete(text)
    kept.set(text, document)
    const oldest = kept.keys().next().value
    if (kept.size > DOCUMENTS_KEPT && oldest !== undefined) kept.delete(oldest)
    return document
  }

  return (carrier, request) => {
    try {
      const { query, operationName } = requestParts(request)
      const document = checkedDocument(query)
      const operation = getOperationAST(document, operationName)
      if (operation == null) throw new PublicError('BAD_REQUEST', 'Name the one operation to run.')
      checkCarrier(carrier, operation)
      return { ok: true, document, operation }
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

function requestParts(request: unknown): { query: string; operationName: string | null } {
  if (Array.isArray(request)) throw new PublicError('BAD_REQUEST', 'Send one operation a request.')
  if (typeof request !== 'object' || request === null)
    throw new PublicError('BAD_REQUEST', 'Send a JSON object with a query.')
  const { query, operationName, variables } = request as Record<string, unknown>
  if (typeof query !== 'string' || query.trim() === '')
    throw new PublicError('BAD_REQUEST', 'Send a JSON object with a query.')
  if (operationName != null && typeof operationName !== 'string')
    throw new PublicError('BAD_REQUEST', 'operationName must be a text.')
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw new PublicError('BAD_REQUEST', 'variables must be an object.')
  if (query.length > TEXT_LENGTH_MAX)
    throw new PublicError('TOO_LARGE', `A document may have ${TEXT_LENGTH_MAX} characters.`)
  return { query, operationName: operationName ?? null }
}

function checkDocument(schema: GraphQLSchema, rules: typeof specifiedRules, text: string): DocumentNode {
  const document = parsed(text)
  const wrong = validate(schema, document, rules, { maxErrors: ERRORS_MAX })
  if (wrong.length > 0)
    throw new Refused(wrong.map((error) => new PublicError('VALIDATION_FAILED', plainMessage(error.message))))
  checkAliases(document)
  checkDepth(document)
  return document
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

function checkAliases(document: DocumentNode): void {
  let aliases = 0
  visit(document, {
    Field: ({ alias }) => {
      if (alias !== undefined) aliases += 1
    },
  })
  if (aliases > ALIASES_MAX) throw new PublicError('TOO_LARGE', `A document may have ${ALIASES_MAX} aliases.`)
}

/** Runs after validation, so that fragments are known to form no circle. */
function checkDepth(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const depths = new Map<string, number>()

  const depthOf = (selectionSet: SelectionSetNode | undefined): number => {
    const depthsHere = (selectionSet?.selections ?? []).map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet)
      if (selection.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(selection.name.value)
      // Introspection nests deeply, but never without end.
      return selection.name.value.startsWith('__') ? 1 : 1 + depthOf(selection.selectionSet)
    })
    return Math.max(0, ...depthsHere)
  }
  const depthOfFragment = (name: string): number => {
    const known = depths.get(name) ?? depthOf(fragments.get(name)?.selectionSet)
    depths.set(name, known)
    return known
  }

  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && depthOf(definition.selectionSet) > DEPTH_MAX)
      throw new PublicError('TOO_LARGE', `An operation may be ${DEPTH_MAX} fields deep.`)
}

/** Commands never go over the socket: its client would send them again by itself (M8). */
function checkCarrier(carrier: Carrier, { operation }: OperationDefinitionNode): void {
  if (carrier === 'SOCKET' && operation !== 'subscription')
    throw new PublicError('NOT_ON_THIS_TRANSPORT', `Send a ${operation} by HTTP POST.`)
  if (carrier === 'HTTP' && operation === 'subscription')
    throw new PublicError('NOT_ON_THIS_TRANSPORT', 'Open a subscription by WebSocket (graphql-transport-ws).')
}
