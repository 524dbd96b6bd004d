// How a component reaches what ReplicaProvider shares. `component` is the caller's own name, for the sentence that a
// developer reads when it stands outside of a provider.

import { type Accessor, createContext, useContext } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import type { AccountId, PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Directory } from '../../protocol/feed.ts'
import type { Replica, Status } from '../../replica/api.ts'

export interface ReplicaScope {
  readonly replica: Replica
  readonly status: Accessor<Status>
  readonly directory: Accessor<Directory | undefined>
  readonly now: Accessor<Instant>
}

export const ReplicaContext = createContext<ReplicaScope>()

/** Before the replica has said anything. */
export const NOT_CONNECTED: Status = {
  link: 'CONNECTING',
  asOf: null,
  offsetMs: 0,
  offsetErrorMs: null,
  nextTryAt: null,
  waiting: 0,
  rejected: 0,
  volatile: false,
}

export const useReplica = (component: string): Replica => scopeOf(component).replica

/** The person whose copy this is. */
export const useMe = (component: string): Person => scopeOf(component).replica.me

/** How fresh the copy is and what waits. */
export const useStatus = (component: string): Accessor<Status> => scopeOf(component).status

/** Server time, changing with its second; every visible clock reads this one. */
export const useNow = (component: string): Accessor<Instant> => scopeOf(component).now

export interface DirectoryLookup {
  readonly accounts: Accessor<readonly Account[]>
  readonly people: Accessor<readonly Person[]>
  /** Null for somebody this person may not know of, and until the directory is here. */
  account(id: AccountId | null): Account | null
  person(id: PersonId | null): Person | null
}

/** Accounts and people this person may know of; reactive wherever it is read. */
export function useDirectory(component: string): DirectoryLookup {
  const { directory } = scopeOf(component)
  const accounts = () => directory()?.accounts ?? []
  const people = () => directory()?.people ?? []
  return {
    accounts,
    people,
    account: (id) => accounts().find((account) => account.id === id) ?? null,
    person: (id) => people().find((person) => person.id === id) ?? null,
  }
}

function scopeOf(component: string): ReplicaScope {
  const scope = useContext(ReplicaContext)
  if (scope === undefined) throw new Error(`${component} must stand inside a ReplicaProvider`)
  return scope
}
