// Nodes in one process: signals that reach all the others at once, can be lost for a while, and say so afterwards.

import type { Signal, SignalListener, Signals } from '../../../server/store/signals.ts'

export interface LinkedSignals {
  /** One for each node. */
  readonly nodes: readonly Signals[]
  /** All that was told, in order. */
  readonly told: readonly Signal[]
  /** While cut, what is told is lost. Mended, every node learns that it may have missed something. */
  cut(isCut: boolean): void
}

export function linkSignals(count: number): LinkedSignals {
  const listeners = Array.from({ length: count }, () => new Set<SignalListener>())
  const told: Signal[] = []
  let isLost = false
  return {
    told,
    nodes: listeners.map((own) => ({
      tell(signal) {
        told.push(signal)
        if (isLost) return
        for (const others of listeners)
          if (others !== own) for (const listener of others) listener.told(signal)
      },
      listen(listener) {
        own.add(listener)
        return () => void own.delete(listener)
      },
      close: () => Promise.resolve(own.clear()),
    })),
    cut(isCut) {
      isLost = isCut
      if (!isCut) for (const node of listeners) for (const listener of node) listener.missed()
    },
  }
}
