// An address that no route can be looked for is answered as everything is: by code and reference, with the headers that
// keep a browser from making anything of it, and without what was asked for.

import { request } from 'node:http'
import { expect, it } from 'vitest'
import { startTestServer } from '../support/running-server.ts'

it.each(['/%', '/rooms/%ff/files/a'])('%s is refused like any bad request', async (path) => {
  const server = await startTestServer()
  const { hostname, port } = new URL(server.url)
  const { promise, resolve, reject } = Promise.withResolvers<{
    headers: object
    status: number
    text: string
  }>()
  const asking = request({ hostname, port, path }, (response) => {
    let text = ''
    response.on('data', (part: Buffer) => (text += part.toString()))
    response.on('end', () => resolve({ headers: response.headers, status: response.statusCode ?? 0, text }))
  })
  asking.on('error', reject)
  asking.end()
  const { headers, status, text } = await promise
  expect(status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  expect(text).not.toContain('%')
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  await server.stop()
})
