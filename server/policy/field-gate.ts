// The gate before every question, change and stream, whichever transport it came by: it asks the policy table who may
// ask, and answers by itself what is about a room that is not the asker's. It stands around the resolvers, so that one
// that forgets to look cannot show anything. A field without a row, or a list whose size nobody knows, ends the start.

import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'
import { toRoomId } from '../../domain/ids.ts'
import type { RequestContext } from '../graphql/context.ts'
import { PublicError } from '../graphql/errors.ts'
import { FIELDS, type FieldRow, LIST_SIZES } from './fields.ts'
import { answerOf, relationOf } from './table.ts'

/** So many elements may the lists of one answer have. What was estimated beforehand is counted here. */
const ELEMENTS_MAX = 5_000

type Field = GraphQLField<unknown, RequestContext>

/** Puts the gate around a schema's fields; throws where the table lacks a row. Returns the same schema. */
export function guardFields(schema: GraphQLSchema): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of fieldsOf(root)) guardRoot(`${root?.name}.${field.name}`, field)
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of fieldsOf(type))
        if (isListOfObjects(field)) countElements(`${type.name}.${field.name}`, field)
  return schema
}

const fieldsOf = (type: GraphQLObjectType | null | undefined): readonly Field[] =>
  Object.values(type?.getFields() ?? {})

export const isListOfObjects = ({ type }: Pick<Field, 'type'>): boolean =>
  isListType(getNullableType(type)) && isObjectType(getNamedType(type))

function guardRoot(name: string, field: Field): void {
  const row = rowOf(name)
  const { resolve, subscribe } = field
  if (subscribe !== undefined)
    field.subscribe = async (source, args, context, info) => {
      // A stream about one room is about nothing when that room is not the asker's.
      if ((await judge(row, args, context)) !== 'ANSWERED') throw notPermitted()
      return subscribe(source, args, context, info)
    }
  else
    field.resolve = async (source, args, context, info) => {
      const answer = await judge(row, args, context)
      if (answer === 'AS_MISSING') return row.room?.missing ?? null
      if (answer !== 'ANSWERED') throw notPermitted()
      return (resolve ?? defaultFieldResolver)(source, args, context, info)
    }
}

function rowOf(name: string): FieldRow {
  const row = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : undefined
  if (row === undefined)
    throw new Error(`${name} has no row in server/policy/fields.ts: nobody may ask for it.`)
  return row
}

async function judge(row: FieldRow, args: Readonly<Record<string, unknown>>, context: RequestContext) {
  const { person } = context.viewer
  const named = row.room === null ? null : args[row.room.argument]
  const isAboutRoom = typeof named === 'string' && row.askers.includes(person.role)
  const accountId = isAboutRoom ? await context.core.roomAccount(toRoomId(named)) : null
  return answerOf(row, person.role, isAboutRoom || row.room === null ? relationOf(person, accountId) : 'OWN')
}

const notPermitted = (): PublicError => new PublicError('NOT_PERMITTED', 'Your role may not ask for this.')

/** Lists of a question are counted as they are answered: what is there decides what it costs, not what was guessed. */
function countElements(name: string, field: Field): void {
  if (!Object.hasOwn(LIST_SIZES, name))
    throw new Error(`${name} has no size in server/policy/fields.ts: it is not known what it costs.`)
  if (field.subscribe !== undefined) return
  const resolve = field.resolve ?? defaultFieldResolver
  field.resolve = async (source, args, context, info) => {
    const list: unknown = await resolve(source, args, context, info)
    if (info.operation.operation === 'query' && Array.isArray(list)) spend(context, list.length)
    return list
  }
}

const spent = new WeakMap<RequestContext, number>()

function spend(context: RequestContext, elements: number): void {
  const total = (spent.get(context) ?? 0) + elements
  spent.set(context, total)
  if (total > ELEMENTS_MAX)
    throw new PublicError('TOO_LARGE', `An answer may have ${ELEMENTS_MAX} elements. Ask for less.`)
}
