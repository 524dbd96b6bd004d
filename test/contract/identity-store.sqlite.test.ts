// The contract of a store of identities, for SQLite on real files, and what its triggers keep from being done.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { at } from '../support/given.ts'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { identityStoreContract } from './identity-store.ts'

const newPlace = () => mkdtempSync(join(tmpdir(), 'accord-identities-'))
const openIn = (folder: string) =>
  openSqliteStore({
    folder,
    newId: () => 'epoch',
    onFatal: (cause) => {
      throw cause
    },
  })

identityStoreContract('SQLite', () => {
  const folder = newPlace()
  return Promise.resolve({
    open: () => openIn(folder),
    discard: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  })
})

it('the audit log cannot be changed, shortened or given a gap, by whatever statement', async () => {
  const folder = newPlace()
  const store = await openIn(folder)
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
  const file = new Database(join(folder, DATABASE_FILE))
  const entry = `VALUES (3, 'x', 'now', NULL, 'Operator', 'PERSON_INVITED', 'PERSON', 'y', '{}')`
  expect(() => file.exec(`UPDATE audit SET actor_name = 'somebody else'`)).toThrow('never changes')
  expect(() => file.exec('DELETE FROM audit')).toThrow('never removed')
  expect(() => file.exec(`INSERT INTO audit ${entry}`)).toThrow('without a gap')
  expect(() => file.exec(`INSERT OR REPLACE INTO audit ${entry.replace('3', '1')}`)).toThrow('without a gap')
  file.close()
  rmSync(folder, { recursive: true, force: true })
})
