// One tick of the deadline engine: every room with a step that is due, each in a transaction of its own, so that a room
// that cannot be decided never keeps the others from their warnings. Deadlines are rows, armed and fired in the same
// transaction as the events: each step fires exactly once, whatever restarts or repeats (I13).

import type { RoomId } from '../../domain/ids.ts'
import { fireRoom } from '../commands/handle.ts'
import { broughtUp, type Submitting } from '../commands/submit.ts'
import { isTemporary, StoreFault } from '../store/store-fault.ts'

/** Fires what is due now; resolves to the number of rooms in which something happened. */
export type FireDue = () => Promise<number>

export function openFireDue(around: Submitting): FireDue {
  const { store, desk, hub, log } = around
  const failing = new Set<RoomId>()

  const fire = async (roomId: RoomId): Promise<number> => {
    try {
      await broughtUp(around, roomId, () => true)
      const touched = await store.write((tx) => fireRoom(desk, tx, roomId), { roomId })
      failing.delete(roomId)
      hub.poke(touched)
      return touched.length > 0 ? 1 : 0
    } catch (error) {
      if (error instanceof StoreFault && error.code === 'UNKNOWN') throw error
      // Logged once while it lasts: the next tick tries again in half a second.
      if (!failing.has(roomId) && !isTemporary(error))
        log.error({ error, roomId }, 'the deadlines of a room cannot be fired')
      failing.add(roomId)
      return 0
    }
  }

  return async () => {
    const due = await store.dueRooms(desk.now())
    const fired = await Promise.all(due.map(fire))
    return fired.reduce((sum, count) => sum + count, 0)
  }
}
