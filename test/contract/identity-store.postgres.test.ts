// The contract of a store of identities, for PostgreSQL on a real server, and what its triggers keep from being done.

import { expect, it } from 'vitest'
import { at } from '../support/given.ts'
import { SILENT } from '../../server/core-log.ts'
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts'
import { asking, databaseFor, dropDatabase } from '../support/postgres.ts'
import { identityStoreContract } from './identity-store.ts'

const openOn = (url: string) => openPostgresStore({ url, newId: () => 'epoch', log: SILENT })

identityStoreContract('PostgreSQL', async () => {
  const url = await databaseFor('identities')
  return { open: () => openOn(url), discard: () => dropDatabase(url) }
})

it('the audit log cannot be changed, shortened or given a gap, by whatever statement', async () => {
  const url = await databaseFor('audit')
  const store = await openOn(url)
  await store.identity.write((tx) =>
    tx.audit({
      id: 'one',
      at: at(0),
      actor: { id: null, name: 'Operator' },
      action: 'PERSON_INVITED',
      subject: { kind: 'PERSON', id: 'somebody' },
      facts: {},
    }),
  )
  await store.close()
  const doing = (text: string) => asking(url, (client) => client.query(text))
  const entry = `VALUES (3, 'x', 'now', NULL, 'Operator', 'PERSON_INVITED', 'PERSON', 'y', '{}')`
  await expect(doing(`UPDATE audit SET actor_name = 'somebody else'`)).rejects.toThrow('never changes')
  await expect(doing('DELETE FROM audit')).rejects.toThrow('never removed')
  await expect(doing('TRUNCATE audit')).rejects.toThrow('never removed')
  await expect(doing(`INSERT INTO audit ${entry}`)).rejects.toThrow('without a gap')
  await dropDatabase(url)
})
