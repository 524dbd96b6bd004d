// The table is complete and asked: what has no row is served to nobody, and nobody has to remember to look (I21).

import Fastify from 'fastify'
import { buildSchema, execute, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../../domain/people.ts'
import type { RequestContext } from '../../../server/graphql/context.ts'
import { openMask } from '../../../server/graphql/errors.ts'
import { openLog } from '../../../server/observe/log.ts'
import { guardFields } from '../../../server/policy/field-gate.ts'
import { openPaces, PERSON_PACE } from '../../../server/policy/paces.ts'
import { addRouteGate } from '../../../server/policy/route-gate.ts'
import { answerOf, CUSTOMERS, type Row, SIGNED_IN } from '../../../server/policy/table.ts'
import { admin, contact, personOfRole } from '../../support/people.ts'
import { policyPage } from './policy-page.ts'

describe('[I21] the policy table', () => {
  it('answers by asker and relation alone', () => {
    const ofOneRoom: Row = { askers: CUSTOMERS, about: 'ROOM' }
    expect(answerOf(ofOneRoom, 'CONTACT', 'OWN')).toBe('ANSWERED')
    for (const relation of ['FOREIGN', 'MISSING', 'REMOVED'] as const)
      expect(answerOf(ofOneRoom, 'CONTACT', relation)).toBe('AS_MISSING')
    expect(answerOf(ofOneRoom, 'AGENT', 'OWN')).toBe('NOT_PERMITTED')
    expect(answerOf(ofOneRoom, 'NOBODY', 'OWN')).toBe('SIGN_IN')
    expect(answerOf({ ...ofOneRoom, about: 'NEW_ROOM' }, 'CONTACT', 'MISSING')).toBe('ANSWERED')
    expect(answerOf({ ...ofOneRoom, about: 'NEW_ROOM' }, 'CONTACT', 'FOREIGN')).toBe('AS_MISSING')
  })

  it('is written out in docs/policy.md (`npx vitest run -u` on this file writes it anew)', async () => {
    await expect(policyPage()).toMatchFileSnapshot('../../../docs/policy.md')
  })
})

describe('[I21] without a row', () => {
  it.each(['Query', 'Mutation', 'Subscription'])('a field of %s ends the start', (root) => {
    const rest = root === 'Query' ? '' : 'type Query { me: Int }'
    const schema = buildSchema(`type ${root} { secrets: Int } ${rest}`)
    expect(() => guardFields(schema)).toThrow(`${root}.secrets has no row in server/policy/fields.ts`)
  })

  it('a list of objects ends the start: nobody knows what it costs', () => {
    const schema = buildSchema(
      'type Query { me: Room } type Room { secrets: [Secret!]! } type Secret { id: ID }',
    )
    expect(() => guardFields(schema)).toThrow('Room.secrets has no size in server/policy/fields.ts')
  })

  it('a route ends the start', async () => {
    const app = Fastify()
    const mask = openMask(openLog('silent'))
    addRouteGate(app, { desk: {} as never, mask, mayConnect: () => true, paces: openPaces(PERSON_PACE) })
    expect(() => app.get('/secrets', async () => 'all of them')).toThrow(
      'GET /secrets has no row in server/policy/routes.ts',
    )
    await app.close()
  })
})

describe('[I21] the gate stands around the resolvers', () => {
  /** What is answered to a person where the resolver itself would show everything to everybody. */
  const answered = async (query: string, role: Role, account = contact.accountId): Promise<unknown> => {
    const schema = buildSchema(
      'type Query { room(id: ID!): Room, rooms: [Room!]! } type Room { title: String }',
    )
    const { room, rooms } = schema.getQueryType()?.getFields() ?? {}
    if (room === undefined || rooms === undefined) throw new Error('the schema has both')
    room.resolve = () => ({ title: 'shown' })
    rooms.resolve = () => Array.from({ length: 3_000 }, () => ({ title: 'shown' }))
    const contextValue = {
      viewer: { person: personOfRole[role] },
      core: { roomAccount: async () => account },
    } as unknown as RequestContext
    return execute({ schema: guardFields(schema), document: parse(query), contextValue })
  }

  it('so that one which forgets to look shows nothing of a room that is not the asker’s', async () => {
    const query = '{ room(id: "r") { title } }'
    expect(await answered(query, 'CONTACT')).toEqual({ data: { room: { title: 'shown' } } })
    const nothing = { data: { room: null } }
    expect(await answered(query, 'CONTACT', 'account-tagus' as never)).toEqual(nothing)
    expect(await answered(query, 'CONTACT', null)).toEqual(nothing)
    expect(await answered(query, admin.role)).toEqual(nothing)
    for (const role of SIGNED_IN.filter((one) => one !== 'ADMIN'))
      expect(await answered(query, role)).toEqual({ data: { room: { title: 'shown' } } })
  })

  it('[I23] and counts what is answered: more than 5,000 elements are refused, whatever was estimated', async () => {
    expect(await answered('{ rooms { title } }', 'AGENT')).not.toHaveProperty('errors')
    const twice = (await answered('{ a: rooms { title } b: rooms { title } }', 'AGENT')) as {
      readonly errors: readonly { readonly message: string }[]
    }
    expect(twice.errors.map(({ message }) => message)).toEqual([
      'An answer may have 5000 elements. Ask for less.',
    ])
  })
})
