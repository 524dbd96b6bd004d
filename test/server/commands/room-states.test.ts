// What is held of rooms is a cache within a bound: whatever becomes of it, each state is that of the log.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Room } from '../../../domain/incident/state.ts'
import type { Person } from '../../../domain/people.ts'
import { versionOf } from '../../../server/commands/law-version.ts'
import { Recent } from '../../../server/commands/recent.ts'
import { weightOf } from '../../../server/commands/weight.ts'
import type { EventStore, StoreReads } from '../../../server/store/event-store.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { agent, contact, stranger } from '../../support/people.ts'
import { report } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'

/** Events of rooms that were read, in transactions and outside of them. */
const read = { within: 0, outside: 0 }

function counting(store: EventStore): EventStore {
  const counted =
    (reads: StoreReads, where: keyof typeof read): StoreReads['roomEvents'] =>
    async (...asked) => {
      const events = await reads.roomEvents(...asked)
      read[where] += events.length
      return events
    }
  return {
    ...store,
    roomEvents: counted(store, 'outside'),
    write: (work) => store.write((tx) => work({ ...tx, roomEvents: counted(tx, 'within') })),
  }
}

let test: TestCore
beforeEach(async () => {
  test = await openTestCore(counting)
})
afterEach(() => test.discard())

const message = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const note = (text: string) => ({ type: 'postNote', text, replyTo: null }) as const

/** A room of so many entries, every fifth of them a note. */
async function tell(entries: number): Promise<void> {
  await test.must(contact, report())
  for (let said = 1; said < entries; said += 50) {
    const texts = Array.from({ length: Math.min(50, entries - said) }, (_, index) => said + index)
    const ours = texts.filter((number) => number % 5 === 0).map((number) => test.envelope(note(`${number}`)))
    const theirs = texts
      .filter((number) => number % 5 > 0)
      .map((number) => test.envelope(message(`${number}`)))
    await Promise.all([test.core.submit(contact, theirs), test.core.submit(agent, ours)])
  }
}

const roomFor = (person: Person): Promise<Room | null> => test.core.room(person, roomOf('one'))

/** Opens the store again and resolves to what was read of events while somebody opened the room. */
async function readAtOpening(person: Person): Promise<number> {
  await test.reopen()
  Object.assign(read, { within: 0, outside: 0 })
  await roomFor(person)
  return read.outside
}

function change(sql: string): void {
  const file = new Database(join(test.folder, DATABASE_FILE))
  file.exec(sql)
  file.close()
}

describe('a long room', () => {
  it('[I25] is opened from its snapshot and what follows, by readers of both parties and by commands', async () => {
    await tell(700)
    const before = await roomFor(agent)
    expect(await readAtOpening(agent)).toBeLessThan(250)
    expect(await roomFor(agent)).toStrictEqual(before)
    // A customer's own, from shared events alone, is made when one has read it.
    const theirs = await roomFor(contact)
    expect(await readAtOpening(contact)).toBeLessThan(250)
    expect(await roomFor(contact)).toStrictEqual(theirs)
    expect(test.rows('room_snapshot').map(({ view }) => view)).toEqual(['ALL', 'SHARED'])

    await test.reopen()
    Object.assign(read, { within: 0, outside: 0 })
    await test.must(contact, message('after a restart'))
    expect(read.within).toBe(0)
    expect(read.outside).toBeLessThan(600)
  })

  it('is folded again where its snapshot is damaged, cut, of another law or gone', async () => {
    await tell(620)
    const right = await roomFor(agent)
    for (const harm of [
      `UPDATE room_snapshot SET snapshot = replace(snapshot, '"title":"', '"title":"x')`,
      `UPDATE room_snapshot SET snapshot = substr(snapshot, 1, 300)`,
      `UPDATE room_snapshot SET snapshot = 'another law ' || snapshot`,
      `DELETE FROM room_snapshot`,
    ]) {
      change(harm)
      expect(await readAtOpening(agent), harm).toBe(620)
      expect(await roomFor(agent)).toStrictEqual(right)
      // Reading it anew has kept another one.
      expect(await readAtOpening(agent), harm).toBeLessThan(250)
    }
  })

  it('[I19] of others is not brought up for a stranger’s command', async () => {
    await tell(60)
    await test.reopen()
    Object.assign(read, { within: 0, outside: 0 })
    await test.ask(stranger, message('whose is it?'))
    expect(read).toEqual({ within: 0, outside: 0 })
  })
})

describe('what is held', () => {
  it('stays within its weight, and forgets what was used longest ago', () => {
    const recent = new Recent<string, number>(10)
    recent.set('a', 1, 4)
    recent.set('b', 2, 4)
    recent.get('a')
    recent.set('c', 3, 4)
    expect([recent.get('a'), recent.get('b'), recent.get('c'), recent.weight]).toEqual([1, undefined, 3, 8])
    recent.set('heavy', 4, 99)
    expect([recent.get('a'), recent.get('c'), recent.get('heavy'), recent.weight]).toEqual([
      undefined,
      undefined,
      4,
      99,
    ])
    recent.set('heavy', 5, 1)
    expect([recent.get('heavy'), recent.weight]).toEqual([5, 1])
  })

  it('weighs more with all that is in it', () => {
    const light = { updates: [], title: 'Down' }
    const heavy = { updates: Array.from({ length: 10 }, () => ({ nature: 'x'.repeat(100) })), title: 'Down' }
    expect(weightOf(heavy) - weightOf(light)).toBeGreaterThan(1_000)
    expect(weightOf(heavy) - weightOf(light)).toBeLessThan(3_000)
  })

  it('is of one law: its version changes with any file of it, and with nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-law-'))
    try {
      writeFileSync(join(folder, 'decide.ts'), 'yes')
      const first = versionOf(folder)
      writeFileSync(join(folder, 'RULES.md'), 'words')
      expect(versionOf(folder)).toBe(first)
      writeFileSync(join(folder, 'decide.ts'), 'no')
      expect(versionOf(folder)).not.toBe(first)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
