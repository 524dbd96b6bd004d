// Ends of rooms or of channels, as one transaction of the writing connection moves them: known from the first look, moved
// in memory by each work, and written once before the commit, however many works moved them. What a work that is undone
// moved stands where it stood before.

export class Ends<Key, End> {
  readonly #known = new Map<Key, End>()
  /** Moved since they were last written. */
  readonly #unwritten = new Set<Key>()
  /** What this work moved, as it stood before; and what was written during it, which is undone with it. */
  readonly #before = new Map<Key, End | undefined>()
  readonly #written = new Set<Key>()

  get size(): number {
    return this.#known.size
  }

  get(key: Key): End | undefined {
    return this.#known.get(key)
  }

  /** As it stands in the file. */
  learn(key: Key, end: End): void {
    this.#known.set(key, end)
  }

  move(key: Key, end: End): void {
    if (!this.#before.has(key)) this.#before.set(key, this.#known.get(key))
    this.#known.set(key, end)
    this.#unwritten.add(key)
  }

  /** A work begins; the one before it is part of the transaction. */
  keep(): void {
    this.#before.clear()
    this.#written.clear()
  }

  /** The work is undone, in the file too. */
  undo(): void {
    for (const key of this.#written) this.#unwritten.add(key)
    for (const [key, end] of this.#before) {
      if (end !== undefined) this.#known.set(key, end)
      else {
        this.#known.delete(key)
        this.#unwritten.delete(key)
      }
    }
    this.keep()
  }

  /** Hands over what was moved and is in no row yet. */
  write(row: (key: Key, end: End) => void): void {
    for (const key of this.#unwritten) {
      const end = this.#known.get(key)
      if (end !== undefined) row(key, end)
      this.#written.add(key)
    }
    this.#unwritten.clear()
  }

  forget(): void {
    this.#known.clear()
    this.#unwritten.clear()
    this.keep()
  }
}
