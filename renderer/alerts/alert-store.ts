// Where the memory of alerts lives: the browser's storage, one for each person, and which of the person's windows leads.
// The one that leads tells while none is in front: a lock held for its life says which. Storage alone could not: what
// one window writes, another reads a moment later. A window that closes loses the lock with itself.

import { type Accessor, createSignal } from 'solid-js'
import type { PersonId } from '../../domain/ids.ts'
import type { TabLocks } from '../platform/tab-leadership.ts'
import { hearKept, keepHere, keptHere } from '../ui/kept-here.ts'
import { type AlertMemory, parseMemory } from './alert-memory.ts'

export interface AlertStore {
  /** Reactive: changes also when another window told something. */
  readonly memory: Accessor<AlertMemory>
  /** Whether this window tells while none of the person's windows is in front. */
  leads(): boolean
  /** Changes the memory as it is then, with no other window in between. */
  change(work: (memory: AlertMemory) => AlertMemory): Promise<void>
  close(): void
}

/** `locks` null: nobody else is kept out. */
export function openAlertStore(personId: PersonId, locks: TabLocks | null): AlertStore {
  const key = `accord.alerts.${personId}`
  const [memory, setMemory] = createSignal(parseMemory(keptHere(key)))
  const stopHearing = hearKept(key, (kept) => setMemory(parseMemory(kept)))

  /** Storage is full: what it holds is older than what this window knows, and would be told again. */
  let isUnkept = false
  const closing = new AbortController()
  const closed = Promise.withResolvers<void>()
  let isLeading = locks === null
  locks
    ?.request(`${key}.leader`, { signal: closing.signal }, () => {
      isLeading = true
      return closed.promise
    })
    .catch((error: unknown) => {
      if (!closing.signal.aborted) console.error(error)
    })

  async function changeNow(work: (memory: AlertMemory) => AlertMemory): Promise<void> {
    const kept = keptHere(key)
    const next = work(kept === null || isUnkept ? memory() : parseMemory(kept))
    setMemory(next)
    const text = JSON.stringify(next)
    keepHere(key, text)
    isUnkept = keptHere(key) !== text
  }

  return {
    memory,
    leads: () => isLeading,
    change: async (work) => {
      if (locks === null) return changeNow(work)
      await locks.request(key, {}, () => changeNow(work))
    },
    close() {
      closing.abort()
      closed.resolve()
      stopHearing()
    },
  }
}
