// What one connection puts before the server at once, as it stands on the wire: requests that wait for no answer, and
// bodies without a length. Each would keep everybody else waiting for seconds.

import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGuardedServer } from '../../../server/http/connection-guard.ts'
import { startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Everything that a connection answers to these bytes until it is closed, or says nothing more for a while. */
function answersTo(bytes: string): Promise<{ readonly text: string; readonly isClosed: boolean }> {
  const { hostname, port } = new URL(server.url)
  const { promise, resolve } = Promise.withResolvers<{ text: string; isClosed: boolean }>()
  let text = ''
  const socket = connect(Number(port), hostname, () => socket.write(bytes))
  const done = (isClosed: boolean) => {
    clearTimeout(quiet)
    socket.destroy()
    resolve({ text, isClosed })
  }
  const quiet = setTimeout(() => done(false), 500)
  socket.on('data', (part: Buffer) => {
    text += part.toString()
    quiet.refresh()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => done(true))
  return promise
}

const GET = 'GET /info HTTP/1.1\r\nHost: a\r\n\r\n'
const post = (path: string) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`
const answered = (text: string): number => text.split('HTTP/1.1 ').length - 1

describe('[I25] requests that wait for none of their answers', () => {
  it('are all answered when they are few', async () => {
    expect(answered((await answersTo(GET.repeat(4))).text)).toBe(4)
  })

  it.each([
    ['asked', GET],
    ['posted without a session', post('/graphql')],
    ['posted to nowhere', post('/nothing')],
    ['with an expectation of nobody’s', GET.replace('\r\n\r\n', '\r\nExpect: x\r\n\r\n')],
  ])('end their connection when they are thousands: %s', async (_what, one) => {
    const { text, isClosed } = await answersTo(one.repeat(2_000))
    expect(isClosed).toBe(true)
    expect(answered(text)).toBeLessThanOrEqual(4)
    expect((await fetch(`${server.url}/info`)).status).toBe(200)
  })

  it('are no matter one after another: a connection is used again as often as one likes', async () => {
    for (let count = 0; count < 100; count++) expect((await fetch(`${server.url}/info`)).status).toBe(200)
  })
})

describe('[I25] a body that comes in chunks, of whatever size', () => {
  it.each([
    ['POST', '/auth/email/start'],
    ['POST', '/graphql'],
    ['GET', '/info'],
  ])('is not read: %s %s', async (method, path) => {
    const head = `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
    const { text, isClosed } = await answersTo(`${head}2\r\n{}\r\n0\r\n\r\n${GET}`)
    const [said = '', body = ''] = text.split('\r\n\r\n')
    expect([answered(text), isClosed]).toEqual([1, true])
    expect(said).toMatch(/^HTTP\/1\.1 411 /)
    expect(said.toLowerCase()).toContain('cache-control: no-store')
    expect(JSON.parse(body)).toMatchObject({
      errors: [{ message: expect.stringContaining('Content-Length'), extensions: { code: 'BAD_REQUEST' } }],
    })
  })
})

it('[I25] whoever takes nothing of an answer is let go, and whoever takes it slowly gets all of it', async () => {
  const answer = Buffer.alloc(20_000_000)
  const guarded = openGuardedServer((_request, response) => void response.end(answer), {
    requestTimeout: 5_000,
    refuseUnsized: (response) => void response.end(),
    quiet: 1_000,
  })
  await new Promise<void>((resolve) => guarded.listen(0, '127.0.0.1', resolve))
  const { port } = guarded.address() as AddressInfo
  const taken = async (everyMs: number | null): Promise<number> => {
    const letGo = new Promise((resolve) => guarded.once('connection', (its) => its.once('close', resolve)))
    const socket = connect(port, '127.0.0.1')
    const ended = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.write(GET.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
    let bytes = 0
    const take = (): void => {
      for (let part = socket.read() as Buffer | null; part !== null; part = socket.read() as Buffer | null)
        bytes += part.length
    }
    const taking = everyMs === null ? undefined : setInterval(take, everyMs)
    await (everyMs === null ? letGo : ended)
    socket.destroy()
    clearInterval(taking)
    return bytes
  }
  expect(await taken(null)).toBe(0)
  expect(await taken(2)).toBeGreaterThan(answer.length)
  guarded.close()
})
