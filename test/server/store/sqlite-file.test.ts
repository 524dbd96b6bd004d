// The file itself: acknowledged means on the disk, one server per folder, and a schema that only goes forward.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Connection,
  DATABASE_FILE,
  lockFolder,
  migrate,
  openWriter,
} from '../../../server/store/sqlite-file.ts'
import { openSqliteStore, type SqliteOptions } from '../../../server/store/sqlite-store.ts'

let folder: string
let open: Connection[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-file-'))
  open = []
})
afterEach(() => {
  for (const connection of open) connection.close()
  rmSync(folder, { recursive: true, force: true })
})

const keep = (connection: Connection): Connection => {
  open.push(connection)
  return connection
}
const options = (): SqliteOptions => ({ folder, newId: () => 'epoch', onFatal: () => {} })
const synchronous = (connection: Connection): unknown => connection.pragma('synchronous', { simple: true })

describe('durability', () => {
  it('[I2] waits for the disk at every commit: synchronous is FULL after a write too', () => {
    const writer = keep(openWriter(folder, () => 'epoch'))
    writer.exec("INSERT INTO account (id, json) VALUES ('a', '{}')")
    expect([synchronous(writer), writer.pragma('journal_mode', { simple: true })]).toEqual([2, 'wal'])
  })

  it('has a reason to say so: left alone, this build falls back to NORMAL with its first write', () => {
    const plain = keep(new Database(join(folder, 'plain.sqlite')))
    plain.pragma('journal_mode = WAL')
    plain.exec('CREATE TABLE a (b)')
    plain.exec('INSERT INTO a VALUES (1)')
    expect(synchronous(plain)).toBe(1)
  })

  it('leaves nothing in the write-ahead log when it was closed well', async () => {
    const store = await openSqliteStore(options())
    await store.close()
    expect(statSync(join(folder, DATABASE_FILE)).size).toBeGreaterThan(0)
    expect(() => statSync(join(folder, `${DATABASE_FILE}-wal`))).toThrow('ENOENT')
  })
})

describe('one server per folder', () => {
  it('refuses a second one with a sentence for the operator, and lets the next in after the first', async () => {
    const store = await openSqliteStore(options())
    await expect(openSqliteStore(options())).rejects.toThrow(
      `Another Accord server is using the data folder ${folder}.`,
    )
    await store.close()
    const next = await openSqliteStore(options())
    await next.close()
  })

  it('lets go of the folder when the database cannot be opened', async () => {
    const database = keep(new Database(join(folder, DATABASE_FILE)))
    database.exec(
      "CREATE TABLE migration (name TEXT PRIMARY KEY); INSERT INTO migration VALUES ('29990101-0000-wonders.sql')",
    )
    await expect(openSqliteStore(options())).rejects.toThrow('newer version')
    keep(lockFolder(folder))
  })
})

describe('migrations', () => {
  const first = { name: '1-first.sql', sql: 'CREATE TABLE one (a)' }
  const second = { name: '2-second.sql', sql: 'CREATE TABLE two (a); INSERT INTO two VALUES (1)' }
  const tables = (connection: Connection): unknown =>
    connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all()

  it('are applied once each, by name, also one that comes between those applied', () => {
    const connection = keep(new Database(':memory:'))
    migrate(connection, [first, { ...second, name: '3-third.sql', sql: 'CREATE TABLE three (a)' }])
    migrate(connection, [first, second, { ...second, name: '3-third.sql', sql: 'not even SQL' }])
    expect(tables(connection)).toEqual(['migration', 'one', 'three', 'two'])
  })

  it('leave nothing behind when one fails, and keep those before it', () => {
    const connection = keep(new Database(':memory:'))
    const broken = { name: '2-broken.sql', sql: 'CREATE TABLE half (a); CREATE TABLE half (a)' }
    expect(() => migrate(connection, [first, broken])).toThrow('already exists')
    expect(tables(connection)).toEqual(['migration', 'one'])
    migrate(connection, [first, second])
    expect(tables(connection)).toEqual(['migration', 'one', 'two'])
  })

  it('leave a database from the future alone, and say so', () => {
    const connection = keep(new Database(':memory:'))
    migrate(connection, [first, second])
    expect(() => migrate(connection, [first])).toThrow('newer version of Accord (2-second.sql)')
  })
})

describe('a recorded event', () => {
  it('[I18] is neither changed nor removed, not even by a statement of our own', async () => {
    const writer = keep(openWriter(folder, () => 'epoch'))
    writer.exec(`INSERT INTO event (room_id, seq, id, account_id, provider_position, provider_digest, provider_json)
      VALUES ('room', 1, 'id', 'account', 1, '', '{}')`)
    expect(() => writer.exec("UPDATE event SET provider_json = ''")).toThrow('never changes')
    expect(() => writer.exec('DELETE FROM event')).toThrow('never removed')
  })
})
