// The contract of a store, for SQLite on real files.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { eventStoreContract } from './event-store.ts'

let count = 0

eventStoreContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-store-'))
  return Promise.resolve({
    open: () =>
      openSqliteStore({
        folder,
        newId: () => `epoch-${count++}`,
        onFatal: (cause) => {
          throw cause
        },
      }),
    discard: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  })
})
