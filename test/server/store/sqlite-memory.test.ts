// What the writing connection remembers is what the file holds, whatever was undone or done by others meanwhile.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { openSqliteStore, type SqliteStore } from '../../../server/store/sqlite-store.ts'
import { emptyHead, logOf } from '../../contract/log-of.ts'
import { nusantara } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import { agent } from '../../support/people.ts'

let folder: string
let store: SqliteStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-store-'))
  const onFatal = (cause: unknown): never => {
    throw cause
  }
  store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const room = toRoomId('room-a')
const first = logOf(emptyHead(room, nusantara.id), 'SHARED', 'INTERNAL')
const second = logOf(first.head, 'SHARED')
const undone = new Error('undone')

it('[I5] [I6] forgets what was undone: rooms and feeds go on without a gap, in the same commit and the next', async () => {
  const works = await Promise.allSettled([
    store.write((tx) => tx.append(first)),
    store.write(async (tx) => {
      await tx.append(second)
      throw undone
    }),
    store.write(async (tx) => {
      expect(await tx.roomHead(room)).toEqual(first.head)
      await tx.append(second)
    }),
  ])
  expect(works.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await store.write((tx) => tx.roomHead(room))).toEqual(second.head)
  expect(await store.feedLength('provider', '')).toBe(3)
  const { digest, events } = await store.feedAfter('provider', '', 10)
  expect(events).toEqual([...first.events, ...second.events])
  expect((await store.feedAfter('provider', '2', 10)).digest).toBe(digest)
})

it('[I5] [I6] what was in a row by the time it was undone is written again as it stood before', async () => {
  const other = logOf(emptyHead(toRoomId('room-b'), nusantara.id), 'SHARED')
  const works = await Promise.allSettled([
    store.write((tx) => tx.append(first)),
    store.write(async (tx) => {
      await tx.append(second)
      await tx.append(other)
      // Rooms are listed from their rows, which are written for it.
      expect(await tx.roomHeads(nusantara.id, true)).toHaveLength(2)
      throw undone
    }),
  ])
  expect(works.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await store.roomHeads(null, false)).toEqual([first.head])
  expect(await store.feedLength('provider', '')).toBe(2)
  await store.write(async (tx) => {
    await tx.append(second)
    expect(await tx.roomHeads(nusantara.id, true)).toEqual([second.head])
  })
  expect(await store.roomHead(room)).toEqual(second.head)
})

it('[I13] arms again what a work that was undone had armed otherwise', async () => {
  const step = (name: string) => ({ clockId: 'CALLBACK:1', step: name, at: at(5) })
  await store.write((tx) => tx.armDeadlines(room, [step('BREACH')]))
  const work = store.write(async (tx) => {
    await tx.armDeadlines(room, [step('REMIND')])
    throw undone
  })
  await expect(work).rejects.toBe(undone)
  await store.write((tx) => tx.armDeadlines(room, [step('REMIND')]))
  expect(await store.deadlines(room)).toEqual([step('REMIND')])
})

it('knows a person and an account as they were saved last, also by another connection', async () => {
  await store.write((tx) => Promise.all([tx.savePerson(agent), tx.saveAccount(nusantara)]))
  const read = () => store.write((tx) => Promise.all([tx.actor(agent.id), tx.account(nusantara.id)]))
  expect(await read()).toEqual([agent, nusantara])
  await store.write((tx) => tx.savePerson({ ...agent, role: 'SUPERVISOR' }))
  expect(await read()).toEqual([{ ...agent, role: 'SUPERVISOR' }, nusantara])
  const other = new Database(join(folder, DATABASE_FILE))
  other.exec(`UPDATE person SET deactivated_at = '2026-11-23T09:00:00.000Z'`)
  other.close()
  expect(await read()).toEqual([null, nusantara])
})

it('asks the file again after another connection has changed it', async () => {
  await store.write((tx) => tx.append(first))
  const other = new Database(join(folder, DATABASE_FILE))
  other.prepare('UPDATE room SET seq = 7 WHERE id = ?').run(room)
  other.close()
  expect((await store.write((tx) => tx.roomHead(room)))?.seq).toBe(7)
})
