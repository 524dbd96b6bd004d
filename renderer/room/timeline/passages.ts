// Entries that are read from the copy where the reader goes, and forgotten again far behind. Reactive: who asks for an
// entry hears when it is here.

import { type Accessor, createSignal } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { EventId, RoomId } from '../../../domain/ids.ts'
import { saidAbout } from '../../../protocol/outline.ts'
import type { Entry, Replica } from '../../../replica/api.ts'
import { KeptEntries } from './kept-entries.ts'

/** In one reading. */
const READ_AT_ONCE = 200

export interface Passages {
  readonly at: (position: number) => Entry | undefined
  /** Reads what is not here of the positions near the reader. */
  readonly need: (near: readonly number[]) => void
  /** The entry at a position wherever the reader is; read when it is asked for. */
  readonly alone: (position: number) => Entry | undefined
  /** The same by its id; undefined for one that this copy does not hold. */
  readonly entry: (id: EventId) => RecordedEvent | undefined
  readonly later: (id: EventId) => readonly RecordedEvent[]
  readonly all: () => readonly RecordedEvent[]
  /** Keeps an entry that came by itself; false when it is here already. */
  readonly put: (event: RecordedEvent) => boolean
  /** All of it is of another copy: nothing of it is shown again, nor what is still being read of it. */
  readonly forgetAll: () => void
  /** Everything may have been corrected since: it is shown, and read again where the reader is. */
  readonly doubtAll: () => void
  readonly failed: Accessor<boolean>
  readonly fail: (error: unknown) => void
  readonly retry: () => void
}

/** `found` hears of each entry that is kept from now on. */
export function createPassages(
  replica: Replica,
  roomId: RoomId,
  found: (event: RecordedEvent) => void,
): Passages {
  const [changes, changed] = createSignal(undefined, { equals: false })
  const [failed, setFailed] = createSignal(false)
  const kept = new KeptEntries(found)
  let near: readonly number[] = []

  const fail = (error: unknown): void => {
    console.error(error)
    setFailed(true)
  }
  const came = () => {
    kept.forget(near)
    setFailed(false)
    changed()
  }
  const reader = passageReader(replica, roomId, { kept, came, fail })
  const need = (positions: readonly number[]) => {
    near = positions
    kept.forget(near)
    const missing = near.filter(reader.isMissing)
    for (let from = 0; from < missing.length; from += READ_AT_ONCE)
      void reader.readAll(missing.slice(from, from + READ_AT_ONCE))
  }
  /** Hears of every change of what is kept. */
  const heard = <Value>(value: () => Value): Value => {
    changes()
    return value()
  }
  return {
    at: (position) => heard(() => kept.at(position)),
    need,
    alone: (position) => {
      const here = heard(() => kept.at(position))
      if (reader.isMissing(position)) void reader.readAll([position])
      return here
    },
    entry: (id) => {
      const here = heard(() => kept.byId(id))
      if (here === undefined) void reader.readEntry(id)
      return here
    },
    later: (id) => heard(() => kept.later(id)),
    all: () => kept.all(),
    put: (event) => kept.put(event, []),
    forgetAll: () => {
      kept.clear()
      reader.forgetAll()
      changed()
    },
    doubtAll: () => {
      kept.doubtAll()
      reader.doubtAll()
      need(near)
    },
    failed,
    fail,
    retry: () => {
      setFailed(false)
      need(near)
    },
  }
}

interface Reader {
  /** Neither here nor asked for. */
  readonly isMissing: (position: number) => boolean
  readonly readAll: (positions: readonly number[]) => Promise<void>
  readonly readEntry: (id: EventId) => Promise<void>
  readonly forgetAll: () => void
  readonly doubtAll: () => void
}

/** What is asked of the copy. An answer that was asked for before all was forgotten or doubted is of no use. */
function passageReader(
  replica: Replica,
  roomId: RoomId,
  into: {
    readonly kept: KeptEntries
    readonly came: () => void
    readonly fail: (error: unknown) => void
  },
): Reader {
  const { kept, came, fail } = into
  const sought = new Set<EventId>()
  let asked = new Set<number>()
  let copies = 0
  return {
    isMissing: (position) => !kept.has(position) && !asked.has(position),
    async readAll(positions) {
      const asking = asked
      for (const position of positions) asking.add(position)
      try {
        const { entries, related } = await replica.read<'passage'>({ read: 'passage', roomId, positions })
        if (asking !== asked) return
        const about = Map.groupBy(related, saidAbout)
        for (const event of entries) kept.put(event, about.get(event.id) ?? [])
        for (const event of related) kept.putPointed(event)
        came()
      } catch (error) {
        if (asking === asked) fail(error)
      } finally {
        for (const position of positions) asking.delete(position)
      }
    },
    async readEntry(id) {
      // Once: an entry that the copy does not hold is not asked for again and again.
      if (sought.has(id)) return
      const copy = copies
      sought.add(id)
      try {
        const event = await replica.read<'entry'>({ read: 'entry', roomId, eventId: id })
        if (event === null || copy !== copies) return
        kept.putPointed(event)
        came()
      } catch (error) {
        sought.delete(id)
        if (copy === copies) fail(error)
      }
    },
    forgetAll: () => {
      sought.clear()
      asked = new Set()
      copies += 1
    },
    doubtAll: () => {
      asked = new Set()
    },
  }
}
