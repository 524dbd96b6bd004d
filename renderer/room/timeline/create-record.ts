// The record of a room as this window has read it: the end of it comes with every change, the rest is read from the copy
// where the reader goes, and forgotten again far behind. What one change costs does not grow with what was read.

import { type Accessor, createComputed, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { IncidentEventType, RecordedEvent } from '../../../domain/incident/events.ts'
import type { EventId, RoomId } from '../../../domain/ids.ts'
import { positionOf, saidAbout } from '../../../protocol/outline.ts'
import type { Entry, Replica, RoomView } from '../../../replica/api.ts'
import { type Known, knownFrom, type KnownOutline, nothingKnown, seenAs, withEnd } from './known-outline.ts'
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
  const [known, setKnown] = createSignal<Known>(nothingKnown(), { equals: false })
  const [predicted, setPredicted] = createSignal<readonly Entry[]>([])
  const fresh = createFresh()
  const said = createSaidLater(view)
  const passages = createPassages(replica, roomId, said.add)
  const foreseen = new Set<EventId>()
  const keys = new Map<number, EventId>()
  let asked = false

  const readOutline = () => {
    if (asked) return
    asked = true
    replica.read<'outline'>({ read: 'outline', roomId }).then(
      (outline) => {
        asked = false
        setKnown(withEnd(knownFrom(outline), endOf(view())))
      },
      (error: unknown) => {
        asked = false
        passages.fail(error)
      },
    )
  }
  const absorb = (shown: Pick<RoomView, 'entries' | 'olderCount'>, isFirst: boolean) => {
    const end = endOf(shown)
    const held = shown.olderCount + end.length
    if (held < seenAs(known()).last || end.some((event) => passages.isOther(event))) {
      // The copy was made anew from the server's record: what was read before is of the old one.
      passages.forgetAll()
      said.clear()
      keys.clear()
      setKnown(nothingKnown())
    }
    for (const event of end) {
      if (foreseen.has(event.id)) keys.set(positionOf(event) ?? 0, event.id)
      if (passages.put(event) && !isFirst) fresh.add(event.id)
    }
    for (const { event, state } of shown.entries) {
      if (state === 'RECORDED') continue
      foreseen.add(event.id)
      if (!isFirst) fresh.add(event.id)
    }
    setPredicted(shown.entries.filter(({ state }) => state !== 'RECORDED'))
    const grown = setKnown(withEnd(known(), end))
    if (grown.first > 1) readOutline()
  }
  // What comes is one store that changes in place: its entries are looked at one by one, so that each change is heard.
  createComputed((isFirst: boolean) => {
    const { olderCount, entries } = view()
    const seen = entries.map(({ event, state }) => ({ event, state }))
    untrack(() => absorb({ olderCount, entries: seen }, isFirst))
    return false
  }, true)

  const outline = createMemo(() => seenAs(known()))
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
      return event === null ? null : positionOf(event)
    },
    keyAt: (position) => keys.get(position),
    isFresh: fresh.has,
    failed: passages.failed,
    retry: () => {
      passages.retry()
      if (known().first > 1) readOutline()
    },
  }
}

/** What is recorded of the newest entries, out of the store: it never changes again. */
const endOf = ({ entries }: Pick<RoomView, 'entries'>): readonly RecordedEvent[] =>
  entries.filter(({ state }) => state === 'RECORDED').map(({ event }) => unwrap(event))

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

/** Each once, as first said. */
function merged(...lists: readonly (readonly RecordedEvent[])[]): readonly RecordedEvent[] {
  const some = lists.filter((list) => list.length > 0)
  const [only] = some
  if (only === undefined) return NOTHING
  return some.length === 1 ? only : [...new Map(some.flat().map((event) => [event.id, event])).values()]
}

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
