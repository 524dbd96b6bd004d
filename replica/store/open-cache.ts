// Opening the cache file: brought up to date, or emptied where it cannot be, since the server has all of it. Where the rooms
// and the feed stand is read at once, since every page and every look at a room asks for it.

import { type RoomId, toRoomId } from '../../domain/ids.ts'
import { FROM_START } from '../../protocol/feed.ts'
import { FEED_START } from '../../protocol/record.ts'
import { CACHE_MIGRATIONS } from './cache-tables.ts'
import { databaseOn } from './database.ts'
import type { Driver } from './driver.ts'
import { logStatements } from './log-statements.ts'
import { dropEverything, migrate } from './migrate.ts'

/** Where the numbering and the two chains of a room stand. */
export interface RoomHead {
  /** Of the newest event this copy may hold: `sharedSeq` for a customer, `seq` for the provider. */
  readonly position: number
  readonly sharedSeq: number
  readonly sharedHash: string
  readonly internalHash: string
}

/** How far the feed was read. */
export interface FeedPosition {
  /** "" before the first page. */
  readonly epoch: string
  readonly cursor: string
  readonly digest: string
}

export const NOTHING_READ: FeedPosition = { epoch: '', cursor: FROM_START, digest: FEED_START }

export interface OpenCache {
  readonly run: ReturnType<typeof logStatements>
  readonly heads: Map<RoomId, RoomHead>
  readonly numbers: Map<RoomId, number>
  readonly feed: FeedPosition
}

/** What the world did to us and not what is in the file: a copy is not thrown away for that. */
const OUTSIDE = /SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|AUTH|PERM)/

/** Pages of the journal after which a commit puts it into the file by itself. */
const JOURNAL_PAGES_MAX = 4_000

/** Throws only what has nothing to do with what is in the file. */
export function openOrEmpty(driver: Driver): OpenCache {
  try {
    return open(driver)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (OUTSIDE.test(`${code} ${String(error)}`)) throw error
    dropEverything(driver)
    return open(driver)
  }
}

function open(driver: Driver): OpenCache {
  if (!migrate(driver, CACHE_MIGRATIONS)) {
    // What it holds is fetched anew: the server has it all.
    dropEverything(driver)
    migrate(driver, CACHE_MIGRATIONS)
  }
  // Usually it is put into the file before (log.ts): this is for when nobody does.
  driver.exec(`pragma wal_autocheckpoint = ${JOURNAL_PAGES_MAX}`)
  const run = logStatements(databaseOn(driver))
  const rows = run.rooms.all().map(({ id, number, ...head }) => ({ id: toRoomId(id), number, head }))
  const feed = run.value.get({ key: 'feed' })?.value
  return {
    run,
    heads: new Map(rows.map(({ id, head }) => [id, head])),
    numbers: new Map(rows.map(({ id, number }) => [id, number])),
    feed: feed === undefined ? NOTHING_READ : (JSON.parse(feed) as FeedPosition),
  }
}
