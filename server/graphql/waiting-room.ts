// Sockets that have not said yet who they are: each costs memory and a place, and nobody has to sign in to open one. So
// one sender has a few at a time, far below what the server takes of all, and cannot keep anybody else out.

import { isThisMachine } from '../http/sender.ts'

/** A house of several hundred people comes back at once after a restart; each of them waits for a moment. */
const WAITING_MAX = 500

export interface WaitingRoom {
  /** How to leave again, which is safe to call twice; null when this sender has too many waiting already. */
  enter(sender: string): (() => void) | null
}

export function openWaitingRoom(max = WAITING_MAX): WaitingRoom {
  const waiting = new Map<string, number>()
  return {
    enter(sender) {
      // Programs of the operator: nobody outside comes from here, unless a proxy does not say whom it stands for.
      if (isThisMachine(sender)) return () => undefined
      const before = waiting.get(sender) ?? 0
      if (before >= max) return null
      waiting.set(sender, before + 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        const left = (waiting.get(sender) ?? 1) - 1
        if (left === 0) waiting.delete(sender)
        else waiting.set(sender, left)
      }
    },
  }
}
