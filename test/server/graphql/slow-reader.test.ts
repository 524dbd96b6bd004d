// A reader that takes nothing (I10, M10): it is dropped after the server's patience, and those beside it notice nothing.

import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openLog } from '../../../server/observe/log.ts'
import { FEED, follow } from '../support/feed-reader.ts'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let maeve: string
/** The first line of the log that tells of somebody dropped. */
let dropped: Promise<string>

async function start(patienceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>()
  dropped = promise
  const destination = new Writable({
    write(line, _encoding, done) {
      const told = /dropped [^"]+/.exec(String(line))?.[0]
      if (told !== undefined) resolve(told)
      done()
    },
  })
  server = await startTestServer({ log: openLog('info', destination), pace: { patienceMs } })
  maeve = await server.signIn('maeve-brennan')
}

afterEach(() => server.stop())

it('[I10] is dropped, while the feed beside it goes on', async () => {
  await start(300)
  const room = await demoRoom(server, maeve)
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
  expect(await dropped).toBe('dropped a reader that takes nothing')
  await server.submit(maeve, room, { postMessage: { text: 'still served' } })
  expect(await beside.nextTypes()).toEqual(['MessagePosted'])
  slow.terminate()
})

it('[I25] is dropped when it goes on asking, so that no answers pile up', async () => {
  await start(60_000)
  const greedy = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  greedy.on('error', () => {})
  await new Promise((resolve) => greedy.once('open', resolve))
  greedy.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${maeve}` } }))
  await new Promise((resolve) => greedy.once('message', resolve))
  greedy.pause()
  // Each is refused under its own long name: hundreds of them are more than the buffers of any loopback take.
  const wrong = JSON.stringify({ type: 'subscribe', id: 'x'.repeat(60_000), payload: {} })
  for (let count = 0; count < 1_000; count++) greedy.send(wrong)
  expect(await dropped).toBe('dropped a client that sends and takes nothing')
  greedy.terminate()
})

it('[I25] gets nothing back that came with a ping', async () => {
  await start(60_000)
  const socket = await server.socket({ token: maeve })
  socket.send({ type: 'ping', payload: { text: 'x'.repeat(60_000) } })
  expect(await socket.next('')).toEqual({ type: 'pong' })
})
