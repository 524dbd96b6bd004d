// How much and how often one may ask, on both transports (I23), and that those who have done nothing wrong never
// meet it: a device that comes back with a full outbox, and clients of an older release.

import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLIENT_OPERATIONS, SUBMIT_DOCUMENT } from '../../../protocol/operations.ts'
import { costOf } from '../../../server/graphql/document-limits.ts'
import { openGuard } from '../../../server/graphql/guard.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { readJsonBodies } from '../../../server/http/json-body.ts'
import { openMessageJudge } from '../../../server/graphql/socket-messages.ts'
import { TRUSTED_DOCUMENTS, trustedTexts } from '../../../server/graphql/trusted-documents.ts'
import {
  openPaces,
  PERSON_PACE,
  pointsOf,
  pointsOfBytes,
  SOCKET_PACE,
  UNLIMITED,
} from '../../../server/policy/paces.ts'
import { FEED } from '../support/feed-reader.ts'
import { startTestServer, type TestServer } from '../support/running-server.ts'

const schema = loadSchema()
const closed = openGuard(schema, { free: false, trusted: trustedTexts() })
const subscribe = (id: string, payload: unknown) => JSON.stringify({ type: 'subscribe', id, payload })

describe('[I23] a server in production answers the documents of its clients alone', () => {
  const FREE = ['{ me { id } }', '{ __typename }', 'subscription { presence { roomId } }']

  it('those of this release, each of them within the limits of free ones too', () => {
    const open = openGuard(schema, { free: true, trusted: new Set() })
    for (const query of CLIENT_OPERATIONS)
      for (const guard of [closed, open]) {
        const carrier = query.includes('subscription') ? 'SOCKET' : 'HTTP'
        expect(guard(carrier, { query }), query).toMatchObject({ ok: true })
      }
  })

  it('and those of older releases, which stay in the file that `npm run codegen` adds to', () => {
    for (const document of CLIENT_OPERATIONS) expect(trustedTexts()).toContain(document)
    for (const [fingerprint, { document }] of Object.entries(TRUSTED_DOCUMENTS)) {
      expect(createHash('sha256').update(document).digest('hex')).toBe(fingerprint)
      const carrier = document.includes('subscription') ? 'SOCKET' : 'HTTP'
      expect(closed(carrier, { query: document }), document).toMatchObject({ ok: true })
    }
  })

  it.each([...FREE, `${SUBMIT_DOCUMENT} `, `${SUBMIT_DOCUMENT}#`])('not %j', (query) => {
    for (const carrier of ['HTTP', 'SOCKET'] as const) {
      const verdict = closed(carrier, { query })
      expect(verdict.ok ? [] : verdict.errors.map(({ extensions }) => extensions['code'])).toEqual([
        'UNKNOWN_DOCUMENT',
      ])
    }
  })
})

describe('[I23] a person’s pace', () => {
  it('is a bucket that fills with time, each with one of their own', () => {
    let now = 0
    const paces = openPaces({ holds: 10, perSecond: 2 }, () => now)
    for (let count = 0; count < 10; count++) expect(paces.take('a', 1)).toBe(0)
    expect(paces.take('a', 1)).toBe(1)
    expect(paces.take('a', 7)).toBe(4)
    expect(paces.take('b', 10)).toBe(0)
    now += 1_000
    expect([paces.take('a', 1), paces.take('a', 1), paces.take('a', 1)]).toEqual([0, 0, 1])
    now += 3_600_000
    expect([paces.take('a', 10), paces.take('a', 1)]).toEqual([0, 1])
  })

  it('[I22] is kept through a clock that is set back: nobody waits until it has caught up', () => {
    let now = 86_400_000
    const paces = openPaces({ holds: 2, perSecond: 1 }, () => now)
    expect(paces.take('a', 1)).toBe(0)
    now = 0
    expect([paces.take('a', 1), paces.take('a', 1)]).toEqual([0, 1])
    now += 1_000
    expect(paces.take('a', 1)).toBe(0)
  })

  it('is owed for what was read before it was refused, and then the next request waits', () => {
    let now = 0
    const paces = openPaces(PERSON_PACE, () => now)
    for (let count = 0; count < 20; count++) {
      expect(paces.take('a', 1)).toBe(count < 16 ? 0 : 1)
      if (count < 16) paces.owe('a', pointsOfBytes(4 * 1024 * 1024))
    }
    now += 1_000
    expect([paces.take('a', 1), paces.take('b', 1)]).toEqual([0, 0])
    paces.owe('a', 1_000_000)
    expect(paces.take('a', 1)).toBe(11)
    expect(pointsOfBytes(20 * 8_000 * 3)).toBeLessThan(10)
  })

  it('counts every body that was looked through, whatever became of it', async () => {
    const app = Fastify({ bodyLimit: 100_000 })
    const weighed: number[] = []
    readJsonBodies(app, (_request, bytes) => weighed.push(bytes))
    app.post('/', async () => 'read')
    const headers = { 'content-type': 'application/json' }
    for (const payload of ['{"a":1}', '[['.repeat(100), 'no JSON'])
      await app.inject({ method: 'POST', url: '/', headers, payload })
    expect(weighed).toEqual([7, 200, 7])
    await app.close()
  })

  it('weighs a question by what it costs: few large ones are as much as many small ones', () => {
    const query = '{ rooms { events(limit: 200) { id } } }'
    const verdict = openGuard(schema, { free: true, trusted: new Set() })('HTTP', { query })
    if (!verdict.ok) throw new Error('it is allowed')
    expect(verdict.cost).toBe(1 + 15 * 201)
    expect(pointsOf(verdict.cost)).toBe(30)
    expect(costOf(schema, verdict.document, verdict.operation, () => undefined)).toBe(verdict.cost)
  })

  it('leaves room for five devices that come back at once, each with an outbox of 200 commands', () => {
    const paces = openPaces(PERSON_PACE, () => 0)
    const costs = CLIENT_OPERATIONS.map((query) => {
      const verdict = closed(query.includes('subscription') ? 'SOCKET' : 'HTTP', { query })
      return verdict.ok ? 1 + pointsOf(verdict.cost) : Number.POSITIVE_INFINITY
    })
    const submit = costs[CLIENT_OPERATIONS.indexOf(SUBMIT_DOCUMENT)] ?? 0
    for (let device = 0; device < 5; device++) {
      for (const cost of costs) expect(paces.take('person', cost)).toBe(0)
      for (let request = 0; request < 10; request++) expect(paces.take('person', submit)).toBe(0)
    }
  })
})

describe('[I23] a socket’s messages', () => {
  it('are let through at the pace of a client that reconnects, and more are answered, each by itself', () => {
    let now = 0
    const judge = openMessageJudge(() => now)
    const ask = () => judge(subscribe('x', { query: FEED, variables: {} })).do
    for (let count = 0; count < SOCKET_PACE.holds; count++) expect(ask()).toBe('PASS')
    expect(judge(subscribe('y', { query: FEED }))).toMatchObject({
      do: 'ANSWER',
      id: 'y',
      error: { message: 'Too many requests. Wait 1 s.', extensions: { code: 'TOO_MANY' } },
    })
    // What ends a stream or keeps the line alive is no operation.
    for (const type of ['ping', 'pong', 'complete'])
      expect(judge(JSON.stringify({ type, id: 'x' })).do).toBe('PASS')
    now += 1_000
    for (let count = 0; count < SOCKET_PACE.perSecond; count++) expect(ask()).toBe('PASS')
    expect(ask()).toBe('ANSWER')
  })

  it('end the socket when they do not stop', () => {
    const judge = openMessageJudge(() => 0)
    const seen = Array.from({ length: 3_000 }, () => judge('{"type":"ping"}').do)
    expect(seen.indexOf('END')).toBe(SOCKET_PACE.holds + 2_000)
  })

  it('ends a socket that sends a thousand a second, though one of fifty is within the pace', () => {
    let now = 0
    const judge = openMessageJudge(() => now)
    const seen = Array.from({ length: 10_000 }, () => {
      now += 1
      return judge(JSON.stringify({ type: 'ping' })).do
    })
    expect(seen).toContain('END')
  })

  it.each([
    ['no payload', undefined],
    ['a payload that is a text', 'query'],
    ['a payload that is a list', [{ query: FEED }]],
    ['no query', {}],
    ['a query that is a number', { query: 7 }],
    ['variables that are a list', { query: FEED, variables: [] }],
    ['extensions that are a text', { query: FEED, extensions: 'x' }],
    ['an operation name that is a list', { query: FEED, operationName: [] }],
  ])('with %s are answered, where the library would close the socket', (_what, payload) => {
    expect(openMessageJudge()(subscribe('x', payload))).toMatchObject({
      do: 'ANSWER',
      id: 'x',
      error: { extensions: { code: 'BAD_REQUEST' } },
    })
  })
})

describe('[I23] over the wire', () => {
  let server: TestServer
  let maeve: string
  let room: string

  beforeAll(async () => {
    server = await startTestServer({ config: { freeQueries: false } })
    maeve = await server.signIn('maeve-brennan')
    room = await roomInFeed()
  })

  afterAll(() => server.stop())

  /** By its feed: questions of one’s own this server does not answer. */
  async function roomInFeed(): Promise<string> {
    const socket = await server.socket({ token: maeve })
    socket.subscribe('f', feed, { after: '', epoch: '' })
    const page = (await socket.data('f'))['feed'] as {
      readonly events: readonly { readonly roomId: string }[]
    }
    socket.close()
    return page.events[0]?.roomId ?? ''
  }

  const feed = CLIENT_OPERATIONS.find((query) => query.includes('subscription Feed')) ?? ''
  const submit = (token: string, count: number) =>
    server.ask(token, SUBMIT_DOCUMENT, {
      commands: Array.from({ length: count }, () => ({
        id: randomUUID(),
        roomId: room,
        command: { postMessage: { text: 'back again' } },
      })),
    })

  it('a client’s own documents do all that it does, and no other document anything', async () => {
    expect((await submit(maeve, 20)).text).toContain('"outcome":"ACCEPTED"')
    const { status, errors } = await server.ask(maeve, '{ me { id } }')
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'UNKNOWN_DOCUMENT'])
    const socket = await server.socket({ token: maeve })
    socket.subscribe('free', FEED.replace('Feed', 'Mine'), { after: '', epoch: '' })
    expect((await socket.errors('free'))[0]?.extensions.code).toBe('UNKNOWN_DOCUMENT')
    socket.subscribe('own', feed, { after: '', epoch: '' })
    expect(await socket.data('own')).toHaveProperty('feed')
    socket.close()
  })

  it('a device that comes back sends an outbox of 200 commands without meeting a limit', async () => {
    const token = await server.signIn('rani-wulandari')
    for (let request = 0; request < 10; request++)
      expect((await submit(token, 20)).text).not.toContain('TOO_MANY')
  })

  it('who asks without end is told how long to wait, and nobody else is', async () => {
    const token = await server.signIn('joon-park')
    const time = CLIENT_OPERATIONS.find((query) => query.includes('ServerTime')) ?? ''
    let refused: Response | null = null
    for (let round = 0; round < 60 && refused === null; round++) {
      const body = { query: time }
      const headers = { authorization: `Bearer ${token}` }
      const replies = await Promise.all(
        Array.from({ length: 50 }, () => server.post('/graphql', body, headers)),
      )
      refused = replies.find(({ status }) => status === 429) ?? null
      await Promise.all(replies.filter((reply) => reply !== refused).map((reply) => reply.text()))
    }
    expect(refused?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect(await refused?.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^Too many requests\. Wait \d+ s\.$/),
          extensions: { code: 'TOO_MANY', ref: expect.any(String) },
        },
      ],
    })
    expect((await server.ask(maeve, time)).status).toBe(200)
  })

  it('a malformed operation is answered, and the stream beside it goes on', async () => {
    const socket = await server.socket({ token: maeve })
    socket.subscribe('live', feed, { after: '', epoch: '' })
    expect(await socket.data('live')).toHaveProperty('feed')
    for (const payload of [undefined, 'query', { query: 7 }, { query: feed, variables: [] }]) {
      socket.send({ type: 'subscribe', id: 'bad', payload })
      expect((await socket.errors('bad'))[0]?.extensions.code).toBe('BAD_REQUEST')
    }
    await submit(maeve, 1)
    expect(await socket.data('live')).toHaveProperty('feed')
    expect(socket.isOpen()).toBe(true)
    socket.close()
  })
})

it('under a load test few people stand for very many: no pace holds, and everything else does', async () => {
  const paces = openPaces(UNLIMITED, () => 0)
  for (let count = 0; count < 3; count++) expect(paces.take('a', 1_000_000)).toBe(0)
  const server = await startTestServer({ config: { loadTest: true, freeQueries: false } })
  const tokens = await Promise.all(Array.from({ length: 61 }, () => server.signIn('dimas-prakoso')))
  const [token = ''] = tokens
  const sockets = await Promise.all(Array.from({ length: 17 }, () => server.socket({ token })))
  expect(sockets.map((socket) => socket.isOpen())).not.toContain(false)
  for (const socket of sockets) socket.close()
  expect((await server.ask(token, '{ me { id } }')).errors?.[0]?.extensions.code).toBe('UNKNOWN_DOCUMENT')
  await server.stop()
})
