// The driver suite on both engines, and what better-sqlite3's driver must do for files.

import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite3Init from '@sqlite.org/sqlite-wasm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteDriver } from '../../electron/sqlite-driver.ts'
import { wasmDriver } from '../../renderer/platform/worker-wasm-driver.ts'
import { CACHE_PAGE_BYTES } from '../../replica/store/driver.ts'
import { sqliteDriverContract } from './sqlite-driver.contract.ts'

sqliteDriverContract('better-sqlite3', async () => openSqliteDriver(':memory:', 'replica'))

sqliteDriverContract('SQLite WASM', async () => {
  const sqlite = await sqlite3Init()
  return wasmDriver(sqlite, new sqlite.oo1.DB(':memory:'), { synchronous: 'NORMAL', volatile: true })
})

describe('a file on better-sqlite3', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accord-driver-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const FULL = 2
  const NORMAL = 1
  it.each([
    ['outbox', FULL],
    ['replica', NORMAL],
  ] as const)('[I2] syncs the %s file as that file must be, read back after a write (M1)', (file, level) => {
    const driver = openSqliteDriver(join(folder, file), file)
    driver.exec('create table one (a); insert into one values (1)')
    expect(driver.prepare('pragma synchronous').raw().get()).toEqual([level])
    expect(driver.prepare('pragma journal_mode').raw().get()).toEqual(['wal'])
    driver.close()
  })

  it('gives a new cache the larger pages that it is filled by, and an older one its own', () => {
    const pageBytes = (file: 'replica' | 'outbox') => {
      const driver = openSqliteDriver(join(folder, file), file)
      driver.exec('create table if not exists one (a)')
      const [bytes] = driver.prepare('pragma page_size').raw().get() as [number]
      driver.close()
      return bytes
    }
    expect([pageBytes('outbox'), pageBytes('replica')]).toEqual([4_096, CACHE_PAGE_BYTES])
    rmSync(join(folder, 'replica'))
    renameSync(join(folder, 'outbox'), join(folder, 'replica'))
    expect(pageBytes('replica')).toBe(4_096)
  })

  it('is there again after it was closed', () => {
    const path = join(folder, 'outbox')
    const first = openSqliteDriver(path, 'outbox')
    first.exec('create table one (a); insert into one values (1)')
    first.close()
    const second = openSqliteDriver(path, 'outbox')
    expect(second.prepare('select a from one').all()).toEqual([{ a: 1 }])
    expect([first.volatile, openSqliteDriver(':memory:', 'outbox').volatile]).toEqual([false, true])
    second.close()
  })

  it('[I30] begins a broken cache anew, and leaves a broken outbox as it is', () => {
    const rubbish = 'this is no database, and long enough to be taken for one at first sight'.repeat(20)
    const cache = join(folder, 'replica')
    const outbox = join(folder, 'outbox')
    writeFileSync(cache, rubbish)
    writeFileSync(outbox, rubbish)
    const driver = openSqliteDriver(cache, 'replica')
    driver.exec('create table one (a)')
    driver.close()
    expect(() => openSqliteDriver(outbox, 'outbox')).toThrow(/not a database/)
    expect(readFileSync(outbox, 'utf8')).toBe(rubbish)
  })
})
