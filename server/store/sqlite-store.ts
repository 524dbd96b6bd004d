// The store on SQLite: the embedded default, one server process per folder. WAL, synchronous=FULL, one writer.

import type { EventStore } from './event-store.ts'

export interface SqliteOptions {
  /** The folder that holds the database; made when missing. */
  readonly folder: string
  readonly newId: () => string
  /** The disk failed in a way that leaves unknown what is stored: the process must stop at once. */
  readonly onFatal: (cause: unknown) => void
}

/** Opens, locks and migrates; rejects with a sentence for the operator when another server holds the folder. */
export function openSqliteStore(_options: SqliteOptions): Promise<EventStore> {
  return Promise.reject(new Error('not built yet'))
}
