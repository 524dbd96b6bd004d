// What a node still knows in its turn from those before. Every change of an account or a person raises the directory's
// version, and every event the position of the provider's feed: while both stand where this node left them, nobody else
// changed anything, and actors, accounts, rooms' ends and channels' ends need not be asked for again.

import type { Account } from '../../../domain/account.ts'
import type { AccountId, PersonId, RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Channel, RoomHead } from '../event-store.ts'

/** Where a channel ends. */
export interface ChannelEnd {
  readonly position: number
  readonly digest: string
}

/** How far the database is, as a turn finds it. */
export interface Moved {
  readonly version: number
  readonly position: number
}

export interface Memory {
  readonly accounts: Map<AccountId, Account | null>
  readonly actors: Map<PersonId, Person | null>
  readonly heads: Map<RoomId, RoomHead | null>
  readonly channels: Map<Channel, ChannelEnd>
}

/** Of each; a node with more goes on from an empty memory. */
const KEPT_MAX = 2_000

export const blankMemory = (): Memory => ({
  accounts: new Map(),
  actors: new Map(),
  heads: new Map(),
  channels: new Map(),
})

export interface Memories {
  /** What holds in a turn that begins like this. */
  recall(now: Moved): Memory
  /** After a turn that was committed; `directoryChanged` when it changed accounts or people itself. */
  keep(memory: Memory, now: Moved, directoryChanged: boolean): void
}

export function openMemories(): Memories {
  let last: { readonly memory: Memory; readonly at: Moved } | null = null
  return {
    recall: (now) => {
      const known = last
      // Kept again when the turn is committed: what a turn leaves that failed counts for nobody.
      last = null
      if (known === null) return blankMemory()
      const { memory, at } = known
      const fresh = blankMemory()
      const { accounts, actors } = at.version === now.version ? memory : fresh
      const { heads, channels } = at.position === now.position ? memory : fresh
      return { accounts, actors, heads, channels }
    },
    keep: (memory, now, directoryChanged) => {
      const { position } = memory.channels.get('provider') ?? now
      const isFull = Object.values(memory).some(({ size }) => size > KEPT_MAX)
      last = isFull
        ? null
        : { memory, at: { version: directoryChanged ? Number.NaN : now.version, position } }
    },
  }
}
