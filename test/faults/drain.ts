// Many plain clients of the feed, each a socket and a cursor, through a planned restart of their server.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { spreadOf } from '../../protocol/restart.ts'
import { liveRooms, signIn, submit } from './api.ts'
import type { FaultyServer } from './faulty-server.ts'

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

interface Page {
  readonly after: string
  readonly cursor: string
  readonly epoch: string
  readonly atHead: boolean
  readonly events: readonly { readonly id: string }[]
}

const FEED = `subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) { epoch after cursor atHead events { id } }
}`
const MOST = 0.95
const CAUGHT_UP_WITHIN_MS = 60_000
/** All of them are given the same feed. */
const PEOPLE = ['maeve-brennan', 'aisha-karim', 'joon-park', 'tiago-lemos']
/** A session may not have more sockets than this. */
const SOCKETS_PER_SESSION = 10
const TRIES_PER_MINUTE = 55

class Client {
  readonly events: string[] = []
  readonly #url: string
  readonly #token: string
  #after = ''
  #epoch = ''
  #isAtHead = false
  goodbye: { code: number; reason: string } | null = null
  socket: WebSocket | null = null

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  get isAtHead(): boolean {
    return this.#isAtHead
  }

  open(): void {
    this.#isAtHead = false
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    this.socket = socket
    const send = (message: unknown): void => socket.send(JSON.stringify(message))
    socket.on('error', () => {})
    socket.on('open', () =>
      send({ type: 'connection_init', payload: { authorization: `Bearer ${this.#token}` } }),
    )
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { type: string; payload?: { data?: { feed: Page } } }
      const variables = { after: this.#after, epoch: this.#epoch }
      if (frame.type === 'connection_ack')
        send({ type: 'subscribe', id: 'f', payload: { query: FEED, variables } })
      if (frame.type === 'ping') send({ type: 'pong' })
      const page = frame.payload?.data?.feed
      if (frame.type === 'next' && page !== undefined) this.#take(page)
      // Too many at once, or a server that is about to go: later.
      else if (frame.type === 'next' || frame.type === 'error' || frame.type === 'complete') socket.close()
    })
    socket.on('close', (code, reason) => {
      if (this.socket !== socket) return
      this.goodbye ??= { code, reason: String(reason) }
      const within = spreadOf(String(reason)) || 1_000
      setTimeout(() => this.open(), Math.random() * within)
    })
  }

  close(): void {
    const { socket } = this
    this.socket = null
    socket?.terminate()
  }

  #take(page: Page): void {
    if (page.after !== this.#after && this.#epoch !== '') throw new Error('a page that does not follow')
    this.events.push(...page.events.map(({ id }) => id))
    this.#after = page.cursor
    this.#epoch = page.epoch
    this.#isAtHead = page.atHead
  }
}

/** Restarts the server once under so many clients while somebody goes on writing. */
export async function drainUnder(server: FaultyServer, count: number): Promise<Drained> {
  const sessions = Math.min(Math.ceil(count / SOCKETS_PER_SESSION), TRIES_PER_MINUTE)
  const tokens: string[] = []
  for (let session = 0; session < sessions; session++)
    tokens.push((await signIn(server.url, PEOPLE[session % PEOPLE.length] ?? '')).token)
  const clients = Array.from(
    { length: count },
    (_, index) => new Client(server.url, tokens[index % sessions] ?? ''),
  )
  for (const client of clients) client.open()
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
  const isThere = (client: Client): boolean => accepted.length <= client.events.length && client.isAtHead
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
  for (const client of clients) client.close()
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
  isThere = (client: Client): boolean => client.isAtHead,
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

/** Posts messages one after the other until told to end; the same one again until it is answered. */
function writeThrough(server: FaultyServer, token: string) {
  let isOver = false
  let isDraining = false
  let whileDraining = 0
  const accepted: string[] = []
  const writing = (async () => {
    const [roomId] = await liveRooms(server.url, token)
    if (roomId === undefined) throw new Error('the demo has no room')
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
  })()
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
