// What a copy does for its own file, in turns that nobody waits for: states by an earlier law are made anew, room by room,
// and what was written is put from the journal into the file before it becomes so much that a page would wait for it.

import type { RoomId } from '../domain/ids.ts'
import type { CatchUp } from './api.ts'
import type { Log } from './store/log.ts'
import { PIECE_MS, type Turns } from './sync/turns.ts'

export interface UpkeepOptions {
  readonly log: Log
  readonly turns: Turns
  /** This computer's clock. */
  readonly now: () => number
  /** These rooms have a state of this law now. */
  readonly refolded: (rooms: readonly RoomId[]) => void
  /** The file could not be written: tried again with the next change. */
  readonly failed: (error: unknown) => void
}

export class Upkeep {
  readonly #options: UpkeepOptions
  /** Entries of all rooms whose state was by an earlier law when this began. */
  readonly #total: number
  #isAtWork = false
  #closed = false

  constructor(options: UpkeepOptions) {
    this.#options = options
    this.#total = this.#left()
  }

  /** How far the states have come, in entries of their rooms; null when all are by this law. */
  get progress(): CatchUp | null {
    const left = this.#left()
    return left === 0 ? null : { taken: Math.max(0, this.#total - left), total: this.#total }
  }

  /** There may be something to do. */
  wake(): void {
    const { log, failed } = this.#options
    if (this.#isAtWork || this.#closed || (log.stale().size === 0 && !log.isJournalLong)) return
    this.#isAtWork = true
    this.#work()
      .catch(failed)
      .finally(() => {
        this.#isAtWork = false
      })
  }

  close(): void {
    this.#closed = true
  }

  async #work(): Promise<void> {
    const { log, turns } = this.#options
    while (log.stale().size > 0 || log.isJournalLong) {
      await turns.next()
      if (this.#closed) return
      if (log.isJournalLong) log.shortenJournal()
      else this.#refold()
    }
  }

  /** Rooms until the piece is long enough: at least one. */
  #refold(): void {
    const { log, now, refolded } = this.#options
    const began = now()
    const rooms: RoomId[] = []
    for (const roomId of log.stale()) {
      log.state(roomId)
      rooms.push(roomId)
      const took = now() - began
      // A clock that was set back says nothing.
      if (took < 0 || took >= PIECE_MS) break
    }
    refolded(rooms)
  }

  #left(): number {
    const { log } = this.#options
    let left = 0
    for (const roomId of log.stale()) left += log.head(roomId)?.position ?? 0
    return left
  }
}
