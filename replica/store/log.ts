// The cache file: the confirmed part of a replica. Events and everything that follows from them (numbering, chains,
// room states, feed position) change in one transaction, so that a crash leaves an earlier moment and never a mix.

import { evolve, evolveAll } from '../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Room } from '../../domain/incident/state.ts'
import { type CommandId, type EventId, type PersonId, type RoomId, toRoomId } from '../../domain/ids.ts'
import { type Directory, FROM_START } from '../../protocol/feed.ts'
import type { Outline } from '../../protocol/outline.ts'
import { FEED_START } from '../../protocol/record.ts'
import { CACHE_MIGRATIONS } from './cache-tables.ts'
import { databaseOn, inTransaction } from './database.ts'
import type { Driver } from './driver.ts'
import { type InsertEvent, insertEventOn } from './insert-event.ts'
import { KeptStates } from './kept-states.ts'
import { logStatements } from './log-statements.ts'
import { NewestEntries } from './newest-entries.ts'
import { outlineOf } from './outline-of.ts'
import { dropEverything, migrate } from './migrate.ts'
import { Words } from './words.ts'

/** Raise when `evolve` gives another state for the same events: kept states are then made anew at opening. */
const LAW_VERSION = '2'

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

/** What one page changes. */
export interface Advance {
  readonly feed: FeedPosition
  readonly events: readonly RecordedEvent[]
  readonly heads: ReadonlyMap<RoomId, RoomHead>
}

export class Log {
  /** What was said, by its words. */
  readonly words: Words
  readonly #driver: Driver
  readonly #insert: InsertEvent
  readonly #run: ReturnType<typeof logStatements>
  readonly #states = new KeptStates()
  /** The newest entries of rooms that are watched: each change asks for them again. */
  readonly #ends = new NewestEntries((roomId, limit) =>
    this.#run.newest.all({ roomId, limit }).reverse().map(toEvent),
  )
  readonly #roomIds: Set<RoomId>
  #feed: FeedPosition
  #generation = 0

  /**
   * Opens the cache; one that is newer than this code, or damaged, is emptied, since the server has it all.
   * `wordsPart`: see words.ts.
   */
  constructor(driver: Driver, me: PersonId, wordsPart?: number) {
    const { run, roomIds, feed } = openOrEmpty(driver)
    this.#driver = driver
    this.#insert = insertEventOn(driver, me)
    this.words = new Words(driver, wordsPart)
    this.#run = run
    this.#roomIds = roomIds
    this.#feed = feed
  }

  /** Another number after everything was forgotten: what was read before is of another record. */
  get generation(): number {
    return this.#generation
  }

  feedPosition(): FeedPosition {
    return this.#feed
  }

  /** Null for a room of which nothing is held. */
  head(roomId: RoomId): RoomHead | null {
    const row = this.#run.room.get({ roomId })
    if (row === undefined) return null
    const { position, sharedSeq, sharedHash, internalHash } = row
    return { position, sharedSeq, sharedHash, internalHash }
  }

  state(roomId: RoomId): Room | null {
    const held = this.#states.get(roomId)
    if (held !== undefined) return held
    const text = this.#run.room.get({ roomId })?.state ?? null
    const state = text === null ? null : (JSON.parse(text) as Room)
    this.#states.read(roomId, state, text?.length ?? 0)
    return state
  }

  roomIds(): ReadonlySet<RoomId> {
    return this.#roomIds
  }

  /** Takes over one verified page: all of it or nothing. Returns the rooms it touched. */
  advance({ feed, events: added, heads }: Advance): readonly RoomId[] {
    const states = new Map<RoomId, Room | null>()
    for (const event of added) {
      const { roomId } = event
      states.set(
        roomId,
        evolve(states.has(roomId) ? (states.get(roomId) ?? null) : this.state(roomId), event),
      )
    }
    const letters: number[] = []
    inTransaction(this.#driver, () => {
      for (const event of added) this.#insert(event)
      for (const [roomId, state] of states) letters.push(this.#saveRoom(roomId, heads.get(roomId), state))
      this.#save('feed', JSON.stringify(feed))
    })
    this.#feed = feed
    for (const event of added) this.#ends.add(event)
    for (const [index, [roomId, state]] of [...states].entries()) {
      this.#states.changed(roomId, state, letters[index] ?? 0)
      this.#roomIds.add(roomId)
    }
    return [...states.keys()]
  }

  /** The newest entries of a room, oldest first. */
  newest(roomId: RoomId, limit: number): readonly RecordedEvent[] {
    return this.#ends.of(roomId, limit)
  }

  outline(roomId: RoomId): Outline {
    return outlineOf(this.#run.outline.get({ roomId }))
  }

  /** Those of `positions` that are held, oldest first. */
  at(roomId: RoomId, positions: readonly number[]): readonly RecordedEvent[] {
    return this.#run.at.all({ roomId, positions: JSON.stringify(positions) }).map(toEvent)
  }

  /** Every correction of and annotation on these entries, oldest first. */
  saidAbout(roomId: RoomId, ids: readonly EventId[]): readonly RecordedEvent[] {
    return this.#run.saidAbout.all({ roomId, ids: JSON.stringify(ids) }).map(toEvent)
  }

  entry(roomId: RoomId, eventId: EventId): RecordedEvent | null {
    const row = this.#run.entry.get({ roomId, id: eventId })
    return row === undefined ? null : toEvent(row)
  }

  holds(roomId: RoomId, eventId: EventId): boolean {
    return this.#run.holds.get({ roomId, id: eventId }) !== undefined
  }

  /** Whether an event that my command caused is here. */
  isConfirmed(commandId: CommandId): boolean {
    return this.#run.byCommand.get({ commandId }) !== undefined
  }

  directory(): Directory {
    const kept = this.#value('directory')
    return kept === null ? { accounts: [], people: [] } : (JSON.parse(kept) as Directory)
  }

  saveDirectory(directory: Directory): void {
    this.#save('directory', JSON.stringify(directory))
  }

  /** Forgets everything that the feed brings; the directory stays. */
  clear(): void {
    inTransaction(this.#driver, () => {
      for (const statement of this.#run.clear) statement.run()
      this.words.clear()
    })
    this.#generation += 1
    this.#feed = NOTHING_READ
    this.#states.clear()
    this.#ends.clear()
    this.#roomIds.clear()
  }

  /** Returns how many letters the state has. */
  #saveRoom(roomId: RoomId, head: RoomHead | undefined, state: Room | null): number {
    if (head === undefined) throw new Error('a page names the head of every room it touches')
    const text = state === null ? null : JSON.stringify(state)
    this.#run.saveRoom.run({ ...head, roomId, state: text })
    return text?.length ?? 0
  }

  #value(key: string): string | null {
    return this.#run.value.get({ key })?.value ?? null
  }

  #save(key: string, value: string): void {
    this.#run.save.run({ key, value })
  }
}

interface Opened {
  readonly run: ReturnType<typeof logStatements>
  readonly roomIds: Set<RoomId>
  readonly feed: FeedPosition
}

/** What the world did to us and not what is in the file: a copy is not thrown away for that. */
const OUTSIDE = /SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|AUTH|PERM)/

function openOrEmpty(driver: Driver): Opened {
  try {
    return open(driver)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (OUTSIDE.test(`${code} ${String(error)}`)) throw error
    dropEverything(driver)
    return open(driver)
  }
}

function open(driver: Driver): Opened {
  if (!migrate(driver, CACHE_MIGRATIONS)) {
    // What it holds is fetched anew: the server has it all.
    dropEverything(driver)
    migrate(driver, CACHE_MIGRATIONS)
  }
  const run = logStatements(databaseOn(driver))
  const roomIds = new Set(run.roomIds.all().map(({ id }) => toRoomId(id)))
  const feed = run.value.get({ key: 'feed' })?.value
  refoldIfLawChanged(driver, run, roomIds)
  return { run, roomIds, feed: feed === undefined ? NOTHING_READ : (JSON.parse(feed) as FeedPosition) }
}

function refoldIfLawChanged(driver: Driver, run: Opened['run'], roomIds: ReadonlySet<RoomId>): void {
  if (run.value.get({ key: 'law' })?.value === LAW_VERSION) return
  inTransaction(driver, () => {
    for (const roomId of roomIds) {
      const state = evolveAll(null, run.all.all({ roomId }).map(toEvent))
      run.saveState.run({ roomId, state: state === null ? null : JSON.stringify(state) })
    }
    run.save.run({ key: 'law', value: LAW_VERSION })
  })
}

const toEvent = (row: { readonly content: string }): RecordedEvent => JSON.parse(row.content) as RecordedEvent
