// Pokes: after a commit everybody who follows a channel is told that there may be something new, and nothing else.
// A poke carries no data, so no queue grows for a slow reader and no gap can open between catching up and live:
// what is new is always read from the store, after the reader's own cursor.

import type { Channel } from '../store/event-store.ts'
import type { Signals } from '../store/signals.ts'

export interface PokeHub {
  /** Calls `poked` after commits to the channel, until the function it returns is called; see `Core.onPoke`. */
  on(channel: Channel, poked: (everything: boolean) => void): () => void
  /** Tells each listener of these channels; one that throws does not keep the others from hearing it. */
  poke(channels: Iterable<Channel>): void
  /** Tells every listener of every channel. */
  pokeAll(): void
}

export function openPokeHub(onListenerError: (error: unknown) => void): PokeHub {
  const listeners = new Map<Channel, Set<{ readonly poked: (everything: boolean) => void }>>()
  const tellAll = (channels: Iterable<Channel>, everything: boolean): void => {
    for (const channel of new Set(channels))
      for (const { poked } of listeners.get(channel) ?? []) tell(() => poked(everything), onListenerError)
  }
  return {
    on: (channel, poked) => {
      const listener = { poked }
      const ofChannel = listeners.get(channel) ?? new Set()
      listeners.set(channel, ofChannel.add(listener))
      return () => {
        ofChannel.delete(listener)
        if (ofChannel.size === 0 && listeners.get(channel) === ofChannel) listeners.delete(channel)
      }
    },
    poke: (channels) => tellAll(channels, false),
    pokeAll: () => tellAll(listeners.keys(), true),
  }
}

/** The same hub, whose pokes reach the readers on other nodes too. What another node tells goes to `hub` itself. */
export const pokingOthers = (hub: PokeHub, signals: Signals): PokeHub => ({
  ...hub,
  poke: (channels) => {
    const touched = [...new Set(channels)]
    hub.poke(touched)
    if (touched.length > 0) signals.tell({ kind: 'poke', channels: touched })
  },
})

function tell(poked: () => void, onListenerError: (error: unknown) => void): void {
  try {
    poked()
  } catch (error) {
    onListenerError(error)
  }
}
