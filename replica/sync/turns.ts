// Turns for work that nobody waits for: taking pages over, the index of words, upkeep of the file. Each turn of the event
// loop has one piece of it at most, so that what a window asks waits for one piece and never for a row of them.

import type { Timers } from './timers.ts'

/** How long one piece may take, ms: what can be cut into smaller pieces is cut by this. */
export const PIECE_MS = 8

export class Turns {
  readonly #timers: Timers
  readonly #waiting: (() => void)[] = []

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Resolves in a turn that no other piece has; those that asked first have theirs first. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#waiting.length === 1) this.#arm()
    })
  }

  #arm(): void {
    this.#timers.set(() => {
      this.#waiting.shift()?.()
      if (this.#waiting.length > 0) this.#arm()
    }, 0)
  }
}
