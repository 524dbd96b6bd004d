// What one connection puts before the server at once, as it stands on the wire: requests that wait for no answer, and
// bodies without a length. Each would keep everybody else waiting for seconds.

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    expect(answered((await answersTo(GET.repeat(16))).text)).toBe(16)
  })

  it.each([
    ['asked', GET],
    ['posted without a session', post('/graphql')],
    ['posted to nowhere', post('/nothing')],
  ])('end their connection when they are thousands: %s', async (_what, one) => {
    const { text, isClosed } = await answersTo(one.repeat(2_000))
    expect(isClosed).toBe(true)
    expect(answered(text)).toBeLessThanOrEqual(16)
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
