// The index of words, in the cache file beside the events: FTS5 without the texts, filled some entries at a time and never
// by a trigger. It is cut into parts of some arrivals by putting a part's number before every key: the newest part is
// asked first, so that what a common word costs is bounded by a part and not by the copy. Decision 0036.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'
import { proseOf } from '../../protocol/prose.ts'
import { fold } from '../../protocol/text-match.ts'
import { keysOf } from '../../protocol/word-beginnings.ts'
import { inTransaction } from './database.ts'
import type { Driver, Statement } from './driver.ts'

/** Arrivals of one part. */
export const PART = 32_768
/** A beginning that more words have is looked up as a beginning. */
const SPELLINGS_MAX = 16
/** When one word leaves so few entries, the others are looked for in their texts. */
const FEW = 200
/** Pages of the index that are written when pieces are put together: some 5 ms. */
const MERGED_AT_ONCE = 16
/** So few that the others need not even be counted. */
const VERY_FEW = 48
const LAST = '\u{10FFFF}'

/** An entry and its place in the order of the feed. */
export interface Arrived {
  readonly arrival: number
  readonly event: RecordedEvent
}

/** What entries are asked for. */
export interface Asked {
  /** With what words must begin, all of them. */
  readonly keys: readonly string[]
  readonly roomId: RoomId | null
}

export class Words {
  readonly #driver: Driver
  readonly #run: ReturnType<typeof statementsOn>
  readonly #part: number
  #until: number
  /** Entries taken in since the file's journal was put into the file. */
  journaled = 0

  /** `part`: always the same for one file. */
  constructor(driver: Driver, part: number = PART) {
    this.#part = part
    driver.exec(`create virtual table if not exists temp.spelled using fts5vocab('main', 'words', 'row')`)
    this.#driver = driver
    this.#run = statementsOn(driver)
    this.#until = Number(numberIn(this.#run.until.get()))
  }

  /** The last arrival that the index knows of. */
  get until(): number {
    return this.#until
  }

  /** Parts are numbered from 0. */
  #partOf(arrival: number): number {
    return Math.floor(arrival / this.#part)
  }

  /** Takes in the next entries, at most so many, in one transaction; returns how many there were. */
  takeIn(most: number): number {
    const next = this.#arrived(this.#run.after.all(this.#until, most))
    const last = next.at(-1)
    if (last === undefined) return 0
    inTransaction(this.#driver, () => {
      for (const { arrival, event } of next) this.#add(arrival, event)
      this.#run.saveUntil.run(String(last.arrival))
    })
    this.#until = last.arrival
    this.journaled += next.length
    return next.length
  }

  /** Puts together a little of what was taken in, without which a search would ask more and more pieces. */
  merge(): void {
    this.#run.merge.run(MERGED_AT_ONCE)
  }

  /** Forgets everything, in the caller's transaction. */
  clear(): void {
    this.#run.clear.run()
    this.#run.saveUntil.run('0')
    this.#until = 0
  }

  /** Entries below an arrival and after another one, newest first. */
  between(after: number, below: number, most: number): readonly Arrived[] {
    return this.#arrived(this.#run.between.all(after, below, most))
  }

  /**
   * For each part, the newest first: a way to its entries that may hold what is asked, null where there are none. Asks for
   * the word first that was the rarest in the part before: what a common one costs is paid where it is needed.
   */
  *matches({ keys, roomId }: Asked): Iterable<string | null> {
    const [first, last] = this.#span(roomId)
    let order = keys
    for (let part = this.#partOf(last); part >= this.#partOf(first); part -= 1) {
      const prefix = prefixOf(part)
      const wanted: Spellings[] = []
      for (const key of order) {
        const spellings = this.#spellings(prefix, key)
        wanted.push(spellings)
        if (spellings.count <= VERY_FEW) break
      }
      const rarestFirst = wanted.toSorted((a, b) => a.count - b.count)
      order = [...rarestFirst.map(({ key }) => key), ...order.slice(wanted.length)]
      yield matchOf(rarestFirst, roomId === null ? null : `"${prefix}${roomKey(roomId)}"`)
    }
  }

  /** What a match leads to, below an arrival. */
  matching(match: string, below: number, most: number): readonly Arrived[] {
    const arrivals = this.#run.matching.all(match, below, most).map(numberIn)
    return arrivals.flatMap((arrival) => this.#arrived(this.#run.one.all(arrival)))
  }

  #add(arrival: number, event: RecordedEvent): void {
    const prose = proseOf(event.body)
    if (prose === '') return
    const prefix = prefixOf(this.#partOf(arrival))
    const keys = [...keysOf(fold(prose)), roomKey(event.roomId)]
    this.#run.add.run(arrival, keys.map((key) => prefix + key).join(' '))
  }

  /** The first and the last arrival that the index may know, of one room or of all. */
  #span(roomId: RoomId | null): readonly [number, number] {
    if (roomId === null) return [0, this.#until]
    const first = numberIn(this.#run.firstOf.get(roomId))
    return [first, Math.min(this.#until, numberIn(this.#run.lastOf.get(roomId)))]
  }

  #spellings(prefix: string, key: string): Spellings {
    const beginning = prefix + key
    const rows = this.#run.spelled.all(beginning, beginning + LAST, SPELLINGS_MAX + 1) as [string, number][]
    if (rows.length > SPELLINGS_MAX)
      return { key, terms: [`"${beginning}"*`], count: Number.MAX_SAFE_INTEGER, isEvery: true }
    const count = rows.reduce((sum, [, entries]) => sum + entries, 0)
    return { key, terms: rows.map(([term]) => `"${term}"`), count, isEvery: false }
  }

  #arrived(rows: readonly unknown[]): readonly Arrived[] {
    return (rows as readonly [number, string][]).map(([arrival, content]) => ({
      arrival,
      event: JSON.parse(content) as RecordedEvent,
    }))
  }
}

/** What stands for a beginning in one part. */
interface Spellings {
  readonly key: string
  readonly terms: readonly string[]
  readonly count: number
  /** Too many to name. */
  readonly isEvery: boolean
}

function matchOf(rarestFirst: readonly Spellings[], room: string | null): string | null {
  const fewest = rarestFirst[0]?.count ?? 0
  if (fewest === 0) return null
  const asked = rarestFirst.filter(({ isEvery, count }) => !isEvery || fewest > FEW || count === fewest)
  const terms = asked.map(({ terms: any }) => `(${any.join(' OR ')})`)
  return (room === null ? terms : [...terms, room]).join(' AND ')
}

/** Three letters, so that no key of one part begins as one of another. */
const prefixOf = (part: number): string => part.toString(36).padStart(3, '0')

/** As a word that nobody writes: what it finds is looked at all the same. */
const roomKey = (roomId: RoomId): string => `ʀ${roomId.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase()}`

const numberIn = (row: unknown): number => (Array.isArray(row) ? Number(row[0]) : 0)

function statementsOn(driver: Driver) {
  const rows = (text: string): Statement => driver.prepare(text).raw()
  return {
    until: rows(`select value from meta where key = 'words'`),
    saveUntil: driver.prepare(
      `insert into meta (key, value) values ('words', ?) on conflict (key) do update set value = excluded.value`,
    ),
    after: rows('select arrival, content from events where arrival > ? order by arrival limit ?'),
    between: rows(
      'select arrival, content from events where arrival > ? and arrival < ? order by arrival desc limit ?',
    ),
    one: rows('select arrival, content from events where arrival = ?'),
    firstOf: rows(
      'select arrival from events where room = (select number from rooms where id = ?) order by position limit 1',
    ),
    lastOf: rows(
      'select arrival from events where room = (select number from rooms where id = ?) order by position desc limit 1',
    ),
    add: driver.prepare('insert into words (rowid, text) values (?, ?)'),
    merge: driver.prepare(`insert into words (words, rank) values ('merge', ?)`),
    matching: rows('select rowid from words where words match ? and rowid < ? order by rowid desc limit ?'),
    spelled: rows('select term, doc from temp.spelled where term >= ? and term < ? limit ?'),
    clear: driver.prepare(`insert into words (words) values ('delete-all')`),
  }
}
