// How large a document may be, found out before anything of it runs: its shape (depth, aliases, how far its fragments
// unfold), and what its answer may cost in objects. Everything here takes time in proportion to the document's tokens,
// however its fragments refer to each other.

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { isListOfObjects } from '../policy/field-gate.ts'
import { LIST_SIZES } from '../policy/fields.ts'
import { PublicError } from './errors.ts'

export const DEPTH_MAX = 8
export const ALIASES_MAX = 15
/** Selections of an operation with its fragments unfolded. */
export const SELECTIONS_MAX = 2_000
/** Things asked for and elements of lists in their answer, as far as lists can be foretold. */
export const COST_MAX = 5_000

const LEAVING_OUT = new Set(['skip', 'include'])

/** The length of a list in a schema that is not ours. */
const USUAL_LIST = 10

interface Shape {
  readonly depth: number
  readonly aliases: number
  readonly selections: number
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  return fragments
}

/** Throws a PublicError that names the first limit which an operation or fragment of the document exceeds. */
export function checkShape(document: DocumentNode): void {
  const fragments = fragmentsOf(document)
  const known = new Map<string, Shape | 'OPEN'>()

  const shapeOfFragment = (name: string): Shape => {
    const seen = known.get(name)
    if (seen === 'OPEN') throw new PublicError('VALIDATION_FAILED', 'Fragments may not form a circle.')
    if (seen !== undefined) return seen
    known.set(name, 'OPEN')
    const shape = shapeOf(fragments.get(name)?.selectionSet)
    known.set(name, shape)
    return shape
  }

  const shapeOf = (selectionSet: SelectionSetNode | undefined): Shape => {
    let [depth, aliases, selections] = [0, 0, 0]
    for (const selection of selectionSet?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? shapeOfFragment(selection.name.value)
          : shapeOf(selection.selectionSet)
      depth = Math.max(depth, below.depth + (isField ? 1 : 0))
      aliases += below.aliases + (isField && selection.alias !== undefined ? 1 : 0)
      selections += below.selections + 1
    }
    return checked({ depth, aliases, selections })
  }

  /** The one field of a subscription may not be left out: executing one without a field throws. Its shape is checked. */
  const checkKept = (selectionSet: SelectionSetNode | undefined): void => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.directives?.some(({ name }) => LEAVING_OUT.has(name.value)))
        throw new PublicError(
          'VALIDATION_FAILED',
          'A subscription has no @skip or @include on its own field.',
        )
      if (selection.kind === Kind.INLINE_FRAGMENT) checkKept(selection.selectionSet)
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        checkKept(fragments.get(selection.name.value)?.selectionSet)
    }
  }

  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      shapeOf(definition.selectionSet)
      if (definition.operation === OperationTypeNode.SUBSCRIPTION) checkKept(definition.selectionSet)
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) shapeOfFragment(definition.name.value)
}

function checked(shape: Shape): Shape {
  if (shape.depth > DEPTH_MAX)
    throw new PublicError('TOO_LARGE', `An operation may be ${DEPTH_MAX} fields deep.`)
  if (shape.aliases > ALIASES_MAX)
    throw new PublicError('TOO_LARGE', `An operation may have ${ALIASES_MAX} aliases.`)
  if (shape.selections > SELECTIONS_MAX)
    throw new PublicError('TOO_LARGE', `An operation may select ${SELECTIONS_MAX} times, fragments unfolded.`)
  return shape
}

/** The value of a variable, by its name. */
type ReadVariable = (name: string) => unknown

/**
 * What the answer to an operation may cost: one for each field of the root, and one for each element of each list of
 * objects, which counts with its usual length or with the one that is asked for. The document must be valid and within
 * its shape. Only variables that are read have a say in it.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  read: ReadVariable,
): number {
  const fragments = fragmentsOf(document)
  const known = new Map<string, number>()

  const costIn = (type: GraphQLObjectType, selectionSet: SelectionSetNode | undefined): number => {
    let cost = 0
    for (const selection of selectionSet?.selections ?? [])
      if (selection.kind === Kind.FIELD) cost += costOfField(type, selection)
      else if (selection.kind === Kind.INLINE_FRAGMENT) cost += costIn(type, selection.selectionSet)
      else cost += costOfFragment(type, selection.name.value)
    return cost
  }
  const costOfFragment = (type: GraphQLObjectType, name: string): number => {
    const cost = known.get(name) ?? costIn(type, fragments.get(name)?.selectionSet)
    known.set(name, cost)
    return cost
  }
  const costOfField = (parent: GraphQLObjectType, node: FieldNode): number => {
    const field = parent.getFields()[node.name.value]
    const type = field === undefined ? undefined : getNamedType(field.type)
    const own = parent === root ? 1 : 0
    if (field === undefined || !isObjectType(type)) return own
    const below = costIn(type, node.selectionSet)
    return own + (isListOfObjects(field) ? (1 + below) * lengthOf(parent, field, node, read) : below)
  }

  const root = schema.getRootType(operation.operation)
  return root == null ? 0 : costIn(root, operation.selectionSet)
}

function lengthOf(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  read: ReadVariable,
): number {
  const name = `${parent.name}.${field.name}`
  const size = Object.hasOwn(LIST_SIZES, name) ? LIST_SIZES[name] : undefined
  if (size === undefined || typeof size === 'number') return size ?? USUAL_LIST
  const value = node.arguments?.find((argument) => argument.name.value === size.argument)?.value
  const byDefault = field.args.find((argument) => argument.name === size.argument)?.defaultValue
  const asked =
    value === undefined ? byDefault : value.kind === Kind.VARIABLE ? read(value.name.value) : intIn(value)
  if (typeof asked !== 'number' || !Number.isFinite(asked)) return size.max
  return Math.min(Math.max(asked, 0), size.max)
}

const intIn = (value: ValueNode): number | undefined =>
  value.kind === Kind.INT ? Number(value.value) : undefined
