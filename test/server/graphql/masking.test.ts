// What goes wrong inside stays inside, on both transports and in every kind of frame (M5, M7, I23): a schema whose
// resolvers fail with words that nobody outside may read, behind the real route and the real socket server.

import Fastify, { type FastifyInstance } from 'fastify'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeNobody } from './nobody.ts'
import type { SessionDesk } from '../../../server/auth/session-desk.ts'
import { type Desk, PACE } from '../../../server/graphql/context.ts'
import { openMask, PublicError } from '../../../server/graphql/errors.ts'
import { openGuard } from '../../../server/graphql/guard.ts'
import { addGraphqlRoute } from '../../../server/graphql/http-route.ts'
import { openPaces, PERSON_PACE } from '../../../server/policy/paces.ts'
import { addRouteGate } from '../../../server/policy/route-gate.ts'
import { openSocketServer, type SocketServer } from '../../../server/graphql/socket-server.ts'
import { openLog } from '../../../server/observe/log.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import type { WireError } from '../support/running-server.ts'
import { openTestSocket, type TestSocket } from '../support/test-socket.ts'

const SECRET = 'SECRET connect postgres://admin:hunter2@10.0.0.7'
const fail = (): never => {
  throw new Error(SECRET)
}

const schema = makeExecutableSchema({
  typeDefs: `
    type Query { bug: Int, refused: Int, busy: Int, fine: Int }
    type Subscription { bugBefore: Int, bugInFrame: Int, bugBetween: Int, fine: Int }`,
  resolvers: {
    Query: {
      bug: fail,
      refused: () => {
        throw new PublicError('BAD_USER_INPUT', 'Say it shorter.')
      },
      busy: () => {
        throw new StoreFault('TEMPORARY', SECRET)
      },
      fine: () => 1,
    },
    Subscription: {
      bugBefore: { subscribe: fail },
      bugInFrame: { subscribe: () => once(1), resolve: fail },
      bugBetween: {
        async *subscribe() {
          yield { bugBetween: 1 }
          fail()
        },
      },
      fine: { subscribe: () => once({ fine: 1 }) },
    },
  },
})

async function* once(value: unknown) {
  yield value
}

let app: FastifyInstance
let sockets: SocketServer
let url: string
let logged: string
let sessions: SessionDesk

beforeEach(async () => {
  logged = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk)
      done()
    },
  })
  const log = openLog('info', destination)
  sessions = { ...makeNobody().sessions }
  const asked: SessionDesk = {
    ...sessions,
    authenticate: (authorization) => sessions.authenticate(authorization),
    refresh: (viewer) => sessions.refresh(viewer),
    attach: (viewer, end) => sessions.attach(viewer, end),
  }
  const desk: Desk = { ...makeNobody(), sessions: asked, log, pace: PACE }
  const guard = openGuard(schema, { free: true, trusted: new Set() })
  const paces = openPaces(PERSON_PACE)
  const mask = openMask(log)
  app = Fastify()
  app.setErrorHandler(async (error, _request, reply) => reply.code(500).send({ errors: [mask(error)] }))
  addRouteGate(app, { desk, mask, paces, mayConnect: () => true })
  await addGraphqlRoute(app, { desk, schema, guard, mask, paces })
  sockets = openSocketServer({
    desk,
    schema,
    guard,
    mask,
    paces,
    mayConnect: () => true,
    senderOf: () => '127.0.0.1',
  })
  app.server.on('upgrade', sockets.upgrade)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(async () => {
  await sockets.close()
  await app.close()
})

async function ask(query: string): Promise<{ text: string; errors: readonly WireError[] }> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer any' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const text = await response.text()
  return { text, errors: (JSON.parse(text) as { errors: readonly WireError[] }).errors }
}

const open = (): Promise<TestSocket> => openTestSocket(url, { token: 'any' })

const internal = {
  message: 'Something went wrong on our side. Quote the reference when you report it.',
  extensions: { code: 'INTERNAL', ref: expect.stringMatching(/^[0-9a-f]{12}$/) },
}

describe('[M5] by HTTP, a bug', () => {
  it('is shown by its reference alone, under which the log has the rest', async () => {
    const { text, errors } = await ask('{ bug fine }')
    expect(text).not.toContain('SECRET')
    expect(errors).toEqual([internal])
    const line = logged.split('\n').find((entry) => entry.includes(errors[0]?.extensions.ref ?? 'none'))
    expect(line).toContain(SECRET)
  })

  it('differs from a refusal meant for the asker, and from a busy store', async () => {
    expect((await ask('{ refused }')).errors).toEqual([
      { message: 'Say it shorter.', extensions: { code: 'BAD_USER_INPUT', ref: expect.any(String) } },
    ])
    const busy = await ask('{ busy }')
    expect(busy.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE'])
    expect(busy.text).not.toContain('SECRET')
  })

  it('in looking up a session is masked too', async () => {
    sessions.authenticate = () => Promise.reject(new Error(SECRET))
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ fine }"}' })
    expect(response.status).toBe(500)
    expect(((await response.json()) as { errors: unknown }).errors).toEqual([internal])
  })
})

describe('[M5] by WebSocket, a bug', () => {
  it.each(['bugBefore', 'bugInFrame'])('in %s is shown by its reference alone', async (field) => {
    const socket = await open()
    socket.subscribe('a', `subscription { ${field} }`)
    expect(await socket.errors('a')).toEqual([internal])
    socket.subscribe('b', 'subscription { fine }')
    expect(await socket.data('b')).toEqual({ fine: 1 })
  })

  it('between two frames is shown by its reference alone', async () => {
    const socket = await open()
    socket.subscribe('a', 'subscription { bugBetween }')
    expect(await socket.data('a')).toEqual({ bugBetween: 1 })
    expect(await socket.errors('a')).toEqual([internal])
    expect(socket.isOpen()).toBe(true)
  })

  it('[M7] in looking up a session closes with 1013, which its client tries again, and tells nothing', async () => {
    sessions.authenticate = () => Promise.reject(new Error(SECRET))
    const socket = await openTestSocket(url, { token: 'any' })
    expect(await socket.closed).toEqual({
      code: 1013,
      reason: expect.stringMatching(/^try again, reference [0-9a-f]{12}$/),
    })
    expect(logged).toContain(SECRET)
  })
})
