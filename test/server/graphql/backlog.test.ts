// A reader on a real socket that takes nothing while 10,000 events come (I10): what waits for it here is bounded, its
// pages are not even read, and once it takes something again it gets every event, in order, by pages.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getOperationAST, type GraphQLObjectType, type OperationDefinitionNode, parse } from 'graphql'
import { afterEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Viewer } from '../../../server/auth/session-desk.ts'
import type { FeedTexts } from '../../../server/fanout/feed-pages.ts'
import { PACE } from '../../../server/graphql/context.ts'
import { openFeedFanOut } from '../../../server/graphql/feed-fan-out.ts'
import { openPayloads } from '../../../server/graphql/feed-payload.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { SocketOutlet } from '../../../server/graphql/socket-outlet.ts'
import { joinedTexts } from '../../../server/store/joined-texts.ts'
import { openLog } from '../../../server/observe/log.ts'
import { at } from '../../support/given.ts'
import { agent } from '../../support/people.ts'

const EVENTS = 10_000
const PER_PAGE = 40
/** A page of these has what a page may have; all of them are more than the buffers of any loopback take. */
const TEXT = 'x'.repeat(6_000)
/** What may wait, and the page that went over it. */
const BOUND = 2 * 256 * 1024

const log = openLog('silent')
const schema = loadSchema()
const asked = {
  operation: getOperationAST(
    parse('subscription { feed { cursor atHead events { id body } } }'),
  ) as OperationDefinitionNode,
  fragments: {},
  variableValues: {},
  parentType: schema.getSubscriptionType() as GraphQLObjectType,
}
const viewer = { person: agent, tokenHash: 'any', accessExpiresAt: '2999' } as unknown as Viewer

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A feed whose head is moved by the test. */
function openFeed() {
  const feed = { head: 0, reads: 0, poke: (): void => {} }
  const feedTexts = async (_person: unknown, after: string): Promise<FeedTexts> => {
    feed.reads += 1
    const from = Number(after)
    const to = Math.min(feed.head, from + PER_PAGE)
    const texts = Array.from({ length: to - from }, (_, index) =>
      JSON.stringify({ id: String(from + index), body: { type: 'MessagePosted', text: TEXT } }),
    )
    const page = {
      epoch: 'e',
      after,
      cursor: String(to),
      texts: joinedTexts(texts),
      atHead: to === feed.head,
    }
    return { ...page, digest: '', serverTime: at(0), directory: null }
  }
  const fanOut = openFeedFanOut({
    core: {
      feedTexts,
      onPoke: (_person, poked) => {
        feed.poke = () => poked(false)
        return () => {}
      },
    },
    sessions: { reasonsToEnd: async (viewers) => viewers.map(() => null) },
    makePayload: openPayloads(schema, () => ({ message: '', extensions: { code: '', ref: '' } })),
    pace: PACE,
    now: () => at(0),
    log,
  })
  closing.push(() => fanOut.close())
  return { feed, fanOut }
}

/** Both ends of one connection. */
async function openPair(): Promise<{ client: WebSocket; socket: WebSocket; stream: Duplex }> {
  const http = createServer()
  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const opened = new Promise<{ socket: WebSocket; stream: Duplex }>((resolve) => {
    http.on('upgrade', (request, stream, head) =>
      wss.handleUpgrade(request, stream, head, (socket) => resolve({ socket, stream })),
    )
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const isOpen = once(client, 'open')
  const pair = { client, ...(await opened) }
  await isOpen
  closing.push(() => {
    client.terminate()
    pair.socket.terminate()
    http.close()
  })
  return pair
}

it('[I10] costs a cursor and a bounded backlog, and catches up by pages', async () => {
  const { feed, fanOut } = openFeed()
  const { client, socket, stream } = await openPair()
  const ids: number[] = []
  const whole = Promise.withResolvers<void>()
  client.on('message', (data: Buffer) => {
    const { payload } = JSON.parse(data.toString()) as {
      payload: { data: { feed: { events: { id: string }[] } } }
    }
    ids.push(...payload.data.feed.events.map(({ id }) => Number(id)))
    if (ids.length === EVENTS) whole.resolve()
  })
  client.pause()
  const outlet = new SocketOutlet(socket, stream, PACE, log)
  fanOut.join({ id: 'feed', viewer, outlet, from: { after: '0', epoch: 'e' }, asked })
  let most = 0
  for (let step = 0; step < 100; step++) {
    feed.head += EVENTS / 100
    feed.poke()
    await new Promise((resolve) => setImmediate(resolve))
    most = Math.max(most, socket.bufferedAmount)
  }
  await expect.poll(() => outlet.isFull()).toBe(true)
  expect(Math.max(most, socket.bufferedAmount)).toBeLessThan(BOUND)
  const readSoFar = feed.reads
  for (let turn = 0; turn < 20; turn++) {
    feed.poke()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(feed.reads).toBe(readSoFar)
  expect(feed.reads).toBeLessThan(EVENTS / PER_PAGE)

  client.resume()
  await whole.promise
  expect(ids).toEqual(Array.from({ length: EVENTS }, (_, index) => index))
})
