// Which store a server runs on follows from its settings: PostgreSQL where one is named, else the embedded one in the
// data folder. Whatever keeps it from opening is one sentence for the operator.

import { mkdir } from 'node:fs/promises'
import type { Millis } from '../../domain/time.ts'
import type { IdentityStore } from '../auth/identity-store.ts'
import type { Config } from '../config.ts'
import type { CoreLog } from '../core-log.ts'
import { databaseError, storeError } from '../start-error.ts'
import type { EventStore } from './event-store.ts'
import { openPostgresStore } from './postgres/postgres-store.ts'
import { type Signals, SILENT_SIGNALS } from './signals.ts'
import { openSqliteStore } from './sqlite-store.ts'

export interface Store extends EventStore {
  readonly identity: IdentityStore
  /** To and from the other nodes. */
  readonly signals: Signals
}

export interface StoreOptions {
  readonly newId: () => string
  readonly log: CoreLog
  /** See `PostgresOptions`; the embedded store is there or not. */
  readonly databaseWithin?: Millis | undefined
  /** It is not known any more what is stored: the process must stop at once. */
  readonly onFatal: (cause: unknown) => void
}

/** @throws {StartError} */
export async function openStore(
  { dataFolder, databaseUrl }: Pick<Config, 'dataFolder' | 'databaseUrl'>,
  options: StoreOptions,
): Promise<Store> {
  try {
    if (databaseUrl === null) {
      const store = await openSqliteStore({ folder: dataFolder, ...options })
      return { ...store, signals: SILENT_SIGNALS }
    }
    // What is this node's own: the engine's sign of life, secrets of providers.
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw storeError(error, { dataFolder })
  }
  try {
    return await openPostgresStore({ url: databaseUrl, ...options })
  } catch (error) {
    throw databaseError(error, databaseUrl)
  }
}
