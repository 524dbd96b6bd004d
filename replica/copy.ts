// The local copy: what is confirmed (cache), what is not yet (outbox), and the one projected from both. Every change
// of either file goes through here, cache before outbox, and is announced once when it is on disk. A crash in between
// leaves a command in the outbox that is confirmed already; opening takes it out.

import type { RecordedEvent } from '../domain/incident/events.ts'
import type { Room } from '../domain/incident/state.ts'
import type { CommandId, EventId, RoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import type { Rejection } from '../domain/result.ts'
import { type Sha256, sha256Hex } from '../protocol/crypto.ts'
import type { Directory } from '../protocol/feed.ts'
import type { Facts, Intent } from './context.ts'
import { type Projection, predict, project, unchanged } from './project.ts'
import type { Advance, Log } from './store/log.ts'
import type { Outbox } from './store/outbox.ts'

/** What a commit has changed. */
export interface Change {
  readonly rooms: Iterable<RoomId>
  /** The outbox. */
  readonly pending: boolean
  readonly directory: boolean
}

export class LocalCopy {
  readonly me: Person
  readonly log: Log
  readonly outbox: Outbox
  /** What pages are verified with. */
  readonly sha256: Sha256
  readonly #changed: (change: Change) => void
  /** Commands that the server keeps back until their person has shown who they are. */
  readonly #held = new Set<CommandId>()
  /** Of rooms in which something of mine is not confirmed. */
  readonly #projections = new Map<RoomId, Projection<Intent>>()
  #directory: Directory
  #isRenewing = false
  /** Rooms that were here before it was emptied, while it is renewed. */
  readonly #gone = new Set<RoomId>()

  constructor(
    me: Person,
    log: Log,
    outbox: Outbox,
    changed: (change: Change) => void,
    sha256: Sha256 = sha256Hex,
  ) {
    this.me = me
    this.log = log
    this.outbox = outbox
    this.#changed = changed
    this.sha256 = sha256
    this.#directory = log.directory()
    const all = outbox.all().map(({ id }) => id)
    outbox.remove(all.filter((id) => log.isConfirmed(id)))
  }

  /** The room with and without my unconfirmed commands. */
  projection(roomId: RoomId): Projection<Intent> {
    const known = this.#projections.get(roomId)
    if (known !== undefined) return known
    const intents = this.outbox.all().filter((row) => row.roomId === roomId && row.state !== 'REJECTED')
    if (intents.length === 0) return unchanged(this.log.state(roomId))
    const facts = this.#facts(() => this.#confirmedRooms())
    const projection = project<Intent>(this.log.state(roomId), intents, facts)
    this.#projections.set(roomId, projection)
    return projection
  }

  /** Rooms that are confirmed or about to be opened from here. */
  roomIds(): ReadonlySet<RoomId> {
    return new Set([...this.log.roomIds(), ...this.outbox.all().map(({ roomId }) => roomId)])
  }

  directory(): Directory {
    return this.#directory
  }

  /**
   * Stores an intent that the law allows on this copy; otherwise says why not, with nothing stored. A copy that never
   * heard of any account cannot judge: it stores, and leaves the judging to the server. A room that was
   * here and is on its way again is not found: what is shown of it is from before, and nothing handed in would show there.
   */
  add(intent: Intent): Rejection | null {
    if (this.#gone.has(intent.roomId)) return { code: 'NOT_FOUND' }
    const facts = this.#facts(() => this.#projectedRooms())
    const { projection, rejection } = predict(this.projection(intent.roomId), intent, facts)
    const canJudge = this.#directory.accounts.length > 0
    if (rejection !== null && canJudge) return rejection
    this.outbox.add(intent)
    this.#projections.set(intent.roomId, projection)
    this.#changed({ rooms: [intent.roomId], pending: true, directory: false })
    return null
  }

  /** Takes over a verified page, and with it confirms the commands that caused its events. */
  advance(advance: Advance): void {
    const rooms = this.log.advance(advance)
    const mine = advance.events.filter(({ actor }) => actor.personId === this.me.id)
    const confirmed = new Set(mine.map(({ causedBy }) => causedBy))
    const pending = this.outbox.all().some(({ id }) => confirmed.has(id))
    this.outbox.remove([...confirmed])
    this.#forget(rooms)
    if (rooms.length > 0) this.#changed({ rooms, pending, directory: false })
  }

  /** Since the copy was emptied, until it has caught up: what is missing is on its way. */
  get isRenewing(): boolean {
    return this.#isRenewing
  }

  /** The feed was read to its end: what is not here now is not there any more. */
  caughtUp(): void {
    if (!this.#isRenewing) return
    this.#isRenewing = false
    const rooms = new Set([...this.roomIds(), ...this.#gone])
    this.#gone.clear()
    this.#changed({ rooms, pending: true, directory: false })
  }

  /** Forgets what the feed brought; the outbox stays, and what the server had accepted is sent again. */
  rebuild(): void {
    const rooms = this.roomIds()
    this.#isRenewing = true
    for (const roomId of this.log.roomIds()) this.#gone.add(roomId)
    this.log.clear()
    this.outbox.resendAccepted()
    this.#forget(rooms)
    this.#changed({ rooms, pending: true, directory: false })
  }

  markSent(ids: readonly CommandId[]): void {
    this.outbox.markSent(ids)
    this.#announce(ids)
  }

  markAccepted(id: CommandId): void {
    const room = this.outbox.find(id)?.roomId
    if (room === undefined) return
    this.#held.delete(id)
    if (this.log.isConfirmed(id)) this.outbox.remove([id])
    else this.outbox.markAccepted(id)
    this.#changed({ rooms: [room], pending: true, directory: false })
  }

  markRejected(id: CommandId, rejection: Rejection): void {
    this.#held.delete(id)
    this.outbox.markRejected(id, rejection)
    this.#projections.clear()
    this.#announce([id])
  }

  /** The server asks who this is before it takes it. */
  markHeld(id: CommandId): void {
    this.outbox.markUnsent(id)
    this.#held.add(id)
    this.#announce([id])
  }

  /** Stays so while it is sent again: only an answer ends it. */
  isHeld(id: CommandId): boolean {
    return this.#held.has(id)
  }

  /** Whether there was such a command and it was still the person's to take back. */
  discard(id: CommandId): boolean {
    const row = this.outbox.find(id)
    if (row === null || row.state === 'SENT' || row.state === 'ACCEPTED') return false
    this.outbox.remove([id])
    this.#forget([row.roomId])
    this.#changed({ rooms: [row.roomId], pending: true, directory: false })
    return true
  }

  saveDirectory(directory: Directory): void {
    this.log.saveDirectory(directory)
    this.#directory = directory
    this.#projections.clear()
    this.#changed({ rooms: this.roomIds(), pending: false, directory: true })
  }

  #announce(ids: readonly CommandId[]): void {
    const rooms = new Set(ids.flatMap((id) => this.outbox.find(id)?.roomId ?? []))
    if (rooms.size > 0) this.#changed({ rooms, pending: true, directory: false })
  }

  #forget(rooms: Iterable<RoomId>): void {
    for (const roomId of rooms) this.#projections.delete(roomId)
  }

  *#confirmedRooms(): Iterable<Room> {
    for (const roomId of this.log.roomIds()) {
      if (this.log.isStale(roomId)) continue
      const room = this.log.state(roomId)
      if (room !== null) yield room
    }
  }

  *#projectedRooms(): Iterable<Room> {
    for (const roomId of this.roomIds()) {
      if (this.log.isStale(roomId)) continue
      const { room } = this.projection(roomId)
      if (room !== null) yield room
    }
  }

  /** A prediction looks at confirmed rooms alone: two that looked at each other would never end. */
  #facts(rooms: () => Iterable<Room>): Facts {
    return {
      me: this.me,
      directory: () => this.#directory,
      rooms,
      entry: (roomId: RoomId, eventId: EventId): RecordedEvent | null => this.log.entry(roomId, eventId),
    }
  }
}
