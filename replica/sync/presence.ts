// Who is in which room now, and that I am. Never stored; known only while there is a line.

import type { RoomId } from '../../domain/ids.ts'
import type { Millis } from '../../domain/time.ts'
import { type Activity, PRESENCE_KEPT, type RoomPresence } from '../../protocol/feed.ts'
import type { Timers } from './timers.ts'
import type { Transport } from './transport.ts'

/** Twice within the time that the server remembers, with room for a slow answer. */
const ANNOUNCE_EVERY: Millis = 0.4 * PRESENCE_KEPT

export class Presence {
  readonly #transport: Transport
  readonly #timers: Timers
  readonly #changed: () => void
  readonly #rooms = new Map<RoomId, RoomPresence>()
  #mine: { readonly roomId: RoomId; readonly activity: Activity } | null = null
  #closeStream: (() => void) | null = null
  #isOnline = false
  #timer: unknown = null

  constructor(transport: Transport, timers: Timers, changed: () => void) {
    this.#transport = transport
    this.#timers = timers
    this.#changed = changed
  }

  rooms(): readonly RoomPresence[] {
    return [...this.#rooms.values()]
  }

  open(): void {
    this.#isOnline = true
    this.#listen()
    this.#repeat()
  }

  /** The connection is lost: forget who is where. */
  lost(): void {
    this.#isOnline = false
    this.#closeStream?.()
    this.#closeStream = null
    this.#timers.clear(this.#timer)
    if (this.#rooms.size === 0) return
    this.#rooms.clear()
    this.#changed()
  }

  announce(roomId: RoomId | null, activity: Activity): void {
    const hadRoom = this.#mine !== null
    this.#mine = roomId === null ? null : { roomId, activity }
    if (roomId === null && hadRoom) this.#tell(null, activity)
    this.#repeat()
  }

  close(): void {
    this.lost()
    this.#mine = null
  }

  #listen(): void {
    this.#closeStream?.()
    this.#closeStream = this.#transport.openPresence({
      rooms: (rooms) => {
        for (const room of rooms)
          if (room.people.length === 0) this.#rooms.delete(room.roomId)
          else this.#rooms.set(room.roomId, room)
        this.#changed()
      },
      // When the feed failed too, its reconnecting opens a new stream; else the next announcement does.
      end: () => {
        this.#closeStream = null
      },
    })
  }

  #repeat(): void {
    this.#timers.clear(this.#timer)
    if (!this.#isOnline) return
    if (this.#closeStream === null) this.#listen()
    if (this.#mine !== null) this.#tell(this.#mine.roomId, this.#mine.activity)
    this.#timer = this.#timers.set(() => this.#repeat(), ANNOUNCE_EVERY)
  }

  /** Lost announcements do not matter: the next one comes soon. */
  #tell(roomId: RoomId | null, activity: Activity): void {
    if (this.#isOnline) this.#transport.announce(roomId, activity).catch(() => undefined)
  }
}
