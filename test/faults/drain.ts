// Many plain clients of the feed, each a socket and a cursor, through a planned restart of their server.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { spreadOf } from '../../protocol/restart.ts'
import { liveRooms, signIn, submit } from './api.ts'
import type { FaultyServer } from './faulty-server.ts'
import { type FeedClient, feedClient, type Goodbye } from './feed-client.ts'

export interface Drained {
  readonly goodbyes: readonly { readonly code: number; readonly reason: string }[]
  readonly wrong: readonly string[]
  /** Commands that were accepted after the server was asked to stop. */
  readonly answeredWhileDraining: number
  /** From the next server being ready to the last client being at the head, in milliseconds. */
  readonly caughtUpMs: number
  /** The same for 95 of 100 clients. */
  readonly mostCaughtUpMs: number
}

const MOST = 0.95
const CAUGHT_UP_WITHIN_MS = 60_000
/** All of them are given the same feed. */
const PEOPLE = ['maeve-brennan', 'aisha-karim', 'joon-park', 'tiago-lemos']
/** A session may not have more sockets than this. */
const SOCKETS_PER_SESSION = 10
const TRIES_PER_MINUTE = 55
/** A request that a server has not read yet when it is told to go is not under way: of several, some are. */
const WRITERS = 4

interface Client {
  readonly feed: FeedClient
  readonly events: string[]
  goodbye: Goodbye | null
}

function openClient(url: string, token: string): Client {
  const events: string[] = []
  const client: Client = {
    events,
    goodbye: null,
    feed: feedClient({
      url: () => url,
      token,
      comesBackAfter: ({ reason }) => Math.random() * (spreadOf(reason) || 1_000),
      onPage: (page, follows) => {
        if (!follows) throw new Error('a page that does not follow')
        events.push(...page.events.map(({ id }) => id))
      },
      onClosed: (goodbye) => {
        client.goodbye ??= goodbye
      },
    }),
  }
  return client
}

/** Restarts the server once under so many clients while somebody goes on writing. */
export async function drainUnder(server: FaultyServer, count: number): Promise<Drained> {
  const sessions = Math.min(Math.ceil(count / SOCKETS_PER_SESSION), TRIES_PER_MINUTE)
  const tokens: string[] = []
  for (let session = 0; session < sessions; session++)
    tokens.push((await signIn(server.url, PEOPLE[session % PEOPLE.length] ?? '')).token)
  const clients = Array.from({ length: count }, (_, index) =>
    openClient(server.url, tokens[index % sessions] ?? ''),
  )
  for (const { feed } of clients) feed.open()
  const wrong: string[] = []
  await settled(clients, 'at first', wrong)

  const work = writeThrough(server, tokens[0] ?? '')
  await pause(50)
  work.drains()
  server.signal('SIGTERM')
  const code = await server.gone()
  if (code !== 0) wrong.push(`the server ended with ${code}`)
  await server.start()
  const readyAt = performance.now()
  const { accepted, whileDraining } = await work.end()
  const isThere = (client: Client): boolean =>
    accepted.length <= client.events.length && client.feed.isAtHead()
  let mostAt = Number.POSITIVE_INFINITY
  await settled(clients, 'after the restart', wrong, isThere, (share) => {
    if (share >= MOST) mostAt = Math.min(mostAt, performance.now())
  })
  const caughtUpMs = performance.now() - readyAt
  const [first] = clients
  for (const [index, { events }] of clients.entries()) {
    if (events.join() !== first?.events.join()) wrong.push(`client ${index} holds another sequence`)
    if (new Set(events).size !== events.length) wrong.push(`client ${index} holds an event twice`)
  }
  for (const { feed } of clients) feed.close()
  return {
    goodbyes: clients.flatMap(({ goodbye }) => (goodbye === null ? [] : [goodbye])),
    wrong,
    answeredWhileDraining: whileDraining,
    caughtUpMs,
    mostCaughtUpMs: Math.min(mostAt - readyAt, caughtUpMs),
  }
}

async function settled(
  clients: readonly Client[],
  when: string,
  wrong: string[],
  isThere = ({ feed }: Client): boolean => feed.isAtHead(),
  /** Told from time to time which share of the clients is there. */
  told: (share: number) => void = () => undefined,
): Promise<void> {
  const giveUpAt = performance.now() + CAUGHT_UP_WITHIN_MS
  const isSame = (): boolean => new Set(clients.map(({ events }) => events.length)).size === 1
  while (!(clients.every(isThere) && isSame()) && performance.now() < giveUpAt) {
    told(clients.filter(isThere).length / clients.length)
    await pause(50)
  }
  const missing = clients.filter((client) => !isThere(client)).length
  if (missing > 0 || !isSame()) wrong.push(`${when}: ${missing} of ${clients.length} are not at the head`)
}

/** Some post messages, each one after the other, until told to end; the same one again until it is answered. */
function writeThrough(server: FaultyServer, token: string) {
  let isOver = false
  let isDraining = false
  let whileDraining = 0
  const accepted: string[] = []
  const write = async (roomId: string): Promise<void> => {
    while (!isOver) {
      const id = randomUUID()
      const envelope = { id, roomId, command: { postMessage: { text: `through the restart ${id}` } } }
      for (let isAnswered = false; !isAnswered; ) {
        try {
          const wasDraining = isDraining
          const [answer] = await submit(server.url, token, [envelope])
          isAnswered = answer?.outcome === 'ACCEPTED'
          if (isAnswered && (wasDraining || isDraining)) whileDraining += 1
        } catch {
          await pause(50)
        }
      }
      accepted.push(id)
      isDraining = isDraining && server.isUp()
    }
  }
  const writing = liveRooms(server.url, token).then(([roomId]) => {
    if (roomId === undefined) throw new Error('the demo has no room')
    return Promise.all(Array.from({ length: WRITERS }, () => write(roomId)))
  })
  return {
    drains: () => {
      isDraining = true
    },
    async end() {
      isOver = true
      await writing
      return { accepted, whileDraining }
    },
  }
}
