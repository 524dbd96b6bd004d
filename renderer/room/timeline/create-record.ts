// The record of a room as this window has read it: the end of it comes with every change, the rest is read from the copy
// where the reader goes, and forgotten again far behind. What one change costs does not grow with what was read.

import { type Accessor, createComputed, createMemo, onCleanup, untrack } from 'solid-js'
import type { IncidentEventType, RecordedEvent } from '../../../domain/incident/events.ts'
import type { EventId, RoomId } from '../../../domain/ids.ts'
import { positionOf, saidAbout } from '../../../protocol/outline.ts'
import type { Entry, Replica, RoomView } from '../../../replica/api.ts'
import { endOf, followOutline, type Shown } from './create-outline.ts'
import type { KnownOutline } from './known-outline.ts'
import { createPassages } from './passages.ts'

export interface RoomRecord {
  /** What is known of all entries; reactive. */
  readonly outline: Accessor<KnownOutline>
  /** The newest entries that are still on their way; changes together with the outline. */
  readonly predicted: Accessor<readonly Entry[]>
  /** The recorded entry at a position; undefined until it was read. Reactive. */
  readonly at: (position: number) => Entry | undefined
  /** Reads what is not here of these positions. */
  readonly need: (positions: readonly number[]) => void
  /** Any entry by its id, read when it is asked for; undefined until then, and for one that is not in this copy. */
  readonly entry: (id: EventId) => RecordedEvent | undefined
  /** The newest recorded entry of a kind in the whole record; undefined until it was read. Reactive. */
  readonly newest: (type: IncidentEventType) => RecordedEvent | undefined
  /** Every entry that was read and not forgotten yet, and those that are on their way. */
  readonly read: () => readonly RecordedEvent[]
  /** Corrections of and annotations on an entry, oldest first, also those that are still on their way. */
  readonly later: (id: EventId) => readonly RecordedEvent[]
  /** Where an entry stands; null for one that this copy does not hold. */
  readonly positionOf: (id: EventId) => Promise<number | null>
  /** The key of an entry's row that was drawn before the entry was recorded: it stays the same row. */
  readonly keyAt: (position: number) => EventId | undefined
  /** It arrived within the last second: while it fades in. */
  readonly isFresh: (id: EventId) => boolean
  /** Reading failed, through no fault of the person. */
  readonly failed: Accessor<boolean>
  readonly retry: () => void
}

const FRESH_MS = 1_000
const NOTHING: readonly RecordedEvent[] = []

/** Needs an owner. `view`: the newest entries and how many are older, as the copy answers them. */
export function createRecord(replica: Replica, roomId: RoomId, view: Accessor<RoomView>): RoomRecord {
  const fresh = createFresh()
  const said = createSaidLater(view)
  const passages = createPassages(replica, roomId, said.add)
  const followed = followOutline(replica, roomId, passages.fail)
  const { outline, predicted } = followed
  const foreseen = new Set<EventId>()
  const keys = new Map<number, EventId>()

  const absorb = (shown: Shown, isFirst: boolean) => {
    const end = endOf(shown)
    for (const event of end) if (foreseen.has(event.id)) keys.set(positionOf(event) ?? 0, event.id)
    const since = followed.follow(shown)
    if (since === 'OTHER') {
      passages.forgetAll()
      said.clear()
      keys.clear()
    }
    // What came between may correct what was read before.
    if (since === 'GAP') passages.doubtAll()
    for (const event of end) if (passages.put(event) && !isFirst) fresh.add(event.id)
    for (const { event, state } of shown.entries) {
      if (state === 'RECORDED') continue
      foreseen.add(event.id)
      if (!isFirst) fresh.add(event.id)
    }
  }
  // What comes is one store that changes in place: its entries are looked at one by one, so that each change is heard.
  createComputed((isFirst: boolean) => {
    const { olderCount, entries } = view()
    const seen = entries.map(({ event, state }) => ({ event, state }))
    untrack(() => absorb({ olderCount, entries: seen }, isFirst))
    return false
  }, true)

  return {
    outline,
    at: passages.at,
    need: passages.need,
    predicted,
    entry: (id) => predicted().find(({ event }) => event.id === id)?.event ?? passages.entry(id),
    newest: (type) => {
      const { first, last, classAt } = outline()
      let position = last
      while (position >= first && classAt(position)?.type !== type) position -= 1
      if (position < first) return undefined
      return passages.alone(position)?.event
    },
    read: () => [...passages.all(), ...predicted().map(({ event }) => event)],
    later: (id) => merged(passages.later(id), ...said.of(id)),
    positionOf: async (id) => {
      const event = await replica.read<'entry'>({ read: 'entry', roomId, eventId: id })
      await followed.whole()
      return event === null ? null : positionOf(event)
    },
    keyAt: (position) => keys.get(position),
    isFresh: fresh.has,
    failed: passages.failed,
    retry: () => {
      passages.retry()
      void followed.whole()
    },
  }
}

/** Corrections and annotations among what was read or came, and those that are on their way. */
function createSaidLater(view: Accessor<RoomView>) {
  const since = new Map<string, readonly RecordedEvent[]>()
  const lately = createMemo(() =>
    Map.groupBy(
      view().entries.map(({ event }) => event),
      saidAbout,
    ),
  )
  return {
    add: (event: RecordedEvent) => {
      const about = saidAbout(event)
      if (about !== null) since.set(about, merged(since.get(about) ?? NOTHING, [event]))
    },
    clear: () => since.clear(),
    of: (id: EventId) => [since.get(id) ?? NOTHING, lately().get(id) ?? NOTHING],
  }
}

/** Each once, in the order of the record; what is on its way comes last. */
function merged(...lists: readonly (readonly RecordedEvent[])[]): readonly RecordedEvent[] {
  const some = lists.filter((list) => list.length > 0)
  const [only] = some
  if (only === undefined) return NOTHING
  if (some.length === 1) return only
  const once = [...new Map(some.flat().map((event) => [event.id, event])).values()]
  return once.toSorted((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = (event: RecordedEvent): number => positionOf(event) ?? Number.MAX_SAFE_INTEGER

/** Ids that were added within the last second, each only once. */
function createFresh() {
  const before = new Set<EventId>()
  const now = new Set<EventId>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer)
  })
  return {
    has: (id: EventId) => now.has(id),
    add: (id: EventId) => {
      if (before.has(id)) return
      before.add(id)
      now.add(id)
      const timer = setTimeout(() => {
        now.delete(id)
        timers.delete(timer)
      }, FRESH_MS)
      timers.add(timer)
    },
  }
}
