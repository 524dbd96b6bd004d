// What can be asked of a SQLite connection, as prepared statements: of the reading one for everybody, of the writing
// one inside a work. SQLite answers at once; the promises are the port's.

import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { Account } from '../../domain/account.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Person } from '../../domain/people.ts'
import type { OpenRoom } from '../../domain/result.ts'
import type { CommandAnswer } from '../../protocol/command.ts'
import type { Peaks } from '../../protocol/record-tree.ts'
import type { RoomHead, StoreReads } from './event-store.ts'
import type { Connection } from './sqlite-file.ts'
import { faultOf } from './sqlite-fault.ts'
import * as table from './sqlite-tables.ts'

/** A statement's answer, or its error as a fault, as the port promises it. */
export function answer<T>(ask: () => T): Promise<T> {
  try {
    return Promise.resolve(ask())
  } catch (error) {
    return Promise.reject(faultOf(error))
  }
}

/** Rows hold JSON that this server wrote; this is where the text becomes a value again. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T

export function sqliteReads(connection: Connection): StoreReads {
  const db = drizzle(connection)
  const prepared = prepareReads(db)
  return {
    account: (id) => answer(() => firstJson<Account>(prepared.account.get({ id }))),
    accounts: () => answer(() => prepared.accounts.all().map((row) => fromJson<Account>(row.json))),
    person: (id) => answer(() => firstJson<Person>(prepared.person.get({ id }))),
    people: () => answer(() => prepared.people.all().map((row) => fromJson<Person>(row.json))),
    namedProviders: (accountId) =>
      answer(() => prepared.namedProviders.all({ accountId }).map((row) => row.personId)),
    roomHead: (id) =>
      answer(() => {
        const row = prepared.roomHead.get({ id })
        return row === undefined ? null : headOf(row)
      }),
    roomHeads: (accountId, liveOnly) =>
      answer(() => {
        const { ofAll, liveOfAll, ofAccount, liveOfAccount } = prepared.roomHeads
        if (accountId === null) return (liveOnly ? liveOfAll : ofAll).all().map(headOf)
        return (liveOnly ? liveOfAccount : ofAccount).all({ accountId }).map(headOf)
      }),
    roomEvents: (id, view, after, limit) =>
      answer(() =>
        prepared.roomEvents[view].all({ id, after, limit }).map(({ json }) => fromJson(json ?? '')),
      ),
    event: (id, eventId) => answer(() => firstJson<RecordedEvent>(prepared.event.get({ id, eventId }))),
    roomSnapshot: (id, view) => answer(() => prepared.roomSnapshot.get({ id, view })?.snapshot ?? null),
    receipt: (actorId, commandId) =>
      answer(() => {
        const row = prepared.receipt.get({ actorId, commandId })
        return row === undefined ? null : { ...row, answer: fromJson<CommandAnswer>(row.answer) }
      }),
    signingKey: (kid) => answer(() => prepared.signingKey.get({ kid }) ?? null),
    signingKeys: (personId) => answer(() => prepared.signingKeys.all({ personId })),
  }
}

const given = sql.placeholder

const prepareReads = (db: BetterSQLite3Database) => ({
  ...prepareDirectory(db),
  ...prepareEvents(db),
  roomHeads: prepareRoomLists(db),
})

function prepareDirectory(db: BetterSQLite3Database) {
  const { account, person, namedProvider, receipt, signingKey } = table
  const ofActor = eq(receipt.actorId, given('actorId'))
  const ofAccount = eq(namedProvider.accountId, given('accountId'))
  return {
    account: db
      .select()
      .from(account)
      .where(eq(account.id, given('id')))
      .prepare(),
    accounts: db.select().from(account).orderBy(account.id).prepare(),
    person: db
      .select()
      .from(person)
      .where(eq(person.id, given('id')))
      .prepare(),
    people: db.select().from(person).orderBy(person.id).prepare(),
    signingKey: db
      .select()
      .from(signingKey)
      .where(eq(signingKey.kid, given('kid')))
      .prepare(),
    signingKeys: db
      .select()
      .from(signingKey)
      .where(eq(signingKey.personId, given('personId')))
      .orderBy(desc(signingKey.enrolledAt), signingKey.kid)
      .prepare(),
    namedProviders: db.select().from(namedProvider).where(ofAccount).prepare(),
    receipt: db
      .select()
      .from(receipt)
      .where(and(ofActor, eq(receipt.commandId, given('commandId'))))
      .prepare(),
  }
}

function prepareRoomLists(db: BetterSQLite3Database) {
  const { room } = table
  // A literal, since a partial index is not used for a parameter.
  const live = eq(room.isLive, sql`1`)
  const ofAccount = eq(room.accountId, given('accountId'))
  const list = (condition: SQL | undefined) =>
    db.select().from(room).where(condition).orderBy(desc(room.reportedAt), desc(room.id)).prepare()
  return {
    ofAll: list(undefined),
    liveOfAll: list(live),
    ofAccount: list(ofAccount),
    liveOfAccount: list(and(live, ofAccount)),
  }
}

function prepareEvents(db: BetterSQLite3Database) {
  const { room, event, roomSnapshot } = table
  const ofRoom = eq(event.roomId, given('id'))
  const ofId = eq(event.id, given('eventId'))
  return {
    roomHead: db
      .select()
      .from(room)
      .where(eq(room.id, given('id')))
      .prepare(),
    roomEvents: {
      ALL: db
        .select({ json: event.providerJson })
        .from(event)
        .where(and(ofRoom, gt(event.seq, given('after'))))
        .orderBy(event.seq)
        .limit(given('limit'))
        .prepare(),
      SHARED: db
        .select({ json: event.sharedJson })
        .from(event)
        .where(and(ofRoom, gt(event.sharedSeq, given('after'))))
        .orderBy(event.sharedSeq)
        .limit(given('limit'))
        .prepare(),
    },
    event: db.select({ json: event.providerJson }).from(event).where(and(ofRoom, ofId)).prepare(),
    roomSnapshot: db
      .select({ snapshot: roomSnapshot.snapshot })
      .from(roomSnapshot)
      .where(and(eq(roomSnapshot.roomId, given('id')), eq(roomSnapshot.view, given('view'))))
      .prepare(),
  }
}

/** What only the outside of a transaction asks for: what is due. */
export function prepareLookups(db: BetterSQLite3Database) {
  const { deadline } = table
  return {
    dueRooms: db
      .select({ roomId: deadline.roomId, dueAt: sql<string>`min(${deadline.dueAt})`.as('first_due') })
      .from(deadline)
      .where(lte(deadline.dueAt, given('now')))
      .groupBy(deadline.roomId)
      .orderBy(sql`first_due`, deadline.roomId)
      .prepare(),
    deadlines: db
      .select({ clockId: deadline.clockId, step: deadline.step, at: deadline.dueAt })
      .from(deadline)
      .where(eq(deadline.roomId, given('roomId')))
      .orderBy(asc(deadline.dueAt), asc(deadline.clockId), asc(deadline.step))
      .prepare(),
  }
}

export function firstJson<T>(row: { readonly json: string | null } | undefined): T | null {
  return row?.json == null ? null : fromJson<T>(row.json)
}

function headOf(row: typeof table.room.$inferSelect): RoomHead {
  const { id: roomId, reportedAt: _reportedAt, summary, sharedPeaks, ...head } = row
  const peaks = sharedPeaks === null ? {} : { sharedPeaks: fromJson<Peaks>(sharedPeaks) }
  return { ...head, ...peaks, roomId, summary: fromJson<OpenRoom>(summary) }
}
