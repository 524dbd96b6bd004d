// What a work can change in SQLite, as prepared statements on the writing connection. What every command needs is in
// sqlite-log.ts; here is the rest.

import { eq, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { StoreTransaction } from './event-store.ts'
import { mail } from './identity-tables.ts'
import type { Connection } from './sqlite-file.ts'
import { sqliteLog } from './sqlite-log.ts'
import type { SqliteMemory } from './sqlite-memory.ts'
import { answer, sqliteReads } from './sqlite-reads.ts'
import * as table from './sqlite-tables.ts'

export interface SqliteWrites {
  readonly transaction: StoreTransaction
  /** Before each commit; see SqliteLog. */
  readonly writeEnds: () => void
}

export function sqliteTransaction(connection: Connection, memory: SqliteMemory): SqliteWrites {
  const db = drizzle(connection)
  const prepared = prepareWrites(db)
  const reads = sqliteReads(connection)
  const log = sqliteLog(connection, memory, reads)
  const transaction: StoreTransaction = {
    ...reads,
    ...log.transaction,
    saveRoomSnapshot: (roomId, view, snapshot) =>
      answer(() => void prepared.roomSnapshot.run({ roomId, view, snapshot })),
    saveAccount: (account) =>
      answer(() => void prepared.account.run({ id: account.id, json: JSON.stringify(account) })),
    savePerson: (person) =>
      answer(() => {
        const email = person.email?.toLowerCase() ?? null
        prepared.person.run({ id: person.id, json: JSON.stringify(person), email })
      }),
    saveSigningKey: (key) => answer(() => void prepared.signingKey.run({ ...key })),
    saveMail: (saved) =>
      answer(() => {
        db.insert(mail).values(saved).onConflictDoUpdate({ target: mail.id, set: saved }).run()
      }),
    kept: (name) => answer(() => prepared.kept.get({ name: keptName(name) })?.value ?? null),
    keep: (name, value) => answer(() => void prepared.keep.run({ name: keptName(name), value })),
    probe: (now) => answer(() => void prepared.keep.run({ name: 'probed', value: now })),
  }
  return { transaction, writeEnds: log.writeEnds }
}

/** Apart from what the store keeps there for itself, such as its epoch. */
const keptName = (name: string): string => `kept ${name}`

const given = sql.placeholder
/** The value that an upsert brought, for the row that was there before. */
const brought = (column: string) => sql.raw(`excluded.${column}`)

const prepareWrites = (db: BetterSQLite3Database) => ({
  ...prepareDirectory(db),
  roomSnapshot: prepareRoomSnapshot(db),
  signingKey: prepareSigningKey(db),
})

const prepareRoomSnapshot = (db: BetterSQLite3Database) =>
  db
    .insert(table.roomSnapshot)
    .values({ roomId: given('roomId'), view: given('view'), snapshot: given('snapshot') })
    .onConflictDoUpdate({
      target: [table.roomSnapshot.roomId, table.roomSnapshot.view],
      set: { snapshot: brought('snapshot') },
    })
    .prepare()

const prepareSigningKey = (db: BetterSQLite3Database) =>
  db
    .insert(table.signingKey)
    .values({
      kid: given('kid'),
      personId: given('personId'),
      publicKey: given('publicKey'),
      certificate: given('certificate'),
      enrolledAt: given('enrolledAt'),
      notAfter: given('notAfter'),
      revokedAt: given('revokedAt'),
    })
    .onConflictDoUpdate({
      target: table.signingKey.kid,
      set: {
        certificate: brought('certificate'),
        enrolledAt: brought('enrolled_at'),
        notAfter: brought('not_after'),
        revokedAt: brought('revoked_at'),
      },
    })
    .prepare()

function prepareDirectory(db: BetterSQLite3Database) {
  const { account, person } = table
  const json = { id: given('id'), json: given('json') }
  return {
    account: db
      .insert(account)
      .values(json)
      .onConflictDoUpdate({ target: account.id, set: { json: brought('json') } })
      .prepare(),
    person: db
      .insert(person)
      .values({ ...json, email: given('email') })
      .onConflictDoUpdate({ target: person.id, set: { json: brought('json'), email: brought('email') } })
      .prepare(),
    kept: db
      .select()
      .from(table.meta)
      .where(eq(table.meta.name, given('name')))
      .prepare(),
    keep: db
      .insert(table.meta)
      .values({ name: given('name'), value: given('value') })
      .onConflictDoUpdate({ target: table.meta.name, set: { value: brought('value') } })
      .prepare(),
  }
}
