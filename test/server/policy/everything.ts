// Asks everything that a schema offers: every field below a type, and arguments that fit their types.

import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'

/** Every field below a type, down to the last scalar. */
export function everything(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  const fields = Object.values(named.getFields()).map(
    (field) =>
      `${field.name}${field.name === 'events' && named.name === 'Room' ? '(limit: 50)' : ''} ${everything(field.type)}`,
  )
  return `{ ${fields.join(' ')} }`
}

/** A value of an input type: texts are `text`, lists are of one, and of a choice the first is taken. */
export function valueOf(type: GraphQLInputType, text: string): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [valueOf(nullable.ofType, text)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields())
    const asked = nullable.isOneOf ? fields.slice(0, 1) : fields.filter(({ type: of }) => isNonNullType(of))
    return Object.fromEntries(asked.map((field) => [field.name, valueOf(field.type, text)]))
  }
  const { name } = nullable as { readonly name: string }
  if (name === 'Int' || name === 'Float') return 1
  if (name === 'Boolean') return true
  return name === 'Instant' ? '2026-11-23T09:00:00.000Z' : text
}

/** The request that asks for one field of the root with every field below it. */
export function requestFor(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  text: string,
): { readonly query: string; readonly variables: Record<string, unknown> } {
  const asked = field.args.filter(
    (argument) => isRequiredArgument(argument) || argument.name.endsWith('oomId'),
  )
  const declared = asked.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = asked.map(({ name }) => `${name}: $${name}`).join(', ')
  return {
    query: `${kind} Asked${declared === '' ? '' : `(${declared})`} { ${field.name}${passed === '' ? '' : `(${passed})`} ${everything(field.type)} }`,
    variables: Object.fromEntries(asked.map(({ name, type }) => [name, valueOf(type, text)])),
  }
}
