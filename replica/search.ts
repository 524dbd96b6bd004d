// Finding what was said, in this copy: it holds only what its person may see, so there is nothing to leave out. What is
// compared is kept in memory from the first search on, and only what came since is folded again. All of it is done a
// little at a time: whoever hands something in while 100,000 entries are looked through does not wait for that.

import { epochOf } from '../domain/time.ts'
import type { RoomId } from '../domain/ids.ts'
import { proseOf } from '../protocol/prose.ts'
import { fold, foldedText, holdsAll, matchOf, wordsOf } from '../protocol/text-match.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { Found } from './api.ts'
import type { Log } from './store/log.ts'

export interface SearchFor {
  readonly text: string
  /** Null: in all rooms of this copy. */
  readonly roomId: RoomId | null
  readonly limit: number
}

/** Entries of one room in which somebody's words stand, oldest first; flat, since there are many of them. */
interface RoomTexts {
  /** How far the room was read. */
  until: number
  readonly positions: number[]
  readonly folded: string[]
  /** When each was recorded, ms since 1970. */
  readonly at: number[]
}

interface Hit {
  readonly roomId: RoomId
  readonly position: number
  readonly at: number
}

/** Entries that are read from the file, and texts that are looked through, between two pauses: some 10 ms each. */
const READ_AT_ONCE = 500
const LOOKED_AT_ONCE = 20_000
const BEFORE = 14
const AFTER = 88

export class Search {
  readonly #log: Log
  readonly #pause: () => Promise<void>
  readonly #rooms = new Map<RoomId, RoomTexts>()
  #generation = 0
  #reading: Promise<void> = Promise.resolve()

  /** `pause` lets everything else that waits go first. */
  constructor(log: Log, pause: () => Promise<void>) {
    this.#log = log
    this.#pause = pause
  }

  /** The newest entries that hold every word, newest first; of one room, or of all that this copy has. */
  async find({ text, roomId, limit }: SearchFor): Promise<readonly Found[]> {
    const words = wordsOf(text)
    if (words.length === 0) return []
    const rooms = roomId === null ? [...this.#log.roomIds()] : [roomId]
    await this.#readUp(rooms)
    const hits: Hit[] = []
    let looked = 0
    for (const room of rooms) {
      const texts = this.#rooms.get(room)
      if (texts === undefined) continue
      looked += hitsIn(room, texts, words, limit, hits)
      if (looked < LOOKED_AT_ONCE) continue
      looked = 0
      await this.#pause()
    }
    return hits
      .toSorted((a, b) => b.at - a.at || b.position - a.position)
      .slice(0, limit)
      .flatMap((hit) => this.#foundAt(hit, words) ?? [])
  }

  /** Two searches at a time read what is new once, one after the other. */
  #readUp(rooms: readonly RoomId[]): Promise<void> {
    const turn = this.#reading.then(() => this.#readRooms(rooms))
    this.#reading = turn.catch(() => undefined)
    return turn
  }

  async #readRooms(rooms: readonly RoomId[]): Promise<void> {
    let budget = READ_AT_ONCE
    for (const roomId of rooms) {
      for (let isAtEnd = false; !isAtEnd; ) {
        const read = this.#readSome(roomId, budget)
        isAtEnd = read < budget
        budget -= read
        if (budget > 0) continue
        budget = READ_AT_ONCE
        await this.#pause()
      }
    }
  }

  /** Reads at most so many entries that came since; returns how many. */
  #readSome(roomId: RoomId, most: number): number {
    // A copy that was made anew holds another record, whatever its numbers.
    if (this.#generation !== this.#log.generation) this.#rooms.clear()
    this.#generation = this.#log.generation
    const texts = this.#rooms.get(roomId) ?? { until: 0, positions: [], folded: [], at: [] }
    this.#rooms.set(roomId, texts)
    const position = this.#log.head(roomId)?.position ?? 0
    const count = Math.min(most, position - texts.until)
    if (count <= 0) return 0
    const wanted = Array.from({ length: count }, (_, index) => texts.until + index + 1)
    for (const event of this.#log.at(roomId, wanted)) {
      const text = proseOf(event.body)
      if (text === '') continue
      texts.positions.push(event.seq ?? event.sharedSeq ?? 0)
      texts.folded.push(fold(text))
      texts.at.push(epochOf(event.recordedAt))
    }
    texts.until += count
    return count
  }

  /** Null when the copy was made anew meanwhile and another entry stands there. */
  #foundAt({ roomId, position }: Hit, words: readonly string[]): Found | null {
    const [event] = this.#log.at(roomId, [position])
    return event === undefined ? null : foundOf(event, words)
  }
}

/** Adds the newest hits of a room; returns how many texts were looked at. */
function hitsIn(
  roomId: RoomId,
  { positions, folded, at }: RoomTexts,
  words: readonly string[],
  limit: number,
  hits: Hit[],
): number {
  let found = 0
  let index = folded.length - 1
  for (; index >= 0 && found < limit; index -= 1) {
    if (!holdsAll(folded[index] ?? '', words)) continue
    hits.push({ roomId, position: positions[index] ?? 0, at: at[index] ?? 0 })
    found += 1
  }
  return folded.length - index
}

function foundOf(event: RecordedEvent, words: readonly string[]): Found | null {
  const text = proseOf(event.body)
  const match = matchOf(foldedText(text), words)
  if (match === null) return null
  const start = Math.max(0, match.from - BEFORE)
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1 || start
  const begin = from > match.from ? start : from
  const end = Math.min(text.length, match.to + AFTER)
  const lead = begin === 0 ? '' : '… '
  return {
    roomId: event.roomId,
    eventId: event.id,
    author: event.actor.name,
    recordedAt: event.recordedAt,
    internal: event.audience === 'INTERNAL',
    excerpt: `${lead}${text.slice(begin, end)}${end < text.length ? ' …' : ''}`,
    match: { from: lead.length + match.from - begin, to: lead.length + match.to - begin },
  }
}
