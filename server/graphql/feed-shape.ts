// What a subscription to the feed asks for, worked out once from its document's structure. Readers of one shape can be
// handed the same bytes. Most shapes are plain: nothing but fields that are stored as they are shown, so that a page is
// put together from stored texts (feed-text.ts). Any other shape is executed, once for all its readers.

import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** A response key, as JSON with its colon, and what stands under it. */
export interface PlainField {
  readonly key: string
  readonly type: string
  readonly field: string
  /** Null for a leaf. */
  readonly fields: readonly PlainField[] | null
}

export interface FeedShape {
  /** The same for two readers alone when the same page makes the same bytes for both. */
  readonly key: string
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** What decides about directives; the feed's own arguments have no say in what a page looks like. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The one field of the root, or null for a shape that is not plain. */
  readonly plain: PlainField | null
}

export type AskedOperation = Pick<
  GraphQLResolveInfo,
  'operation' | 'fragments' | 'variableValues' | 'parentType'
>

interface Structure {
  readonly number: number
  readonly deciding: readonly string[]
  readonly plain: PlainField | null
}

/** By operation: the guard keeps one tree for equal texts, so that a document is looked at once. */
const structures = new WeakMap<OperationDefinitionNode, Structure>()
let numbered = 0

/** The shape of a subscription whose root field is the feed. */
export function shapeOf({ operation, fragments, variableValues, parentType }: AskedOperation): FeedShape {
  const known = structures.get(operation)
  const structure = known ?? structureOf(operation, fragments, parentType)
  if (known === undefined) structures.set(operation, structure)
  const decisions = structure.deciding.map((name) => [name, variableValues[name]] as const)
  return {
    key: JSON.stringify([structure.number, ...decisions]),
    operation,
    fragments,
    variables: variableValues,
    plain: structure.plain,
  }
}

function structureOf(
  operation: OperationDefinitionNode,
  fragments: AskedOperation['fragments'],
  root: GraphQLObjectType,
): Structure {
  numbered += 1
  const roots = plainFields([operation.selectionSet], root, fragments)
  return {
    number: numbered,
    deciding: decidingVariables([operation, ...Object.values(fragments)]),
    plain: roots?.length === 1 ? (roots[0] ?? null) : null,
  }
}

/** Variables that anything but the feed's own arguments reads. */
function decidingVariables(
  definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[],
): readonly string[] {
  const names = new Set<string>()
  for (const definition of definitions)
    visit(definition, {
      VariableDefinition: () => false,
      Field: (node) => (node.name.value === 'feed' ? { ...node, arguments: [] } : undefined),
      Variable: (node) => void names.add(node.name.value),
    })
  return [...names].toSorted()
}

/** The fields of an object type in the order in which an execution answers them; null where that is not plain. */
function plainFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  fragments: AskedOperation['fragments'],
): readonly PlainField[] | null {
  const collected = new Map<string, FieldNode[]>()
  const seen = new Set<string>()
  for (const set of sets) if (!collect(set, type, fragments, collected, seen)) return null
  const fields: PlainField[] = []
  for (const [key, nodes] of collected) {
    const field = plainField(key, nodes, type, fragments)
    if (field === null) return null
    fields.push(field)
  }
  return fields
}

function plainField(
  key: string,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
  fragments: AskedOperation['fragments'],
): PlainField | null {
  const name = nodes[0]?.name.value ?? ''
  const field = { key: `${JSON.stringify(key)}:`, type: type.name, field: name }
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  if (sets.length === 0) return { ...field, fields: null }
  const inner = innerType(type, name)
  const fields = inner === null ? null : plainFields(sets, inner, fragments)
  return fields === null ? null : { ...field, fields }
}

/** The object type that a field of objects, or of a list of them, has. */
function innerType(type: GraphQLObjectType, name: string): GraphQLObjectType | null {
  let inner: unknown = type.getFields()[name]?.type
  while (typeof inner === 'object' && inner !== null && 'ofType' in inner) inner = inner.ofType
  return isObjectType(inner) ? inner : null
}

/** False where something else than the type alone decides what is asked for. */
function collect(
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  fragments: AskedOperation['fragments'],
  collected: Map<string, FieldNode[]>,
  seen: Set<string>,
): boolean {
  return selections.every((selection) => {
    if ((selection.directives ?? []).length > 0) return false
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value
      collected.set(key, [...(collected.get(key) ?? []), selection])
      return true
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD && seen.has(selection.name.value)) return true
    if (selection.kind === Kind.FRAGMENT_SPREAD) seen.add(selection.name.value)
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
    if (fragment === undefined || (fragment.typeCondition?.name.value ?? type.name) !== type.name)
      return false
    return collect(fragment.selectionSet, type, fragments, collected, seen)
  })
}
