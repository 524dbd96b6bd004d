// What the writing connection knows of the ends of rooms and channels: it is the only one that moves them, and asks for
// them with each command. What a transaction that was rolled back left here is forgotten, and everything is when another
// connection has changed the file.

import type { RoomId } from '../../domain/ids.ts'
import type { Channel, RoomHead } from './event-store.ts'

interface ChannelEnd {
  readonly position: number
  readonly digest: string
}

/** Of each; who has more begins anew. */
const KEPT_MAX = 2_000

export class SqliteMemory {
  readonly heads = new Map<RoomId, RoomHead>()
  readonly channels = new Map<Channel, ChannelEnd>()
  #isOpen = false
  #version = Number.NaN

  /** `version`: SQLite's data_version, which another connection's commit changes. */
  begin(version: number): void {
    const isFull = this.heads.size > KEPT_MAX || this.channels.size > KEPT_MAX
    // Still open: the last transaction was never committed, whoever ended it.
    if (this.#isOpen || isFull || version !== this.#version) this.forget()
    this.#version = version
    this.#isOpen = true
  }

  committed(): void {
    this.#isOpen = false
  }

  forget(): void {
    this.heads.clear()
    this.channels.clear()
  }
}
