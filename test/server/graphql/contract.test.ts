// The contract as a whole: everything that can be asked is asked, by both parties, and every field answers.

import { type GraphQLOutputType, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { FIELDS, type FieldName } from '../../../server/policy/fields.ts'
import { startTestServer, type TestServer } from '../support/running-server.ts'

const schema = loadSchema()
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.stop())

/** Every field below a type, down to the last scalar. */
function everything(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  return `{ ${fieldsOf(named).join(' ')} }`
}

const fieldsOf = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields()).map((field) => `${field.name} ${everything(field.type)}`)

it.each([
  ['rani-wulandari', 'SIGNATORY'],
  ['sari-hartono', 'SIGNATORY'],
  ['maeve-brennan', 'AGENT'],
  ['tiago-lemos', 'TAM'],
  ['ingrid-solberg', 'ADMIN'],
] as const)('answers every field that one of the role may ask to %s', async (who, role) => {
  const token = await server.signIn(who)
  const fields = schema.getQueryType()?.getFields() ?? {}
  const questions = Object.values(fields)
    .filter(({ name }) => FIELDS[`Query.${name}` as FieldName].askers.includes(role))
    .filter(({ args }) => args.every(({ defaultValue }) => defaultValue !== undefined))
    .map((field) => `${field.name} ${everything(field.type)}`)
  expect(questions.length).toBeGreaterThan(3)
  const { errors, data } = await server.ask(token, `{ ${questions.join(' ')} }`)
  expect(errors).toBeUndefined()
  expect(Object.keys(data)).toHaveLength(questions.length)
})

it('says of a room what its events say', async () => {
  const { data } = await server.ask(
    await server.signIn('rani-wulandari'),
    '{ rooms { title phase ownerId cadenceMinutes sharedSeq chainHead receivedAt events(after: 11) { hash } clocks { kind outcome } } }',
  )
  const [room] = data['rooms'] as unknown as Record<string, unknown>[]
  expect(room).toMatchObject({
    title: 'API sends return 503, SMTP injections time out',
    phase: 'IN_PROGRESS',
    ownerId: 'maeve-brennan',
    cadenceMinutes: 30,
    sharedSeq: 12,
    events: [{ hash: room?.['chainHead'] }],
  })
})

it('refuses pages of events that are too long or run backwards', async () => {
  const token = await server.signIn('rani-wulandari')
  for (const args of ['limit: 201', 'limit: 0', 'after: -1']) {
    const { errors } = await server.ask(token, `{ rooms { events(${args}) { id } } }`)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
})
