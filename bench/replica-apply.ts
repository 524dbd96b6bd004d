// What taking over 10,000 events costs a copy, beside raw prepared inserts in one transaction: of the same rows into the
// same tables, and of plain rows (ids as texts, found by them), both into a file with SQLite's own pages, so that they stay
// the same however lean our file becomes; and of the same rows into a file like ours. Measured are the store's part alone
// (rows, states, feed position), and the whole of it with the verification of numbering, chains and digest. On a real file with better-sqlite3, and in memory with SQLite WASM. Rounds of all are
// interleaved, so that the ratios hold on a machine that others use too. A second tree is measured beside this one.
//
//   npx node bench/replica-apply.ts [events] [rounds] [folder of another checkout]

import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sqlite3Init from '@sqlite.org/sqlite-wasm'
import Sqlite from 'better-sqlite3'
import type { FeedPage } from '../protocol/feed.ts'
import type { LocalCopy } from '../replica/copy.ts'
import type { Log } from '../replica/store/log.ts'
import type { Outbox } from '../replica/store/outbox.ts'
import { CACHE_PAGE_BYTES, type Driver, type SqlValue } from '../replica/store/driver.ts'
import { type Sha256, sha256Hex } from '../protocol/crypto.ts'
import { driverOn, openSqliteDriver } from '../electron/sqlite-driver.ts'
import { wasmDriver } from '../renderer/platform/worker-wasm-driver.ts'
import { KIRANA, MAEVE, PEOPLE } from '../server/demo/cast.ts'
import { pagesOf } from './feed-of-many-rooms.ts'

const TOGETHER = 3
const NOTHING = () => undefined
const PLAIN = 'raw inserts of plain rows'
const RAW = 'raw inserts of its rows'
const RAW_LIKE_OURS = 'raw inserts of its rows into pages like its own'
const WHATS = [
  PLAIN,
  RAW,
  RAW_LIKE_OURS,
  'stored alone',
  'parsed, verified and stored',
  `the same, ${TOGETHER} pages a transaction`,
]
const NO_HEAD = { position: 0, sharedSeq: 0, sharedHash: '', internalHash: '' }
const events = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 7)
const here = join(import.meta.dirname, '..')
const trees = [['now', here] as const, ...(process.argv[4] ? [['before', process.argv[4]] as const] : [])]
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const me = PEOPLE.find(({ id }) => id === MAEVE)
if (me === undefined) throw new Error('nobody reads')

/** What a tree is asked to do; the shapes are the same in all of them. */
interface Tree {
  readonly LocalCopy: typeof LocalCopy
  readonly Log: typeof Log
  readonly Outbox: typeof Outbox
  readonly pull: (copy: LocalCopy, page: FeedPage) => string
  /** Where a tree can do it. */
  readonly pullAll?: (copy: LocalCopy, pages: readonly FeedPage[]) => string
}

const load = async (root: string): Promise<Tree> => {
  const part = async (path: string) => import(pathToFileURL(join(root, path)).href) as Promise<Tree>
  const [copy, log, outbox, pull] = await Promise.all([
    part('replica/copy.ts'),
    part('replica/store/log.ts'),
    part('replica/store/outbox.ts'),
    part('replica/sync/pull.ts'),
  ])
  return {
    LocalCopy: copy.LocalCopy,
    Log: log.Log,
    Outbox: outbox.Outbox,
    pull: pull.pull,
    pullAll: pull.pullAll,
  }
}

/** Processor time of this thread, ms: what others do on the machine is not in it. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

const sqlite = await sqlite3Init()
let files = 0
const nextFile = () => join(folder, `replica-${(files += 1)}`)
const inMemory = (pages: { readonly pageBytes?: number }) =>
  wasmDriver(sqlite, new sqlite.oo1.DB(':memory:'), { synchronous: 'NORMAL', volatile: true, ...pages })

/** `open`: a file as a copy has it; `openPlain`: one with SQLite's own pages. */
interface Engine {
  readonly name: string
  readonly open: () => Driver
  readonly openPlain: () => Driver
  readonly sha256: Sha256
}
const ENGINES: readonly Engine[] = [
  {
    name: 'better-sqlite3, file',
    open: () => openSqliteDriver(nextFile(), 'replica'),
    openPlain: plainFile,
    sha256: (text) => hash('sha256', text),
  },
  {
    name: 'SQLite WASM, memory',
    open: () => inMemory({ pageBytes: CACHE_PAGE_BYTES }),
    openPlain: () => inMemory({}),
    sha256: sha256Hex,
  },
]
const pages = pagesOf({ events, rooms: 20, accountId: KIRANA })
const outbox = () => openSqliteDriver(':memory:', 'outbox')

for (const { name: engine, open, openPlain, sha256 } of ENGINES) {
  const times = new Map<string, number[]>()
  const keep = (name: string, from: number) => times.set(name, [...(times.get(name) ?? []), cpu() - from])
  const loaded = await Promise.all(trees.map(async ([name, root]) => [name, await load(root)] as const))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { LocalCopy, Log, Outbox, pull, pullAll }] of loaded) {
      const driver = open()
      const log = new Log(driver, me.id)
      const copy = new LocalCopy(me, log, new Outbox(outbox(), me.id), NOTHING, sha256)
      const texts = pages.map((page) => JSON.stringify(page))
      let from = cpu()
      let longest = 0
      for (const text of texts) {
        const began = cpu()
        const pulled = pull(copy, JSON.parse(text))
        if (pulled !== 'ADVANCED') throw new Error(pulled)
        shorten(log)
        longest = Math.max(longest, cpu() - began)
      }
      keep(`${name}: parsed, verified and stored`, from)
      times.set(`${name}: longest page`, [...(times.get(`${name}: longest page`) ?? []), longest])
      if (pullAll !== undefined) {
        const third = open()
        const thirdLog = new Log(third, me.id)
        const batched = new LocalCopy(me, thirdLog, new Outbox(outbox(), me.id), NOTHING, sha256)
        from = cpu()
        for (let at = 0; at < texts.length; at += TOGETHER) {
          pullAll(
            batched,
            texts.slice(at, at + TOGETHER).map((text) => JSON.parse(text)),
          )
          shorten(thirdLog)
        }
        keep(`${name}: the same, ${TOGETHER} pages a transaction`, from)
        third.close()
      }
      const advances = pages.map(({ epoch, cursor, digest, events: added }) => ({
        feed: { epoch, cursor, digest },
        events: added,
        heads: new Map(added.map((event) => [event.roomId, log.head(event.roomId) ?? NO_HEAD])),
      }))
      const second = open()
      const store = new Log(second, me.id)
      from = cpu()
      for (const advance of advances) {
        store.advance(advance)
        shorten(store)
      }
      keep(`${name}: stored alone`, from)
      raw(driver, openPlain(), (from) => keep(`${name}: ${RAW}`, from))
      raw(driver, open(), (from) => keep(`${name}: ${RAW_LIKE_OURS}`, from))
      plain(openPlain(), name, keep)
      driver.close()
      second.close()
    }
  }
  report(engine, times)
}
rmSync(folder, { recursive: true, force: true })

function plainFile(): Driver {
  const database = new Sqlite(nextFile())
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = normal')
  return driverOn(database, false)
}

/** As upkeep does in turns of its own, which an earlier tree's commits did by themselves. */
function shorten(log: Log): void {
  if (log.isJournalLong === true) log.shortenJournal()
}

/** The rows that a copy has now, put into empty tables of the same shape by prepared statements. */
function raw(full: Driver, empty: Driver, keep: (from: number) => void): void {
  const tables = full
    .prepare(
      `select name, sql from sqlite_master where name in ('events', 'arrivals') or (type = 'index' and tbl_name = 'events' and sql is not null)`,
    )
    .all() as { name: string; sql: string }[]
  for (const { sql } of tables) empty.exec(sql)
  const rows = tables
    .filter(({ sql }) => sql.toLowerCase().startsWith('create table'))
    .map(({ name }) => {
      const all = full.prepare(`select * from ${name} order by recorded_at_s`).raw().all() as SqlValue[][]
      return { name, all }
    })
  const from = cpu()
  empty
    .transaction(() => {
      for (const { name, all } of rows) {
        const insert = empty.prepare(`insert into ${name} values (${all[0]?.map(() => '?').join(', ')})`)
        for (const row of all) insert.run(...row)
      }
    })
    .immediate()
  keep(from)
  empty.close()
}

/** The same events with all ids as texts, found by room and position and by room and id. */
function plain(empty: Driver, tree: string, keep: (name: string, from: number) => void): void {
  empty.exec(`
    create table events (arrival integer primary key not null, room_id text not null, position integer not null,
      id text not null, own_command text, content text not null, type text, is_internal integer,
      recorded_at_s integer, still_late text, said_about text);
    create unique index events_by_id on events (room_id, id);
    create index events_by_own_command on events (own_command) where own_command is not null;
    create index events_outline on events (room_id, position, type, is_internal, recorded_at_s, still_late);
    create index events_said_about on events (said_about) where said_about is not null`)
  const rows = pages.flatMap((page) =>
    page.events.map((event): SqlValue[] => {
      const seconds = Math.floor(Date.parse(event.recordedAt) / 1_000)
      const { roomId, seq, id, body } = event
      return [null, roomId, seq, id, null, JSON.stringify(event), body.type, 0, seconds, null, null]
    }),
  )
  const from = cpu()
  empty
    .transaction(() => {
      const insert = empty.prepare('insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      for (const row of rows) insert.run(...row)
    })
    .immediate()
  keep(`${tree}: ${PLAIN}`, from)
  empty.close()
}

function report(engine: string, times: ReadonlyMap<string, readonly number[]>): void {
  const middle = (name: string) => {
    const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  }
  console.log(`\n${engine}, ${events} events in ${pages.length} pages, ${process.version}`)
  for (const [tree] of trees) {
    const base = middle(`${tree}: ${RAW}`)
    const plainBase = middle(`${tree}: ${PLAIN}`)
    for (const what of WHATS) {
      if (!times.has(`${tree}: ${what}`)) continue
      const took = middle(`${tree}: ${what}`)
      console.log(
        `${tree}: ${what}: ${took.toFixed(0)} ms, ${((took / events) * 1_000).toFixed(1)} µs each, ${(took / base).toFixed(2)} of raw, ${(took / plainBase).toFixed(2)} of plain`,
      )
    }
    console.log(`${tree}: longest page: ${middle(`${tree}: longest page`).toFixed(1)} ms`)
  }
}
