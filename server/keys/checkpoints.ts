// Gives out the provider's signed word on a room's shared record as it stands in the store: signed when it is asked for,
// never while something is written, so that it costs nobody else anything.

import type { RoomId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import { rootOf } from '../../protocol/record-tree.ts'
import type { CoreLog } from '../core-log.ts'
import type { EventStore } from '../store/event-store.ts'
import type { Certifier } from './certifier.ts'

export interface CheckpointOptions {
  readonly store: Pick<EventStore, 'roomHead'>
  readonly certifier: Certifier
  readonly now: () => Instant
  readonly log: CoreLog
}

/** Who may have it was asked before. Null where there is no such room, or where none can be given now. */
export type GiveCheckpoint = (roomId: RoomId) => Promise<string | null>

export const openCheckpoints =
  ({ store, certifier, now, log }: CheckpointOptions): GiveCheckpoint =>
  async (roomId) => {
    const head = await store.roomHead(roomId)
    if (head === null || head.sharedPeaks == null || head.sharedSeq === 0) return null
    const { accountId, sharedSeq, sharedHash: hash, sharedPeaks: peaks } = head
    const root = rootOf({ size: sharedSeq, peaks })
    try {
      return await certifier.checkpoint({ accountId, roomId, sharedSeq, hash, root }, now())
    } catch (error) {
      log.error({ error }, 'no checkpoint can be given')
      return null
    }
  }
