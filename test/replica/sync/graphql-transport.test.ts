// The real transport against the real server: everything a replica asks for, in the shapes it expects, and every way a
// request or a stream can end.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { toCommandId, toRoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { epochOf } from '../../../domain/time.ts'
import { openSqliteDriver } from '../../../electron/sqlite-driver.ts'
import type { FeedEnd, FeedPage, RoomPresence } from '../../../protocol/feed.ts'
import type { Replica, Views } from '../../../replica/api.ts'
import { Fault } from '../../../replica/fault.ts'
import { openReplica } from '../../../replica/open.ts'
import { comeBackWithinOf, feedEndOf, toAnswer } from '../../../replica/sync/graphql-wire.ts'
import { type Fetch, graphqlTransport } from '../../../replica/sync/graphql-transport.ts'
import type { Timers } from '../../../replica/sync/timers.ts'
import type { Transport } from '../../../replica/sync/transport.ts'
import { uuidV7 } from '../../../protocol/uuid.ts'
import { ADMINISTRATION_DOCUMENTS } from '../../../protocol/administration-operations.ts'
import { startTestServer, type TestServer } from '../../server/support/running-server.ts'

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as never),
}
const newId = () => uuidV7(Date.now(), Math.random)

interface DemoPerson extends Person {
  readonly id: Person['id']
}

let server: TestServer
let people: readonly DemoPerson[]
const open: { close(): unknown }[] = []

beforeAll(async () => {
  server = await startTestServer()
  people = (await (await fetch(`${server.url}/demo/people`)).json()) as readonly DemoPerson[]
})
afterAll(() => server.stop())
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const personOf = (role: Person['role']): Person => {
  const person = people.find((one) => one.role === role)
  if (person === undefined) throw new Error(`nobody is ${role}`)
  return person
}

async function transportOf(role: Person['role']): Promise<Transport> {
  const token = await server.signIn(personOf(role).id)
  return transportWith(server.url, () => token)
}

function transportWith(
  origin: string,
  token: () => string,
  ask: Fetch = (url, init) => fetch(url, init),
): Transport {
  const transport = graphqlTransport({ origin, fetch: ask, webSocketImpl: WebSocket, token, timers })
  open.push(transport)
  return transport
}

/** Resolves with the first value that fits. */
function first<Value>(
  listen: (tell: (value: Value) => void) => unknown,
  fits: (value: Value) => boolean = () => true,
): Promise<Value> {
  return new Promise((resolve) => {
    listen((value) => {
      if (fits(value)) resolve(value)
    })
  })
}

const endOf = (transport: Transport): Promise<FeedEnd> =>
  first<FeedEnd>((tell) => transport.openFeed('', '', { page: () => undefined, end: tell }))

describe('questions and commands', () => {
  it("gives the directory in the domain's own shape", async () => {
    const transport = await transportOf('SIGNATORY')
    const { accounts, people: known } = await transport.directory()
    expect(accounts).toHaveLength(1)
    const [account] = accounts
    expect(account).toMatchObject({ id: personOf('SIGNATORY').accountId, hotline: expect.any(Boolean) })
    expect(account?.tamHours[0]?.days[0]).toEqual({
      weekday: expect.any(Number),
      from: expect.any(String),
      until: expect.any(String),
    })
    expect(known.map(({ id }) => id)).toContain(personOf('SIGNATORY').id)
  })

  it("gives the server's time", async () => {
    const transport = await transportOf('AGENT')
    expect(Math.abs(epochOf(await transport.serverTime()) - Date.now())).toBeLessThan(60_000)
  })

  it('[I3] hands commands in, and gets acceptance, refusal with its facts, and the same answer again', async () => {
    const transport = await transportOf('SIGNATORY')
    const roomId = toRoomId(newId())
    const accountId = personOf('SIGNATORY').accountId ?? ('' as never)
    const report = {
      type: 'reportIssue',
      contactName: null,
      accountId,
      channel: 'DASHBOARD',
      title: 'SMTP refuses',
      description: 'All.',
    } as const
    const nothing = { type: 'postMessage', text: ' ', replyTo: null } as const
    const envelopes = [
      { id: toCommandId(newId()), roomId, command: report },
      { id: toCommandId(newId()), roomId, command: nothing },
      { id: toCommandId(newId()), roomId, command: { type: 'requestUpdate' } as const },
    ]
    const { answers, serverTime } = await transport.submit(envelopes)
    expect(answers).toEqual([
      { outcome: 'ACCEPTED', id: envelopes[0]?.id, recordedAt: expect.stringMatching(/Z$/) },
      {
        outcome: 'REJECTED',
        id: envelopes[1]?.id,
        rejection: { code: 'INVALID_INPUT', field: 'text', problem: 'REQUIRED', limit: null },
      },
      { outcome: 'ACCEPTED', id: envelopes[2]?.id, recordedAt: expect.stringMatching(/Z$/) },
    ])
    expect(serverTime).toMatch(/Z$/)
    expect((await transport.submit(envelopes)).answers).toEqual(answers)
  })
})

describe('faults', () => {
  const faultOf = (transport: Transport) =>
    transport.serverTime().then(
      () => null,
      (fault: unknown) => fault,
    )
  const answering =
    (status: number, body: unknown): Fetch =>
    async () => ({ status, json: async () => body })

  it('a session that is none: sign in', async () => {
    expect(await faultOf(transportWith(server.url, () => 'nonsense'))).toMatchObject({
      code: 'SIGNED_OUT',
      retry: 'SIGN_IN',
    })
  })

  it('nobody there: later', async () => {
    expect(await faultOf(transportWith('http://127.0.0.1:1', () => 'x'))).toMatchObject({
      code: 'UNREACHABLE',
      retry: 'LATER',
    })
  })

  it('a request the server cannot read: never', async () => {
    const transport = await transportOf('AGENT')
    const command = { type: 'unheardOf' } as never
    const sent = transport.submit([{ id: toCommandId(newId()), roomId: toRoomId(newId()), command }])
    await expect(sent).rejects.toMatchObject({ code: 'REFUSED', retry: 'NEVER' })
  })

  it.each([
    [502, null, 'UNAVAILABLE', 'LATER'],
    [200, { portal: 'Welcome to the hotel' }, 'UNAVAILABLE', 'LATER'],
    [200, { errors: [{ extensions: { code: 'UNAVAILABLE' } }] }, 'UNAVAILABLE', 'LATER'],
    [200, { data: null, errors: [{ extensions: { code: 'INTERNAL' } }] }, 'UNAVAILABLE', 'LATER'],
    [429, { errors: [{ extensions: { code: 'TOO_MANY' } }] }, 'UNAVAILABLE', 'LATER'],
    [413, null, 'REFUSED', 'NEVER'],
    [400, { errors: [{ extensions: { code: 'VALIDATION_FAILED' } }] }, 'REFUSED', 'NEVER'],
    [401, null, 'SIGNED_OUT', 'SIGN_IN'],
    [200, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }, 'SIGNED_OUT', 'SIGN_IN'],
  ])('%i %j is %s: %s', async (status, body, code, retry) => {
    const transport = transportWith(server.url, () => 'x', answering(status, body))
    expect(await faultOf(transport)).toMatchObject({ code, retry })
  })

  it('an answer without what it must have is no answer', () => {
    expect(toAnswer({ id: 'c', outcome: 'ACCEPTED', recordedAt: null, rejection: null }).outcome).toBe(
      'RETRY',
    )
    expect(toAnswer({ id: 'c', outcome: 'REJECTED', recordedAt: null, rejection: null }).outcome).toBe(
      'RETRY',
    )
  })
})

describe('streams', () => {
  it('brings pages from the start, each after the one before, up to the head', async () => {
    const transport = await transportOf('AGENT')
    const pages: FeedPage[] = []
    await first<FeedPage>(
      (tell) =>
        transport.openFeed('', '', {
          page: (page) => {
            pages.push(page)
            tell(page)
          },
          end: () => undefined,
        }),
      ({ atHead }) => atHead,
    )
    expect(pages[0]?.after).toBe('')
    expect(pages.flatMap(({ events }) => events).length).toBeGreaterThan(0)
    for (const [index, page] of pages.entries()) expect(page.after).toBe(pages[index - 1]?.cursor ?? '')
  })

  it('tells who is where', async () => {
    const [agent, signatory] = [await transportOf('AGENT'), await transportOf('SIGNATORY')]
    const events = await first<FeedPage>((tell) =>
      signatory.openFeed('', '', { page: tell, end: () => undefined }),
    )
    const roomId = events.events[0]?.roomId
    if (roomId === undefined) throw new Error('the demo has no room for a signatory')
    await signatory.announce(roomId, 'MESSAGE')
    const rooms = await first<readonly RoomPresence[]>(
      (tell) => agent.openPresence({ rooms: tell, end: () => undefined }),
      (present) => present.length > 0,
    )
    expect(rooms).toEqual([
      {
        roomId,
        people: [
          {
            personId: personOf('SIGNATORY').id,
            name: personOf('SIGNATORY').name,
            party: 'CUSTOMER',
            activity: 'MESSAGE',
          },
        ],
      },
    ])
    await signatory.announce(null, 'READING')
  })

  it('ends for good without a session', async () => {
    expect(await endOf(transportWith(server.url, () => 'nonsense'))).toBe('EXPIRED')
  })

  it('is lost where nobody is there, and can be asked for again', async () => {
    const transport = transportWith('http://127.0.0.1:1', () => 'x')
    expect(await endOf(transport)).toBe('LOST')
    expect(await endOf(transport)).toBe('LOST')
  })

  it('says nothing more once it was closed from here', async () => {
    const transport = await transportOf('AGENT')
    const heard: string[] = []
    const close = transport.openFeed('', '', {
      page: () => {
        heard.push('page')
        close()
        transport.close()
      },
      end: () => heard.push('end'),
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(heard).toEqual(['page'])
  })

  it.each([
    [{ code: 4403, reason: 'expired' }, 'EXPIRED'],
    [{ code: 4403, reason: 'revoked' }, 'SIGNED_OUT'],
    [{ code: 4403, reason: 'changed' }, 'SIGNED_OUT'],
    [{ code: 4401 }, 'SIGNED_OUT'],
    [{ code: 1012 }, 'RESTARTING'],
    [{ code: 1013 }, 'LOST'],
    [{ code: 1006 }, 'LOST'],
    [{ code: 1000 }, 'LOST'],
    [{ code: 4500 }, 'LOST'],
    [[{ extensions: { code: 'UNAUTHENTICATED' } }], 'SIGNED_OUT'],
    [[{ extensions: { code: 'INTERNAL' } }], 'LOST'],
    [new Error('boom'), 'LOST'],
    [null, 'LOST'],
  ])('%j means %s', (cause, end) => {
    expect(feedEndOf(cause)).toBe(end)
  })

  it.each([
    [{ code: 1012, reason: 'restart 3000' }, 3_000],
    [{ code: 1012, reason: 'restart 999999' }, 30_000],
    [{ code: 1012, reason: 'restart' }, 0],
    [{ code: 1012, reason: 'restart -1' }, 0],
    [{ code: 1006, reason: 'restart 3000' }, 0],
    [null, 0],
  ])('[I11] %j asks to come back within %i ms', (cause, spread) => {
    expect(comeBackWithinOf(cause)).toBe(spread)
  })

  it.each([1000, 1012, 4500])(
    '[M9] never asks again by itself with an old cursor when the socket closes with %i',
    async (code) => {
      const subscribed: unknown[] = []
      const rough = new WebSocketServer({ port: 0, handleProtocols: () => 'graphql-transport-ws' })
      open.push({ close: () => rough.close() })
      rough.on('connection', (socket) => {
        socket.on('message', (data) => {
          const message = JSON.parse((data as Buffer).toString('utf8')) as { type: string }
          if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}')
          if (message.type !== 'subscribe') return
          subscribed.push(message)
          socket.close(code)
        })
      })
      const { port } = rough.address() as { port: number }
      const transport = transportWith(`http://127.0.0.1:${port}`, () => 'x')
      expect(await endOf(transport)).toBe(code === 1012 ? 'RESTARTING' : 'LOST')
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(subscribed).toHaveLength(1)
    },
  )
})

describe('a replica over it', () => {
  async function replicaOf(role: Person['role']): Promise<Replica> {
    const replica = openReplica({
      me: personOf(role),
      drivers: {
        replica: openSqliteDriver(':memory:', 'replica'),
        outbox: openSqliteDriver(':memory:', 'outbox'),
      },
      transport: await transportOf(role),
      now: () => Date.now(),
      random: Math.random,
      timers,
      newId,
    })
    open.push(replica)
    return replica
  }
  const until = <V extends keyof Views>(
    replica: Replica,
    question: Parameters<typeof replica.watch<V>>[0],
    fits: (answer: Views[V]) => boolean,
  ) => first<Views[V]>((tell) => replica.watch<V>(question, tell), fits)

  it('[I8] [I20] verifies the whole demo, follows it live, and carries a command from one party to the other', async () => {
    const [agent, signatory] = [await replicaOf('AGENT'), await replicaOf('SIGNATORY')]
    for (const replica of [agent, signatory])
      await until(replica, { view: 'status' }, ({ link }) => link === 'LIVE')
    const { rows } = await until(signatory, { view: 'board' }, (board) => board.rows.length > 0)
    const roomId = rows.find(({ room }) => room.resolvedAt === null && room.reclassifiedAt === null)?.room.id
    if (roomId === undefined) throw new Error('the demo has no live room')
    const text = 'Carried from one party to the other'
    expect(await signatory.submit(roomId, { type: 'postMessage', text, replyTo: null })).toMatchObject({
      outcome: 'SAVED',
    })
    const question = { view: 'room', roomId, limit: 5 } as const
    await until(agent, question, ({ entries }) => JSON.stringify(entries).includes(text))
    const own = await until(signatory, question, ({ pending }) => pending.length === 0)
    expect(own.entries.at(-1)).toMatchObject({ state: 'RECORDED', event: { body: { text } } })
    expect(own.entries.every(({ event }) => event.seq === null)).toBe(true)
  })
})

const inputOf = ({ title, role, accountId, timeZone, phone, email }: Omit<DemoPerson, 'id' | 'name'>) => ({
  title,
  role,
  accountId,
  timeZone,
  phone,
  email,
})

describe('[I22] a token that comes and goes', () => {
  /** Gives a stale token until the server has refused it; `newer` null: there is no other. */
  function renewing(newer: string | null): { readonly transport: Transport; readonly given: string[] } {
    const given: string[] = []
    let isRefused = false
    const transport = graphqlTransport({
      origin: server.url,
      fetch: (url, init) => fetch(url, init),
      webSocketImpl: WebSocket,
      timers,
      token: async () => {
        if (isRefused && newer === null) throw new Fault('SIGNED_OUT', 'SIGN_IN', 'a test')
        given.push(isRefused && newer !== null ? 'newer' : 'stale')
        return isRefused && newer !== null ? newer : 'x'.repeat(43)
      },
      refused: () => (isRefused = true),
    })
    open.push(transport)
    return { transport, given }
  }

  it('is replaced once, unseen by whoever asked', async () => {
    const { transport, given } = renewing(await server.signIn(personOf('AGENT').id))
    expect((await transport.directory()).people.length).toBeGreaterThan(0)
    expect(given).toEqual(['stale', 'newer'])
  })

  it('ends a stream as a lost line, which comes back with the newer one', async () => {
    const { transport } = renewing(await server.signIn(personOf('AGENT').id))
    expect(await endOf(transport)).toBe('LOST')
    const page = await first<FeedPage>((tell) =>
      transport.openFeed('', '', { page: tell, end: () => undefined }),
    )
    expect(page.events.length).toBeGreaterThan(0)
  })

  it('stands when its person became another, who comes back at once and is served anew', async () => {
    const admin = await server.signIn(personOf('ADMIN').id)
    const { id, name, ...person } = personOf('CONTACT')
    const transport = await transportOf('CONTACT')
    const ended = new Promise<FeedEnd>((end) => {
      const page = () => {
        const variables = { id, person: { ...inputOf(person), name: `${name} the younger` } }
        void server.ask(admin, ADMINISTRATION_DOCUMENTS.changePerson, variables)
      }
      transport.openFeed('', '', { page, end })
    })
    expect(await ended).toBe('LOST')
    const found = (await transport.directory()).people.find((one) => one.id === id)
    expect(found?.name).toBe(`${name} the younger`)
  })

  it('is over where there is no other: on both ways', async () => {
    const { transport } = renewing(null)
    await expect(transport.serverTime()).rejects.toMatchObject({ code: 'SIGNED_OUT', retry: 'SIGN_IN' })
    expect(await endOf(transport)).toBe('SIGNED_OUT')
  })
})
