// The outbox file: commands from the moment they are handed in until the server's answer has come back as events,
// in the order this device issued them, and drafts. A row leaves only when its event is in the cache, or when the
// person discards it.

import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { type CommandId, type PersonId, type RoomId, toCommandId, toRoomId } from '../../domain/ids.ts'
import type { Rejection } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import type { Draft } from '../api.ts'
import { Fault } from '../fault.ts'
import { type Database, databaseOn, inTransaction } from './database.ts'
import type { Driver } from './driver.ts'
import { migrate } from './migrate.ts'
import { commands, type CommandState, drafts, meta, OUTBOX_MIGRATIONS } from './outbox-tables.ts'

/** A command of mine that is not confirmed. */
export interface StoredCommand {
  readonly id: CommandId
  readonly roomId: RoomId
  readonly command: PersonCommand
  readonly issuedAt: Instant
  readonly state: CommandState
  readonly rejection: Rejection | null
}

export type NewCommand = Pick<StoredCommand, 'id' | 'roomId' | 'command' | 'issuedAt'>

export class Outbox {
  readonly #driver: Driver
  readonly #database: Database
  readonly #run: ReturnType<typeof statements>
  /** Every row, in device order: there are few, and every view asks for them. */
  #rows: readonly StoredCommand[]

  /** Throws a `Fault`, leaving the file as it is, when it is newer than this code or another person's. */
  constructor(driver: Driver, me: PersonId) {
    if (!migrate(driver, OUTBOX_MIGRATIONS))
      throw new Fault('OUTBOX_TOO_NEW', 'NEVER', 'written by a newer version of this program')
    this.#driver = driver
    this.#database = databaseOn(driver)
    this.#run = statements(this.#database)
    this.#claim(me)
    this.#rows = this.#run.all.all().map(toStored)
  }

  all(): readonly StoredCommand[] {
    return this.#rows
  }

  find(id: CommandId): StoredCommand | null {
    return this.#rows.find((row) => row.id === id) ?? null
  }

  /** On disk when this returns. */
  add(command: NewCommand): StoredCommand {
    const { id, roomId, issuedAt } = command
    this.#run.add.run({ id, roomId, issuedAt, content: JSON.stringify(command.command) })
    const row: StoredCommand = { ...command, state: 'WAITING', rejection: null }
    this.#rows = [...this.#rows, row]
    return row
  }

  /** Commands without a known answer, in device order. */
  unanswered(): readonly StoredCommand[] {
    return this.#rows.filter(({ state }) => state === 'WAITING' || state === 'SENT')
  }

  /** Before the request leaves: from here on they cannot be taken back. */
  markSent(ids: readonly CommandId[]): void {
    this.#change(ids, 'WAITING', { state: 'SENT' })
  }

  markAccepted(id: CommandId): void {
    this.#change([id], 'SENT', { state: 'ACCEPTED' })
  }

  markRejected(id: CommandId, rejection: Rejection): void {
    this.#change([id], 'SENT', { state: 'REJECTED', rejection })
  }

  /** The server has said that it did not keep it: it can be taken back again. */
  markUnsent(id: CommandId): void {
    this.#change([id], 'SENT', { state: 'WAITING' })
  }

  /** The server may have lost what it accepted (restored from a backup): send it again; an id has one effect. */
  resendAccepted(): void {
    const ids = this.#rows.filter(({ state }) => state === 'ACCEPTED').map(({ id }) => id)
    this.#change(ids, 'ACCEPTED', { state: 'SENT' })
  }

  remove(ids: readonly CommandId[]): void {
    const gone = new Set(ids)
    if (!this.#rows.some(({ id }) => gone.has(id))) return
    this.#database
      .delete(commands)
      .where(inArray(commands.id, [...gone]))
      .run()
    this.#rows = this.#rows.filter(({ id }) => !gone.has(id))
  }

  saveDraft({ roomId, mode, content }: Draft): void {
    this.#run.saveDraft.run({ roomId, mode, content })
  }

  loadDraft(roomId: string, mode: string): string | null {
    return this.#run.loadDraft.get({ roomId, mode })?.content ?? null
  }

  dropDraft(roomId: string, mode: string): void {
    this.#run.dropDraft.run({ roomId, mode })
  }

  #change(
    ids: readonly CommandId[],
    from: CommandState,
    change: { readonly state: CommandState; readonly rejection?: Rejection },
  ): void {
    const changed = this.#rows.filter((row) => row.state === from && ids.includes(row.id))
    if (changed.length === 0) return
    const rejection = change.rejection ?? null
    this.#database
      .update(commands)
      .set({ state: change.state, rejection: rejection === null ? null : JSON.stringify(rejection) })
      .where(
        inArray(
          commands.id,
          changed.map(({ id }) => id),
        ),
      )
      .run()
    this.#rows = this.#rows.map((row) =>
      changed.includes(row) ? { ...row, state: change.state, rejection } : row,
    )
  }

  /** A command is sent in the name of whoever is signed in, so an outbox has one owner for ever. */
  #claim(me: PersonId): void {
    const owner = inTransaction(this.#driver, () => {
      const kept = this.#run.owner.get()?.value ?? null
      if (kept === null) this.#database.insert(meta).values({ key: 'owner', value: me }).run()
      return kept ?? me
    })
    if (owner !== me) throw new Fault('OUTBOX_OF_ANOTHER', 'NEVER', 'this outbox belongs to another person')
  }
}

const toStored = (row: typeof commands.$inferSelect): StoredCommand => ({
  id: toCommandId(row.id),
  roomId: toRoomId(row.roomId),
  command: JSON.parse(row.content) as PersonCommand,
  issuedAt: row.issuedAt as Instant,
  state: row.state,
  rejection: row.rejection === null ? null : (JSON.parse(row.rejection) as Rejection),
})

function statements(database: Database) {
  const at = sql.placeholder
  const ofDraft = and(eq(drafts.roomId, at('roomId')), eq(drafts.mode, at('mode')))
  return {
    all: database.select().from(commands).orderBy(asc(commands.number)).prepare(),
    add: database
      .insert(commands)
      .values({
        id: at('id'),
        roomId: at('roomId'),
        content: at('content'),
        issuedAt: at('issuedAt'),
        state: 'WAITING',
      })
      .prepare(),
    owner: database.select({ value: meta.value }).from(meta).where(eq(meta.key, 'owner')).prepare(),
    saveDraft: database
      .insert(drafts)
      .values({ roomId: at('roomId'), mode: at('mode'), content: at('content') })
      .onConflictDoUpdate({
        target: [drafts.roomId, drafts.mode],
        set: { content: sql`excluded.content` },
      })
      .prepare(),
    loadDraft: database.select({ content: drafts.content }).from(drafts).where(ofDraft).prepare(),
    dropDraft: database.delete(drafts).where(ofDraft).prepare(),
  }
}
