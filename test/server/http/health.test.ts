// Health: the process answers while it lives; readiness means that the store really reads and writes.

import Fastify from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import type { Core } from '../../../server/core.ts'
import { PACE } from '../../../server/graphql/context.ts'
import { addHealth } from '../../../server/http/health.ts'
import { openLog } from '../../../server/observe/log.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import { makeNobody } from '../graphql/nobody.ts'
import { startTestServer } from '../support/running-server.ts'

it('answers both questions of a running server', async () => {
  const server = await startTestServer()
  for (const path of ['/healthz', '/readyz']) expect((await fetch(server.url + path)).status).toBe(200)
  await server.stop()
})

describe('a server whose store', () => {
  const broken = () => Promise.reject(new Error('a path and a password'))
  const fails = (code: string) => () => {
    const cause = Object.assign(new Error('a path and a password'), { code })
    return Promise.reject(new StoreFault('TEMPORARY', code, { cause }))
  }
  const works = () => Promise.resolve()
  const statusWith = async (probe: Core['probe'], silentFor = 0) => {
    const app = Fastify()
    const core = { probe } as Core
    const desk = { ...makeNobody(), core, log: openLog('silent'), pace: PACE }
    addHealth(app, desk, { silentFor: () => silentFor })
    const [alive, ready] = [await app.inject('/healthz'), await app.inject('/readyz')]
    await app.close()
    return [alive.statusCode, ready.statusCode, ready.json<unknown>()]
  }
  const failing = (...parts: readonly string[]) => ({ ready: false, failing: parts })

  it.each([
    ['works', works, 200, { ready: true }],
    ['does not write and read', broken, 503, failing('store')],
    ['meets a full disk', fails('SQLITE_FULL'), 503, failing('disk')],
    ['meets a broken disk', fails('SQLITE_IOERR_FSYNC'), 503, failing('disk')],
    ['is locked', fails('SQLITE_BUSY'), 503, failing('store')],
    ['is a PostgreSQL that is not there', fails('ECONNREFUSED'), 503, failing('database')],
    ['is a PostgreSQL that ends', fails('57P01'), 503, failing('database')],
    ['is a PostgreSQL with a full disk', fails('53100'), 503, failing('disk')],
    ['is a PostgreSQL that waits for a lock', fails('55P03'), 503, failing('store')],
  ])('%s, and says no more than which part it is', async (_what, probe, ready, body) => {
    expect(await statusWith(probe)).toEqual([200, ready, body])
  })

  it('does not answer at all is asked once, and given up for this time after two seconds', async () => {
    vi.useFakeTimers()
    try {
      const probe = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
      const app = Fastify()
      const desk = { ...makeNobody(), core: { probe } as unknown as Core, log: openLog('silent'), pace: PACE }
      addHealth(app, desk, { silentFor: () => 0 }, 'database')
      for (let look = 0; look < 2; look++) {
        const asked = app.inject('/readyz')
        await vi.advanceTimersByTimeAsync(2_000)
        expect((await asked).json<unknown>()).toEqual(failing('database'))
      }
      expect(probe).toHaveBeenCalledTimes(1)
      await app.close()
    } finally {
      vi.useRealTimers()
    }
  })

  it('[I14] has a silent deadline engine', async () => {
    expect(await statusWith(works, 29_999)).toEqual([200, 200, { ready: true }])
    expect(await statusWith(works, 30_000)).toEqual([200, 503, failing('deadlines')])
    expect(await statusWith(broken, 30_000)).toEqual([200, 503, failing('store', 'deadlines')])
  })
})
