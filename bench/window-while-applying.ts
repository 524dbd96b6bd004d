// How long a window waits for its replica while 10,000 or 100,000 entries are taken over: the replica in a thread of its
// own as on the desktop, on a real file, its pages out of a download; here the window, which watches board, status and a
// room and asks the whole time for an outline, a passage, words, a draft, and hands messages in. What it waits is time on the wall: read it with the load
// average. A turn of the replica's thread, which anything asked of it may have to wait for, is processor time.
//
//   npx node bench/window-while-applying.ts [entries, 10000] [rooms, 20] [download|feed]

import { hash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { toCommandId } from '../domain/ids.ts'
import { instantAt, SECOND } from '../domain/time.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import type { FeedPage } from '../protocol/feed.ts'
import type { Question, Reading, Replica } from '../replica/api.ts'
import { openReplica } from '../replica/open.ts'
import { openPortClient } from '../replica/port/port-client.ts'
import { openPortHost } from '../replica/port/port-host.ts'
import { parseClientMessage, parseHostMessage } from '../replica/port/port.ts'
import type { DownloadPart, Transport } from '../replica/sync/transport.ts'
import { ACCOUNTS, KIRANA, MAEVE, PEOPLE } from '../server/demo/cast.ts'
import { pagesOf, roomNumbered } from './feed-of-many-rooms.ts'

interface Wanted {
  readonly folder: string
  readonly entries: number
  readonly rooms: number
  readonly way: string
}

const ASK_EVERY_MS = 5
const person = PEOPLE.find(({ id }) => id === MAEVE)
if (person === undefined) throw new Error('nobody reads')
const me = person
const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
}

if (isMainThread) await asWindow()
else asReplica(workerData as Wanted)

function asReplica({ folder, entries, rooms, way }: Wanted): void {
  const sizeOf = () => Math.ceil(entries / rooms)
  const pages = pagesOf({ events: entries, rooms, accountId: KIRANA, atOnce: 20, sizeOf }).map((page) =>
    JSON.stringify(page),
  )
  const replica = openReplica({
    me,
    drivers: {
      replica: openSqliteDriver(join(folder, 'replica'), 'replica'),
      outbox: openSqliteDriver(join(folder, 'outbox'), 'outbox'),
    },
    transport: transportOf(pages, way),
    now: Date.now,
    random: Math.random,
    timers,
    sha256: (text) => hash('sha256', text),
    newId: randomUUID,
    report: (what, cause) => console.log('reported:', what, cause),
  })
  const host = openPortHost({
    id: 'host',
    replica,
    send: (message) => parentPort?.postMessage(message),
    announce: () => undefined,
    report: console.error,
  })
  parentPort?.on('message', (data) => {
    if (data === 'turns') return parentPort?.postMessage({ turns })
    const message = parseClientMessage(data)
    if (message !== null) host.receive(message)
  })
  const turns: number[] = []
  let before = cpu()
  const beat = () => {
    const now = cpu()
    turns.push(now - before)
    before = now
    setImmediate(beat)
  }
  beat()
  parentPort?.postMessage({ type: 'ready', host: 'host' })
}

/** Processor time of this thread, ms, in steps of some 4 ms: what others do on the machine is not in it. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Pages as they come over a line that is faster than what takes them. */
function transportOf(pages: readonly string[], way: string): Transport {
  const never = new Promise<never>(() => undefined)
  const parse = (text: string) => JSON.parse(text) as FeedPage
  const head = parse(pages.at(-1) ?? '{}')
  return {
    submit: () => never,
    openFeed: (after, _, sink) => {
      let at = after === '' ? 0 : pages.length
      const next = () => {
        const text = pages[at]
        if (text === undefined) return sink.page({ ...head, after: head.cursor, events: [], atHead: true })
        at += 1
        sink.page(parse(text))
        setImmediate(next)
      }
      setImmediate(next)
      return () => undefined
    },
    ...(way === 'feed' ? {} : { download: () => downloadOf(pages, parse) }),
    openPresence: () => () => undefined,
    directory: async () => ({ accounts: ACCOUNTS, people: PEOPLE }),
    serverTime: async () => instantAt(Date.now()),
    announce: async () => undefined,
    enrol: () => never,
    close: () => undefined,
  }
}

function downloadOf(pages: readonly string[], parse: (text: string) => FeedPage) {
  let at = -1
  return {
    async next(): Promise<DownloadPart> {
      // A line of the answer comes in a turn of its own.
      await new Promise((resolve) => setImmediate(resolve))
      at += 1
      if (at === 0) return { kind: 'HEAD', count: pages.length * 400 }
      const text = pages[at - 1]
      return text === undefined ? { kind: 'END', end: 'DONE' } : { kind: 'PAGE', page: parse(text) }
    },
    close: () => undefined,
  }
}

async function asWindow(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
  const [entries = 10_000, rooms = 20] = process.argv.slice(2, 4).map(Number)
  const way = process.argv[4] ?? 'download'
  const replica = new Worker(import.meta.filename, { workerData: { folder, entries, rooms, way } })
  const client = openPortClient({
    me,
    send: (message) => replica.postMessage(message),
    newId: randomUUID,
    newCommandId: () => toCommandId(randomUUID()),
    end: async () => undefined,
  })
  replica.on('message', (data) => {
    const message = parseHostMessage(data)
    if (message !== null) client.receive(message)
  })
  await client.ready
  const began = performance.now()
  const waits = await askUntilLive(client.replica, rooms)
  console.log(
    `${entries} entries of ${rooms} rooms by ${way}: live after ${((performance.now() - began) / SECOND).toFixed(2)} s, ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`,
  )
  const all = [...waits.values()].flat()
  for (const [what, samples] of [...waits, ['all', all] as const]) console.log(`${what}: ${spread(samples)}`)
  replica.postMessage('turns')
  const turns = await new Promise<readonly number[]>((done) =>
    replica.on('message', (data: { readonly turns?: readonly number[] }) => data.turns && done(data.turns)),
  )
  console.log(`turns of the replica's thread, processor time: ${spread(turns)}`)
  await replica.terminate()
  rmSync(folder, { recursive: true, force: true })
}

/** What the window waited for each answer, by what it asked. */
async function askUntilLive(
  replica: Replica,
  rooms: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const waits = new Map<string, number[]>()
  const watched: Question[] = [{ view: 'board' }, { view: 'room', roomId: roomNumbered(0), limit: 60 }]
  for (const question of watched) replica.watch(question as { readonly view: 'board' }, () => undefined)
  const live = new Promise<boolean>((done) => {
    replica.watch({ view: 'status' }, ({ link }) => link === 'LIVE' && done(true))
  })
  const asks: readonly (readonly [string, (turn: number) => Promise<unknown>])[] = [
    ['outline', (turn) => read(replica, { read: 'outline', roomId: roomNumbered(turn % rooms) })],
    [
      'passage',
      () => read(replica, { read: 'passage', roomId: roomNumbered(0), positions: [1, 5, 20, 21, 22, 23] }),
    ],
    ['words', () => read(replica, { read: 'search', roomId: null, text: 'queue again', limit: 8 })],
    ['a draft', () => replica.saveDraft({ roomId: roomNumbered(0), mode: 'message', content: 'Half a' })],
    [
      'a message',
      () => replica.submit(roomNumbered(0), { type: 'postMessage', text: 'Hello', replyTo: null }),
    ],
  ]
  const asked: Promise<void>[] = []
  for (let turn = 0; ; turn += 1) {
    // Messages are few: each of them stays in the outbox here.
    const [what, ask] = asks[turn % 50 === 4 ? 4 : turn % 4] ?? asks[0] ?? ['', async () => undefined]
    const from = performance.now()
    asked.push(
      ask(turn).then(() => {
        waits.set(what, [...(waits.get(what) ?? []), performance.now() - from])
      }),
    )
    const pause = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ASK_EVERY_MS))
    if (await Promise.race([live, pause])) break
  }
  await Promise.all(asked)
  return waits
}

function read(replica: Replica, reading: Reading): Promise<unknown> {
  return replica.read(reading as Extract<Reading, { read: 'outline' }>)
}

function spread(samples: readonly number[]): string {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (${sorted.length})`
}
