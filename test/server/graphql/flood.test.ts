// A client that sends tiny messages without end and heeds no goodbye: it is heard one message at a time, so that
// everybody else is served between them, and it is gone long before the goodbye would have run out.

import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A text as a client's frame, masked by nothing. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text)
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0xfe, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload])
}

async function upgraded(): Promise<Socket> {
  const { host, hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const key = randomBytes(16).toString('base64')
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  )
  await new Promise((resolve) => socket.once('data', resolve))
  return socket.resume()
}

/** How many turns of the event loop there were until the server ended the connection. */
async function turnsUntilGone(socket: Socket): Promise<number> {
  let turns = 0
  let isGone = false
  const gone = new Promise((resolve) => socket.once('close', resolve)).then(() => (isGone = true))
  const turn = (): void => {
    turns += 1
    if (!isGone) setImmediate(turn)
  }
  turn()
  await gone
  return turns
}

it.each([
  ['somebody signed in', 2_000],
  ['nobody known', 200],
])(
  '[I25] of %s, ten thousand messages in one go are heard turn by turn, and end the socket',
  async (who, turns) => {
    const socket = await upgraded()
    if (who !== 'nobody known') {
      const payload = { authorization: `Bearer ${await server.signIn('rani-wulandari')}` }
      const welcomed = new Promise((resolve) => socket.once('data', resolve))
      socket.write(frame(JSON.stringify({ type: 'connection_init', payload })))
      await welcomed
    }
    const counted = turnsUntilGone(socket)
    socket.write(Buffer.concat(Array.from({ length: 10_000 }, () => frame('{"type":"ping"}'))))
    expect(await counted).toBeGreaterThan(turns)
  },
)
