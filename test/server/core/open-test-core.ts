// A whole core over a real database in a folder of its own, with a clock that the test moves and ids made from a count.
// Reopening keeps folder and clock: what a restart of the server keeps.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import { type RoomId, toCommandId, toRoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Instant } from '../../../domain/time.ts'
import type { CommandAnswer, CommandEnvelope } from '../../../protocol/command.ts'
import { sha256Hex } from '../../../protocol/crypto.ts'
import { type Core, type CoreOptions, openCore } from '../../../server/core.ts'
import type { CoreLog } from '../../../server/core-log.ts'
import type { EventStore } from '../../../server/store/event-store.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { openSqliteStore, type SqliteStore } from '../../../server/store/sqlite-store.ts'
import { accounts } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import { people } from '../../support/people.ts'

/** A UUID that the same text always gives. */
export function uuidOf(text: string): string {
  const hex = sha256Hex(text)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const roomOf = (name: string): RoomId => toRoomId(uuidOf(`room ${name}`))

export interface LogLine {
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface TestCore {
  core: Core
  store: SqliteStore
  readonly folder: string
  readonly lines: LogLine[]
  /** Minutes after the tests' start. */
  setMinute(minute: number): void
  now(): Instant
  envelope(command: PersonCommand, room?: string, id?: string): CommandEnvelope
  /** Submits one command in a room, under a new id. */
  ask(who: Person, command: PersonCommand, room?: string, id?: string): Promise<CommandAnswer>
  /** As `ask`, and fails the test unless it is accepted. */
  must(who: Person, command: PersonCommand, room?: string): Promise<void>
  /** Every row of a table, as the file holds it now. */
  rows(table: string): readonly Record<string, unknown>[]
  reopen(): Promise<void>
  discard(): Promise<void>
}

/** `wrap` may put something between core and store, to make it fail. */
export async function openTestCore(
  wrap: (store: EventStore) => EventStore = (store) => store,
  more: Partial<CoreOptions> = {},
): Promise<TestCore> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-core-'))
  let minute = 0
  let count = 0
  const lines: LogLine[] = []
  const say = (fields: LogLine['fields'], message: string): void => void lines.push({ message, fields })
  const log: CoreLog = { warn: say, error: say }
  const now = (): Instant => at(minute)
  const openStore = async (): Promise<SqliteStore> => {
    const store = await openSqliteStore({
      folder,
      newId: () => uuidOf('epoch'),
      onFatal: (cause) => say({ cause }, 'fatal'),
    })
    return { ...wrap(store), identity: store.identity }
  }
  const store = await openStore()
  const test: TestCore = {
    core: openCore({ store, now, log, ...more }),
    store,
    folder,
    lines,
    now,
    setMinute: (to) => {
      minute = to
    },
    envelope: (command, room = 'one', id) => ({
      id: toCommandId(id ?? uuidOf(`command ${count++}`)),
      roomId: roomOf(room),
      command,
    }),
    ask: async (who, command, room, id) => {
      const [answer] = await test.core.submit(who, [test.envelope(command, room, id)])
      if (answer === undefined) throw new Error('no answer')
      return answer
    },
    must: async (who, command, room) => {
      const answer = await test.ask(who, command, room)
      if (answer.outcome !== 'ACCEPTED') throw new Error(`${command.type}: ${JSON.stringify(answer)}`)
    },
    rows: (table) => {
      const file = new Database(join(folder, DATABASE_FILE), { readonly: true })
      try {
        return file.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
      } finally {
        file.close()
      }
    },
    reopen: async () => {
      await test.core.close()
      test.store = await openStore()
      test.core = openCore({ store: test.store, now, log, ...more })
    },
    discard: async () => {
      await test.core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await Promise.all(accounts.map((account) => test.core.saveAccount(account)))
  await Promise.all(people.map((person) => test.core.savePerson(person)))
  return test
}
