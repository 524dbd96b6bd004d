// What a first copy costs, and one that is 10,000 entries behind: a Technical Account Manager of 50 accounts with two
// years of history, against a server process of its own over the loopback, into a real file. By the download and by the
// feed alone, in one run: time to live, bytes on the wire, the processor time of both sides, and how long anything else
// in the replica had to wait.
//
//   npx node bench/first-sync.ts [rooms, 500] [entries of each, 200] [entries behind, 10000]

import { type ChildProcess, spawn } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { WebSocket } from 'ws'
import type { Person } from '../domain/people.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import { openReplica } from '../replica/open.ts'
import type { Stream } from '../replica/sync/bootstrap-http.ts'
import { graphqlTransport } from '../replica/sync/graphql-transport.ts'
import { TIAGO } from '../server/demo/cast.ts'
import { tellTwoYears } from './two-years.ts'

const ROOT = resolve(import.meta.dirname, '..')
const READY = /"url":"(http:\/\/[^"]+)"[^\n]*"msg":"ready"/
const TICKS_PER_SECOND = 100
const [rooms = 500, entries = 200, behind = 10_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const data = join(folder, 'data')

interface Server {
  readonly url: string
  /** Processor time so far, in milliseconds. */
  cpu(): number
  stop(): Promise<void>
}

function startServer(): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', join(ROOT, 'server', 'main.ts')], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      ACCORD_DEMO: '1',
      ACCORD_DATA: data,
      PORT: '0',
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((done) => child.once('close', () => done()))
  const cpu = (): number => {
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return ((Number(stat[11]) + Number(stat[12])) * 1_000) / TICKS_PER_SECOND
  }
  return new Promise((done, fail) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const url = READY.exec(printed)?.[1]
      if (url !== undefined)
        done({
          url,
          cpu,
          async stop() {
            child.kill('SIGTERM')
            await gone
          },
        })
    })
    void gone.then(() => fail(new Error(`the server ended:\n${printed}`)))
  })
}

const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
}

async function signIn(url: string): Promise<{ readonly token: string; readonly person: Person }> {
  const reply = await fetch(`${url}/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: TIAGO }),
  })
  return (await reply.json()) as { token: string; person: Person }
}

/** As the platform's fetch would, with the bytes that came counted. */
const countingStream =
  (count: (bytes: number) => void): Stream =>
  (url, { method, headers, body }) =>
    new Promise((done, fail) => {
      const asked = request(url, { method, headers: { ...headers, 'accept-encoding': 'gzip' } }, (reply) => {
        reply.on('data', (chunk: Buffer) => count(chunk.length))
        const plain = reply.headers['content-encoding'] === 'gzip' ? reply.pipe(createGunzip()) : reply
        const bytes = Readable.toWeb(plain) as unknown as ReadableStream<BufferSource>
        done({ status: reply.statusCode ?? 0, text: bytes.pipeThrough(new TextDecoderStream()) })
      })
      asked.once('error', fail)
      asked.end(body)
    })

/** Opens a copy in a folder, waits until it is live, and says what that took. */
async function sync(server: Server, place: string, byDownload: boolean): Promise<string> {
  const { token, person } = await signIn(server.url)
  let wire = 0
  class CountingSocket extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given)
      this.on('message', (message: Buffer) => (wire += message.length))
    }
  }
  const drivers = {
    replica: openSqliteDriver(join(place, 'replica.db'), 'replica'),
    outbox: openSqliteDriver(join(place, 'outbox.db'), 'outbox'),
  }
  const [began, serverBefore, own] = [performance.now(), server.cpu(), process.cpuUsage()]
  let [last, waited, firstBoard] = [began, 0, 0]
  const beat = setInterval(() => {
    const now = performance.now()
    waited = Math.max(waited, now - last)
    last = now
  }, 1)
  const replica = openReplica({
    me: person,
    drivers,
    transport: graphqlTransport({
      origin: server.url,
      fetch: (url, init) => fetch(url, init),
      ...(byDownload ? { stream: countingStream((bytes) => (wire += bytes)) } : {}),
      webSocketImpl: CountingSocket,
      token: () => token,
      timers,
    }),
    now: () => Date.now(),
    random: Math.random,
    timers,
    sha256: (text) => hash('sha256', text),
    newId: randomUUID,
    report: (what, cause) => console.log('reported:', what, cause),
  })
  await new Promise<void>((live) => {
    replica.watch({ view: 'board' }, ({ rows }) => {
      if (rows.length > 0 && firstBoard === 0) firstBoard = performance.now() - began
    })
    replica.watch({ view: 'status' }, ({ link }) => link === 'LIVE' && live())
  })
  const took = performance.now() - began
  clearInterval(beat)
  const { user, system } = process.cpuUsage(own)
  const serverCpu = server.cpu() - serverBefore
  const held = drivers.replica.prepare('select count(*) as held from events').get({}) as { held: number }
  await replica.close()
  return [
    byDownload ? 'download' : 'feed alone',
    `${held.held} entries held`,
    `live after ${(took / 1_000).toFixed(2)} s`,
    `first rooms after ${firstBoard.toFixed(0)} ms`,
    `${(wire / 1_048_576).toFixed(2)} MB on the wire`,
    `server ${serverCpu.toFixed(0)} ms`,
    `replica ${((user + system) / 1_000).toFixed(0)} ms`,
    `longest wait ${waited.toFixed(0)} ms`,
  ].join(' · ')
}

const load = () => `load average ${loadavg()[0]?.toFixed(1)}`
try {
  const began = performance.now()
  await tellTwoYears(data, { rooms, entries })
  console.log(
    `${rooms} rooms × ${entries} entries in ${((performance.now() - began) / 1_000).toFixed(0)} s, ${process.version}`,
  )
  const places = {
    feed: mkdtempSync(join(folder, 'feed-')),
    download: mkdtempSync(join(folder, 'download-')),
  }
  let server = await startServer()
  console.log(`first copy, ${load()}`)
  console.log(await sync(server, places.feed, false))
  console.log(await sync(server, places.download, true))
  const again = mkdtempSync(join(folder, 'again-'))
  console.log(await sync(server, again, true))
  await server.stop()
  await tellTwoYears(data, { rooms: Math.ceil(behind / entries), entries })
  server = await startServer()
  console.log(`${behind} behind, ${load()}`)
  cpSync(places.download, again, { recursive: true, force: true })
  console.log(await sync(server, places.feed, false))
  console.log(await sync(server, places.download, true))
  console.log(await sync(server, again, true))
  await server.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
