// The cache file: the confirmed part of a replica. Events and everything that follows from them (numbering, chains,
// room states, feed position) change in one transaction, so that a crash leaves an earlier moment and never a mix.

import { evolve, evolveAll } from '../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { CommandId, EventId, PersonId, RoomId } from '../../domain/ids.ts'
import type { Directory } from '../../protocol/feed.ts'
import type { Outline } from '../../protocol/outline.ts'
import { inTransaction } from './database.ts'
import type { Driver } from './driver.ts'
import { type InsertEvent, insertEventOn } from './insert-event.ts'
import { KeptStates } from './kept-states.ts'
import type { logStatements } from './log-statements.ts'
import { NewestEntries } from './newest-entries.ts'
import { outlineOf } from './outline-of.ts'
import { type FeedPosition, NOTHING_READ, openOrEmpty, type RoomHead } from './open-cache.ts'
import { Words } from './words.ts'

/** Raise when `evolve` gives another state for the same events: kept states are then made anew, room by room. */
const LAW_VERSION = '2'

/** Entries that were written or indexed, after which the journal is put into the file: some 8 ms. */
const JOURNAL_LONG = 4_000

/** What one page changes. */
export interface Advance {
  readonly feed: FeedPosition
  readonly events: readonly RecordedEvent[]
  /** The events as JSON, each in its place, from whoever has written them already to verify them. */
  readonly contents?: readonly string[] | undefined
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
  readonly #heads: Map<RoomId, RoomHead>
  /** What rooms are called in the file. One whose page could not be kept has its number already. */
  readonly #numbers: Map<RoomId, number>
  /** Rooms whose kept state is by an earlier law. */
  readonly #stale: Set<RoomId>
  #feed: FeedPosition
  #generation = 0
  #journaled = 0

  /**
   * Opens the cache; one that is newer than this code, or damaged, is emptied, since the server has it all.
   * `wordsPart`: see words.ts.
   */
  constructor(driver: Driver, me: PersonId, wordsPart?: number) {
    const { run, heads, numbers, feed } = openOrEmpty(driver)
    this.#driver = driver
    this.#insert = insertEventOn(driver, me)
    this.words = new Words(driver, wordsPart)
    this.#run = run
    this.#heads = heads
    this.#numbers = numbers
    this.#stale = new Set(this.#value('law') === LAW_VERSION ? [] : heads.keys())
    this.#feed = feed
    this.#sayLaw()
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
    return this.#heads.get(roomId) ?? null
  }

  /** One by an earlier law is made anew first. */
  state(roomId: RoomId): Room | null {
    if (this.#stale.has(roomId)) return this.#refold(roomId)
    const held = this.#states.get(roomId)
    if (held !== undefined) return held
    const text = this.#run.state.get({ roomId })?.state ?? null
    const state = text === null ? null : (JSON.parse(text) as Room)
    this.#states.read(roomId, state, text?.length ?? 0)
    return state
  }

  /** Whether its state would have to be made anew before it is known: who looks at all rooms leaves it out until then. */
  isStale(roomId: RoomId): boolean {
    return this.#stale.has(roomId)
  }

  /** Rooms whose states are by an earlier law, in the order in which they are made anew. */
  stale(): ReadonlySet<RoomId> {
    return this.#stale
  }

  roomIds(): Iterable<RoomId> & { readonly size: number } {
    return new Set(this.#heads.keys())
  }

  /** Takes over one verified page: all of it or nothing. Returns the rooms it touched. */
  advance({ feed, events: added, contents, heads }: Advance): readonly RoomId[] {
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
      for (const [index, event] of added.entries())
        this.#insert(this.#numberOf(event.roomId), event, contents?.[index] ?? JSON.stringify(event))
      for (const [roomId, state] of states) letters.push(this.#saveRoom(roomId, heads.get(roomId), state))
      this.#save('feed', JSON.stringify(feed))
    })
    this.#feed = feed
    this.#journaled += added.length
    for (const event of added) this.#ends.add(event)
    for (const [index, [roomId, state]] of [...states].entries()) {
      this.#states.changed(roomId, state, letters[index] ?? 0)
      const head = heads.get(roomId)
      if (head !== undefined) this.#heads.set(roomId, head)
    }
    return [...states.keys()]
  }

  /** Whether it is time for `shortenJournal`: a journal that gets much longer is put into the file by some page's commit. */
  get isJournalLong(): boolean {
    return this.#journaled + this.words.journaled >= JOURNAL_LONG
  }

  /** Puts what was written since the last time into the file. */
  shortenJournal(): void {
    this.#journaled = 0
    this.words.journaled = 0
    this.#driver.exec('pragma wal_checkpoint(passive)')
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
    this.#heads.clear()
    this.#numbers.clear()
    this.#stale.clear()
    this.#sayLaw()
  }

  /** Returns how many letters the state has. */
  #saveRoom(roomId: RoomId, head: RoomHead | undefined, state: Room | null): number {
    if (head === undefined) throw new Error('a page names the head of every room it touches')
    const text = state === null ? null : JSON.stringify(state)
    this.#run.saveRoom.run({ ...head, number: this.#numberOf(roomId), roomId, state: text })
    return text?.length ?? 0
  }

  #refold(roomId: RoomId): Room | null {
    const state = evolveAll(null, this.#run.all.all({ roomId }).map(toEvent))
    const text = state === null ? null : JSON.stringify(state)
    this.#run.saveState.run({ roomId, state: text })
    this.#states.changed(roomId, state, text?.length ?? 0)
    this.#stale.delete(roomId)
    this.#sayLaw()
    return state
  }

  /** Once all of them are by this law: until then each opening begins anew. */
  #sayLaw(): void {
    if (this.#stale.size === 0 && this.#value('law') !== LAW_VERSION) this.#save('law', LAW_VERSION)
  }

  #numberOf(roomId: RoomId): number {
    const known = this.#numbers.get(roomId)
    if (known !== undefined) return known
    const number = this.#numbers.size + 1
    this.#numbers.set(roomId, number)
    return number
  }

  #value(key: string): string | null {
    return this.#run.value.get({ key })?.value ?? null
  }

  #save(key: string, value: string): void {
    this.#run.save.run({ key, value })
  }
}

const toEvent = (row: { readonly content: string }): RecordedEvent => JSON.parse(row.content) as RecordedEvent
