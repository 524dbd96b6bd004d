// Follows the outline of a room's record: the end of it comes with every change and is joined to what is known. After a
// change that does not reach back to what is known (a computer that slept, more at once than is watched) nobody can
// say from the end alone what lies between: then the outline is read again, and until it is here what was shown stays,
// so that whoever reads further up is not moved.

import { type Accessor, batch, createMemo, createSignal } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { RoomId } from '../../../domain/ids.ts'
import { positionOf } from '../../../protocol/outline.ts'
import type { Entry, Replica, RoomView } from '../../../replica/api.ts'
import {
  joins,
  type Known,
  knownFrom,
  type KnownOutline,
  nothingKnown,
  seenAs,
  withEnd,
} from './known-outline.ts'

export type Shown = Pick<RoomView, 'entries' | 'olderCount'>

/** What the newest entries say of those that were read before. */
export type Since =
  /** They go on from them. */
  | 'ON'
  /** They may: what lies between is not known. */
  | 'GAP'
  /** They are of another copy than before: it was made anew from the server's record. */
  | 'OTHER'

export interface FollowedOutline {
  readonly outline: Accessor<KnownOutline>
  /** The newest entries that are still on their way; changes together with the outline. */
  readonly predicted: Accessor<readonly Entry[]>
  readonly follow: (shown: Shown) => Since
  /** Resolves when the outline reaches back to the first entry, or could not be read. */
  readonly whole: () => Promise<void>
}

/** `failed` hears of an outline that could not be read. */
export function followOutline(
  replica: Replica,
  roomId: RoomId,
  failed: (error: unknown) => void,
): FollowedOutline {
  const [known, setKnown] = createSignal<Known>(nothingKnown(), { equals: false })
  const [predicted, setPredicted] = createSignal<readonly Entry[]>([])
  const outline = createMemo(() => seenAs(known()))
  let shown: Shown = { entries: [], olderCount: 0 }
  let newest: RecordedEvent | null = null
  /** Counts the changes; and when it was another copy's last. */
  let change = 0
  let otherAt = 0
  let reading: Promise<void> | null = null

  const show = (next: Known) =>
    batch(() => {
      setKnown(next)
      setPredicted(shown.entries.filter(({ state }) => state !== 'RECORDED'))
    })
  const read = async (): Promise<void> => {
    const asked = change
    try {
      const answer = await replica.read<'outline'>({ read: 'outline', roomId })
      if (asked < otherAt) return await read()
      const end = endOf(shown)
      const whole = knownFrom(answer, shown.olderCount + end.length)
      if (!joins(whole, end) && asked < change) return await read()
      show(withEnd(whole, end))
    } catch (error) {
      failed(error)
      // Rather the newest entries alone than none of them.
      show(withEnd(known(), endOf(shown)))
    }
  }
  const whole = async (): Promise<void> => {
    reading ??= read().finally(() => (reading = null))
    await reading
  }
  return {
    outline,
    predicted,
    whole: async () => {
      if (reading !== null || known().first > 1) await whole()
    },
    follow: (next) => {
      const end = endOf(next)
      const since = sinceOf(newest, end, next.olderCount + end.length)
      shown = next
      newest = end.at(-1) ?? (since === 'OTHER' ? null : newest)
      change += 1
      if (since === 'OTHER') otherAt = change
      const before = since === 'OTHER' ? nothingKnown() : known()
      const isJoined = since !== 'GAP' && joins(before, end)
      if (isJoined) show(withEnd(before, end))
      if (!isJoined || known().first > 1) void whole()
      return since
    },
  }
}

/** What is recorded of the newest entries, out of the store: it never changes again. */
export const endOf = ({ entries }: Pick<Shown, 'entries'>): readonly RecordedEvent[] =>
  entries.filter(({ state }) => state === 'RECORDED').map(({ event }) => unwrap(event))

/** An entry is linked to all before it: the same one in the same place stands for the same record up to there. */
function sinceOf(newest: RecordedEvent | null, end: readonly RecordedEvent[], held: number): Since {
  if (newest === null) return 'ON'
  const place = positionOf(newest) ?? 0
  if (held < place) return 'OTHER'
  const there = end.find((event) => positionOf(event) === place)
  if (there !== undefined) return there.id === newest.id && there.hash === newest.hash ? 'ON' : 'OTHER'
  return held === place ? 'ON' : 'GAP'
}
