// The contract of a store, for PostgreSQL on a real server.

import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts'
import { SILENT } from '../../server/core-log.ts'
import { databaseFor, dropDatabase } from '../support/postgres.ts'
import { eventStoreContract } from './event-store.ts'

let count = 0

eventStoreContract('PostgreSQL', async () => {
  const url = await databaseFor('events')
  return {
    open: () => openPostgresStore({ url, newId: () => `epoch-${count++}`, log: SILENT }),
    discard: () => dropDatabase(url),
  }
})
