// A map that is bounded by what its values weigh together, and forgets what was used longest ago.

interface Entry<Value> {
  readonly value: Value
  readonly weight: number
}

export class Recent<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>()
  readonly #weightMax: number
  #weight = 0

  constructor(weightMax: number) {
    this.#weightMax = weightMax
  }

  /** Of everything that is held. */
  get weight(): number {
    return this.#weight
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** What was set last stays, however heavy it is: it is being used. */
  set(key: Key, value: Value, weight: number): void {
    this.#forget(key)
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#weightMax || oldest === key) return
      this.#forget(oldest)
    }
  }

  #forget(key: Key): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0
    this.#entries.delete(key)
  }
}
