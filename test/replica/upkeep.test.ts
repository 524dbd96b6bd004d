// What a copy does for its own file while somebody looks at it: states by an earlier law are made anew room by room, each
// piece in a turn of its own, and a room that is asked for does not wait for the others.

import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { LocalCopy } from '../../replica/copy.ts'
import { boardView, roomView } from '../../replica/queries.ts'
import { Log } from '../../replica/store/log.ts'
import { Outbox } from '../../replica/store/outbox.ts'
import { Turns } from '../../replica/sync/turns.ts'
import { Upkeep } from '../../replica/upkeep.ts'
import { KIRANA } from '../../server/demo/cast.ts'
import { pagesOf, roomNumbered } from '../../bench/feed-of-many-rooms.ts'
import { pull } from '../../replica/sync/pull.ts'
import { agent } from '../support/people.ts'

const ROOMS = 5
const rooms = Array.from({ length: ROOMS }, (_, room) => roomNumbered(room))

function copyOver(database: Sqlite.Database): LocalCopy {
  const outbox = new Outbox(driverOn(new Sqlite(':memory:'), true), agent.id)
  return new LocalCopy(agent, new Log(driverOn(database, true), agent.id), outbox, () => undefined)
}

/** A file with rooms whose states an earlier law has made. */
function olderFile(): Sqlite.Database {
  const database = new Sqlite(':memory:')
  const copy = copyOver(database)
  for (const page of pagesOf({ events: 50, rooms: ROOMS, accountId: KIRANA })) pull(copy, page)
  database.exec(`update rooms set state = '{"old":true}'; update meta set value = '0' where key = 'law'`)
  return database
}

const boardOf = (copy: LocalCopy) => boardView(copy).rows.map(({ room }) => room.id)
const kept = (database: Sqlite.Database) =>
  database.prepare(`select count(*) as n from rooms where state not like '{"old"%'`).get()
const law = (database: Sqlite.Database) =>
  database.prepare(`select value from meta where key = 'law'`).pluck().get()

/** Turns that are taken one by one. */
function turnsByHand() {
  const waiting: (() => void)[] = []
  const turns = new Turns({ set: (run) => waiting.push(run), clear: () => undefined })
  const take = async () => {
    waiting.shift()?.()
    await new Promise(setImmediate)
  }
  return { turns, take, waiting }
}

function upkeepOf(log: Log, turns: Turns, refolded: (ids: readonly string[]) => void): Upkeep {
  let now = 0
  // Each look at the clock is a whole piece later: one room in each turn.
  return new Upkeep({
    log,
    turns,
    now: () => (now += 100),
    refolded,
    failed: (error) => expect(error).toBeNull(),
  })
}

it('[I8] makes states of an earlier law anew room by room, and says how far it has come', async () => {
  const database = olderFile()
  const copy = copyOver(database)
  const { turns, take, waiting } = turnsByHand()
  const told: string[] = []
  const upkeep = upkeepOf(copy.log, turns, (ids) => told.push(...ids))
  expect([boardOf(copy), upkeep.progress]).toEqual([[], { taken: 0, total: 50 }])
  upkeep.wake()
  upkeep.wake()
  expect(waiting).toHaveLength(1)
  await take()
  expect([boardOf(copy).length, upkeep.progress]).toEqual([1, { taken: 10, total: 50 }])
  expect(law(database)).toBe('0')
  while (waiting.length > 0) await take()
  expect(told.toSorted()).toEqual(rooms)
  expect([boardOf(copy).toSorted(), upkeep.progress]).toEqual([rooms, null])
  expect(law(database)).not.toBe('0')
})

it('[I8] a room that is asked for is made anew first, and one that gets a page is never left behind', () => {
  const database = olderFile()
  const copy = copyOver(database)
  const asked = roomNumbered(3)
  expect(roomView(copy, asked, 10).room?.title).toBe('Mail to one region is queueing')
  expect(boardOf(copy)).toEqual([asked])
  expect(kept(database)).toEqual({ n: 1 })
  // Who opens it anew before all of them are done begins with all of them.
  expect(boardOf(copyOver(database))).toEqual([])
})

it('takes one piece in each turn, in the order in which they were asked for', async () => {
  const { turns, take, waiting } = turnsByHand()
  const done: string[] = []
  const work = async (name: string) => {
    for (let piece = 1; piece <= 2; piece += 1) {
      await turns.next()
      done.push(`${name}${piece}`)
    }
  }
  void work('page')
  void work('words')
  while (waiting.length > 0) {
    const before = done.length
    await take()
    expect(done).toHaveLength(before + 1)
  }
  expect(done).toEqual(['page1', 'words1', 'page2', 'words2'])
})

it('the journal is put into the file in a turn of its own once it is long', async () => {
  const copy = copyOver(new Sqlite(':memory:'))
  const { turns, take, waiting } = turnsByHand()
  const upkeep = upkeepOf(copy.log, turns, () => undefined)
  const pages = pagesOf({ events: 4_400, rooms: ROOMS, accountId: KIRANA })
  for (const page of pages.slice(0, 8)) pull(copy, page)
  upkeep.wake()
  expect(waiting).toHaveLength(0)
  for (const page of pages.slice(8)) pull(copy, page)
  expect(copy.log.isJournalLong).toBe(true)
  upkeep.wake()
  await take()
  expect([copy.log.isJournalLong, waiting.length]).toEqual([false, 0])
})
