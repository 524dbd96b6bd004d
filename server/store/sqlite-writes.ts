// What a work can change in SQLite, as prepared statements on the writing connection. Appending gives each event its
// place in the provider's feed and, where it is shared, in the account's, and carries both feeds' digests on.

import { and, eq, isNull, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { ClockStep } from '../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Person } from '../../domain/people.ts'
import { FEED_START } from '../../protocol/record.ts'
import { sha256 } from '../sha256.ts'
import type { Appended, Channel, RoomHead, StoreTransaction } from './event-store.ts'
import type { Connection } from './sqlite-file.ts'
import type { SqliteMemory } from './sqlite-memory.ts'
import { answer, firstJson, sqliteReads } from './sqlite-reads.ts'
import * as table from './sqlite-tables.ts'

type Writes = ReturnType<typeof prepareWrites> & { readonly memory: SqliteMemory }

export function sqliteTransaction(connection: Connection, memory: SqliteMemory): StoreTransaction {
  const prepared: Writes = { ...prepareWrites(drizzle(connection)), memory }
  const reads = sqliteReads(connection)
  return {
    ...reads,
    roomHead: async (id) => {
      const head = memory.heads.get(id) ?? (await reads.roomHead(id))
      if (head !== null) memory.heads.set(id, head)
      return head
    },
    append: (appended) => answer(() => append(prepared, appended)),
    saveReceipt: (receipt) =>
      answer(() => void prepared.receipt.run({ ...receipt, answer: JSON.stringify(receipt.answer) })),
    saveRoomSnapshot: (roomId, view, snapshot) =>
      answer(() => void prepared.roomSnapshot.run({ roomId, view, snapshot })),
    armDeadlines: (roomId, steps) =>
      answer(() => {
        const armed = prepared.armed.all({ roomId })
        // Most commands move no deadline: what stays is left, since each changed page has to reach the disk.
        if (isSame(armed, steps)) return
        prepared.disarm.run({ roomId })
        for (const { clockId, step, at } of steps) prepared.arm.run({ roomId, clockId, step, dueAt: at })
      }),
    saveAccount: (account) =>
      answer(() => void prepared.account.run({ id: account.id, json: JSON.stringify(account) })),
    savePerson: (person) =>
      answer(() => void prepared.person.run({ id: person.id, json: JSON.stringify(person) })),
    saveSigningKey: (key) => answer(() => void prepared.signingKey.run({ ...key })),
    actor: (id) => answer(() => firstJson<Person>(prepared.actor.get({ id }))),
    kept: (name) => answer(() => prepared.kept.get({ name: keptName(name) })?.value ?? null),
    keep: (name, value) => answer(() => void prepared.keep.run({ name: keptName(name), value })),
    probe: (now) => answer(() => void prepared.keep.run({ name: 'probed', value: now })),
  }
}

function isSame(armed: readonly ClockStep[], wanted: readonly ClockStep[]): boolean {
  if (armed.length !== wanted.length) return false
  const wordsOf = ({ clockId, step, at }: ClockStep): string => JSON.stringify([clockId, step, at])
  const known = new Set(armed.map(wordsOf))
  return wanted.every((step) => known.has(wordsOf(step)))
}

/** Apart from what the store keeps there for itself, such as its epoch. */
const keptName = (name: string): string => `kept ${name}`

function append(prepared: Writes, { head, events, namedProviders }: Appended): void {
  saveHead(prepared, head)
  prepared.memory.heads.set(head.roomId, head)
  for (const event of events) appendEvent(prepared, event)
  for (const personId of namedProviders) prepared.namedProvider.run({ accountId: head.accountId, personId })
}

function appendEvent(prepared: Writes, event: RecordedEvent): void {
  const { seq, hash, accountId, sharedSeq } = event
  if (seq === null || hash === null) throw new Error('an event is numbered and linked before it is stored')
  const isShared = event.audience === 'SHARED'
  const provider = moveChannel(prepared, 'provider', hash)
  const account = isShared ? moveChannel(prepared, `account/${accountId}/shared`, hash) : null
  prepared.event.run({
    roomId: event.roomId,
    seq,
    sharedSeq,
    id: event.id,
    accountId,
    providerPosition: provider.position,
    providerDigest: provider.digest,
    accountPosition: account?.position ?? null,
    accountDigest: account?.digest ?? null,
    providerJson: JSON.stringify(event),
    sharedJson: isShared ? JSON.stringify({ ...event, seq: null }) : null,
  })
}

function moveChannel(prepared: Writes, name: Channel, hash: string) {
  const { channels } = prepared.memory
  const last = channels.get(name) ?? prepared.channel.get({ name })
  const position = (last?.position ?? 0) + 1
  // As feedDigest, by this machine's own hash.
  const digest = sha256((last?.digest ?? FEED_START) + hash)
  prepared.moveChannel.run({ name, position, digest })
  channels.set(name, { position, digest })
  return { position, digest }
}

function saveHead(prepared: Writes, head: RoomHead): void {
  const { roomId: id, isLive, summary, sharedPeaks, ...rest } = head
  prepared.room.run({
    ...rest,
    id,
    isLive: isLive ? 1 : 0,
    reportedAt: summary.reportedAt,
    summary: JSON.stringify(summary),
    sharedPeaks: sharedPeaks == null ? null : JSON.stringify(sharedPeaks),
  })
}

const given = sql.placeholder
/** The value that an upsert brought, for the row that was there before. */
const brought = (column: string) => sql.raw(`excluded.${column}`)

const prepareWrites = (db: BetterSQLite3Database) => ({
  ...prepareDirectory(db),
  ...prepareLog(db),
  ...prepareDeadlines(db),
  room: prepareRoom(db),
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
      .values(json)
      .onConflictDoUpdate({ target: person.id, set: { json: brought('json') } })
      .prepare(),
    actor: db
      .select({ json: person.json })
      .from(person)
      .where(and(eq(person.id, given('id')), isNull(person.deactivatedAt)))
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

const prepareRoom = (db: BetterSQLite3Database) =>
  db
    .insert(table.room)
    .values({
      id: given('id'),
      accountId: given('accountId'),
      seq: given('seq'),
      sharedSeq: given('sharedSeq'),
      sharedHash: given('sharedHash'),
      internalHash: given('internalHash'),
      recordedAt: given('recordedAt'),
      isLive: sql`${given('isLive')}`,
      reportedAt: given('reportedAt'),
      summary: given('summary'),
      sharedPeaks: given('sharedPeaks'),
    })
    .onConflictDoUpdate({
      target: table.room.id,
      set: {
        seq: brought('seq'),
        sharedSeq: brought('shared_seq'),
        sharedHash: brought('shared_hash'),
        internalHash: brought('internal_hash'),
        recordedAt: brought('recorded_at'),
        isLive: brought('is_live'),
        summary: brought('summary'),
        sharedPeaks: brought('shared_peaks'),
      },
    })
    .prepare()

function prepareLog(db: BetterSQLite3Database) {
  const { event, channel, namedProvider, receipt } = table
  return {
    event: db
      .insert(event)
      .values({
        roomId: given('roomId'),
        seq: given('seq'),
        sharedSeq: given('sharedSeq'),
        id: given('id'),
        accountId: given('accountId'),
        providerPosition: given('providerPosition'),
        providerDigest: given('providerDigest'),
        accountPosition: given('accountPosition'),
        accountDigest: given('accountDigest'),
        providerJson: given('providerJson'),
        sharedJson: given('sharedJson'),
      })
      .prepare(),
    channel: db
      .select()
      .from(channel)
      .where(eq(channel.name, given('name')))
      .prepare(),
    moveChannel: db
      .insert(channel)
      .values({ name: given('name'), position: given('position'), digest: given('digest') })
      .onConflictDoUpdate({
        target: channel.name,
        set: { position: brought('position'), digest: brought('digest') },
      })
      .prepare(),
    namedProvider: db
      .insert(namedProvider)
      .values({ accountId: given('accountId'), personId: given('personId') })
      .onConflictDoNothing()
      .prepare(),
    receipt: db
      .insert(receipt)
      .values({
        actorId: given('actorId'),
        commandId: given('commandId'),
        contentHash: given('contentHash'),
        answer: given('answer'),
      })
      .prepare(),
  }
}

function prepareDeadlines(db: BetterSQLite3Database) {
  const { deadline } = table
  return {
    armed: db
      .select({ clockId: deadline.clockId, step: deadline.step, at: deadline.dueAt })
      .from(deadline)
      .where(eq(deadline.roomId, given('roomId')))
      .prepare(),
    disarm: db
      .delete(deadline)
      .where(eq(deadline.roomId, given('roomId')))
      .prepare(),
    arm: db
      .insert(deadline)
      .values({
        roomId: given('roomId'),
        clockId: given('clockId'),
        step: given('step'),
        dueAt: given('dueAt'),
      })
      .prepare(),
  }
}
