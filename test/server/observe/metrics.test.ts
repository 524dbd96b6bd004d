// What an operator reads of a running server: counts and times, on the loopback alone, and nothing of what people wrote
// or of who they are.

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let token: string

beforeEach(async () => {
  server = await startTestServer({ config: { metricsPort: 0 } })
  token = await server.signIn('rani-wulandari')
})
afterEach(() => server.stop())

const read = async (): Promise<string> => (await fetch(server.metricsUrl ?? '')).text()

/** The value of one line; 0 where there is none yet. */
async function value(line: string): Promise<number> {
  const found = (await read()).split('\n').find((each) => each.startsWith(`${line} `))
  return Number(found?.slice(line.length + 1) ?? 0)
}

const reportIssue = {
  reportIssue: {
    accountId: 'nusantara-pay',
    channel: 'DASHBOARD',
    title: 'A title that nobody else may read',
    description: 'Seen since this morning',
    contactName: null,
  },
}

it('counts commands by how they were answered, and how long answers and commits took', async () => {
  const roomId = randomUUID()
  // The demo has been set up through the same doors.
  const lines = [
    'accord_commands_total{type="reportIssue",answer="ACCEPTED"}',
    'accord_commands_total{type="reportIssue",answer="ALREADY_EXISTS"}',
    'accord_submit_seconds_count',
  ]
  const values = () => Promise.all(lines.map(value))
  const before = await values()
  const writes = await value('accord_store_write_seconds_count')
  expect((await server.submit(token, roomId, reportIssue)).outcome).toBe('ACCEPTED')
  expect((await server.submit(token, roomId, reportIssue)).rejection?.code).toBe('ALREADY_EXISTS')
  const after = await values()
  expect(after.map((now, index) => now - (before[index] ?? 0))).toEqual([1, 1, 2])
  expect(await value('accord_store_write_seconds_count')).toBeGreaterThan(writes + 1)
})

it('[I14] says when the deadline engine last went through', async () => {
  await expect
    .poll(() => value('accord_deadline_tick_timestamp_seconds'))
    .toBeGreaterThan(Date.now() / 1000 - 5)
})

it('counts open sockets, also when they are gone', async () => {
  const socket = await server.socket({ token })
  expect(await value('accord_sockets')).toBe(1)
  socket.close()
  await expect.poll(() => value('accord_sockets')).toBe(0)
})

it('names no person, no room and nothing that was written', async () => {
  await server.submit(token, randomUUID(), reportIssue)
  const text = await read()
  for (const secret of ['rani', 'nusantara', 'A title', token])
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
})

it('is not reached through the address of the product, and only where a port is set', async () => {
  expect((await fetch(`${server.url}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4')
  expect(server.metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
  const silent = await startTestServer()
  expect(silent.metricsUrl).toBeNull()
  await silent.stop()
})
