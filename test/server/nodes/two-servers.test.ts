// Two nodes on one PostgreSQL, as behind a load balancer that sends every request of a device to the other one.

import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openLog } from '../../../server/observe/log.ts'
import { lookAt } from '../../../server/watch/look.ts'
import { databaseFor, dropDatabase } from '../../support/postgres.ts'
import { type MailReceiver, openMailReceiver } from '../mail/mail-receiver.ts'
import { follow, PRESENCE } from '../support/feed-reader.ts'
import {
  demoRoom,
  newFolder,
  removeFolder,
  startTestServer,
  type TestServer,
} from '../support/running-server.ts'
import { type CutLine, openCutLine } from './cut-line.ts'

let folder: string
let database: string
let line: CutLine
let mails: MailReceiver
/** The second one reaches the database by a line that can be cut. */
let a: TestServer
let b: TestServer
let maeve: string
let rani: string
let room: string

const PASSWORD = 'hunter2-of-the-database'
let logged = ''

const start = (name: string, databaseUrl: string): Promise<TestServer> =>
  startTestServer({
    log: openLog('debug', { write: (text: string) => void (logged += text) }),
    config: {
      databaseUrl,
      dataFolder: join(folder, name),
      filesFolder: join(folder, 'files'),
      keysFolder: join(folder, 'keys'),
      smtpUrl: mails.url,
      metricsPort: 0,
    },
  })

beforeAll(async () => {
  folder = await newFolder()
  mails = await openMailReceiver()
  database = await databaseFor('nodes')
  // Nobody is asked for it here; it is there to be found where it must not be.
  const address = new URL(database)
  address.password ||= PASSWORD
  database = address.href
  line = await openCutLine(database)
  ;[a, b] = await Promise.all([start('a', database), start('b', line.url)])
  ;[maeve, rani] = [await a.signIn('maeve-brennan'), await b.signIn('rani-wulandari')]
  room = await demoRoom(b, maeve)
  // A PostgreSQL and two servers begin: a busy machine takes its time.
}, 60_000)
afterAll(async () => {
  await Promise.all([a.stop(), b.stop()])
  await line.close()
  await mails.close()
  await dropDatabase(database)
  await removeFolder(folder)
})

const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { id outcome rejection { code } } }
}`
const message = (text: string) => ({ postMessage: { text } })
const ready = async (server: TestServer): Promise<unknown> => (await fetch(`${server.url}/readyz`)).json()

it('two nodes that start at once on an empty database set the demo up once', async () => {
  const { data } = await a.ask(maeve, '{ rooms { id } }')
  expect(data['rooms']).toEqual([{ id: room }])
})

it('[I3] a command that is sent again to the other node has one effect and one answer, and its event reaches readers of both', async () => {
  const followers = await Promise.all(
    [a, b].map(async (server) => {
      const follower = follow(await server.socket({ token: rani }), 'f')
      await follower.toHead()
      return follower
    }),
  )
  const commands = [{ id: randomUUID(), roomId: room, command: message('by either way') }]
  const first = await a.ask(maeve, SUBMIT, { commands })
  const again = await b.ask(maeve, SUBMIT, { commands })
  expect(first.errors).toBeUndefined()
  expect(again.data).toEqual(first.data)
  for (const follower of followers) expect(await follower.nextTypes()).toEqual(['MessagePosted'])
})

it('[I22] a session that ends on one node loses its socket on the other at once', async () => {
  const token = await a.signIn('joon-park')
  const socket = await b.socket({ token })
  await follow(socket, 'f').toHead()
  await a.ask(token, 'mutation { signOut }')
  expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
  expect((await b.ask(token, '{ me { id } }')).status).toBe(401)
})

it('a sign-in by mail begins on one node and ends on the other, with one mail; its token is renewed on either', async () => {
  const { attempt } = (await (
    await a.post('/auth/email/start', { email: 'rani@nusantarapay.example' })
  ).json()) as { attempt: string }
  const code = mails.codeIn(await mails.mail(1))
  const wish = { keep: 'BODY', deviceName: 'Laptop', attempt, code }
  const finished = await b.post('/auth/email/finish', wish)
  expect(finished.status).toBe(200)
  expect((await a.post('/auth/email/finish', wish)).status).toBe(401)
  const { session } = (await finished.json()) as { session: { id: string; refreshToken: string } }
  const claim = { sessionId: session.id, refreshToken: session.refreshToken }
  const renewed = await (await a.post('/auth/refresh', claim)).json()
  expect(await (await b.post('/auth/refresh', claim)).json()).toEqual(renewed)
  expect(mails.received).toHaveLength(1)
})

it('somebody in a room on one node is seen on the other, and a customer is told of no note that is written there', async () => {
  const announce =
    'mutation ($roomId: ID, $activity: Activity!) { announce(roomId: $roomId, activity: $activity) }'
  const socket = await b.socket({ token: rani })
  const people = async () => {
    const rooms = (await socket.data('p'))['presence'] as { people: { name: string; activity: string }[] }[]
    return rooms.flatMap((each) => each.people.map(({ name, activity }) => `${name} ${activity}`))
  }
  socket.subscribe('p', PRESENCE)
  expect(await people()).toEqual([])
  const say = (activity: string) => a.ask(maeve, announce, { roomId: room, activity })
  await say('NOTE')
  expect(await people()).toEqual(['Maeve Brennan READING'])
  await say('READING')
  await say('MESSAGE')
  expect(await people()).toEqual(['Maeve Brennan MESSAGE'])
  socket.close()
})

it('a file that one node took in is attached and fetched by the other', async () => {
  const content = 'one line of a log'
  const received = await fetch(`${a.url}/rooms/${room}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${maeve}`, 'content-type': 'application/octet-stream' },
    body: content,
  })
  const { sha256, size } = (await received.json()) as { sha256: string; size: number }
  expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
  const attachFile = { name: 'log.txt', mediaType: 'text/plain', sha256, size, audience: 'SHARED' }
  expect(await b.submit(maeve, room, { attachFile })).toMatchObject({ outcome: 'ACCEPTED' })
  const { data } = await a.ask(rani, `{ room(id: "${room}") { events(limit: 200) { id body } } }`)
  const { events } = data['room'] as unknown as { events: { id: string; body: { type: string } }[] }
  const event = events.findLast(({ body }) => body.type === 'FileAttached')
  const fetched = await fetch(`${b.url}/rooms/${room}/files/${event?.id}`, {
    headers: { authorization: `Bearer ${rani}` },
  })
  expect(await fetched.text()).toBe(content)
})

describe('[I14] the auditor of two nodes', () => {
  const look = () =>
    lookAt({ folder: '/nowhere', databaseUrl: database, url: a.url, nodes: [a.url, 'http://127.0.0.1:1'] })

  it('reads what is due in PostgreSQL, asks every node, and takes the engine of one for a sign of life', async () => {
    const [first, second] = [await look(), await look()]
    expect(first).toMatchObject({ due: [], failing: ['127.0.0.1:1/unreachable'] })
    expect([first.beat === null, second.beat === first.beat]).toEqual([false, false])
  })

  it('cannot read a database that is away', async () => {
    const gone = await lookAt({
      folder: '/nowhere',
      databaseUrl: 'postgres://accord@127.0.0.1:1/accord',
      url: a.url,
      nodes: [],
    })
    expect(gone).toMatchObject({ due: null, beat: null, failing: [] })
  })
})

describe('[I25] a node that loses its database', () => {
  it('says so by a code, serves what it can, refuses for now, and works again by itself without a gap', async () => {
    const commands = [{ id: randomUUID(), roomId: room, command: message('sent while it was away') }]
    line.cut()
    const [answer, state] = await Promise.all([b.ask(maeve, SUBMIT, { commands }), ready(b)])
    expect(state).toEqual({ ready: false, failing: ['database'] })
    // A session that was asked for in the last second is known: then the command itself is put off.
    expect(answer.text).toMatch(/"code":"UNAVAILABLE"|"outcome":"RETRY"/)
    for (const path of ['/healthz', '/info']) expect((await fetch(b.url + path)).status).toBe(200)
    expect(await ready(a)).toEqual({ ready: true })
    await a.submit(maeve, room, message('written meanwhile'))
    line.mend()
    await vi.waitFor(async () => expect(await ready(b)).toEqual({ ready: true }), {
      timeout: 8_000,
      interval: 50,
    })
    expect((await b.ask(maeve, SUBMIT, { commands })).data['submit']).toMatchObject({
      answers: [{ outcome: 'ACCEPTED' }],
    })
    const texts = (await follow(await b.socket({ token: rani }), 'f').toHead())
      .flatMap(({ events }) => events)
      .flatMap(({ body }) => (body.type === 'MessagePosted' ? [body.text] : []))
    expect(texts.slice(-2)).toEqual(['written meanwhile', 'sent while it was away'])
  })
})

it('the password of the database is in no log, no metric and no answer', async () => {
  const { password } = new URL(database)
  const shown = await Promise.all(
    [`${b.url}/info`, `${b.url}/readyz`, `${b.metricsUrl}`].map(async (url) => (await fetch(url)).text()),
  )
  expect(logged).toContain('the line to the other nodes is cut')
  for (const text of [logged, ...shown]) {
    expect(text.length).toBeGreaterThan(0)
    expect(text).not.toContain(password)
  }
})
