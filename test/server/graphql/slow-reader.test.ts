// A reader that takes nothing (I10, M10): it is dropped after the server's patience, and those beside it notice nothing.

import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openLog } from '../../../server/observe/log.ts'
import { FEED, follow } from '../support/feed-reader.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let maeve: string
let room: string
let dropped: Promise<void>

beforeEach(async () => {
  let tell = (): void => {}
  dropped = new Promise((resolve) => {
    tell = resolve
  })
  const destination = new Writable({
    write(line, _encoding, done) {
      if (String(line).includes('dropped a reader')) tell()
      done()
    },
  })
  server = await startTestServer({ log: openLog('info', destination), pace: { patienceMs: 300 } })
  maeve = await server.signIn('maeve-brennan')
  room = await demoRoom(server, maeve)
})

afterEach(() => server.stop())

it('[I10] is dropped, while the feed beside it goes on', async () => {
  const text = '€'.repeat(7_900)
  const query = 'mutation ($c: [SubmitInput!]!) { submit(commands: $c) { answers { outcome } } }'
  for (let batch = 0; batch < 6; batch++) {
    const c = Array.from({ length: 20 }, () => ({
      id: randomUUID(),
      roomId: room,
      command: { postMessage: { text } },
    }))
    expect((await server.ask(maeve, query, { c })).errors).toBeUndefined()
  }
  const slow = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  slow.on('error', () => {})
  await new Promise((resolve) => slow.once('open', resolve))
  slow.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${maeve}` } }))
  await new Promise((resolve) => slow.once('message', resolve))
  slow.pause()
  // Sixteen times three megabytes are more than the buffers of any loopback take.
  for (let index = 0; index < 16; index++)
    slow.send(
      JSON.stringify({
        type: 'subscribe',
        id: `f${index}`,
        payload: { query: FEED, variables: { after: '', epoch: '' } },
      }),
    )
  const beside = follow(await server.socket({ token: maeve }), 'f')
  await beside.toHead()
  await dropped
  await server.submit(maeve, room, { postMessage: { text: 'still served' } })
  expect(await beside.nextTypes()).toEqual(['MessagePosted'])
  slow.terminate()
})
