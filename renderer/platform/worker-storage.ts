// Where a browser keeps a person's two files: in the origin's private file system, one folder for each person, through
// SQLite's pool of synchronous handles (no special headers needed). The pool has one owner at a time; who that is, is
// settled by tab-leadership.ts. Where there is no such storage, both live in memory and say so (`volatile`).

import sqlite3Init, { type Database, type Sqlite3Static } from '@sqlite.org/sqlite-wasm'
import type { PersonId } from '../../domain/ids.ts'
import { CACHE_PAGE_BYTES, type Driver } from '../../replica/store/driver.ts'
import { copyFolder } from './copy-folder.ts'
import { wasmDriver } from './worker-wasm-driver.ts'

/** Two databases, each with its journal, and room for temporary files. */
const POOL_CAPACITY = 8
/** The last owner's handles are let go a moment after its lock: how long to wait for them, and how often to look. */
const HANDLES_WITHIN_MS = 10_000
const HANDLES_EVERY_MS = 100

export interface ReplicaFiles {
  readonly replica: Driver
  readonly outbox: Driver
  /** Lets the files go, so that another tab can open them; both drivers are closed first. */
  readonly release: () => void
}

/**
 * Opens the person's files, or empty ones in memory where the browser keeps nothing.
 * Rejects when the files are there and the outbox cannot be read: what it holds must not be replaced by nothing.
 */
export async function openReplicaFiles(personId: PersonId): Promise<ReplicaFiles> {
  const sqlite = await sqlite3Init()
  const pool = await openPool(sqlite, personId)
  if (pool === null) {
    const inMemory = () =>
      wasmDriver(sqlite, new sqlite.oo1.DB(':memory:'), { synchronous: 'NORMAL', volatile: true })
    return { replica: inMemory(), outbox: inMemory(), release: () => undefined }
  }
  const name = encodeURIComponent(personId)
  const outbox = wasmDriver(sqlite, new pool.OpfsSAHPoolDb(`/outbox-${name}.db`), {
    synchronous: 'FULL',
    volatile: false,
  })
  const cache = `/replica-${name}.db`
  const openCache = () =>
    wasmDriver(sqlite, new pool.OpfsSAHPoolDb(cache), {
      synchronous: 'NORMAL',
      volatile: false,
      pageBytes: CACHE_PAGE_BYTES,
    })
  const release = () => void pool.pauseVfs()
  try {
    return { replica: openCache(), outbox, release }
  } catch (error) {
    // Only a copy of what the server has: better fetched again than not opened.
    console.error(error)
    for (const file of [cache, `${cache}-wal`, `${cache}-journal`]) pool.unlink(file)
    return { replica: openCache(), outbox, release }
  }
}

interface Pool {
  readonly OpfsSAHPoolDb: new (filename: string) => Database
  unlink(filename: string): boolean
  pauseVfs(): unknown
}

async function openPool(sqlite: Sqlite3Static, personId: PersonId): Promise<Pool | null> {
  const giveUpAt = performance.now() + HANDLES_WITHIN_MS
  for (let attempt = 1; ; attempt++) {
    try {
      const pool = await sqlite.installOpfsSAHPoolVfs({
        // A name that failed once stays failed.
        name: `accord-${attempt}`,
        directory: copyFolder(personId),
        initialCapacity: POOL_CAPACITY,
        // Without this a failure to open deletes the person's files.
        preserveOnInitFailure: true,
      })
      // This worker has led before: its pool is there and has let its handles go.
      if (pool.isPaused()) await pool.unpauseVfs()
      return pool
    } catch (error) {
      const isTaken = error instanceof DOMException && error.name === 'NoModificationAllowedError'
      if (!isTaken || performance.now() > giveUpAt) {
        console.warn('nothing is kept on this device:', error)
        return null
      }
      await new Promise((resolve) => setTimeout(resolve, HANDLES_EVERY_MS))
    }
  }
}
