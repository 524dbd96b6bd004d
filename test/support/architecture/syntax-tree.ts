// Looks into a file's syntax tree (Vite's parser) for the few shapes that the safety rules speak of: names that are
// reached for, properties with their values, constructions, imports, elements and texts. Types are not looked at, and
// neither are comments: what stands there does nothing.

import { parseSync } from 'vite'

/** One thing in a file that a rule may speak of. */
export type Shape =
  /** `object.name`, `object['name']`, `{ name } = object`, or an import of that name. `object` as it is written. */
  | { readonly kind: 'reach'; readonly name: string; readonly object: string }
  /** `name: value` in an object, or `name="value"` on an element; `value` null when it is no literal. */
  | { readonly kind: 'property'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'import'; readonly from: string }
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** Every shape of a file, in the order in which it is written. @throws when the file does not parse. */
export function shapesOf(path: string, text: string): readonly Shape[] {
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`)
  const shapes: Shape[] = []
  walk(program, (node) => shapes.push(...shapesAt(node, text)))
  return shapes
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  if (!isNode(value) || value.type.startsWith('TSType') || value.type === 'TSInterfaceDeclaration') return
  visit(value)
  for (const [name, held] of Object.entries(value))
    if (name !== 'typeAnnotation' && typeof held === 'object') walk(held, visit)
}

function shapesAt(node: Node, text: string): readonly Shape[] {
  const written = (part: unknown): string => (isNode(part) ? text.slice(part.start, part.end) : '')
  switch (node.type) {
    case 'MemberExpression':
      return [{ kind: 'reach', name: nameOf(node['property']), object: written(node['object']) }]
    case 'ObjectPattern':
      return (node['properties'] as Node[]).map((property) => ({
        kind: 'reach',
        name: nameOf(property['key']),
        object: '',
      }))
    case 'ImportDeclaration': {
      const from = String((node['source'] as { value: unknown }).value)
      if (node['importKind'] === 'type') return [{ kind: 'import', from }]
      const names = (node['specifiers'] as Node[]).filter((specifier) => specifier['importKind'] !== 'type')
      return [
        { kind: 'import', from },
        ...names.map(
          (specifier): Shape => ({ kind: 'reach', name: nameOf(specifier['imported']), object: from }),
        ),
      ]
    }
    case 'ImportExpression':
      return [{ kind: 'import', from: nameOf(node['source']) }]
    case 'Property':
      return [{ kind: 'property', name: nameOf(node['key']), value: literalOf(node['value']) }]
    case 'JSXAttribute':
      return [{ kind: 'property', name: nameOf(node['name']), value: literalOf(node['value']) }]
    case 'JSXOpeningElement':
      return [{ kind: 'element', name: nameOf(node['name']) }]
    case 'NewExpression':
      return [{ kind: 'new', name: nameOf(node['callee']) }]
    case 'CallExpression':
      return [{ kind: 'call', name: nameOf(node['callee']) }]
    case 'Literal':
      return typeof node['value'] === 'string' ? [{ kind: 'text', text: node['value'] }] : []
    case 'TemplateElement':
      return [{ kind: 'text', text: String((node['value'] as { cooked: unknown }).cooked) }]
    default:
      return []
  }
}

/** The last name of `a`, `a.b`, `a['b']` and "b". */
function nameOf(part: unknown): string {
  if (!isNode(part)) return ''
  if (typeof part['name'] === 'string') return part['name']
  if (typeof part['value'] === 'string') return part['value']
  return nameOf(part['property'])
}

const literalOf = (part: unknown): unknown => (isNode(part) && part.type === 'Literal' ? part['value'] : null)

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
