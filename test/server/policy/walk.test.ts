// The walk through every cell of the policy table against a running server (I21): every field, command and route, asked
// by everybody of every role and by nobody, about a room of their own, of another account, that is not there, and that
// they have left. Each answers as its cell says; no word of another account is in any byte; and what is not the asker's
// is answered byte for byte like what is not there (I19).

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonCommand, PersonCommandType } from '../../../domain/incident/commands.ts'
import { toInput } from '../../../protocol/command.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { commandRow } from '../../../server/policy/commands.ts'
import { FIELDS, type FieldName } from '../../../server/policy/fields.ts'
import { ROUTES } from '../../../server/policy/routes.ts'
import {
  type Answer,
  answerOf,
  type Asker,
  EVERYBODY,
  RELATIONS,
  type Relation,
  type Row,
} from '../../../server/policy/table.ts'
import { COMMAND_TYPES, SAMPLES } from '../../support/sample-commands.ts'
import { FEED, follow, PRESENCE } from '../support/feed-reader.ts'
import { requestFor } from './everything.ts'
import { canaryOf, openPolicyWorld, type PolicyWorld } from './policy-world.ts'

const schema = loadSchema()
const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { id outcome recordedAt rejection { code facts } } }
}`
const ELSEWHERE = { origin: 'https://elsewhere.example' }
/** By tests of their own; and the demo's list of everybody, who are there to be chosen. */
const WALKED_BELOW = [
  'Mutation.submit',
  'Mutation.signOut',
  'POST /graphql',
  'GET /graphql',
  'GET /demo/people',
]
let world: PolicyWorld

beforeAll(async () => {
  world = await openPolicyWorld()
})

afterAll(() => world.stop())

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

async function send(asker: Asker, path: string, init: RequestInit = {}): Promise<Reply> {
  const token = world.tokens[asker]
  const response = await fetch(`${world.server.url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(init.headers as Record<string, string>),
    },
  })
  const text = await response.text()
  const reply = { status: response.status, headers: Object.fromEntries(response.headers), text }
  mustNotTell(asker, JSON.stringify(reply))
  return reply
}

const ask = (asker: Asker, request: { readonly query: string; readonly variables: object }): Promise<Reply> =>
  send(asker, '/graphql', {
    method: 'POST',
    body: JSON.stringify(request),
    headers: { 'content-type': 'application/json' },
  })

/** What must not be in anything that an asker is sent. */
function mustNotTell(asker: Asker, bytes: string): void {
  const isStaff = ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR'].includes(asker)
  const found = [...bytes.matchAll(/canary-(card|room|internal)-(ours|left|foreign)/g)].filter(
    ([, kind, account]) => {
      if (isStaff) return false
      if (asker === 'ADMIN') return kind !== 'card'
      return asker === 'NOBODY' || account !== 'ours' || kind === 'internal'
    },
  )
  expect(
    found.map(([canary]) => canary),
    `${asker} was told`,
  ).toEqual([])
}

/** What differs between two answers that say the same: the moment, and what was asked about. */
function plain({ status, headers, text }: Reply, ...named: readonly string[]): unknown {
  const { date: _, ...rest } = headers
  let shown = text.replace(/"ref":"[0-9a-f]{12}"/g, '"ref":"…"')
  for (const id of named) shown = shown.replaceAll(id, '…')
  return { status, headers: rest, text: shown }
}

const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code ?? '')

/** Looks at one answer as its cell demands; `missing` is the answer about what is not there. */
function judge(due: Answer, reply: Reply, missing: () => unknown, said: unknown): void {
  const codes = codesIn(reply.text)
  if (due === 'SIGN_IN') expect([reply.status, codes]).toEqual([401, ['UNAUTHENTICATED']])
  else if (due === 'NOT_PERMITTED') expect(codes).toContain('NOT_PERMITTED')
  else if (due === 'AS_MISSING') expect(said).toEqual(missing())
  else for (const code of ['UNAUTHENTICATED', 'NOT_PERMITTED', 'INTERNAL']) expect(codes).not.toContain(code)
}

describe.each(EVERYBODY)('[I21] %s', (asker) => {
  /** The rooms to ask about; one of them for what is about none, since it cannot matter which. */
  const places = (row: Row | null = null) =>
    RELATIONS.flatMap((relation) => {
      const place = world.place(asker, relation)
      return place === null ? [] : [{ relation, ...place }]
    }).slice(0, row?.about === 'NO_ROOM' ? 1 : undefined)

  it.each(
    Object.keys(FIELDS).filter((name) => !name.startsWith('Subscription.') && !WALKED_BELOW.includes(name)),
  )('is answered %s as the table says', async (name) => {
    const [root = '', fieldName = ''] = name.split('.')
    const field = schema.getType(root)
    if (field === undefined || !('getFields' in field)) throw new Error(`no ${root}`)
    const asked = (roomId: string) =>
      requestFor(root === 'Query' ? 'query' : 'mutation', field.getFields()[fieldName] as never, roomId)
    const row = FIELDS[name as FieldName]
    const missing = world.place(asker, 'MISSING')?.roomId ?? ''
    const nothing = row.room === null ? null : plain(await ask(asker, asked(missing)), missing)
    for (const { relation, roomId } of places(row)) {
      const reply = await ask(asker, asked(roomId))
      judge(answerOf(row, asker, relation), reply, () => nothing, plain(reply, roomId))
    }
  })

  it('is answered every command as the table says', async () => {
    for (const [at, types] of Object.entries(inTwenties)) {
      const missing = await commanded('MISSING', types)
      for (const { relation } of places()) {
        if (asker === 'NOBODY') {
          judge('SIGN_IN', (await commanded(relation, types)).reply, () => null, null)
          continue
        }
        const { answers } = await commanded(relation, types)
        expect(answers, `${at} ${relation}`).toHaveLength(types.length)
        for (const [index, type] of types.entries()) {
          const due = answerOf(commandRow(type), asker, relation)
          const [answer, nothing] = [answers[index], missing.answers[index]]
          const what = `${type} ${relation}`
          if (due === 'NOT_PERMITTED') expect(answer, what).toContain('NOT_PERMITTED')
          else if (due === 'AS_MISSING') expect(answer, what).toBe(nothing)
          else expect(answer, what).not.toContain('NOT_PERMITTED')
        }
      }
    }
  })

  /** Commands about the room that stands so, each with the outcome that came back, without its id. */
  async function commanded(relation: Relation, types: readonly PersonCommandType[]) {
    const place = world.place(asker, relation)
    if (place === null) throw new Error(`${asker} has no such room`)
    const commands = types.map((type) => {
      const sample = SAMPLES[type][0] as PersonCommand
      // A room that is to be opened has an id of nobody; what is foreign or missing then is the account.
      const opens = commandRow(type).about === 'NEW_ROOM'
      const command = toInput(opens ? ({ ...sample, accountId: place.account.id } as PersonCommand) : sample)
      return { id: randomUUID(), roomId: opens ? randomUUID() : place.roomId, command }
    })
    const reply = await ask(asker, { query: SUBMIT, variables: { commands } })
    const { data } = JSON.parse(reply.text) as { data?: { submit: { answers: readonly { id: string }[] } } }
    const answers = (data?.submit.answers ?? []).map((answer) => JSON.stringify({ ...answer, id: null }))
    return { reply, answers }
  }

  it.each(Object.keys(ROUTES).filter((name) => !name.startsWith('UPGRADE') && !WALKED_BELOW.includes(name)))(
    'is answered %s as the table says',
    async (name) => {
      const row = ROUTES[name]
      const [method = '', path = ''] = name.split(' ')
      if (row === undefined) throw new Error(`no ${name}`)
      const asked = (roomId: string, file: string, headers: Record<string, string> = {}) =>
        send(asker, path.replace(':roomId', roomId).replace(':eventId', file).replace('*', 'nothing.txt'), {
          method,
          headers,
          ...(method === 'POST' ? { body: 'bytes' } : {}),
        })
      const missing = await asked(randomUUID(), randomUUID())
      for (const { relation, roomId, files } of places(row))
        for (const file of path.includes(':eventId') ? files : ['']) {
          const reply = await asked(roomId, file)
          const isInternal = relation === 'OWN' && file !== '' && file === files[1] && !isOfProvider(asker)
          const due = isInternal ? 'AS_MISSING' : answerOf(row, asker, relation)
          if (row.room !== null || due !== 'ANSWERED') judge(due, reply, () => plain(missing), plain(reply))
        }
      if (row.origin === 'OWN') expect((await asked(randomUUID(), randomUUID(), ELSEWHERE)).status).toBe(403)
    },
  )

  it('is brought over a socket its own alone, by every stream that there is', async () => {
    const streams = Object.keys(FIELDS).filter((name) => name.startsWith('Subscription.'))
    expect(streams).toEqual(['Subscription.feed', 'Subscription.presence'])
    const socket = await world.server.socket({ token: world.tokens[asker] ?? 'nothing' })
    if (asker === 'NOBODY') return expect((await socket.closed).code).toBe(4403)
    const pages = await follow(socket, 'feed').toHead()
    mustNotTell(asker, JSON.stringify(pages))
    socket.subscribe('presence', PRESENCE)
    mustNotTell(asker, JSON.stringify(await socket.data('presence')))
    // A question or a change is nobody's to ask over a socket.
    socket.subscribe('query', `query { me { id } }`)
    expect((await socket.errors('query'))[0]?.extensions.code).toBe('NOT_ON_THIS_TRANSPORT')
    socket.subscribe('bad', FEED, { after: canaryOf('foreign'), epoch: 7 })
    expect((await socket.errors('bad'))[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(pages.flatMap(({ events }) => events).length > 0).toBe(asker !== 'ADMIN')
    socket.close()
  })
})

const isOfProvider = (asker: Asker): boolean =>
  ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR'].includes(asker)

/** A request has room for twenty commands. */
const inTwenties: readonly (readonly PersonCommandType[])[] = [
  COMMAND_TYPES.slice(0, 20),
  COMMAND_TYPES.slice(20),
]

it('[I21] ends nobody’s session but the one that asks for it, and then for everything', async () => {
  const token = await world.server.signIn('person-agent')
  expect((await world.server.ask(token, 'mutation { signOut }')).text).toContain('true')
  const { status, errors } = await world.server.ask(token, '{ me { id } }')
  expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  expect((await ask('AGENT', { query: '{ me { id } }', variables: {} })).status).toBe(200)
})
