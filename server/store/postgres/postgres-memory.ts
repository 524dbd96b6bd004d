// What a node still knows in its turn from those before. Every change of an account or a person raises the directory's
// version, and every event the position of the provider's feed: while both stand where this node left them, nobody else
// changed anything. Where the position moved, the events since then name the rooms and accounts that did; only what is
// known of those is forgotten. So actors, accounts, rooms' ends and channels' ends are hardly ever asked for again.

import type { Account } from '../../../domain/account.ts'
import type { AccountId, CommandId, PersonId, RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Channel, Receipt, RoomHead } from '../event-store.ts'

/** Where a channel ends. */
export interface ChannelEnd {
  readonly position: number
  readonly digest: string
}

/** How far the database is. */
export interface Standing {
  readonly version: number
  readonly position: number
}

/** How a turn finds the database. */
export interface Found extends Standing {
  readonly digest: string
  /** Rooms with events after the position that was asked from; null where those are too many to be told. */
  readonly moved: readonly { readonly roomId: RoomId; readonly accountId: AccountId }[] | null
}

/** A room's first events after a position, as they are stored. */
export interface EventsSince {
  readonly after: number
  readonly texts: readonly string[]
}

export interface Memory {
  readonly accounts: Map<AccountId, Account | null>
  readonly actors: Map<PersonId, Person | null>
  readonly heads: Map<RoomId, RoomHead | null>
  readonly channels: Map<Channel, ChannelEnd>
  /** Of this turn alone, as the works of it foresaw that they would ask. */
  readonly receipts: Map<string, Receipt | null>
  readonly since: Map<RoomId, EventsSince>
}

/** Of each; a node with more goes on from an empty memory. */
const KEPT_MAX = 2_000

export const blankMemory = (): Memory => ({
  accounts: new Map(),
  actors: new Map(),
  heads: new Map(),
  channels: new Map(),
  receipts: new Map(),
  since: new Map(),
})

/** By what a receipt is known. */
export const receiptKey = (actorId: PersonId, commandId: CommandId): string =>
  JSON.stringify([actorId, commandId])

export const sharedChannelOf = (accountId: AccountId): Channel => `account/${accountId}/shared`

export interface Memories {
  /** The position up to which it is known what moved; null where nothing is known. */
  position(): number | null
  /** What holds in a turn that finds the database so. */
  recall(found: Found): Memory
  /** After a turn that was committed, and left the database so. */
  keep(memory: Memory, left: Standing): void
}

export function openMemories(): Memories {
  let last: { readonly memory: Memory; readonly left: Standing } | null = null
  return {
    position: () => last?.left.position ?? null,
    recall: (found) => {
      const known = last
      // Kept again when the turn is committed: what a turn leaves that failed counts for nobody.
      last = null
      const memory = { ...blankMemory(), ...(known === null ? {} : stillTrue(known, found)) }
      memory.channels.set('provider', { position: found.position, digest: found.digest })
      return memory
    },
    keep: (memory, left) => {
      const isFull = Object.values(memory).some(({ size }) => size > KEPT_MAX)
      last = isFull ? null : { memory, left }
    },
  }
}

function stillTrue(
  { memory, left }: { readonly memory: Memory; readonly left: Standing },
  { version, position, moved }: Found,
): Partial<Memory> {
  const { accounts, actors, heads, channels } = memory
  const people = version === left.version ? { accounts, actors } : {}
  // Before where this node was: not the database that it knows.
  if (moved === null || position < left.position) return people
  for (const { roomId, accountId } of moved) {
    heads.delete(roomId)
    channels.delete(sharedChannelOf(accountId))
  }
  return { ...people, heads, channels }
}
