// The composition root of a replica: everything that differs between desktop, browser and test is handed in here.

import type { Person } from '../domain/people.ts'
import type { Replica } from './api.ts'
import type { Driver } from './store/driver.ts'
import type { Transport } from './sync/transport.ts'

/** Timers of the host, or virtual ones. `ms` stays below 24.8 days. */
export interface Timers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

export interface ReplicaOptions {
  readonly me: Person
  readonly drivers: { readonly replica: Driver; readonly outbox: Driver }
  readonly transport: Transport
  /** This computer's clock, milliseconds since 1970; may be wrong, may jump. */
  readonly now: () => number
  /** Uniform in [0, 1): jitter. */
  readonly random: () => number
  readonly timers: Timers
  /** A new UUID, version 7; see uuid.ts. */
  readonly newId: () => string
}

/**
 * Opens the local copy, answers from it at once and starts to synchronise.
 * Throws a `Fault` when the outbox cannot be used; a cache that cannot be used is rebuilt instead.
 */
export function openReplica(_options: ReplicaOptions): Replica {
  throw new Error('not built yet')
}
