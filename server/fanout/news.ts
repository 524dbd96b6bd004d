// What is new, wherever it was made: pokes for the feeds and marks of directories on this node, told to the other nodes
// and by them. A node that may have missed something looks at everything again: a poke costs a reader one read.

import type { Person } from '../../domain/people.ts'
import type { CoreLog } from '../core-log.ts'
import type { StoreReads } from '../store/event-store.ts'
import type { Signals } from '../store/signals.ts'
import { openDirectoryMarks } from './directory-marks.ts'
import { openPokeHub, type PokeHub, pokingOthers } from './hub.ts'

export interface News {
  /** Its pokes are heard on every node. */
  readonly hub: PokeHub
  /** See directory-marks.ts. */
  markOf(person: Person): Promise<string>
  /** Accounts or people were changed, here. */
  directoryChanged(): void
  /** Listens to other nodes no more. */
  close(): void
}

export function openNews(store: StoreReads, signals: Signals, log: CoreLog): News {
  const hub = openPokeHub((error) => log.error({ error }, 'a listener of a feed failed'))
  const marks = openDirectoryMarks(store)
  const lookAgain = (): void => {
    marks.changed()
    hub.pokeAll()
  }
  const stopListening = signals.listen({
    told: (signal) => {
      if (signal.kind === 'poke') hub.poke(signal.channels)
      if (signal.kind === 'directory') lookAgain()
    },
    missed: lookAgain,
  })
  return {
    hub: pokingOthers(hub, signals),
    markOf: (person) => marks.markOf(person),
    directoryChanged() {
      lookAgain()
      signals.tell({ kind: 'directory' })
    },
    close: stopListening,
  }
}
