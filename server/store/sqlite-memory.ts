// What the writing connection knows of rooms and channels: it is the only one that moves them, and asks for them with
// each command. What a work that was rolled back left here is forgotten, and everything is when another connection has
// changed the file.

import type { ClockStep } from '../../domain/incident/clocks.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { Channel, RoomHead } from './event-store.ts'
import { Ends } from './sqlite-ends.ts'

interface ChannelEnd {
  readonly position: number
  readonly digest: string
}

/** Of each; who has more begins anew. */
const KEPT_MAX = 2_000

export class SqliteMemory {
  readonly heads = new Ends<RoomId, RoomHead>()
  readonly channels = new Ends<Channel, ChannelEnd>()
  /** The deadlines that are armed in the file, of rooms that were asked for. */
  readonly armed = new Map<RoomId, readonly ClockStep[]>()
  #isOpen = false
  #version = Number.NaN

  /** `version`: SQLite's data_version, which another connection's commit changes. */
  begin(version: number): void {
    const isFull = Math.max(this.heads.size, this.channels.size, this.armed.size) > KEPT_MAX
    // Still open: the last transaction was never committed, whoever ended it.
    if (this.#isOpen || isFull || version !== this.#version) this.#forget()
    this.#version = version
    this.#isOpen = true
  }

  workBegins(): void {
    this.heads.keep()
    this.channels.keep()
  }

  workUndone(): void {
    this.heads.undo()
    this.channels.undo()
    this.armed.clear()
  }

  committed(): void {
    this.#isOpen = false
  }

  #forget(): void {
    this.heads.forget()
    this.channels.forget()
    this.armed.clear()
  }
}
