// How a download ends before its end, over a feed without end that is told to the route alone: nobody reads on, the
// reader goes, the session ends, the server stops. Each time its place is free again.

import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import type { FeedTexts } from '../../../server/fanout/feed-pages.ts'
import type { Viewer } from '../../../server/auth/session-desk.ts'
import { addDownloadRoute } from '../../../server/feed-download/download-route.ts'
import { openPlaces, type Places } from '../../../server/feed-download/places.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { openMask } from '../../../server/graphql/errors.ts'
import { openLog } from '../../../server/observe/log.ts'
import { joinedTexts } from '../../../server/store/joined-texts.ts'
import { agent } from '../../support/people.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Random, so that packing does not hide how much is sent. */
const FILLER = Array.from({ length: 4_000 }, () => Math.random().toString(36)).join('')

interface Endless {
  readonly patienceMs?: number
  readonly withinMs?: number
  readonly places?: Places
}

async function openEndless(options: Endless = {}) {
  const told = { pages: 0, isOver: false, attached: 0, errors: [] as unknown[] }
  const ends = new Set<() => void>()
  const page = async (): Promise<FeedTexts> => {
    told.pages += 1
    const [after, cursor] = [String(told.pages - 1), String(told.pages)]
    const texts = joinedTexts([JSON.stringify(FILLER)])
    return { epoch: 'e', after, cursor, texts, atHead: false, digest: '', serverTime: '' as never }
  }
  const log = openLog('silent')
  log.error = ((...said: unknown[]) => void told.errors.push(said)) as never
  const desk = {
    core: { feedTexts: page, feedLength: async () => 1_000_000 },
    sessions: {
      refresh: async (viewer: Viewer) => (told.isOver ? 'revoked' : viewer),
      attach: (_viewer: Viewer, end: () => void) => {
        ends.add(end)
        return () => ends.delete(end)
      },
    },
    pace: { patienceMs: options.patienceMs ?? 60_000 },
    log,
  } as unknown as Desk
  const app = Fastify()
  app.decorateRequest('viewer', null)
  app.addHook('onRequest', async (asked) => {
    asked.viewer = { person: agent } as Viewer
  })
  const { places, withinMs } = options
  addDownloadRoute(app, { desk, mask: openMask(log), places, withinMs })
  await app.listen({ host: '127.0.0.1', port: 0 })
  closing.push(async () => {
    app.server.closeAllConnections()
    await app.close()
  })
  const { port } = app.server.address() as AddressInfo
  const ask = (): Promise<IncomingMessage> =>
    new Promise((done, fail) => {
      const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' }
      const asked = request({ port, path: '/feed', method: 'POST', headers }, done)
      asked.once('error', fail)
      asked.end('{"after":"","epoch":""}')
    })
  return { app, told, ask, endSessions: () => ends.forEach((end) => end()), attached: () => ends.size }
}

/** Resolves when the line is cut; reads everything until then. */
const cut = (reply: IncomingMessage): Promise<unknown> =>
  new Promise((done) => {
    reply.once('error', done)
    reply.once('aborted', () => done('aborted'))
    reply.resume()
  })

describe('a download', () => {
  it('[I10] makes no more pages than its reader takes, and ends when nobody takes any', async () => {
    const places = openPlaces(1, 1)
    const { ask, told } = await openEndless({ patienceMs: 100, places })
    const reply = await ask()
    reply.on('error', () => undefined)
    await expect.poll(() => places.take('probe') !== null).toBe(true)
    // As much as the buffers on the way hold, and nothing after.
    const made = told.pages
    expect(made).toBeLessThan(2_000)
    await new Promise((turn) => setTimeout(turn, 10))
    expect(told).toMatchObject({ pages: made, errors: [] })
    reply.destroy()
  })

  it('[I10] ends after a while, however eagerly it is read: a place is nobody’s for ever', async () => {
    const places = openPlaces(1, 1)
    const { ask, told } = await openEndless({ withinMs: 100, places })
    await cut(await ask())
    await expect.poll(() => places.take('probe') !== null).toBe(true)
    expect(told.errors).toEqual([])
  })

  it('[I25] has at most a page made in a turn of the loop, however fast it is read', async () => {
    const { ask, told } = await openEndless()
    const reply = await ask()
    reply.on('error', () => undefined)
    reply.resume()
    for (let turns = 0; turns < 50; turns++) {
      const before = told.pages
      await new Promise((turn) => setImmediate(turn))
      expect(told.pages - before).toBeLessThanOrEqual(1)
    }
    reply.destroy()
  })

  it('ends when its reader goes, and gives its place back', async () => {
    const places = openPlaces(1, 1)
    const { ask, attached, told } = await openEndless({ places })
    const first = await ask()
    first.on('error', () => undefined)
    expect((await ask()).statusCode).toBe(503)
    first.destroy()
    await expect.poll(attached).toBe(0)
    const again = await ask()
    expect([again.statusCode, told.errors]).toEqual([200, []])
    again.destroy()
  })

  it('[I22] is cut when its session ends: at once where that is told, else before the next page', async () => {
    const { ask, told, endSessions } = await openEndless()
    const first = await ask()
    const firstCut = cut(first)
    endSessions()
    await firstCut
    const second = await ask()
    const secondCut = cut(second)
    told.isOver = true
    await secondCut
    expect(told.errors).toEqual([])
  })

  it('[I11] is cut when the server stops, which waits for nobody', async () => {
    const { ask, app } = await openEndless()
    const reply = await ask()
    const isCut = cut(reply)
    await app.close()
    await isCut
  })

  it('has two places for a person and four for all', () => {
    const places = openPlaces()
    const mine = [places.take('a'), places.take('a')]
    expect([...mine.map(Boolean), places.take('a')]).toEqual([true, true, null])
    expect([places.take('b'), places.take('c')].every(Boolean)).toBe(true)
    expect(places.take('d')).toBeNull()
    mine[0]?.()
    mine[0]?.()
    expect([places.take('d') !== null, places.take('d')]).toEqual([true, null])
  })
})
