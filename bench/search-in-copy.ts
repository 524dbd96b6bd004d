// What a copy of many entries costs to look at: on a real file with better-sqlite3, in memory with SQLite WASM. How long the
// index of words takes to make, in the background, and how long anything else waits for its turn meanwhile; searches of
// common, rare and missing words, newest first; opening rooms of 10,000 and of 200 entries, the outline, the board; file
// and memory. Half of the entries are in rooms of 10,000, and 40 rooms are told at a time. Times are those of a clock on
// the wall: read them with the load average.
//
//   npx node --expose-gc bench/search-in-copy.ts [--events=100000] [--rooms=1000] [--engine=native|wasm]

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sqlite3Init from '@sqlite.org/sqlite-wasm'
import type { RecordedEvent } from '../domain/incident/events.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import { wasmDriver } from '../renderer/platform/worker-wasm-driver.ts'
import { LocalCopy } from '../replica/copy.ts'
import { boardView, roomView } from '../replica/queries.ts'
import { Search } from '../replica/search.ts'
import { Log } from '../replica/store/log.ts'
import { Outbox } from '../replica/store/outbox.ts'
import { KIRANA, MAEVE, PEOPLE } from '../server/demo/cast.ts'
import { eventsOf, roomNumbered, wordRanked } from './feed-of-many-rooms.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    rooms: { type: 'string', default: '1000' },
    engine: { type: 'string', default: 'native' },
  },
})
const [entries, rooms] = [Number(values.events), Number(values.rooms)]
const { engine } = values
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const me = PEOPLE.find(({ id }) => id === MAEVE)
if (me === undefined) throw new Error('nobody searches')

const [LONG, SHORT, AT_ONCE] = [10_000, 200, 40]
const longRooms = Math.max(1, Math.round(entries / 2 / LONG))
const shortRooms = Math.max(10, Math.round(entries / 5_000))
const isLong = (room: number) => room % Math.floor(rooms / longRooms) === 0
const isShort = (room: number) => room % Math.floor(rooms / shortRooms) === 1
const others = (entries - longRooms * LONG - shortRooms * SHORT) / (rooms - longRooms - shortRooms)
const sizeOf = (room: number) => (isLong(room) ? LONG : isShort(room) ? SHORT : Math.floor(others))
const roomsThat = (are: (room: number) => boolean) =>
  Array.from({ length: rooms }, (_, room) => room).filter(are)
const time = () => performance.now()
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`
const spread = (samples: readonly number[]): string => {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length})`
}
const sqlite = await sqlite3Init()
const path = join(folder, 'replica')
const driver =
  engine === 'wasm'
    ? wasmDriver(sqlite, new sqlite.oo1.DB(':memory:'), { synchronous: 'NORMAL', volatile: true })
    : openSqliteDriver(path, 'replica')

const log = new Log(driver, me.id)
let page: RecordedEvent[] = []
let from = time()
for (const event of eventsOf({
  events: entries,
  rooms,
  accountId: KIRANA,
  unlinked: true,
  atOnce: AT_ONCE,
  sizeOf,
})) {
  page.push(event)
  if (page.length === 2_000) keep()
}
keep()
console.log(
  `${entries} entries in ${rooms} rooms, ${engine}, ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`,
)
console.log(`made and stored without verification: ${(time() - from).toFixed(0)} ms`)

function keep(): void {
  const heads = new Map(
    page.map(({ roomId, sharedSeq }) => [
      roomId,
      { position: sharedSeq ?? 0, sharedSeq: sharedSeq ?? 0, sharedHash: '', internalHash: '' },
    ]),
  )
  log.advance({ feed: { epoch: 'bench', cursor: String(Math.random()), digest: '' }, events: page, heads })
  page = []
}

const slices: number[] = []
from = time()
for (let taken = 1; taken > 0; ) {
  const began = time()
  taken = log.words.takeIn(200)
  const between = time()
  log.words.merge()
  slices.push(between - began, time() - between)
}
console.log(
  `index made in the background: ${(time() - from).toFixed(0)} ms; slices of 200 and of putting together: ${spread(slices)}, longest ${Math.max(...slices).toFixed(1)} ms`,
)
if (engine === 'native') console.log(`file: ${megabytes(statSync(path).size)}`)

const pauses: number[] = []
let began = 0
const search = new Search(log, async () => {
  pauses.push(time() - began)
  await new Promise((resolve) => setImmediate(resolve))
  began = time()
})
const rare = wordRanked(39_000)
const asked = [
  'q',
  'qu',
  'que',
  'queu',
  'queue',
  'queue 4',
  'queue 42',
  'the relay',
  'the relay moves again',
  rare,
  `queue ${rare}`,
  `${wordRanked(30)} ${wordRanked(40)}`,
  `${wordRanked(500)} ${wordRanked(20_000)}`,
  'nobody said this',
  'zzzzz',
  `ticket ${Math.floor(entries / 2)}`,
  `${Math.floor(entries / 3)}`,
  'mail to one',
]
const every: number[] = []
for (const [where, roomId] of [
  ['all rooms', null],
  ['an old room', roomNumbered(3)],
  ['a new room', roomNumbered(rooms - 2)],
] as const)
  for (const text of asked) {
    const runs: number[] = []
    for (let run = 0; run < 10; run += 1) {
      const start = time()
      began = start
      await search.find({ text, roomId, limit: 8 })
      pauses.push(time() - began)
      runs.push(time() - start)
    }
    every.push(...runs)
    console.log(`${where}, "${text}": ${spread(runs)}`)
  }
console.log(`all searches: ${spread(every)}; longest without a pause ${Math.max(...pauses).toFixed(1)} ms`)

/** Each time a copy that has nothing in memory yet. */
function opened(what: (copy: LocalCopy, run: number) => unknown): string {
  const runs: number[] = []
  for (let run = 0; run < 10; run += 1) {
    const outbox = new Outbox(openSqliteDriver(':memory:', 'outbox'), me?.id ?? MAEVE)
    const fresh = new LocalCopy(me as NonNullable<typeof me>, new Log(driver, MAEVE), outbox, () => undefined)
    const start = time()
    what(fresh, run)
    runs.push(time() - start)
  }
  return spread(runs)
}
const numbered = (some: readonly number[], run: number) => roomNumbered(some[run % some.length] ?? 0)
for (const [size, some] of [
  [LONG, roomsThat(isLong)],
  [SHORT, roomsThat(isShort)],
] as const) {
  console.log(
    `open a room of ${size}, newest 60: ${opened((copy, run) => roomView(copy, numbered(some, run), 60))}`,
  )
  console.log(`outline of a room of ${size}: ${opened((copy, run) => copy.log.outline(numbered(some, run)))}`)
}
console.log(`board of ${rooms} rooms: ${opened(boardView)}`)
globalThis.gc?.()
const { heapUsed, rss } = process.memoryUsage()
console.log(`heap: ${megabytes(heapUsed)}, resident: ${megabytes(rss)}`)
driver.close()
rmSync(folder, { recursive: true, force: true })
