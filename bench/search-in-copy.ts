// What looking for words costs a copy of many rooms: on a real file with better-sqlite3, in memory with SQLite WASM. How long
// the index takes to make, in the background, and how long anything else waits for its turn meanwhile; then searches of
// common, rare and missing words, newest first. Times are processor time of this thread, which others on the machine do
// not change. The copy's file, its memory and the opening of a room of 10,000 entries and of the board are printed too.
//
//   npx node --expose-gc bench/search-in-copy.ts [entries] [entries of each room] [native|wasm]

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

const entries = Number(process.argv[2] ?? 100_000)
const each = Number(process.argv[3] ?? 500)
const engine = process.argv[4] ?? 'native'
const rooms = Math.ceil(entries / each)
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const me = PEOPLE.find(({ id }) => id === MAEVE)
if (me === undefined) throw new Error('nobody searches')

/** Processor time of this thread, ms. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
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
let from = cpu()
for (const event of eventsOf({ events: entries, rooms, accountId: KIRANA, unlinked: true })) {
  page.push(event)
  if (page.length < 2_000 && event.sharedSeq !== null && event.sharedSeq * rooms < entries) continue
  if (page.length < 2_000) continue
  keep()
}
keep()
console.log(`${entries} entries in ${rooms} rooms, ${engine}, ${process.version}`)
console.log(`made and stored without verification: ${(cpu() - from).toFixed(0)} ms`)

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
from = cpu()
for (let taken = 1; taken > 0; ) {
  const began = cpu()
  taken = log.words.takeIn(200)
  slices.push(cpu() - began)
}
console.log(
  `index made in the background: ${(cpu() - from).toFixed(0)} ms; slices of 200: ${spread(slices)}, longest ${Math.max(...slices).toFixed(1)} ms`,
)
if (engine === 'native') console.log(`file: ${(statSync(path).size / 1_048_576).toFixed(0)} MB`)

const pauses: number[] = []
let began = 0
const search = new Search(log, async () => {
  pauses.push(cpu() - began)
  await new Promise((resolve) => setImmediate(resolve))
  began = cpu()
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
for (const roomId of [null, roomNumbered(3)])
  for (const text of asked) {
    const runs: number[] = []
    for (let run = 0; run < 10; run += 1) {
      const start = cpu()
      began = start
      await search.find({ text, roomId, limit: 8 })
      pauses.push(cpu() - began)
      runs.push(cpu() - start)
    }
    every.push(...runs)
    console.log(`${roomId === null ? 'all rooms' : 'one room'}, "${text}": ${spread(runs)}`)
  }
console.log(`all searches: ${spread(every)}; longest without a pause ${Math.max(...pauses).toFixed(1)} ms`)

const opened: number[] = []
const boards: number[] = []
for (let run = 0; run < 10; run += 1) {
  const fresh = new LocalCopy(
    me,
    new Log(driver, me.id),
    new Outbox(openSqliteDriver(':memory:', 'outbox'), me.id),
    () => undefined,
  )
  let start = cpu()
  roomView(fresh, roomNumbered(run), 60)
  opened.push(cpu() - start)
  start = cpu()
  boardView(fresh)
  boards.push(cpu() - start)
}
console.log(
  `open a room of ${each}, newest 60: ${spread(opened)}; board of ${rooms} rooms: ${spread(boards)}`,
)
globalThis.gc?.()
console.log(`heap: ${(process.memoryUsage().heapUsed / 1_048_576).toFixed(0)} MB`)
driver.close()
rmSync(folder, { recursive: true, force: true })
