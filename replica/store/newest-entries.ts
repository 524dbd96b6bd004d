// The newest entries of the rooms that were asked for last, in memory: every change of a room asks for them again, and
// reading and parsing 60 of them costs more than the change. The same entry is the same object each time.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'

/** More of one room than this is not kept: who reads a whole record reads it once. */
const ENTRIES_MAX = 100
const ROOMS_MAX = 20

interface End {
  /** Oldest first. */
  readonly entries: readonly RecordedEvent[]
  /** So many were asked for: fewer are all there are. */
  readonly asked: number
}

export class NewestEntries {
  readonly #read: (roomId: RoomId, limit: number) => readonly RecordedEvent[]
  /** The one that was made anew last comes last. */
  readonly #ends = new Map<RoomId, End>()

  constructor(read: (roomId: RoomId, limit: number) => readonly RecordedEvent[]) {
    this.#read = read
  }

  /** At most so many, oldest first. */
  of(roomId: RoomId, limit: number): readonly RecordedEvent[] {
    if (limit > ENTRIES_MAX) return this.#read(roomId, limit)
    const held = this.#ends.get(roomId)
    const { entries } = held !== undefined && held.asked >= limit ? held : this.#keep(roomId, limit)
    return entries.slice(Math.max(0, entries.length - limit))
  }

  /** An entry that is on disk now. */
  add(event: RecordedEvent): void {
    const held = this.#ends.get(event.roomId)
    if (held === undefined) return
    this.#ends.set(event.roomId, { ...held, entries: [...held.entries, event].slice(-held.asked) })
  }

  clear(): void {
    this.#ends.clear()
  }

  #keep(roomId: RoomId, asked: number): End {
    const end = { entries: this.#read(roomId, asked), asked }
    this.#ends.delete(roomId)
    this.#ends.set(roomId, end)
    const [oldest] = this.#ends.keys()
    if (this.#ends.size > ROOMS_MAX && oldest !== undefined) this.#ends.delete(oldest)
    return end
  }
}
