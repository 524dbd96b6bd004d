// Hostile input on both transports, with a live stream beside it (I23 to I25): seeded, so that a failing input is told
// with its seed and comes again. By day a few hundred inputs, by night thousands.

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGuard } from '../../../server/graphql/guard.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { excessOf } from '../../../server/http/json-body.ts'
import { follow } from '../support/feed-reader.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'
import type { TestSocket } from '../support/test-socket.ts'
import { HOSTILE_REQUESTS, type HostileRequest, LEAKS } from './hostile-inputs.ts'

const NIGHTLY = process.env['ACCORD_NIGHTLY'] === '1'
const SEED = Number(process.env['ACCORD_SEED'] ?? (NIGHTLY ? Date.now() % 1_000_000 : 1))
const ON_THE_GUARD = NIGHTLY ? 50_000 : 600
/** Of these, so many go over one socket: fewer than its pace holds. */
const ON_A_SOCKET = 40
const ROUNDS = NIGHTLY ? 100 : 5

type Codes = readonly string[]
const ELSEWHERE = 'NOT_ON_THIS_TRANSPORT'

/** Whether the transports agree: the same refusal, or each leaves to the other what is the other's. */
const agree = (http: Codes, socket: Codes): boolean =>
  http.includes(ELSEWHERE) || socket.includes(ELSEWHERE) || JSON.stringify(http) === JSON.stringify(socket)

describe('[I23] the guard', () => {
  const schema = loadSchema()

  it.each([true, false])(
    `judges ${ON_THE_GUARD} hostile requests (seed ${SEED}) alike for both transports, where documents are free: %s`,
    (free) => {
      const guard = openGuard(schema, { free, trusted: new Set() })
      let refused = 0
      const judged = (carrier: 'HTTP' | 'SOCKET', request: HostileRequest): Codes => {
        const verdict = guard(carrier, request)
        if (verdict.ok) return []
        for (const { message } of verdict.errors) expect(message).not.toMatch(LEAKS)
        refused += 1
        return verdict.errors.map(({ extensions }) => String(extensions['code']))
      }
      fc.assert(
        fc.property(HOSTILE_REQUESTS, (request) => {
          expect(agree(judged('HTTP', request), judged('SOCKET', request))).toBe(true)
        }),
        { numRuns: ON_THE_GUARD, seed: SEED },
      )
      expect(refused).toBeGreaterThan(ON_THE_GUARD)
    },
  )
})

describe('[I25] a body of JSON', () => {
  it.each([
    ['brackets', 'DEPTH', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
    ['a hundred brackets', 'DEPTH', `${'['.repeat(100)}${']'.repeat(100)}`],
    ['objects in objects', 'DEPTH', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['empty objects', 'VALUES', `[${'{},'.repeat(60_000)}1]`],
    ['numbers', 'VALUES', `[${'1,'.repeat(60_000)}1]`],
    ['keys', 'KEYS', `{${Array.from({ length: 300 }, (_, at) => `"k${at}":1`).join(',')}}`],
  ])('that is made of %s is not even parsed', (_what, excess, text) => {
    expect(excessOf(Buffer.from(text))).toBe(excess)
  })

  it('may hold twenty commands of any kind, whatever stands in their texts', () => {
    const text = '[{"\\":,'.repeat(1_000)
    const command = { id: randomUUID(), roomId: randomUUID(), command: { postMessage: { text } } }
    expect(
      excessOf(Buffer.from(JSON.stringify({ query: '{', variables: { c: Array(20).fill(command) } }))),
    ).toBeNull()
    const intervals = Array.from({ length: 4_000 }, () => ({ from: 'a', until: 'b' }))
    expect(excessOf(Buffer.from(JSON.stringify({ channels: [{ intervals }] })))).toBeNull()
  })
})

describe('[I23] [I25] over the wire', () => {
  let server: TestServer
  let maeve: string
  let room: string

  beforeAll(async () => {
    server = await startTestServer()
    maeve = await server.signIn('maeve-brennan')
    room = await demoRoom(server, maeve)
  })

  afterAll(() => server.stop())

  const codesIn = (
    errors: readonly { readonly extensions: { readonly code: string } }[] | undefined,
  ): Codes => (errors ?? []).map(({ extensions }) => extensions.code)

  async function byHttp(request: HostileRequest): Promise<Codes> {
    const reply = await server.post('/graphql', JSON.stringify(request), { authorization: `Bearer ${maeve}` })
    const text = await reply.text()
    expect(text).not.toMatch(LEAKS)
    expect(reply.status).toBeLessThan(500)
    return codesIn((JSON.parse(text) as { errors?: readonly { extensions: { code: string } }[] }).errors)
  }

  async function bySocket(socket: TestSocket, request: HostileRequest): Promise<Codes> {
    const id = randomUUID()
    socket.send({ type: 'subscribe', id, payload: request })
    const frame = await socket.next(id)
    expect(JSON.stringify(frame)).not.toMatch(LEAKS)
    if (frame.type === 'next') socket.send({ type: 'complete', id })
    const { errors } = (frame.payload ?? {}) as { errors?: readonly { extensions: { code: string } }[] }
    return codesIn(Array.isArray(frame.payload) ? frame.payload : errors)
  }

  it(`${ROUNDS * ON_A_SOCKET} hostile requests (seed ${SEED}) get one verdict on both, and the stream beside them goes on`, {
    timeout: NIGHTLY ? 3_600_000 : 60_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const socket = await server.socket({ token: maeve })
      const live = follow(socket, 'live')
      await live.toHead()
      await fc.assert(
        fc.asyncProperty(HOSTILE_REQUESTS, async (request) => {
          const [http, onSocket] = [await byHttp(request), await bySocket(socket, request)]
          expect(agree(http, onSocket), `${http.join()} by HTTP, ${onSocket.join()} by socket`).toBe(true)
        }),
        { numRuns: ON_A_SOCKET, seed: SEED + round, endOnFailure: true },
      )
      await server.submit(maeve, room, { postMessage: { text: `round ${round}` } })
      expect(await live.nextTypes()).toEqual(['MessagePosted'])
      socket.close()
      await socket.closed
    }
  })

  it('what is no message of the protocol ends its own socket with a code that a client comes back from', async () => {
    const beside = await server.socket({ token: maeve })
    const live = follow(beside, 'live')
    await live.toHead()
    const messages = [
      '',
      'null',
      '[]',
      '{"type":"subscribe"}',
      '{"type":"subscribe","id":""}',
      '{"type":7}',
      '{',
    ]
    for (const message of messages) {
      const socket = await server.socket({ token: maeve })
      // The test socket writes JSON: a text is sent as a text of it, which is no message either.
      socket.send(message)
      expect((await socket.closed).code, message).toBe(4400)
    }
    await server.submit(maeve, room, { postMessage: { text: 'still here' } })
    expect(await live.nextTypes()).toEqual(['MessagePosted'])
    beside.close()
  })

  it('a body too rich in values is refused as too large, in its first milliseconds', async () => {
    const reply = await server.post(
      '/graphql',
      `{"query":"{ me { id } }","variables":${'['.repeat(400_000)}`,
      {
        authorization: `Bearer ${maeve}`,
      },
    )
    expect(reply.status).toBe(413)
    expect(await reply.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('32 levels'), extensions: { code: 'TOO_LARGE' } }],
    })
  })

  it.each(['gzip', 'br', 'deflate', 'GZIP, identity'])(
    'a body that is said to be packed as %s is refused, whatever it is made of',
    async (encoding) => {
      const body = JSON.stringify({ query: '{ me { id } }' })
      const headers = { authorization: `Bearer ${maeve}`, 'content-encoding': encoding }
      const reply = await server.post('/graphql', body, headers)
      expect(reply.status).toBe(415)
      expect(await reply.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    },
  )
})
