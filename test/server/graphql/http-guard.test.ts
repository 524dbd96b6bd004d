// GraphQL over HTTP: what is refused before anything runs, and with which words.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let maeve: string
let room: string

beforeAll(async () => {
  server = await startTestServer()
  maeve = await server.signIn('maeve-brennan')
  room = await demoRoom(server, maeve)
})

afterAll(() => server.stop())

const messages = async (): Promise<number> => {
  const { data } = await server.ask(maeve, '{ rooms { events(limit: 200) { body } } }')
  const rooms = data['rooms'] as unknown as { events: { body: { type: string } }[] }[]
  return rooms.flatMap(({ events }) => events).filter(({ body }) => body.type === 'MessagePosted').length
}

const submitQuery = (count: number) => ({
  query: 'mutation ($commands: [SubmitInput!]!) { submit(commands: $commands) { answers { outcome } } }',
  variables: {
    commands: Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      roomId: room,
      command: { postMessage: { text: `message ${index}` } },
    })),
  },
})

describe('[I23] a request', () => {
  it('may not carry a subscription', async () => {
    const { status, errors } = await server.ask(maeve, 'subscription { feed { epoch } }')
    expect([status, errors?.map(({ extensions }) => extensions.code)]).toEqual([
      400,
      ['NOT_ON_THIS_TRANSPORT'],
    ])
  })

  it('may not be a batch', async () => {
    const response = await server.post('/graphql', [{ query: '{ serverTime }' }], {
      authorization: `Bearer ${maeve}`,
    })
    expect(response.status).toBe(400)
  })

  it('may have 20 commands; with 21 none of them is done, and the answer says so', async () => {
    const before = await messages()
    const over = submitQuery(21)
    const { errors } = await server.ask(maeve, over.query, over.variables)
    expect(errors).toEqual([
      {
        message: 'A request may have 20 commands, this one has 21.',
        extensions: { code: 'TOO_MANY', ref: expect.any(String) },
      },
    ])
    expect(await messages()).toBe(before)
    const full = submitQuery(20)
    await server.ask(maeve, full.query, full.variables)
    expect(await messages()).toBe(before + 20)
  })

  it('says what is wrong with a variable, with no word of the inside', async () => {
    const { status, errors } = await server.ask(maeve, 'query ($id: ID!) { room(id: $id) { id } }', {
      id: { a: 1 },
    })
    expect(status).toBe(400)
    expect(errors).toEqual([
      {
        message: expect.stringContaining('$id'),
        extensions: { code: 'BAD_USER_INPUT', ref: expect.any(String) },
      },
    ])
  })

  it('needs exactly one command in each envelope', async () => {
    const query = submitQuery(1).query
    const both = { postMessage: { text: 'a' }, postNote: { text: 'b' } }
    for (const command of [{}, both, { postMessage: null }]) {
      const commands = [{ id: randomUUID(), roomId: room, command }]
      expect((await server.ask(maeve, query, { commands })).errors?.[0]?.extensions.code).toBe(
        'BAD_USER_INPUT',
      )
    }
  })

  it('takes a time in any ISO form and answers in the one fixed form', async () => {
    const report = await server.submit(await server.signIn('sari-hartono'), randomUUID(), {
      reportIssue: {
        accountId: 'kirana-air',
        channel: 'DASHBOARD',
        title: 'Down',
        description: 'All of it.',
      },
    })
    expect(report.outcome).toBe('ACCEPTED')
    const { data } = await server.ask(maeve, '{ serverTime }')
    expect(data['serverTime']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
    const workaround = (validUntil: string) => ({ recordWorkaround: { title: 'x', steps: 'y', validUntil } })
    await server.submit(maeve, room, workaround('2099-01-02T03:04+02:00'))
    const events = await server.ask(maeve, '{ rooms { events(limit: 200) { body } } }')
    expect(events.text).toContain('"validUntil":"2099-01-02T01:04:00.000Z"')
    const query = submitQuery(1).query
    for (const wrong of ['tomorrow', '2099-13-01T00:00:00Z', '2099-01-01', 4_102_444_800_000]) {
      const commands = [{ id: randomUUID(), roomId: room, command: workaround(wrong as string) }]
      expect((await server.ask(maeve, query, { commands })).errors?.[0]?.extensions.code).toBe(
        'BAD_USER_INPUT',
      )
    }
  })
})

describe('[I24] nothing is done for', () => {
  const asPost = (headers: Record<string, string>) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      body: JSON.stringify(submitQuery(1)),
      headers: { authorization: `Bearer ${maeve}`, ...headers },
    })

  it('a form, a plain text, a GET or a foreign page', async () => {
    const before = await messages()
    const json = 'application/json'
    expect((await asPost({ 'content-type': 'text/plain' })).status).toBe(415)
    expect((await asPost({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await asPost({ 'content-type': json, origin: 'https://evil.example' })).status).toBe(403)
    const { query, variables } = submitQuery(1)
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
    const headers = { authorization: `Bearer ${maeve}`, 'content-type': json }
    const get = await fetch(`${server.url}/graphql?${search}`, { headers })
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await messages()).toBe(before)
    expect((await asPost({ 'content-type': json, origin: server.url })).status).toBe(200)
    expect(await messages()).toBe(before + 1)
  })
})

it('does nothing for a client that takes no JSON, and names its answer as the client asks for it', async () => {
  const before = await messages()
  const asking = (accept: string) =>
    server.post('/graphql', submitQuery(1), { authorization: `Bearer ${maeve}`, accept })
  expect((await asking('text/html')).status).toBe(406)
  expect(await messages()).toBe(before)
  const type = 'application/graphql-response+json'
  const answered = await asking(`${type}, application/json;q=0.9`)
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
  expect(await messages()).toBe(before + 1)
})

it('returns a refusal by the rules as data, with its code and facts', async () => {
  const rani = await server.signIn('rani-wulandari')
  expect(await server.submit(rani, room, { postNote: { text: 'x' } })).toMatchObject({
    outcome: 'REJECTED',
    rejection: { code: 'NOT_PERMITTED', facts: {} },
  })
  expect(await server.submit(rani, room, { postMessage: { text: ' ' } })).toMatchObject({
    outcome: 'REJECTED',
    rejection: { code: 'INVALID_INPUT', facts: { field: 'text', problem: 'REQUIRED', limit: null } },
  })
})
