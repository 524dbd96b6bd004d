// Where the memory of alerts lives: the browser's storage, one for each person. Telling is claimed under a lock that all
// windows share, so that of several windows one tells; the window in front claims first. A window that closes while it
// holds the lock loses it with itself.

import { type Accessor, createSignal } from 'solid-js'
import type { PersonId } from '../../domain/ids.ts'
import { type AlertMemory, parseMemory } from './alert-memory.ts'

/** What navigator.locks is used for here. */
export interface AlertLocks {
  request(name: string, holding: () => Promise<void>): Promise<unknown>
}

export interface AlertStore {
  /** Reactive: changes also when another window told something. */
  readonly memory: Accessor<AlertMemory>
  /** Changes the memory as it is then, with no other window in between. */
  change(work: (memory: AlertMemory) => AlertMemory): Promise<void>
  close(): void
}

/** `storage` null: the memory lives as long as the window. `locks` null: nobody else is kept out. */
export function openAlertStore(
  personId: PersonId,
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  locks: AlertLocks | null,
): AlertStore {
  const key = `accord.alerts.${personId}`
  const read = (): string | null => {
    try {
      return storage?.getItem(key) ?? null
    } catch {
      return null
    }
  }
  const [memory, setMemory] = createSignal(parseMemory(read()))
  const hear = (event: StorageEvent) => {
    if (event.key === key) setMemory(parseMemory(event.newValue))
  }
  if (typeof addEventListener !== 'undefined') addEventListener('storage', hear)

  async function changeNow(work: (memory: AlertMemory) => AlertMemory): Promise<void> {
    const kept = read()
    const next = work(kept === null ? memory() : parseMemory(kept))
    setMemory(next)
    try {
      storage?.setItem(key, JSON.stringify(next))
    } catch {
      // Full or switched off: then this window alone remembers.
    }
  }

  return {
    memory,
    change: async (work) => {
      if (locks === null) return changeNow(work)
      await locks.request(key, () => changeNow(work))
    },
    close() {
      if (typeof removeEventListener !== 'undefined') removeEventListener('storage', hear)
    },
  }
}
