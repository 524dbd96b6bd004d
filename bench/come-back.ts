// How many clients come back after their server was killed, each some events behind, and when: the real server as a
// process, real sockets, and the wait between tries that our clients have (replica/sync/backoff.ts). Times are from the
// moment the new server could be reached, and from the kill. Each client's events are counted against
// what was stored, and none may come twice.
//
//   npx node bench/come-back.ts [--clients=500,2000] [--behind=200]

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { FEED_DOCUMENT } from '../protocol/operations.ts'
import { backoff } from '../replica/sync/backoff.ts'
import { liveRooms, signIn } from '../test/faults/api.ts'
import { freePort } from '../test/support/postgres-cluster.ts'
import { pin } from './fan-out/subject.ts'
import { textOf } from './fan-out/load.ts'
import { keepFigures } from './measured.ts'
import { openWriter } from './writing/writer.ts'

const setting = (name: string, usual: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? usual
const COUNTS = setting('clients', '500,2000').split(',').map(Number)
const BEHIND = Number(setting('behind', '200'))
const PEOPLE = ['maeve-brennan', 'aisha-karim', 'joon-park', 'tiago-lemos']
const MAIN = join(import.meta.dirname, '..', 'server', 'main.ts')
const GIVEN_UP_MS = 90_000

interface Page {
  readonly cursor: string
  readonly epoch: string
  readonly atHead: boolean
  readonly events: readonly { readonly id: string }[]
}

/** Where a client is: what it has been told so far, and from where it goes on. */
interface Place {
  readonly cursor: string
  readonly epoch: string
}

class Client {
  readonly events: string[] = []
  isLive = false
  /** Told at each page that ends at the head. */
  onPage: (page: Page) => void = () => {}
  readonly #port: number
  readonly #token: string
  place: Place = { cursor: '', epoch: '' }
  #socket: WebSocket | null = null
  #failures = 0
  #isClosed = false

  constructor(port: number, token: string) {
    this.#port = port
    this.#token = token
  }

  open(): void {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
    })
    this.#socket = socket
    const send = (message: object): void => socket.send(JSON.stringify(message))
    socket.on('error', () => {})
    socket.on('open', () =>
      send({ type: 'connection_init', payload: { authorization: `Bearer ${this.#token}` } }),
    )
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { type: string; payload?: { data?: { feed: Page } } }
      const variables = { after: this.place.cursor, epoch: this.place.epoch }
      if (frame.type === 'connection_ack')
        send({ type: 'subscribe', id: 'feed', payload: { query: FEED_DOCUMENT, variables } })
      else if (frame.type === 'ping') send({ type: 'pong' })
      else if (frame.payload?.data?.feed !== undefined) this.#take(frame.payload.data.feed)
      else socket.close()
    })
    socket.on('close', () => {
      this.isLive = false
      if (this.#isClosed) return
      setTimeout(() => this.open(), backoff(this.#failures, Math.random()))
      this.#failures += 1
    })
  }

  /** As somebody who was live for long, and then away. */
  goesOnFrom(place: Place): void {
    this.place = place
    this.events.length = 0
    this.#failures = 0
  }

  close(): void {
    this.#isClosed = true
    this.#socket?.terminate()
  }

  #take(page: Page): void {
    this.events.push(...page.events.map(({ id }) => id))
    this.place = { cursor: page.cursor, epoch: page.epoch }
    this.isLive = page.atHead
    this.onPage(page)
  }
}

interface Server {
  readonly port: number
  start(): Promise<void>
  kill(): Promise<void>
}

async function openServer(folder: string): Promise<Server> {
  const port = await freePort()
  let child: ChildProcess | null = null
  process.on('exit', () => child?.kill('SIGKILL'))
  return {
    port,
    async start() {
      child = spawn(process.execPath, ['--no-warnings', MAIN], {
        env: {
          ...process.env,
          ACCORD_DEMO: '1',
          // Four people stand for thousands.
          ACCORD_LOAD_TEST: '1',
          ACCORD_LOG_LEVEL: 'error',
          ACCORD_DATA: folder,
          PORT: String(port),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      if (child.pid !== undefined) pin(child.pid, 0)
      while (!(await isReached(port))) await wait(10)
    },
    async kill() {
      if (child === null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const isReached = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + GIVEN_UP_MS
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`)
    await wait(10)
  }
}

async function comeBack(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
  const server = await openServer(folder)
  try {
    await server.start()
    const url = `http://127.0.0.1:${server.port}`
    const tokens: string[] = []
    for (const person of PEOPLE) tokens.push((await signIn(url, person)).token)
    const places = await writeAndNote(server.port, tokens[0] ?? '')
    const clients = Array.from(
      { length: count },
      (_, index) => new Client(server.port, tokens[index % tokens.length] ?? ''),
    )
    const [last] = places.toReversed()
    for (const [index, client] of clients.entries()) {
      client.place = last ?? client.place
      client.open()
      // As many at a time as a server takes that has been there for long.
      if (index % 50 === 49) await wait(20)
    }
    await until(() => clients.every(({ isLive }) => isLive), 'all live at first')
    const behind = clients.map(() => Math.floor(Math.random() * (BEHIND + 1)))
    const killedAt = performance.now()
    await server.kill()
    await until(() => clients.every(({ isLive }) => !isLive), 'all cut off')
    for (const [index, client] of clients.entries())
      client.goesOnFrom(places.at(-1 - (behind[index] ?? 0)) ?? client.place)
    await server.start()
    const reachedAt = performance.now()
    await until(() => share(clients) >= 0.95, '95 % live')
    const mostAt = performance.now()
    await until(() => share(clients) === 1, 'all live')
    const allAt = performance.now()
    const wrong = clients.filter(({ events }, index) => events.length !== behind[index]).length
    const doubled = clients.filter(({ events }) => new Set(events).size !== events.length).length
    if (wrong + doubled > 0)
      throw new Error(`${wrong} clients hold too much or too little, ${doubled} something twice`)
    for (const client of clients) client.close()
    const seconds = (from: number, to: number): string => ((to - from) / 1_000).toFixed(1)
    keepFigures('clients that came back', {
      clients: count,
      mostAfterThere: (mostAt - reachedAt) / 1_000,
      mostAfterKill: (mostAt - killedAt) / 1_000,
      allAfterThere: (allAt - reachedAt) / 1_000,
    })
    console.log(
      `| ${[count, seconds(killedAt, reachedAt), seconds(reachedAt, mostAt), seconds(reachedAt, allAt), seconds(killedAt, mostAt), seconds(killedAt, allAt)].join(' | ')} |`,
    )
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const share = (clients: readonly Client[]): number =>
  clients.filter(({ isLive }) => isLive).length / clients.length

/** Says as much as anybody will be behind; resolves to the places after each event of that. */
async function writeAndNote(port: number, token: string): Promise<readonly Place[]> {
  const [roomId] = await liveRooms(`http://127.0.0.1:${port}`, token)
  if (roomId === undefined) throw new Error('the demo has no room')
  const watching = new Client(port, token)
  watching.open()
  await until(() => watching.isLive, 'the first one live')
  const places: Place[] = [watching.place]
  watching.onPage = ({ events }) => {
    if (events.length > 1) throw new Error('an event came with another one')
    if (events.length === 1) places.push(watching.place)
  }
  const writer = openWriter(port, token)
  for (let said = 0; said < BEHIND; said++) {
    await writer.say(roomId, textOf(String(said)))
    await until(() => places.length === said + 2, 'an event')
  }
  writer.close()
  watching.close()
  return places
}

pin(process.pid, 1)
console.log(
  `| clients, 0 to ${BEHIND} behind | server away, s | 95 % live after it was there, s | all | 95 % after the kill, s | all |\n| --- | --- | --- | --- | --- | --- |`,
)
for (const count of COUNTS) await comeBack(count)
