// The states of rooms that were used lately, so that deciding does not fold a whole log again. A remembered state
// counts only while the store's head of that room is the very one it was built to: numbers and both chain heads.
// A state that a rolled back transaction left here does not fit that head, and so is never used.

import { evolveAll } from '../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { RoomId } from '../../domain/ids.ts'
import { linkedContent } from '../../protocol/record.ts'
import { EMPTY_TREE, grown, type Peaks } from '../../protocol/record-tree.ts'
import type { RoomHead, RoomView, StoreReads } from '../store/event-store.ts'
import { Recent } from './recent.ts'
import { EMPTY_LOG, type LogEnd, type RoomLog } from './room-log.ts'

const ROOMS_MAX = 1_000
const EVENTS_PER_READ = 500

/** Logs as the deciding transaction sees them. */
export interface RoomLogs {
  load(reads: StoreReads, id: RoomId): Promise<RoomLog>
  remember(log: RoomLog): void
}

export function openRoomLogs(): RoomLogs {
  const recent = new Recent<RoomId, RoomLog>(ROOMS_MAX)
  return {
    load: async (reads, id) => {
      const head = await reads.roomHead(id)
      if (head === null) return EMPTY_LOG
      const known = recent.get(id)
      if (known !== undefined && isSameEnd(known.end, head)) return known
      const { seq, sharedSeq, sharedHash, internalHash, recordedAt } = head
      const sharedPeaks = head.sharedPeaks ?? (await peaksOf(reads, id))
      const end: LogEnd = { seq, sharedSeq, sharedHash, internalHash, sharedPeaks, recordedAt }
      const { room } = await foldOn(reads, id, 'ALL', NOTHING)
      const log: RoomLog = { end, room, fresh: [] }
      recent.set(id, log)
      return log
    },
    remember: (log) => {
      if (log.room !== null) recent.set(log.room.id, { ...log, fresh: [] })
    },
  }
}

/** Of a room that was stored before there were trees. */
async function peaksOf(reads: StoreReads, id: RoomId): Promise<Peaks> {
  let tree = EMPTY_TREE
  for (;;) {
    const events = await reads.roomEvents(id, 'SHARED', tree.size, EVENTS_PER_READ)
    for (const event of events) tree = grown(tree, linkedContent(event))
    if (events.length < EVENTS_PER_READ) return tree.peaks
  }
}

const isSameEnd = (end: LogEnd, head: RoomHead): boolean =>
  end.seq === head.seq && end.sharedHash === head.sharedHash && end.internalHash === head.internalHash

/** Rooms as readers see them: what is committed only grows, so a remembered state is brought forward. */
export type ReadRoom = (head: RoomHead, view: RoomView) => Promise<Room | null>

interface Folded {
  readonly room: Room | null
  /** `seq` or `sharedSeq` of the last event in it, by the view. */
  readonly position: number
}

const NOTHING: Folded = { room: null, position: 0 }

/** Rooms that are not remembered are folded in pieces, one a turn of the loop, so that long ones hold up nobody (I25). */
export function openRoomReader(reads: StoreReads): ReadRoom {
  const recent: Readonly<Record<RoomView, Recent<RoomId, Folded>>> = {
    ALL: new Recent(ROOMS_MAX),
    SHARED: new Recent(ROOMS_MAX),
  }
  let sinceOthersHadTheirTurn = 0
  const rest = async (events: number): Promise<void> => {
    sinceOthersHadTheirTurn += events
    if (sinceOthersHadTheirTurn < EVENTS_PER_READ) return
    sinceOthersHadTheirTurn = 0
    await new Promise((resolve) => setImmediate(resolve))
  }
  return async (head, view) => {
    const known = recent[view].get(head.roomId)
    const wanted = view === 'ALL' ? head.seq : head.sharedSeq
    if (known !== undefined && known.position >= wanted) return known.room
    const folded = await foldOn(reads, head.roomId, view, known ?? NOTHING, rest)
    recent[view].set(head.roomId, folded)
    return folded.room
  }
}

/** `rest` is awaited after each piece; a transaction has none, since it may wait for nothing but its own reads. */
async function foldOn(
  reads: StoreReads,
  id: RoomId,
  view: RoomView,
  from: Folded,
  rest?: (events: number) => Promise<void>,
): Promise<Folded> {
  let folded = from
  for (;;) {
    const events = await reads.roomEvents(id, view, folded.position, EVENTS_PER_READ)
    const last = events.at(-1)
    if (last === undefined) return folded
    folded = { room: evolveAll(folded.room, events), position: positionIn(last, view) }
    await rest?.(events.length)
    if (events.length < EVENTS_PER_READ) return folded
  }
}

function positionIn(event: RecordedEvent, view: RoomView): number {
  const position = view === 'ALL' ? event.seq : event.sharedSeq
  if (position === null) throw new Error(`a stored event without its number: ${event.id}`)
  return position
}
