// A server that moves to PostgreSQL takes everything along: what was acknowledged, who may come in, what was done. The
// move is believed only after it was compared, and a folder that was moved is served by nobody any more.

import Database from 'better-sqlite3'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { instantAt, MINUTE } from '../../../domain/time.ts'
import { FROM_START } from '../../../protocol/feed.ts'
import { backUp } from '../../../server/backup/back-up.ts'
import { restore } from '../../../server/backup/restore.ts'
import { openClock } from '../../../server/clock.ts'
import { type Core, openCore } from '../../../server/core.ts'
import { SILENT } from '../../../server/core-log.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { openFileStore } from '../../../server/files/file-store.ts'
import { type Move, type Moved, move } from '../../../server/migrate/move.ts'
import { openPostgresStore, type PostgresStore } from '../../../server/store/postgres/postgres-store.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { openSqliteStore, type SqliteStore } from '../../../server/store/sqlite-store.ts'
import { wrongIn } from '../../faults/check-store.ts'
import { asking, databaseFor, dropDatabase } from '../../support/postgres.ts'
import { uuidOf } from '../core/open-test-core.ts'

const NOW = Date.UTC(2026, 10, 23, 13, 22, 5)
/** A text that PostgreSQL cannot keep as it is, and one that no keyboard has. */
const ODD = 'nul \u0000, mark \uFDD0, 😀'

/** A folder of a server that was stopped; each test moves a copy of it. */
let model: string
let place: string
let folder: string
let url: string
let count = 0

const newId = (): string => uuidOf(`moved ${count++}`)
const openFolder = (at = folder): Promise<SqliteStore> =>
  openSqliteStore({
    folder: at,
    newId,
    onFatal: (cause) => {
      throw cause
    },
  })
const openDatabase = (): Promise<PostgresStore> => openPostgresStore({ url, newId, log: SILENT })
const moveNow = (options: Partial<Move> = {}): Promise<Moved> =>
  move({
    dataFolder: folder,
    databaseUrl: url,
    filesFolder: null,
    verifyOnly: false,
    say: () => undefined,
    ...options,
  })

beforeAll(async () => {
  model = mkdtempSync(join(tmpdir(), 'accord-migrate-'))
  const store = await openFolder(model)
  const clock = openClock(() => instantAt(NOW))
  const core = openCore({ store, now: clock.now })
  await seedDemo(core, await openFileStore(join(model, 'files')), clock, newId)
  await store.close()
  fillEmptyTables(model)
})
afterAll(() => rmSync(model, { recursive: true }))

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'accord-migrate-'))
  folder = join(place, 'data')
  cpSync(model, folder, { recursive: true })
  url = await databaseFor('migrate')
})
afterEach(async () => {
  await dropDatabase(url)
  rmSync(place, { recursive: true, force: true })
})

function inFolder<T>(ask: (database: Database.Database) => T, at = folder): T {
  const database = new Database(join(at, DATABASE_FILE))
  try {
    return ask(database)
  } finally {
    database.close()
  }
}

const inDatabase = async (text: string): Promise<readonly Record<string, unknown>[]> =>
  (await asking(url, (client) => client.query<Record<string, unknown>>(text))).rows

/** Three rows in every table that the demo leaves empty, so that no table and no column goes unseen. */
function fillEmptyTables(at: string): void {
  inFolder((database) => {
    const tables = database
      .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
      .pluck()
      .all()
    for (const table of tables) {
      if (Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) > 0) continue
      const columns = database
        .prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)')
        .all(table)
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of [1, 2, 3])
        insert.run(
          columns.map(({ name, type }) => {
            if (name === 'ended_at' || name === 'end_reason') return row === 1 ? null : `${name} ${row}`
            return type === 'INTEGER' ? row : `${ODD} ${name} ${row}`
          }),
        )
    }
  }, at)
}

/** What everybody may read of a server, through its core. */
async function sightOf(store: SqliteStore | PostgresStore): Promise<unknown> {
  const core: Core = openCore({ store, now: () => instantAt(NOW) })
  const people = await core.people()
  return Promise.all(
    people.map(async (person) => {
      const rooms = await core.rooms(person, false)
      const events = rooms.map(({ id }) => core.roomEvents(person, id, 0, 1_000))
      const page = await core.feedPage(person, FROM_START, '', 1_000)
      return { person, rooms, events: await Promise.all(events), page: { ...page, directory: null } }
    }),
  )
}

it('[I1] moves all of it: both ports say the same, and everybody reads the same through the core', async () => {
  const tables = inFolder((database) =>
    database
      .prepare<[], string>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('meta', 'migration')`,
      )
      .pluck()
      .all(),
  )
  const moved = await moveNow()
  expect(moved.difference).toBeNull()
  expect(moved.tables.map(({ table }) => table)).toEqual(tables.toSorted())
  expect(moved.tables.every(({ rows, there }) => rows > 0 && rows === there)).toBe(true)

  inFolder((database) => database.exec(`DELETE FROM meta WHERE name = 'moved'`))
  const [before, after] = [await openFolder(), await openDatabase()]
  expect([after.epoch, after.secret]).toEqual([before.epoch, before.secret])
  expect(await sightOf(after)).toEqual(await sightOf(before))
  expect(await after.identity.mail(`${ODD} id 2`)).toEqual(await before.identity.mail(`${ODD} id 2`))
  const [person] = await before.people()
  expect(await after.identity.personByEmail(person?.email?.toUpperCase() ?? '')).toEqual(person)
  expect(await wrongIn(after)).toEqual([])
  const entry = { id: 'next', at: instantAt(NOW), actor: { id: null, name: 'System' }, facts: {} } as const
  await after.identity.write((tx) =>
    tx.audit({ ...entry, action: 'PERSON_INVITED', subject: { kind: 'person', id: 'x' } } as never),
  )
  const [numbered] = await after.identity.auditEntries(null, 1)
  expect(numbered?.number).toBe(4)
  for (const store of [before, after]) await store.close()
})

it('takes the attached files to the folder that the nodes share, and makes it theirs', async () => {
  const files = await openFileStore(join(folder, 'files'))
  const owner = { accountId: 'nusantara-pay' as never, party: 'CUSTOMER' } as const
  const file = await files.receive(owner, Readable.from([Buffer.from('an attempt log')]))
  const shared = join(place, 'shared')
  const moved = await moveNow({ filesFolder: shared })
  expect(moved).toMatchObject({ difference: null })
  expect(moved.files).toBeGreaterThan(0)
  expect((await openFileStore(shared, true)).holds(owner, file)).toBe(true)
  const [claimed] = await inDatabase(`SELECT value FROM meta WHERE name = 'kept files'`)
  expect(readFileSync(join(shared, '.accord-files'), 'utf8').trim()).toBe(claimed?.['value'])

  writeFileSync(join(shared, owner.accountId, 'customer', file.sha256), 'edited')
  const again = await moveNow({ filesFolder: shared, verifyOnly: true })
  expect(again.difference).toMatch(/attached file .* is damaged/)
})

describe('afterwards', () => {
  it('no server starts on the folder, so that nothing is written under one name in two places', async () => {
    await moveNow()
    await expect(openFolder()).rejects.toThrow(/was moved to PostgreSQL .*: start with ACCORD_DATABASE_URL/)
    const second = await databaseFor('second')
    await expect(moveNow({ databaseUrl: second })).rejects.toThrow(/already: it is not moved/)
    await dropDatabase(second)
  })

  it('[I8] a backup of the folder comes back under another epoch and may be served', async () => {
    await moveNow()
    const { folder: backup } = await backUp(folder, place, NOW)
    await restore(backup, join(place, 'restored'))
    const store = await openFolder(join(place, 'restored'))
    expect(store.epoch).not.toBe(
      (await inDatabase(`SELECT value FROM meta WHERE name = 'epoch'`))[0]?.['value'],
    )
    await store.close()
  })

  it('it can be compared again, also when nodes have gone on since', async () => {
    await moveNow()
    expect(await moveNow({ verifyOnly: true })).toMatchObject({ difference: null, copied: 0 })
    const store = await openDatabase()
    const core = openCore({ store, now: () => instantAt(NOW + 90 * MINUTE) })
    await core.fireDue()
    await store.close()
    const later = await moveNow({ verifyOnly: true })
    expect(later.difference).toBeNull()
    expect(later.tables.find(({ table }) => table === 'deadline')?.changedSince).toBeGreaterThan(0)
    const events = later.tables.find(({ table }) => table === 'event')
    expect(events?.there).toBeGreaterThan(events?.rows ?? 0)
  })
})

/** Past the triggers by which the database keeps what was recorded. */
const asReplica = (text: string): Promise<unknown> =>
  inDatabase(`SET session_replication_role = replica; ${text}`)

/** Each of these is one row that is not what it was, or is not there. */
const PLANTED: readonly (readonly [what: string, change: string, found: RegExp])[] = [
  [
    'a letter of an entry',
    `UPDATE event SET provider_json = replace(provider_json, '503', '504') WHERE seq = 1`,
    /^event .*provider_json/,
  ],
  ['a missing entry', 'DELETE FROM event WHERE seq = 2', /^event: \d+ rows/],
  [
    'a receipt',
    `UPDATE receipt SET answer = '{}' WHERE ctid = (SELECT min(ctid) FROM receipt)`,
    /^receipt .*answer/,
  ],
  ['a deadline', `UPDATE deadline SET due_at = '2026-11-23T00:00:00.000Z'`, /^deadline .*due_at/],
  ['a session', `UPDATE session SET ended_at = NULL, end_reason = NULL`, /^session .*ended_at/],
  ['an address', `UPDATE person SET email = 'x'`, /^person .*email/],
  ['the secret', `UPDATE meta SET value = 'x' WHERE name = 'secret'`, /^meta: secret/],
  [
    'an entry of the audit log more',
    `INSERT INTO audit SELECT number + 3, 'x' || id, at, actor_id, actor_name, action, subject_kind, subject_id, facts FROM audit`,
    /^audit: 6 rows/,
  ],
]

describe('a difference is found and named, without what people wrote', () => {
  it(`of ${PLANTED.map(([what]) => what).join(', ')}`, async () => {
    await moveNow()
    for (const [what, change, found] of PLANTED) {
      const [, table = ''] = /^(?:UPDATE|DELETE FROM|INSERT INTO) (\w+)/.exec(change) ?? []
      await asReplica(`DROP TABLE IF EXISTS before; CREATE TABLE before AS TABLE ${table}; ${change}`)
      const { difference } = await moveNow({ verifyOnly: true })
      expect(difference, what).toMatch(found)
      expect(difference, what).not.toContain('503')
      await asReplica(`TRUNCATE ${table}; INSERT INTO ${table} TABLE before`)
    }
    expect((await moveNow({ verifyOnly: true })).difference).toBeNull()
  })

  it('in the folder and the database alike: a chain that does not hold is no record', async () => {
    inFolder((database) =>
      database.exec(`DROP TRIGGER event_never_changes;
        UPDATE event SET provider_json = replace(provider_json, '503', '504') WHERE seq = 1`),
    )
    expect((await moveNow()).difference).toMatch(/^room .*: the chain breaks at 1/)
    await (await openFolder()).close()
  })
})

describe('a move that cannot be', () => {
  it('is refused while a server runs on the folder', async () => {
    const store = await openFolder()
    await expect(moveNow()).rejects.toThrow(/A server is using the data folder .*: stop it first/)
    await store.close()
  })

  it('is refused where the database holds something, and leaves that as it is', async () => {
    const store = await openDatabase()
    await store.write((tx) => tx.savePerson({ id: 'somebody', email: null } as never))
    await store.close()
    await expect(moveNow()).rejects.toThrow(/is not empty \(person\): name a new one/)
    expect(await inDatabase('SELECT id FROM person')).toEqual([{ id: 'somebody' }])
  })

  it('is refused while a node runs on the database, even an empty one', async () => {
    const store = await openDatabase()
    await expect(moveNow()).rejects.toThrow(/A node is running on this database/)
    await store.close()
    expect((await moveNow()).difference).toBeNull()
  })

  it('says so where there is nothing to move, or nothing to compare with', async () => {
    mkdirSync(join(place, 'empty'))
    await expect(moveNow({ dataFolder: join(place, 'empty') })).rejects.toThrow(/holds no accord\.sqlite/)
    await expect(moveNow({ verifyOnly: true })).rejects.toThrow(/does not hold what is in/)
    expect(existsSync(join(place, 'empty', DATABASE_FILE))).toBe(false)
  })
})

it('that is ended half-way leaves nothing, and is simply asked for again', async () => {
  let lines = 0
  const dying = moveNow({
    say: (line) => {
      if (line.startsWith('copying event') && lines++ === 0) throw new Error('killed')
    },
  })
  await expect(dying).rejects.toThrow('killed')
  expect(await inDatabase('SELECT count(*)::integer AS rows FROM account')).toEqual([{ rows: 0 }])
  expect((await moveNow()).difference).toBeNull()
})

it('that is ended between copying and comparing goes on with comparing', async () => {
  const dying = moveNow({
    say: (line) => {
      if (line.startsWith('comparing')) throw new Error('killed')
    },
  })
  await expect(dying).rejects.toThrow('killed')
  const again = await moveNow()
  expect(again).toMatchObject({ difference: null, copied: 0 })
  await expect(openFolder()).rejects.toThrow(/was moved/)
})
