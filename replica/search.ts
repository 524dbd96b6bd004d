// Finding what was said, in this copy: it holds only what its person may see, so there is nothing to leave out. Words are
// found by the index in the cache file, which is brought up to date in the background; what it does not know yet is
// read. All of it is done a little at a time: whoever hands something in meanwhile does not wait for that.

import type { RecordedEvent } from '../domain/incident/events.ts'
import type { RoomId } from '../domain/ids.ts'
import { proseOf } from '../protocol/prose.ts'
import { fold, foldedText, type TextMatch, wordsOf } from '../protocol/text-match.ts'
import { beginningOf, keysAsked } from '../protocol/word-beginnings.ts'
import type { Found } from './api.ts'
import type { Log } from './store/log.ts'
import type { Arrived } from './store/words.ts'

export interface SearchFor {
  readonly text: string
  /** Null: in all rooms of this copy. */
  readonly roomId: RoomId | null
  readonly limit: number
}

/** Entries that are taken into the index, or read, between two pauses: some 10 ms each. */
const TAKEN_AT_ONCE = 200
const READ_AT_ONCE = 500
/** Matches that are looked at together. */
const LOOKED_AT_ONCE = 32
/** After so many entries a search pauses, and what asking the index costs, as entries: some 10 ms together. */
const WITHOUT_PAUSE = 500
const ASKING = 20
const BEFORE = 14
const AFTER = 88

export class Search {
  readonly #log: Log
  readonly #pause: () => Promise<void>
  readonly #failed: (error: unknown) => void
  #isTakingIn = false
  #closed = false

  /** `pause` lets everything else that waits go first; `failed` hears that the index could not be written. */
  constructor(log: Log, pause: () => Promise<void>, failed: (error: unknown) => void = () => undefined) {
    this.#log = log
    this.#pause = pause
    this.#failed = failed
  }

  /** There may be entries that the index does not know: they are taken in, in the background. */
  wake(): void {
    if (this.#isTakingIn || this.#closed) return
    this.#isTakingIn = true
    this.#takeIn()
      .catch(this.#failed)
      .finally(() => {
        this.#isTakingIn = false
      })
  }

  close(): void {
    this.#closed = true
  }

  /** The newest entries that hold every word, newest first; of one room, or of all that this copy has. */
  async find(wanted: SearchFor): Promise<readonly Found[]> {
    const words = wordsOf(wanted.text)
    if (words.length === 0) return []
    const { generation } = this.#log
    const found: Found[] = []
    let cost = 0
    for (const looked of this.#candidates(words, wanted.roomId)) {
      for (const { event } of looked) {
        if (wanted.roomId !== null && event.roomId !== wanted.roomId) continue
        const here = foundOf(event, words)
        if (here !== null) found.push(here)
        if (found.length === wanted.limit) return found
      }
      cost += looked.length + ASKING
      if (cost < WITHOUT_PAUSE) continue
      cost = 0
      await this.#pause()
      if (this.#closed) return []
      // Made anew meanwhile: another record.
      if (this.#log.generation !== generation) return this.find(wanted)
    }
    return found
  }

  /** Everything that may hold the words, newest first, a few at a time; none of them while nothing is found for long. */
  *#candidates(words: readonly string[], roomId: RoomId | null): Iterable<readonly Arrived[]> {
    const index = this.#log.words
    const { until } = index
    const keys = words.flatMap(keysAsked)
    yield* this.#readDown(Number.MAX_SAFE_INTEGER, until)
    if (keys.length === 0) {
      yield* this.#readDown(until + 1, 0)
      return
    }
    for (const match of index.matches({ keys, roomId })) {
      yield []
      if (match === null) continue
      for (let below = until + 1; ; ) {
        const looked = index.matching(match, below, LOOKED_AT_ONCE)
        yield looked
        if (looked.length < LOOKED_AT_ONCE) break
        below = looked.at(-1)?.arrival ?? 0
      }
    }
  }

  *#readDown(from: number, after: number): Iterable<readonly Arrived[]> {
    for (let below = from; ; ) {
      const read = this.#log.words.between(after, below, READ_AT_ONCE)
      yield read
      if (read.length < READ_AT_ONCE) return
      below = read.at(-1)?.arrival ?? 0
    }
  }

  async #takeIn(): Promise<void> {
    for (;;) {
      await this.#pause()
      if (this.#closed || this.#log.words.takeIn(TAKEN_AT_ONCE) === 0) return
      await this.#pause()
      if (this.#closed) return
      this.#log.words.merge()
    }
  }
}

/** Where the first word stands in a text that holds all of them. */
function matchIn(text: string, words: readonly string[]): TextMatch | null {
  if (beginningOf(fold(text), words) < 0) return null
  const { folded, places } = foldedText(text)
  const at = beginningOf(folded, words)
  const length = words[0]?.length ?? 0
  return at < 0 ? null : { from: places[at] ?? 0, to: places[at + length] ?? 0 }
}

function foundOf(event: RecordedEvent, words: readonly string[]): Found | null {
  const text = proseOf(event.body)
  const match = matchIn(text, words)
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
