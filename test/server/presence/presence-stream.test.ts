// Presence over real sockets: everything once, then what changes, and for a customer no frame for what it may not see.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { type Instant, instantAt, MINUTE, plus } from '../../../domain/time.ts'
import { PRESENCE } from '../support/feed-reader.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'
import type { TestSocket } from '../support/test-socket.ts'

let server: TestServer
let now: Instant
let room: string
let tokens: Record<'rani' | 'dimas' | 'sari' | 'maeve' | 'joon', string>

beforeEach(async () => {
  now = instantAt(Date.UTC(2026, 10, 23, 9))
  server = await startTestServer({ now: () => now })
  tokens = {
    rani: await server.signIn('rani-wulandari'),
    dimas: await server.signIn('dimas-prakoso'),
    sari: await server.signIn('sari-hartono'),
    maeve: await server.signIn('maeve-brennan'),
    joon: await server.signIn('joon-park'),
  }
  room = await demoRoom(server, tokens.maeve)
})

afterEach(() => server.stop())

const announce = async (token: string, roomId: string | null, activity = 'READING'): Promise<unknown> => {
  const query =
    'mutation ($roomId: ID, $activity: Activity!) { announce(roomId: $roomId, activity: $activity) }'
  return (await server.ask(token, query, { roomId, activity })).data['announce']
}

const watch = async (token: string): Promise<{ socket: TestSocket; next: () => Promise<string[]> }> => {
  const socket = await server.socket({ token })
  socket.subscribe('p', PRESENCE)
  const next = async () => {
    const rooms = (await socket.data('p'))['presence'] as {
      roomId: string
      people: { name: string; activity: string }[]
    }[]
    return rooms.flatMap(({ people }) => people.map(({ name, activity }) => `${name} ${activity}`))
  }
  return { socket, next }
}

it('shows who is there at once, then each change, then that all have left', async () => {
  expect(await announce(tokens.maeve, room)).toBe(true)
  const { next } = await watch(tokens.rani)
  expect(await next()).toEqual(['Maeve Brennan READING'])
  await announce(tokens.maeve, room, 'UPDATE')
  expect(await next()).toEqual(['Maeve Brennan UPDATE'])
  await announce(tokens.dimas, room, 'MESSAGE')
  expect(await next()).toEqual(['Dimas Prakoso MESSAGE', 'Maeve Brennan UPDATE'])
  await announce(tokens.maeve, null)
  expect(await next()).toEqual(['Dimas Prakoso MESSAGE'])
  await server.ask(tokens.dimas, 'mutation { signOut }')
  expect(await next()).toEqual([])
})

it('[I20] makes no frame for a customer when somebody unnamed comes, or a note is being written', async () => {
  const customer = await watch(tokens.rani)
  const provider = await watch(tokens.maeve)
  expect([await customer.next(), await provider.next()]).toEqual([[], []])
  await announce(tokens.joon, room)
  expect(await provider.next()).toEqual(['Joon Park READING'])
  await announce(tokens.joon, room, 'NOTE')
  expect(await provider.next()).toEqual(['Joon Park NOTE'])
  await announce(tokens.maeve, room)
  expect(await customer.next()).toEqual(['Maeve Brennan READING'])
  await provider.next()
  await announce(tokens.maeve, room, 'NOTE')
  expect(await provider.next()).toEqual(['Joon Park NOTE', 'Maeve Brennan NOTE'])
  await announce(tokens.maeve, room, 'MESSAGE')
  // The next frame after the first is this one: none came for the note.
  expect(await customer.next()).toEqual(['Maeve Brennan MESSAGE'])
  expect(customer.socket.pending('p')).toEqual([])
})

it('[AUD-4] shows a provider person to a customer from the first shared word on', async () => {
  await announce(tokens.joon, room)
  await announce(tokens.rani, room)
  const before = await watch(tokens.rani)
  expect(await before.next()).toEqual(['Rani Wulandari READING'])
  await server.submit(tokens.joon, room, { postMessage: { text: 'Joon here, duty manager.' } })
  await announce(tokens.joon, room, 'MESSAGE')
  expect(await before.next()).toEqual(['Joon Park MESSAGE', 'Rani Wulandari READING'])
})

it('[I19] shows another customer nothing, also of the room that is announced in vain', async () => {
  expect(await announce(tokens.sari, room)).toBe(false)
  await announce(tokens.maeve, room)
  expect(await (await watch(tokens.sari)).next()).toEqual([])
  expect(await (await watch(tokens.joon)).next()).toEqual(['Maeve Brennan READING'])
})

it('forgets a device that says nothing for 30 s', async () => {
  await announce(tokens.maeve, toRoomId(room))
  const { next } = await watch(tokens.rani)
  expect(await next()).toEqual(['Maeve Brennan READING'])
  now = plus(now, MINUTE)
  expect(await next()).toEqual([])
})
