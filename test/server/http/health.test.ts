// Health: the process answers while it lives; readiness means that the store really reads and writes.

import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { Core, Sessions } from '../../../server/core.ts'
import { PACE } from '../../../server/graphql/context.ts'
import { addHealth } from '../../../server/http/health.ts'
import { openLog } from '../../../server/observe/log.ts'
import { makeNobody } from '../graphql/nobody.ts'
import { startTestServer } from '../support/running-server.ts'

it('answers both questions of a running server', async () => {
  const server = await startTestServer()
  for (const path of ['/healthz', '/readyz']) expect((await fetch(server.url + path)).status).toBe(200)
  await server.stop()
})

describe('a server whose store', () => {
  const broken = () => Promise.reject(new Error('disk full'))
  const works: Sessions = {
    save: () => Promise.resolve(),
    find: () => Promise.resolve(null),
    end: () => Promise.resolve(),
  }
  const statusWith = async (sessions: Sessions) => {
    const app = Fastify()
    const core = { sessions } as Core
    addHealth(app, { ...makeNobody(), core, log: openLog('silent'), pace: PACE })
    const [alive, ready] = [await app.inject('/healthz'), await app.inject('/readyz')]
    await app.close()
    return [alive.statusCode, ready.statusCode]
  }

  it.each([
    ['works', works, 200],
    ['does not write', { ...works, save: broken }, 503],
    ['does not read', { ...works, find: broken }, 503],
    ['does not delete', { ...works, end: broken }, 503],
  ])('%s', async (_what, sessions, ready) => {
    expect(await statusWith(sessions)).toEqual([200, ready])
  })
})
