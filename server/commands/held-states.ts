// The states that are at hand, within a bound of memory, and the snapshots that are made of them: one every 500 events,
// in a work of its own, so that no command waits for it. A state is held for deciding, where its transaction may yet be
// rolled back, or for readers, who see what is committed and only that.

import type { RoomId } from '../../domain/ids.ts'
import type { Peaks } from '../../protocol/record-tree.ts'
import type { CoreLog } from '../core-log.ts'
import type { EventStore, RoomView } from '../store/event-store.ts'
import { isTemporary } from '../store/store-fault.ts'
import { lawVersion } from './law-version.ts'
import { Recent } from './recent.ts'
import { isAt, positionOf, type RoomState } from './room-fold.ts'
import { snapshotOf } from './snapshot.ts'
import { weightOf } from './weight.ts'

/** Bytes of all states together: those of some thousand rooms. */
const WEIGHT_MAX = 64 * 1_024 * 1_024
/** From one snapshot to the next. */
const SNAPSHOT_EVERY = 500
/** How many events a state may grow by before it is weighed again. */
const WEIGHED_EVERY = 250

/** Whose state of a room it is. */
export interface Holder {
  readonly use: 'DECIDE' | 'READ'
  readonly id: RoomId
  readonly view: RoomView
}

export interface Held {
  readonly state: RoomState
  /** Of the shared tree, for deciding; readers need none. */
  readonly peaks: Peaks
  readonly weight: number
  /** The positions at which it was weighed, and up to which a snapshot is kept. */
  readonly weighedAt: number
  readonly keptAt: number
}

export interface HeldStates {
  readonly law: string
  get(holder: Holder): Held | undefined
  /** `keptAt`: up to where a snapshot is known to be kept, if that is not what was held before. */
  hold(holder: Holder, state: RoomState, peaks: Peaks, keptAt?: number): Held
  /** Bytes, roughly. */
  weight(): number
}

export interface StatesOptions {
  readonly store: EventStore
  readonly log: CoreLog
  readonly law?: string | undefined
  readonly weightMax?: number | undefined
}

export function openHeldStates(options: StatesOptions): HeldStates {
  const { store, log, law = lawVersion(), weightMax = WEIGHT_MAX } = options
  const recent = new Recent<string, Held>(weightMax)
  const keeping = new Set<string>()

  async function keepSnapshot({ use, id, view }: Holder, key: string): Promise<void> {
    await store.write(async (tx) => {
      const held = recent.get(key)
      const head = await tx.roomHead(id)
      if (held === undefined || head === null) return
      // What was remembered of a transaction counts once it is what is stored.
      if (use === 'DECIDE' && !isAt(held.state.end, head, view)) return
      const snapshot = snapshotOf(held.state, law)
      if (snapshot !== null) await tx.saveRoomSnapshot(id, view, snapshot)
      recent.set(key, { ...held, keptAt: positionOf(held.state.end, view) }, held.weight)
    })
  }

  function keepSoon(holder: Holder, key: string): void {
    if (keeping.has(key)) return
    keeping.add(key)
    keepSnapshot(holder, key)
      .catch((error: unknown) => {
        if (!isTemporary(error))
          log.warn({ error, roomId: holder.id }, 'a snapshot of a room could not be kept')
      })
      .finally(() => keeping.delete(key))
  }

  return {
    law,
    get: (holder) => recent.get(keyOf(holder)),
    hold: (holder, state, peaks, keptAt) => {
      const key = keyOf(holder)
      const before = recent.get(key)
      const position = positionOf(state.end, holder.view)
      const isWeighed = before !== undefined && Math.abs(position - before.weighedAt) < WEIGHED_EVERY
      const { weight, weighedAt } = isWeighed ? before : { weight: weightOf(state.room), weighedAt: position }
      const held = { state, peaks, weight, weighedAt, keptAt: keptAt ?? before?.keptAt ?? 0 }
      recent.set(key, held, weight)
      if (position - held.keptAt >= SNAPSHOT_EVERY) keepSoon(holder, key)
      return held
    },
    weight: () => recent.weight,
  }
}

/** What names the holder of a state. */
export const keyOf = ({ use, view, id }: Holder): string => `${use} ${view} ${id}`
