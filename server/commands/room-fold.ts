// What a room is at a head of its log: from a state that was reached before, where the log goes on from that very state,
// else from the first event. That it goes on is seen by the chains: the first event of each that follows hangs on the
// state's end, and the last ones are the head. A state of a rolled back transaction, of another log or of another moment
// does not fit, and is never used.

import { evolve } from '../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START, type Room } from '../../domain/incident/state.ts'
import type { Audience } from '../../domain/people.ts'
import { linkHash } from '../../protocol/record.ts'
import { sha256 } from '../sha256.ts'
import type { RoomHead, RoomView, StoreReads } from '../store/event-store.ts'

/** How far a state goes. Of the customer's view `seq` and `internalHash` say nothing: both stay at their beginning. */
export interface StateEnd {
  readonly seq: number
  readonly sharedSeq: number
  readonly sharedHash: string
  readonly internalHash: string
}

export interface RoomState {
  readonly end: StateEnd
  readonly room: Room | null
}

const NO_STATE: RoomState = {
  end: { seq: 0, sharedSeq: 0, sharedHash: CHAIN_START, internalHash: CHAIN_START },
  room: null,
}

/** Awaited after each stretch, with how many events it had; a transaction has none: it waits for its own reads alone. */
export type Rest = (events: number) => Promise<void>

/** Some milliseconds of work. */
export const STRETCH_EVENTS = 250

export const positionOf = (end: Pick<RoomHead, 'seq' | 'sharedSeq'>, view: RoomView): number =>
  view === 'ALL' ? end.seq : end.sharedSeq

/** Whether a state is the one at a head. */
export const isAt = (end: StateEnd, head: RoomHead, view: RoomView): boolean =>
  end.sharedSeq === head.sharedSeq &&
  end.sharedHash === head.sharedHash &&
  (view === 'SHARED' || (end.seq === head.seq && end.internalHash === head.internalHash))

/** Where to, and how. */
export interface Way {
  readonly reads: StoreReads
  readonly head: RoomHead
  readonly view: RoomView
  readonly rest: Rest | undefined
}

/** The state at a head, reached from `base`; null where the log does not go on from there to that head. */
export async function stateFrom(base: RoomState, way: Way): Promise<RoomState | null> {
  if (positionOf(base.end, way.view) > positionOf(way.head, way.view)) return null
  const state = await foldOn(base, way, new Set(['SHARED', 'INTERNAL']))
  return state !== null && isAt(state.end, way.head, way.view) ? state : null
}

/** The state at a head, from the first event on. */
export const stateFromStart = async (way: Way): Promise<RoomState> =>
  (await foldOn(NO_STATE, way, new Set())) ?? NO_STATE

/**
 * `unproven`: the chains of which it has still to be seen that they go on from `base`. The first event of each tells,
 * since those after it were linked when they were stored. Null where one does not.
 */
async function foldOn(
  base: RoomState,
  { reads, head, view, rest }: Way,
  unproven: Set<Audience>,
): Promise<RoomState | null> {
  let { end, room } = base
  for (;;) {
    const limit = Math.min(STRETCH_EVENTS, positionOf(head, view) - positionOf(end, view))
    if (limit <= 0) return { end, room }
    const events = await reads.roomEvents(head.roomId, view, positionOf(end, view), limit)
    for (const event of events) {
      if (unproven.delete(event.audience) && !hangsOn(end, event)) return null
      end = endAfter(end, event)
      room = evolve(room, event)
    }
    await rest?.(events.length)
    if (events.length < limit) return { end, room }
  }
}

const hangsOn = ({ sharedHash, internalHash }: StateEnd, event: RecordedEvent): boolean =>
  event.hash === linkHash(event.audience === 'SHARED' ? sharedHash : internalHash, event, sha256)

function endAfter(end: StateEnd, { id, audience, seq, sharedSeq, hash }: RecordedEvent): StateEnd {
  if (hash === null) throw new Error(`a stored event without its link: ${id}`)
  const position = seq ?? end.seq
  if (audience === 'INTERNAL') return { ...end, seq: position, internalHash: hash }
  if (sharedSeq === null) throw new Error(`a stored event without its number: ${id}`)
  return { ...end, seq: position, sharedSeq, sharedHash: hash }
}
