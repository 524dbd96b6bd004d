// A feed in one packed answer: what it holds, who gets which, and every way it ends before its end.

import { randomUUID } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { toCommandId, toRoomId } from '../../../domain/ids.ts'
import { driverOn, openSqliteDriver } from '../../../electron/sqlite-driver.ts'
import { canonicalJson, sha256Hex } from '../../../protocol/crypto.ts'
import type { FeedPage } from '../../../protocol/feed.ts'
import { FEED_START, feedDigest } from '../../../protocol/record.ts'
import { openReplica } from '../../../replica/open.ts'
import type { Stream } from '../../../replica/sync/bootstrap-http.ts'
import { graphqlTransport } from '../../../replica/sync/graphql-transport.ts'
import { KIRANA, MAEVE, SARI } from '../../../server/demo/cast.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { FAR_BEHIND } from '../../../server/feed-download/download-route.ts'
import { packingFor } from '../../../server/feed-download/pack.ts'
import { startTestServer, type TestServer } from '../support/running-server.ts'

type Page = Pick<FeedPage, 'after' | 'cursor' | 'digest' | 'atHead' | 'events'>

interface Body {
  readonly status: number
  readonly encoding: string | undefined
  readonly bytes: number
  readonly head: { readonly epoch: string; readonly after: string; readonly count: number }
  readonly pages: readonly Page[]
  readonly text: string
}

const MESSAGES = 2_400
let server: TestServer
let desk: Desk
let tokens: { readonly agent: string; readonly contact: string }
const roomId = toRoomId(randomUUID())

beforeAll(async () => {
  server = await startTestServer({ onDesk: (opened) => (desk = opened) })
  tokens = { agent: await server.signIn(MAEVE), contact: await server.signIn(SARI) }
  const [agent, contact] = [await desk.core.person(MAEVE), await desk.core.person(SARI)]
  if (agent === null || contact === null) throw new Error('the cast is not there')
  const say = (who: typeof agent, command: object) =>
    desk.core.submit(who, [{ id: toCommandId(randomUUID()), roomId, command: command as never }])
  await say(contact, {
    type: 'reportIssue',
    accountId: KIRANA,
    contactName: null,
    channel: 'DASHBOARD',
    title: 'Every send times out',
    description: 'No mail leaves.',
  })
  const posted = Array.from({ length: MESSAGES }, (_, turn) =>
    turn % 2 === 0
      ? say(contact, { type: 'postMessage', text: `Still failing, ${turn}`, replyTo: null })
      : say(agent, { type: 'postNote', text: `internal-canary ${turn}`, replyTo: null }),
  )
  await Promise.all(posted)
})
afterAll(() => server.stop())

const FROM_START = { after: '', epoch: '' }

/** One download as it comes over the line, unpacked by hand. */
async function download(token: string, from: object = FROM_START, accepts = 'gzip'): Promise<Body> {
  const response = await new Promise<IncomingMessage>((done, fail) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-encoding': accepts,
    }
    const asked = request(`${server.url}/feed`, { method: 'POST', headers }, done)
    asked.once('error', fail)
    asked.end(JSON.stringify(from))
  })
  const encoding = response.headers['content-encoding']
  const packed = await buffer(response)
  const whole = unpacked(encoding, packed).toString()
  const [head = '{}', ...lines] = whole.split('\n').filter((line) => line !== '')
  return {
    status: response.statusCode ?? 0,
    encoding,
    bytes: packed.length,
    head: JSON.parse(head),
    pages: lines.map((line) => JSON.parse(line) as Page),
    text: whole,
  }
}

function unpacked(encoding: string | undefined, packed: Buffer): Buffer {
  if (encoding === 'gzip') return gunzipSync(packed)
  return encoding === 'zstd' ? zstdDecompressSync(packed) : packed
}

const eventsOf = ({ pages }: Body) => pages.flatMap(({ events }) => events)

async function fedTo(personId: string): Promise<readonly FeedPage[]> {
  const person = await desk.core.person(personId as never)
  if (person === null) throw new Error(`nobody is ${personId}`)
  const pages: FeedPage[] = []
  let at = { cursor: '', epoch: '' }
  for (;;) {
    const page = await desk.core.feedPage(person, at.cursor, at.epoch, 200)
    pages.push(page)
    at = page
    if (page.atHead) return pages
  }
}

describe('what it holds', () => {
  it.each(['agent', 'contact'] as const)(
    '[I6] the events of the feed of the %s, byte for byte',
    async (who) => {
      const body = await download(tokens[who])
      const fed = (await fedTo(who === 'agent' ? MAEVE : SARI)).flatMap(({ events }) => events)
      expect(JSON.stringify(eventsOf(body))).toBe(JSON.stringify(fed))
      expect(body.head).toMatchObject({ after: '', count: fed.length })
      expect(body.pages.at(-1)?.atHead).toBe(true)
    },
  )

  it('[I8] pages that stand by themselves: each follows the last cursor, with a digest one can recompute', async () => {
    const { pages } = await download(tokens.agent)
    let [cursor, digest] = ['', FEED_START]
    for (const page of pages) {
      for (const { hash } of page.events) digest = feedDigest(digest, hash ?? '')
      expect(page).toMatchObject({ after: cursor, digest })
      cursor = page.cursor
    }
  })

  it('[I6] goes on from a cursor in the middle, with as many entries as it says', async () => {
    const fed = await fedTo(MAEVE)
    const from = fed[0]
    const body = await download(tokens.agent, { after: from?.cursor, epoch: from?.epoch })
    expect(body.head).toMatchObject({ after: from?.cursor, count: eventsOf(body).length })
    expect(eventsOf(body)[0]).toEqual(fed[1]?.events[0])
  })

  it.each([
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip, deflate', 'gzip'],
    ['br', undefined],
  ])('is packed as %s allows: %s', async (accepts, packing) => {
    const body = await download(tokens.contact, FROM_START, accepts)
    expect(body.encoding).toBe(packing)
    expect(eventsOf(body).length).toBe(body.head.count)
    if (packing !== undefined) expect(body.bytes).toBeLessThan(body.text.length / 4)
  })

  it.each([
    [undefined, 'identity'],
    ['gzip;q=0, zstd;q=0.0', 'identity'],
    ['ZSTD;q=0.5', 'zstd'],
    ['*', 'identity'],
  ])('reads %s as %s', (accepted, packing) => expect(packingFor(accepted)).toBe(packing))

  it('sends who is near to the feed, and serves an empty copy whatever there is', async () => {
    const near = (await fedTo(SARI)).at(-1)
    const reply = await server.post(
      '/feed',
      { after: near?.cursor, epoch: near?.epoch },
      { authorization: `Bearer ${tokens.contact}` },
    )
    expect([reply.status, await reply.text()]).toEqual([204, ''])
    expect((await download(tokens.contact)).head.count).toBeLessThan(FAR_BEHIND)
  })
})

describe('[I20] who gets which', () => {
  it('tells a customer nothing of internal entries: neither word, number, count nor page', async () => {
    const before = await download(tokens.contact)
    const agent = await desk.core.person(MAEVE)
    for (let turn = 0; turn < 300; turn += 1) {
      const command = { type: 'postNote', text: `internal-canary more ${turn}`, replyTo: null } as const
      if (agent !== null) await desk.core.submit(agent, [{ id: toCommandId(randomUUID()), roomId, command }])
    }
    const after = await download(tokens.contact)
    const told = (body: Body) => body.text.replace(/"serverTime":"[^"]*"/, '')
    expect(told(after)).toBe(told(before))
    expect(after.text).not.toContain('internal-canary')
    expect(eventsOf(after).every(({ audience, seq }) => audience === 'SHARED' && seq === null)).toBe(true)
  })

  it('[I21] an administrator, who follows nothing, gets an empty one', async () => {
    const admin = (await desk.core.people()).find(({ role }) => role === 'ADMIN')
    const body = await download(await server.signIn(admin?.id ?? ''))
    expect([body.head.count, eventsOf(body).length, body.pages.length]).toEqual([0, 0, 1])
  })

  it('[I21] nobody gets one without a session, from elsewhere, or by a request that says nothing', async () => {
    expect((await server.post('/feed', FROM_START)).status).toBe(401)
    const mine = { authorization: `Bearer ${tokens.agent}` }
    expect(
      (await server.post('/feed', FROM_START, { ...mine, origin: 'https://other.example' })).status,
    ).toBe(403)
    for (const body of [{}, { after: 7, epoch: '' }, { after: 'x'.repeat(201), epoch: '' }, '[]'])
      expect((await server.post('/feed', body, mine)).status).toBe(400)
  })
})

describe('a replica over it', () => {
  it.each(['agent', 'contact'] as const)(
    '[I6] [I8] of the %s holds what one that reads the feed holds, field for field, and verifies it all',
    async (who) => {
      const [quick, slow] = [await copyOf(who, true), await copyOf(who, false)]
      expect(quick.rows.length).toBeGreaterThan(1_000)
      // A list of hashes: a difference shows its place.
      expect(quick.rows).toEqual(slow.rows)
      expect([quick.told, slow.told]).toEqual([true, false])
    },
  )

  /** What a copy holds once it is live, and whether it said how far it was. */
  async function copyOf(who: 'agent' | 'contact', mayDownload: boolean) {
    const me = await desk.core.person(who === 'agent' ? MAEVE : SARI)
    if (me === null) throw new Error('the cast is not there')
    const cache = new Sqlite(':memory:')
    const reports: unknown[] = []
    const replica = openReplica({
      me,
      drivers: { replica: driverOn(cache, false), outbox: openSqliteDriver(':memory:', 'outbox') },
      transport: graphqlTransport({
        origin: server.url,
        fetch: (url, init) => fetch(url, init),
        ...(mayDownload ? { stream } : {}),
        webSocketImpl: WebSocket,
        token: () => tokens[who],
        timers,
      }),
      now: () => Date.now(),
      random: Math.random,
      timers,
      newId: randomUUID,
      report: (what) => reports.push(what),
    })
    let told = false
    await new Promise<void>((live) => {
      replica.watch({ view: 'status' }, (status) => {
        told ||= status.catchUp != null
        if (status.link === 'LIVE') live()
      })
    })
    const kept = cache
      .prepare(
        'select content from events join rooms on rooms.number = events.room order by rooms.id, events.position',
      )
      .pluck()
      .all()
    const rows = kept.map((content) => sha256Hex(canonicalJson(JSON.parse(String(content)))).slice(0, 8))
    await replica.close()
    expect(reports).toEqual([])
    return { rows, told }
  }
})

const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
}

const stream: Stream = async (url, init) => {
  const { status, body } = await fetch(url, init)
  return { status, text: body?.pipeThrough(new TextDecoderStream()) ?? null }
}
