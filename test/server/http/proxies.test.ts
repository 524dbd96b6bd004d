// Behind a proxy tries to sign in are counted by the address that it names, so that nobody uses up everybody's tries.

import { afterEach, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/running-server.ts'

const TRIES = 60
let server: TestServer
afterEach(() => server.stop())

const tryFrom = async (forwarded: string): Promise<number> =>
  (await server.post('/auth/email/finish', {}, { 'x-forwarded-for': forwarded })).status
const useUp = async (forwarded: string): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries++) expect(await tryFrom(forwarded)).toBe(422)
}

it('one sender who tries too often keeps nobody else out, and gets no more tries by writing addresses of others', async () => {
  server = await startTestServer()
  await useUp('203.0.113.1')
  expect(await tryFrom('203.0.113.1')).toBe(429)
  expect(await tryFrom('198.51.100.7, 203.0.113.1')).toBe(429)
  expect(await tryFrom('203.0.113.2')).toBe(422)
})

it('a header from where no proxy is named counts for nothing', async () => {
  server = await startTestServer({ config: { proxies: ['10.0.0.7'] } })
  await useUp('203.0.113.1')
  expect(await tryFrom('203.0.113.2')).toBe(429)
})
