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
  /** Whether another entry was read at this one's position. */
  readonly isOther: (event: RecordedEvent) => boolean
  readonly forgetAll: () => void
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
  const asked = new Set<number | EventId>()
  let near: readonly number[] = []

  const fail = (error: unknown): void => {
    console.error(error)
    setFailed(true)
  }
  const readAll = async (positions: readonly number[]) => {
    for (const position of positions) asked.add(position)
    try {
      const { entries, related } = await replica.read<'passage'>({ read: 'passage', roomId, positions })
      const about = Map.groupBy(related, saidAbout)
      for (const event of entries) kept.put(event, about.get(event.id) ?? [])
      for (const event of related) kept.putPointed(event)
      kept.forget(near)
      setFailed(false)
      changed()
    } catch (error) {
      fail(error)
    } finally {
      for (const position of positions) asked.delete(position)
    }
  }
  const readEntry = async (id: EventId) => {
    asked.add(id)
    const event = await replica.read<'entry'>({ read: 'entry', roomId, eventId: id }).catch(fail)
    if (event == null) return
    kept.putPointed(event)
    changed()
  }
  const need = (positions: readonly number[]) => {
    near = positions
    const missing = near.filter((position) => !kept.has(position) && !asked.has(position))
    for (let from = 0; from < missing.length; from += READ_AT_ONCE)
      void readAll(missing.slice(from, from + READ_AT_ONCE))
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
      if (here === undefined && !asked.has(position)) void readAll([position])
      return here
    },
    entry: (id) => {
      const here = heard(() => kept.byId(id))
      // Once: an entry that the copy does not hold is not asked for again and again.
      if (here === undefined && !asked.has(id)) void readEntry(id)
      return here
    },
    later: (id) => heard(() => kept.later(id)),
    all: () => kept.all(),
    put: (event) => kept.put(event, []),
    isOther: (event) => kept.isOther(event),
    forgetAll: () => {
      for (const one of [kept, asked]) one.clear()
      changed()
    },
    failed,
    fail,
    retry: () => {
      setFailed(false)
      need(near)
    },
  }
}
