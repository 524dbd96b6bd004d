// Rooms as they are now, in memory as far as a bound allows: a board asks for all of them at each change. What is not here
// is read from the file. Full, it lets go of nothing because of what is only read: a board that goes through more rooms than
// fit would else push each of them out just before it comes to it again.

import type { RoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'

/** Letters of JSON of all kept rooms together: some thousand rooms, and less than 100 MB in memory. */
const LETTERS_MAX = 16_000_000

interface Kept {
  readonly state: Room | null
  readonly letters: number
}

export class KeptStates {
  readonly #max: number
  /** The one that changed last comes last. */
  readonly #kept = new Map<RoomId, Kept>()
  #letters = 0

  constructor(lettersMax: number = LETTERS_MAX) {
    this.#max = lettersMax
  }

  /** Undefined for one that is not kept. */
  get(roomId: RoomId): Room | null | undefined {
    return this.#kept.get(roomId)?.state
  }

  /** A state that was read from the file: kept where there is room for it. */
  read(roomId: RoomId, state: Room | null, letters: number): void {
    if (this.#letters + letters <= this.#max) this.#keep(roomId, state, letters)
  }

  /** A state that is on disk now, instead of the one before; those that did not change for longest make place. */
  changed(roomId: RoomId, state: Room | null, letters: number): void {
    this.#drop(roomId)
    this.#keep(roomId, state, letters)
    for (const oldest of this.#kept.keys()) {
      if (this.#letters <= this.#max) return
      this.#drop(oldest)
    }
  }

  clear(): void {
    this.#kept.clear()
    this.#letters = 0
  }

  #keep(roomId: RoomId, state: Room | null, letters: number): void {
    this.#kept.set(roomId, { state, letters })
    this.#letters += letters
  }

  #drop(roomId: RoomId): void {
    this.#letters -= this.#kept.get(roomId)?.letters ?? 0
    this.#kept.delete(roomId)
  }
}
