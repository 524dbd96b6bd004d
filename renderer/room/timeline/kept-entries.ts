// Entries of one room in memory, by position and by id: so many that nobody sees more of them in one go, and no more.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { EventId } from '../../../domain/ids.ts'
import { positionOf } from '../../../protocol/outline.ts'
import type { Entry } from '../../../replica/api.ts'

/** Some 4 MB. */
const KEPT = 3_000

interface Held {
  readonly entry: Entry
  /** Corrections and annotations, as they were when the entry was read. */
  readonly later: readonly RecordedEvent[]
}

export class KeptEntries {
  readonly #held = new Map<number, Held>()
  readonly #positions = new Map<EventId, number>()
  /** Entries that others answer or speak about, and those that were asked for by their id. */
  readonly #pointed = new Map<EventId, RecordedEvent>()
  /** Positions that are to be read again. */
  readonly #doubted = new Set<number>()
  readonly #found: (event: RecordedEvent) => void

  /** `found` hears of each entry that is kept from now on. */
  constructor(found: (event: RecordedEvent) => void) {
    this.#found = found
  }

  /** Whether the entry is here and need not be read again. */
  has(position: number): boolean {
    return this.#held.has(position) && !this.#doubted.has(position)
  }

  at(position: number): Entry | undefined {
    return this.#held.get(position)?.entry
  }

  byId(id: EventId): RecordedEvent | undefined {
    return this.#heldBy(id)?.entry.event ?? this.#pointed.get(id)
  }

  later(id: EventId): readonly RecordedEvent[] {
    return this.#heldBy(id)?.later ?? []
  }

  all(): readonly RecordedEvent[] {
    return [...this.#held.values()].map(({ entry }) => entry.event).concat(...this.#pointed.values())
  }

  /** False when it is here already: a recorded entry never changes, but more may have been said about it. */
  put(event: RecordedEvent, later: readonly RecordedEvent[]): boolean {
    const position = positionOf(event)
    if (position === null || this.has(position)) return false
    const before = this.#held.get(position)
    const isSame = before?.entry.event.id === event.id && before.entry.event.hash === event.hash
    if (before !== undefined && !isSame) this.#positions.delete(before.entry.event.id)
    this.#held.set(position, { entry: isSame ? before.entry : { event, state: 'RECORDED' }, later })
    this.#positions.set(event.id, position)
    this.#doubted.delete(position)
    if (!isSame) this.#found(event)
    return !isSame
  }

  /** What is held is shown, but has to be read again. */
  doubtAll(): void {
    for (const position of this.#held.keys()) this.#doubted.add(position)
  }

  putPointed(event: RecordedEvent): void {
    this.#pointed.set(event.id, event)
  }

  /** Drops what is too much, what was read first first, but nothing of what is `near`. */
  forget(near: readonly number[]): void {
    if (this.#held.size <= KEPT && this.#pointed.size <= KEPT) return
    const wanted = new Set(near)
    for (const [position, { entry }] of this.#held) {
      if (this.#held.size <= KEPT) break
      if (wanted.has(position)) continue
      this.#held.delete(position)
      this.#doubted.delete(position)
      this.#positions.delete(entry.event.id)
    }
    for (const id of this.#pointed.keys()) if (this.#pointed.size > KEPT) this.#pointed.delete(id)
  }

  clear(): void {
    this.#held.clear()
    this.#doubted.clear()
    this.#positions.clear()
    this.#pointed.clear()
  }

  #heldBy(id: EventId): Held | undefined {
    return this.#held.get(this.#positions.get(id) ?? 0)
  }
}
