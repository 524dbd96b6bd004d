// A socket that carries a live subscription, and everything that is wrong beside it: each is answered, none of it
// costs the subscription or the socket (M5 to M7, I23, I24).

import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FEED, follow } from '../support/feed-reader.ts'
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

const message = { postMessage: { text: 'still here' } }
const deep = (levels: number): Record<string, unknown> => {
  let value: Record<string, unknown> = {}
  for (let level = 0; level < levels; level++) value = { value }
  return value
}

describe('a bad operation', () => {
  it.each([
    ['one that does not parse', '{', {}, 'PARSE_FAILED'],
    ['one that does not fit the contract', 'subscription { nothing }', {}, 'VALIDATION_FAILED'],
    ['a mutation', 'mutation { signOut }', {}, 'NOT_ON_THIS_TRANSPORT'],
    ['a question', '{ serverTime }', {}, 'NOT_ON_THIS_TRANSPORT'],
    ['an empty one', '', {}, 'BAD_REQUEST'],
    ['one with a wrong variable', FEED, { after: 7, epoch: '' }, 'BAD_USER_INPUT'],
    ['one without a variable', FEED, { after: '' }, 'BAD_USER_INPUT'],
    ['one whose variables have no end', FEED, deep(1_000), 'TOO_LARGE'],
    [
      'one that a variable leaves out',
      'subscription ($x: Boolean!) { feed(after: "", epoch: "") @include(if: $x) { cursor } }',
      { x: true },
      'VALIDATION_FAILED',
    ],
    [
      'one that leaves out all it asks for',
      'subscription { feed(after: "", epoch: "") @skip(if: true) { cursor } }',
      {},
      'VALIDATION_FAILED',
    ],
    [
      'one whose fragment is left out',
      'subscription { ...F @include(if: false) } fragment F on Subscription { feed(after: "", epoch: "") { cursor } }',
      {},
      'VALIDATION_FAILED',
    ],
    ['one with too many tokens', `subscription { feed { ${'epoch '.repeat(2_000)} } }`, {}, 'TOO_LARGE'],
  ])(
    '[M6] %s is answered and leaves the live subscription on its socket alone',
    async (_what, query, variables, code) => {
      const socket = await server.socket({ token: maeve })
      const live = follow(socket, 'live')
      await live.toHead()
      socket.subscribe('bad', query, variables)
      const errors = await socket.errors('bad')
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code, ref: expect.stringMatching(/^\w+$/) },
      ])
      await server.submit(maeve, room, message)
      expect(await live.nextTypes()).toEqual(['MessagePosted'])
      socket.close()
    },
  )

  it('did not sign anybody out, nor do anything else', async () => {
    expect((await server.ask(maeve, '{ serverTime }')).status).toBe(200)
  })
})

it('[I23] carries 16 operations and refuses the next, until one ends', async () => {
  const socket = await server.socket({ token: maeve })
  for (let index = 0; index < 16; index++) await follow(socket, `f${index}`).toHead()
  socket.subscribe('one more', FEED, { after: '', epoch: '' })
  expect((await socket.errors('one more'))[0]?.extensions.code).toBe('TOO_MANY')
  socket.send({ type: 'complete', id: 'f0' })
  expect((await follow(socket, 'now').toHead()).length).toBe(1)
  socket.close()
})

it('[I23] gives an id that is completed and used again at once to the last operation alone', async () => {
  const socket = await server.socket({ token: maeve })
  const complete = { type: 'complete', id: 'again' }
  for (let round = 0; round < 5; round++) {
    socket.subscribe('again', FEED, { after: '', epoch: '' })
    socket.send(complete)
  }
  await follow(socket, 'again').toHead()
  socket.send(complete)
  const last = follow(socket, 'again')
  await last.toHead()
  const other = follow(socket, 'other')
  await other.toHead()
  await server.submit(maeve, room, message)
  expect([await last.nextTypes(), await other.nextTypes()]).toEqual([['MessagePosted'], ['MessagePosted']])
  socket.send(complete)
  await server.submit(maeve, room, message)
  await other.nextTypes()
  expect(socket.pending('again')).toEqual([])
  socket.close()
})

it('[I23] closes a socket that sends more than 64 KiB in one message, and no other', async () => {
  const [big, other] = [await server.socket({ token: maeve }), await server.socket({ token: maeve })]
  big.send({ type: 'ping', payload: { fill: 'x'.repeat(64 * 1024) } })
  expect((await big.closed).code).toBe(1009)
  expect((await follow(other, 'f').toHead()).length).toBe(1)
})

it('[M7] sends whoever nests other messages without end away, before sign-in too, and takes it for no bug of ours', async () => {
  for (const settings of [{}, { token: maeve }]) {
    const socket = await server.socket(settings)
    socket.send({ type: 'ping', payload: deep(1_000) })
    expect(await socket.closed).toEqual({ code: 1013, reason: 'messages of no client' })
  }
})

it.each(['next', 'error', 'connection_ack'])(
  '[M7] sends a client away that says %j, which servers say, before sign-in too, and takes it for no bug of ours',
  async (type) => {
    for (const settings of [{}, { token: maeve }]) {
      const socket = await server.socket(settings)
      socket.send({ type, id: 'f', payload: type === 'error' ? [{ message: 'x' }] : {} })
      expect(await socket.closed).toEqual({ code: 1013, reason: 'messages of no client' })
    }
  },
)

it('[M7] answers nonsense and impatience with codes of the protocol, never 4500 or 1011', async () => {
  const nonsense = await server.socket({ token: maeve })
  nonsense.send('nonsense')
  expect((await nonsense.closed).code).toBe(4400)
  const early = await server.socket()
  early.subscribe('f', FEED, { after: '', epoch: '' })
  expect((await early.closed).code).toBe(4401)
})

it('[I23] takes 16 sockets of one session and sends the next away to come back', async () => {
  const token = await server.signIn('joon-park')
  const sockets = await Promise.all(Array.from({ length: 16 }, () => server.socket({ token })))
  const { code } = await (await server.socket({ token })).closed
  expect(code).toBe(1013)
  sockets[0]?.close()
  await sockets[0]?.closed
  await expect.poll(async () => (await server.socket({ token })).isOpen()).toBe(true)
})

describe('[I24] the origin', () => {
  it('is looked at before the upgrade: a foreign one gets 403, whatever token it has', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1'])
      await expect(server.socket({ token: maeve, origin })).rejects.toThrow('refused with 403')
  })

  it('may be the own one', async () => {
    const socket = await server.socket({ token: maeve, origin: server.url })
    expect((await follow(socket, 'f').toHead()).length).toBe(1)
  })

  it('may be missing, but then only a token opens anything', async () => {
    const socket = await server.socket({ init: {} })
    expect((await socket.closed).code).toBe(4403)
  })

  it('must ask for the one path that there is', async () => {
    await expect(server.socket({ token: maeve, path: '/other' })).rejects.toThrow('refused with 404')
  })

  it.each(['//', 'http://[', '///graphql', '/\\', '*'])(
    '[I25] gets a refusal for %j, which ends a process that takes it for an address',
    async (path) => {
      const { hostname, port } = new URL(server.url)
      const asked = connect(Number(port), hostname)
      asked.write(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      )
      const [reply] = (await once(asked, 'data')) as [Buffer]
      asked.destroy()
      expect(reply.toString()).toMatch(/^HTTP\/1\.1 40[04] /)
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    },
  )
})

it('[I11] sends every client away with 1012, and says how to spread the return, when the server stops', async () => {
  const other = await startTestServer()
  const token = await other.signIn('maeve-brennan')
  const sockets = [await other.socket({ token }), await other.socket({ token }), await other.socket()]
  const [first] = sockets
  if (first !== undefined) await follow(first, 'f').toHead()
  await other.stop()
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual(
    sockets.map(() => ({ code: 1012, reason: 'restart 1000' })),
  )
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow()
})
