// A whole server core over a real database, on virtual time, that can crash, come back, and be restored from a backup.
// A crash: nothing that it still says is heard, and what reaches it while it is down is not done.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { instantAt } from '../../domain/time.ts'
import { type Core, openCore } from '../../server/core.ts'
import type { EventStore } from '../../server/store/event-store.ts'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { accounts } from './accounts.ts'
import { people } from './people.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface VirtualServer {
  /** Null while it is down. */
  core(): Core | null
  crash(): Promise<void>
  restart(): Promise<void>
  /** Where its data lies. */
  readonly folder: string
  /** Comes back on another store, while it is down. */
  restartOn(store: EventStore): void
  /** Keeps a copy of the data; the server must be down. */
  backUp(): void
  /** Puts the copy back, under a new epoch; the server must be down. */
  restore(): void
  /** Deletes the data. */
  discard(): Promise<void>
}

/** Files in memory where there are any: what a lost power supply would leave is tested elsewhere. */
const FOLDERS = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export async function openVirtualServer(clock: VirtualClock, newId: () => string): Promise<VirtualServer> {
  const folder = mkdtempSync(join(FOLDERS, 'accord-virtual-'))
  const file = join(folder, DATABASE_FILE)
  const backup = join(folder, 'backup.sqlite')
  const openOn = (store: EventStore): Core =>
    openCore({ store, now: () => instantAt(Math.round(clock.now())) })
  const open = async (): Promise<Core> => {
    const onFatal = (cause: unknown) => {
      throw cause
    }
    return openOn(await openSqliteStore({ folder, newId, onFatal }))
  }
  let core: Core | null = await open()
  for (const account of accounts) await core.saveAccount(account)
  for (const person of people) await core.savePerson(person)

  const crash = async (): Promise<void> => {
    const dying = core
    core = null
    await dying?.close()
  }
  return {
    core: () => core,
    crash,
    restart: async () => {
      core ??= await open()
    },
    folder,
    restartOn: (store) => {
      core ??= openOn(store)
    },
    backUp: () => {
      if (core !== null) throw new Error('back up while the server is down')
      copyFileSync(file, backup)
    },
    restore: () => {
      if (core !== null) throw new Error('restore while the server is down')
      for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
      copyFileSync(backup, file)
      const database = new Database(file)
      database.prepare(`UPDATE meta SET value = ? WHERE name = 'epoch'`).run(newId())
      database.close()
    },
    discard: async () => {
      await crash()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
