// The feed over real sockets: live for several readers, complete after a cursor, and for a customer nothing but the
// shared record, in content, numbers and frames.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { FEED_START, feedDigest, linkHash } from '../../../protocol/record.ts'
import { follow } from '../support/feed-reader.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let rani: string
let sari: string
let maeve: string
let room: string

beforeAll(async () => {
  server = await startTestServer()
  rani = await server.signIn('rani-wulandari')
  sari = await server.signIn('sari-hartono')
  maeve = await server.signIn('maeve-brennan')
  room = await demoRoom(server, maeve)
})

afterAll(() => server.stop())

const message = (text: string) => ({ postMessage: { text } })

it('brings what one says to everybody who follows, in one order', async () => {
  const readers = [
    follow(await server.socket({ token: rani }), 'f'),
    follow(await server.socket({ token: maeve }), 'f'),
  ]
  for (const reader of readers) await reader.toHead()
  expect((await server.submit(rani, room, message('one'))).outcome).toBe('ACCEPTED')
  expect((await server.submit(maeve, room, message('two'))).outcome).toBe('ACCEPTED')
  for (const reader of readers) {
    const texts: unknown[] = []
    while (texts.length < 2) {
      await reader.nextTypes()
      texts.push(...(reader.pages.at(-1)?.events ?? []).map(({ body }) => 'text' in body && body.text))
    }
    expect(texts).toEqual(['one', 'two'])
  }
})

it('[I7] goes on after a cursor with each event once, and confirms an empty head', async () => {
  const before = follow(await server.socket({ token: maeve }), 'f')
  await before.toHead()
  const last = before.pages.at(-1)
  await server.submit(rani, room, message('while away 1'))
  await server.submit(rani, room, message('while away 2'))
  const after = follow(await server.socket({ token: maeve }), 'f', {
    after: last?.cursor ?? '',
    epoch: last?.epoch ?? '',
  })
  const missed = await after.toHead()
  expect(missed[0]?.after).toBe(last?.cursor)
  expect(missed.flatMap(({ events }) => events).map(({ body }) => 'text' in body && body.text)).toEqual([
    'while away 1',
    'while away 2',
  ])
  const head = missed.at(-1)
  const idle = follow(await server.socket({ token: maeve }), 'f', {
    after: head?.cursor ?? '',
    epoch: head?.epoch ?? '',
  })
  expect(await idle.toHead()).toEqual([
    { ...head, after: head?.cursor, events: [], serverTime: expect.any(String) },
  ])
})

it('[I12] starts from the beginning for a cursor of another epoch', async () => {
  const all = await follow(await server.socket({ token: rani }), 'f').toHead()
  const other = await follow(await server.socket({ token: rani }), 'f', {
    after: all.at(-1)?.cursor ?? '',
    epoch: 'before the restore',
  }).toHead()
  expect(other.flatMap(({ events }) => events)).toEqual(all.flatMap(({ events }) => events))
})

it('[AUD-1] gives a customer the shared record alone, without a gap, chained and digested by itself', async () => {
  const pages = await follow(await server.socket({ token: rani }), 'f').toHead()
  const events = pages.flatMap((page) => page.events)
  expect(new Set(events.map(({ audience, seq }) => `${audience} ${seq}`))).toEqual(new Set(['SHARED null']))
  expect(events.map(({ sharedSeq }) => sharedSeq)).toEqual(events.map((_, index) => index + 1))
  expect(events.map(({ body }) => body.type)).not.toContain('NotePosted')
  let [hash, digest] = [FEED_START, FEED_START]
  for (const event of events) {
    // The engine's role is null in the API and SYSTEM in the record.
    hash = linkHash(hash, { ...event, actor: { ...event.actor, role: event.actor.role ?? 'SYSTEM' } })
    expect(event.hash).toBe(hash)
    digest = feedDigest(digest, hash)
  }
  expect(pages.at(-1)?.digest).toBe(digest)
})

it('gives the provider both audiences, dense over both', async () => {
  const events = (await follow(await server.socket({ token: maeve }), 'f').toHead()).flatMap(
    (page) => page.events,
  )
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  expect(new Set(events.map(({ audience }) => audience))).toEqual(new Set(['SHARED', 'INTERNAL']))
})

it('[I19] gives a customer of another account nothing', async () => {
  const pages = await follow(await server.socket({ token: sari }), 'f').toHead()
  expect(pages.flatMap(({ events }) => events)).toEqual([])
})

it('[I20] makes no frame for a customer when a note is posted', async () => {
  const socket = await server.socket({ token: rani })
  const customer = follow(socket, 'f')
  const provider = follow(await server.socket({ token: maeve }), 'f')
  await customer.toHead()
  await provider.toHead()
  await server.submit(maeve, room, { postNote: { text: 'between us' } })
  expect(await provider.nextTypes()).toEqual(['NotePosted'])
  await server.submit(maeve, room, message('for all'))
  const page = (await socket.data('f'))['feed'] as { events: { body: { type: string } }[] }
  expect(page.events.map(({ body }) => body.type)).toEqual(['MessagePosted'])
  expect(socket.pending('f')).toEqual([])
})

it('ends one stream when its client completes it and leaves the others on the socket', async () => {
  const socket = await server.socket({ token: maeve })
  const [one, two] = [follow(socket, 'one'), follow(socket, 'two')]
  await one.toHead()
  await two.toHead()
  socket.send({ type: 'complete', id: 'one' })
  await server.submit(maeve, room, message('only two hears this'))
  expect(await two.nextTypes()).toEqual(['MessagePosted'])
  await server.ask(maeve, '{ serverTime }')
  expect(socket.pending('one').filter(({ type }) => type === 'next')).toEqual([])
})
