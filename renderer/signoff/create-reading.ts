// What is read before a signature: the proposal, the record it pins, and whether this device can vouch for both.

import { type Accessor, createEffect, createMemo, createSignal } from 'solid-js'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { ResolutionProposal, Room } from '../../domain/incident/state.ts'
import type { RoomId } from '../../domain/ids.ts'
import { crypto } from '../../protocol/crypto.ts'
import type { Entry, Replica, RoomView } from '../../replica/api.ts'
import { createLive } from '../live/create-live.ts'
import { type Doubt, doubtAbout, pinnedEvent } from './proposal-check.ts'
import { previousOf, proposalToRead } from './standing.ts'

export interface Reading {
  readonly view: Accessor<RoomView | undefined>
  /** As the server has confirmed it. */
  readonly room: Accessor<Room | null>
  readonly entries: Accessor<readonly Entry[]>
  readonly proposal: Accessor<ResolutionProposal | null>
  readonly previous: Accessor<ResolutionProposal | null>
  /** Why it cannot be signed on this device. */
  readonly doubt: Accessor<Doubt | null>
  /** The last entry that the proposal covers. */
  readonly pinned: Accessor<RecordedEvent | null>
}

/** So many entries hold the pinned one and the evidence in all but the longest rooms; those ask again. */
const ENTRIES_AT_FIRST = 2_000

/** Needs an owner. */
export function createReading(replica: Replica, roomId: RoomId): Reading {
  const [limit, setLimit] = createSignal(ENTRIES_AT_FIRST)
  const live = createLive<'room'>(replica, () => ({ view: 'room', roomId, limit: limit() }))
  // While more of the record is fetched, what is being read stays.
  const view = createMemo((before: RoomView | undefined) => live() ?? before)
  const room = createMemo(() => view()?.confirmed ?? null)
  const entries = createMemo(() => view()?.entries ?? [])
  const proposal = createMemo(() => {
    const confirmed = room()
    return confirmed === null ? null : proposalToRead(confirmed)
  })
  const doubt = createMemo(() => {
    const [read, current] = [proposal(), room()]
    return read === null || current === null ? null : doubtAbout(current, read, entries(), crypto)
  })
  // The pinned entry of a very long room lies further back.
  createEffect(() => {
    const older = view()?.olderCount ?? 0
    if (doubt() === 'NOT_HERE' && older > 0) setLimit((asked) => asked + older)
  })
  return {
    view,
    room,
    entries,
    proposal,
    previous: createMemo(() => {
      const [current, read] = [room(), proposal()]
      return current === null || read === null ? null : previousOf(current, read)
    }),
    doubt,
    pinned: createMemo(() => {
      const read = proposal()
      return read === null ? null : pinnedEvent(read, entries())
    }),
  }
}
