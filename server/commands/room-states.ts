// Rooms as deciding and reading need them. What is not at hand is brought up from a state before it, in memory or kept in
// the store, and from the first event only where there is none. Long ways are gone in stretches, one a turn of the loop,
// and for commands before their transaction begins, since that may wait for nobody (I25).
//
//   submit ─▶ prepare: in stretches ─▶ transaction: load ─▶ decide ─▶ remember ─▶ (500 events on) a snapshot
//   read   ─▶ in stretches                           └ what was remembered and rolled back fits no head: never used

import type { AccountId, RoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import { linkedContent } from '../../protocol/record.ts'
import { EMPTY_TREE, grown, type Peaks } from '../../protocol/record-tree.ts'
import type { RoomHead, RoomView, StoreReads } from '../store/event-store.ts'
import { type Held, type Holder, keyOf, openHeldStates, type StatesOptions } from './held-states.ts'
import {
  isAt,
  positionOf,
  type Rest,
  type RoomState,
  stateFrom,
  stateFromStart,
  STRETCH_EVENTS,
  type Way,
} from './room-fold.ts'
import { EMPTY_LOG, type RoomLog } from './room-log.ts'
import { readSnapshot } from './snapshot.ts'
import { openTurns } from './turns.ts'

/** Logs as the deciding transaction sees them. */
export interface RoomLogs {
  /** Brings a room up that is not at hand, in turns with everybody else, so that a transaction finds it there. */
  prepare(id: RoomId, mayRead: (accountId: AccountId) => boolean): Promise<void>
  load(reads: StoreReads, id: RoomId): Promise<RoomLog>
  /** The position up to which the room's events need not be read; undefined where nothing of it is at hand. */
  atHand(id: RoomId): number | undefined
  remember(log: RoomLog): void
}

/** Rooms as readers see them: what is committed only grows, so that a later state than the head's is as good. */
export type ReadRoom = (head: RoomHead, view: RoomView) => Promise<Room | null>

export interface RoomStates {
  readonly logs: RoomLogs
  readonly read: ReadRoom
  /** Bytes that are held, roughly. */
  readonly weight: () => number
}

export function openRoomStates(options: StatesOptions): RoomStates {
  const { store } = options
  const held = openHeldStates(options)
  const underWay = new Map<string, Promise<unknown>>()
  const rest = openTurns(STRETCH_EVENTS)

  async function bringUp(holder: Holder, reads: StoreReads, head: RoomHead, mayRest?: Rest): Promise<Held> {
    const { use, id, view } = holder
    const wanted = positionOf(head, view)
    const known = [held.get(holder), ...(use === 'READ' && view === 'ALL' ? [held.get(deciding(id))] : [])]
    const bases = known.flatMap((each) => (each === undefined ? [] : [each.state]))
    const nearBases = bases.filter(({ end }) => wanted - positionOf(end, view) <= STRETCH_EVENTS)
    const way = { reads, head, view, rest: mayRest }
    let state = await fromFirstOf(nearBases, way)
    const kept = state === null ? await snapshotOn(reads, id, view, held.law) : null
    state ??= await fromFirstOf(kept === null ? bases : [kept, ...bases], way)
    state ??= await stateFromStart(way)
    const peaks = use === 'READ' ? [] : (head.sharedPeaks ?? (await peaksOf(reads, id, mayRest)))
    // While this rested, somebody may have come further.
    const now = mayRest === undefined ? undefined : held.get(holder)
    if (now !== undefined && positionOf(now.state.end, view) > wanted) return now
    return held.hold(holder, state, peaks, kept === null ? undefined : positionOf(kept.end, view))
  }

  /** One after the other for each holder: who comes second finds it at hand. */
  async function inTurn(holder: Holder, head: RoomHead): Promise<Held> {
    const key = keyOf(holder)
    for (let other = underWay.get(key); other !== undefined; other = underWay.get(key)) await other
    const known = held.get(holder)
    if (known !== undefined && positionOf(known.state.end, holder.view) >= positionOf(head, holder.view))
      return known
    const work = bringUp(holder, store, head, rest)
    underWay.set(
      key,
      work.catch(() => null).finally(() => underWay.delete(key)),
    )
    return work
  }

  const logs: RoomLogs = {
    prepare: async (id, mayRead) => {
      const known = held.get(deciding(id))
      const { room } = known?.state ?? { room: null }
      if (room !== null && mayRead(room.accountId)) return
      // Also of what is at hand: the way to a room of others is the way to one that is not there (I19).
      const head = await store.roomHead(id)
      if (head === null || !mayRead(head.accountId) || known !== undefined) return
      await inTurn(deciding(id), head)
    },
    atHand: (id) => held.get(deciding(id))?.state.end.seq,
    load: async (reads, id) => {
      const head = await reads.roomHead(id)
      if (head === null) return EMPTY_LOG
      const known = held.get(deciding(id))
      const isAtHand = known !== undefined && isAt(known.state.end, head, 'ALL')
      const { state, peaks } = isAtHand ? known : await bringUp(deciding(id), reads, head)
      const { seq, sharedSeq, sharedHash, internalHash, recordedAt } = head
      const end = { seq, sharedSeq, sharedHash, internalHash, recordedAt, sharedPeaks: peaks }
      return { end, room: state.room, fresh: [] }
    },
    remember: ({ room, end: { seq, sharedSeq, sharedHash, internalHash, sharedPeaks } }) => {
      if (room === null) return
      held.hold(deciding(room.id), { end: { seq, sharedSeq, sharedHash, internalHash }, room }, sharedPeaks)
    },
  }
  const read: ReadRoom = async (head, view) => {
    const decided = view === 'ALL' ? held.get(deciding(head.roomId)) : undefined
    const isCommitted = decided !== undefined && isAt(decided.state.end, head, view)
    const { state } = isCommitted ? decided : await inTurn({ use: 'READ', id: head.roomId, view }, head)
    return state.room
  }
  return { logs, read, weight: () => held.weight() }
}

const deciding = (id: RoomId): Holder => ({ use: 'DECIDE', id, view: 'ALL' })

async function fromFirstOf(bases: readonly RoomState[], way: Way): Promise<RoomState | null> {
  for (const base of bases) {
    const state = await stateFrom(base, way)
    if (state !== null) return state
  }
  return null
}

async function snapshotOn(
  reads: StoreReads,
  id: RoomId,
  view: RoomView,
  law: string,
): Promise<RoomState | null> {
  const text = await reads.roomSnapshot(id, view)
  return text === null ? null : readSnapshot(text, law)
}

/** Of a room that was stored before there were trees. */
async function peaksOf(reads: StoreReads, id: RoomId, rest?: Rest): Promise<Peaks> {
  let tree = EMPTY_TREE
  for (;;) {
    const events = await reads.roomEvents(id, 'SHARED', tree.size, STRETCH_EVENTS)
    for (const event of events) tree = grown(tree, linkedContent(event))
    await rest?.(events.length)
    if (events.length < STRETCH_EVENTS) return tree.peaks
  }
}
