// Sign-in and sessions over real sockets: only in the demo, only with the right token, never longer than promised.

import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Instant, instantAt, DAY, plus } from '../../../domain/time.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import { follow } from '../support/feed-reader.ts'
import { newFolder, removeFolder, startTestServer, type TestServer } from '../support/running-server.ts'

let folder: string
let servers: TestServer[]

beforeEach(async () => {
  folder = await newFolder()
  servers = []
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  await removeFolder(folder)
})

async function start(options: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  const server = await startTestServer({ ...options, config: { dataFolder: folder, ...options?.config } })
  servers.push(server)
  return server
}

const ME = '{ me { name } }'

it('is put off, with when to try again, while the disk is full or the database is away', async () => {
  let identity: { write: unknown } = { write: null }
  const server = await start({ onDesk: (desk) => (identity = desk.identity) })
  const { write } = identity
  identity.write = () => Promise.reject(new StoreFault('TEMPORARY', 'the disk is full'))
  const ways = [
    ['/auth/email/start', { email: 'rani@nusantara.example' }],
    ['/auth/refresh', { sessionId: randomUUID(), refreshToken: randomBytes(32).toString('base64url') }],
  ] as const
  for (const [path, body] of ways) {
    const answer = await server.post(path, body)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] })
  }
  identity.write = write
  const [path, body] = ways[0]
  expect((await server.post(path, body)).status).toBe(200)
})

describe('the demo', () => {
  it('lists whom one may choose to be, each with the company', async () => {
    const server = await start()
    const people = (await (await fetch(`${server.url}/demo/people`)).json()) as Record<string, unknown>[]
    expect(
      people.map(({ name, title, party, role, company }) => ({ name, title, party, role, company })),
    ).toEqual(
      expect.arrayContaining([
        { name: 'Maeve Brennan', title: 'Support', party: 'PROVIDER', role: 'AGENT', company: 'Halyard' },
        {
          name: 'Sari Hartono',
          title: 'Duty IT Manager',
          party: 'CUSTOMER',
          role: 'SIGNATORY',
          company: 'Kirana Air',
        },
      ]),
    )
    expect(people).toHaveLength(9)
  })

  it('signs in as the one who was chosen', async () => {
    const server = await start()
    const answer = await server.post('/demo/sign-in', { personId: 'rani-wulandari' })
    const { token, person } = (await answer.json()) as { token: string; person: { name: string } }
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(person.name).toBe('Rani Wulandari')
    expect((await server.ask(token, ME)).data).toEqual({ me: { name: 'Rani Wulandari' } })
  })

  it('refuses somebody who is not there, a body without a person, and too many tries', async () => {
    const server = await start()
    expect((await server.post('/demo/sign-in', { personId: 'nobody' })).status).toBe(422)
    expect((await server.post('/demo/sign-in', {})).status).toBe(400)
    const tries = await Promise.all(
      Array.from({ length: 70 }, () => server.post('/demo/sign-in', { personId: 'nobody' })),
    )
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(0)
  })

  it('is not there where ACCORD_DEMO is not 1: its paths answer like any unknown one, byte for byte', async () => {
    await (await start()).stop()
    servers = []
    const server = await start({ config: { demo: false } })
    const read = async (path: string, init?: RequestInit) => {
      const response = await fetch(`${server.url}${path}`, init)
      const headers = Object.fromEntries(response.headers)
      delete headers['date']
      return { status: response.status, headers, text: await response.text() }
    }
    const signIn = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"personId":"joon-park"}',
    }
    expect(await read('/demo/people')).toEqual(await read('/demo/nothing'))
    expect(await read('/demo/sign-in', signIn)).toEqual(await read('/demo/nothing', signIn))
    expect((await read('/demo/people')).status).toBe(404)
    const { status, errors } = await server.ask(null, ME)
    expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  })
})

describe('a session', () => {
  it.each([
    ['none', null],
    ['a wrong one', randomBytes(32).toString('base64url')],
    ['half of one', 'abc'],
  ])('does not open with %s for a token, by HTTP or by WebSocket', async (_what, token) => {
    const server = await start()
    const { status, errors } = await server.ask(token, ME)
    expect(status).toBe(401)
    expect(errors).toEqual([
      {
        message: 'Sign in first.',
        extensions: { code: 'UNAUTHENTICATED', ref: expect.stringMatching(/^\w+$/) },
      },
    ])
    const socket = await server.socket({ init: token === null ? {} : { authorization: `Bearer ${token}` } })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'expired' })
  })

  it('is kept as a hash: the token itself is in no file of the data folder', async () => {
    const server = await start()
    const token = await server.signIn('maeve-brennan')
    expect((await server.ask(token, ME)).status).toBe(200)
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((content) => content.includes(token))).toEqual([])
  })

  it('[I22] ends by signOut: its sockets close with 4403 at once, other sessions stay', async () => {
    const server = await start()
    const [mine, other] = [await server.signIn('rani-wulandari'), await server.signIn('rani-wulandari')]
    const [socket, bystander] = [await server.socket({ token: mine }), await server.socket({ token: other })]
    await follow(socket, 'f').toHead()
    expect((await server.ask(mine, 'mutation { signOut }')).data).toEqual({ signOut: true })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect((await server.ask(mine, ME)).status).toBe(401)
    expect((await follow(bystander, 'f').toHead()).length).toBe(1)
    expect((await server.ask(other, ME)).status).toBe(200)
  })

  it('[I22] ends after 30 days, also where a feed is open', async () => {
    let now: Instant = instantAt(Date.UTC(2026, 10, 23, 9))
    const server = await start({ now: () => now, pace: { lookEveryMs: 20 } })
    const token = await server.signIn('rani-wulandari')
    const socket = await server.socket({ token })
    await follow(socket, 'f').toHead()
    now = plus(now, 30 * DAY - 1)
    expect((await server.ask(token, ME)).status).toBe(200)
    now = plus(now, 1)
    expect((await server.ask(token, ME)).status).toBe(401)
    expect(await socket.closed).toEqual({ code: 4403, reason: 'expired' })
  })

  it('and everything that was acknowledged outlive a restart', async () => {
    const first = await start()
    const token = await first.signIn('rani-wulandari')
    const socket = await first.socket({ token })
    const before = await follow(socket, 'f').toHead()
    await first.stop()
    servers = []
    const second = await start()
    const again = await second.socket({ token })
    const after = await follow(again, 'f').toHead()
    const told = (pages: typeof before) =>
      pages.map(({ epoch, cursor, digest, events }) => ({ epoch, cursor, digest, events }))
    expect(told(after)).toEqual(told(before))
    expect(before.flatMap(({ events }) => events).length).toBeGreaterThan(10)
  })
})
