// Finding entries in the copy on this computer: without case and marks, in one room or in all, the newest first, also
// what came after the first search; a customer's copy finds nothing internal, because it holds nothing internal; and
// whoever hands something in while a large copy is looked through does not wait for the search.

import sqlite3Init from '@sqlite.org/sqlite-wasm'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type PersonId, toRoomId } from '../../domain/ids.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { proseOf } from '../../protocol/prose.ts'
import { fold, wordsOf } from '../../protocol/text-match.ts'
import { beginningOf } from '../../protocol/word-beginnings.ts'
import { wasmDriver } from '../../renderer/platform/worker-wasm-driver.ts'
import type { Found } from '../../replica/api.ts'
import { Search } from '../../replica/search.ts'
import { Log } from '../../replica/store/log.ts'
import { advanceOf, copyOf, givenLog, pageOf } from '../support/advance.ts'
import { by, play } from '../support/given.ts'
import { agent, contact } from '../support/people.ts'

const say = (text: string) => by(contact, { type: 'postMessage', text, replyTo: null })
const note = (text: string) => by(agent, { type: 'postNote', text, replyTo: null })
const { ledger, page } = givenLog(
  say('The relay José built answers 421.'),
  note('Relay: our key has run out.'),
)

const sqlite = await sqlite3Init()
const wasm = () =>
  wasmDriver(sqlite, new sqlite.oo1.DB(':memory:'), { synchronous: 'NORMAL', volatile: true })
/** `part`: of the index, in entries; a real one is never full here. */
const emptyLog = (me: PersonId = agent.id, part?: number, driver = driverOn(new Sqlite(':memory:'), true)) =>
  new Log(driver, me, part)
function filled(events = page, log = emptyLog()): Log {
  log.advance(advanceOf(log, events))
  return log
}
const at = (log: Log) => new Search(log, async () => undefined)
const find = (search: Search, text: string, limit = 8): Promise<readonly Found[]> =>
  search.find({ text, roomId: null, limit })

it('finds without case and marks, the newest first, and says who, and what is internal', async () => {
  const found = await find(at(filled()), 'RELAY')
  expect(found.map(({ author, internal }) => [author, internal])).toEqual([
    [agent.name, true],
    [contact.name, false],
  ])
  expect(await find(at(filled()), 'jose 421')).toHaveLength(1)
})

it('shows the words around the match, and the match in them', async () => {
  for (const { excerpt, match } of await find(at(filled()), 'answers')) {
    expect(excerpt.slice(match.from, match.to)).toBe('answers')
  }
  expect(await find(at(filled()), 'answers')).toHaveLength(1)
})

it('finds nothing for no words, for words nobody said, and in a room that is not here', async () => {
  const search = at(filled())
  expect(await find(search, '  ')).toEqual([])
  expect(await find(search, 'never said')).toEqual([])
  expect(await search.find({ text: 'relay', roomId: toRoomId('nowhere'), limit: 8 })).toEqual([])
})

it('of more than are asked for it finds the newest, also where all were recorded in one moment', async () => {
  const many = Array.from({ length: 6 }, (_, index) =>
    by(contact, { type: 'postMessage', text: `Relay number ${index}.`, replyTo: null }, 30),
  )
  const found = await find(at(filled(givenLog(...many).page)), 'relay number', 3)
  expect(found.map(({ excerpt }) => excerpt)).toEqual([
    'Relay number 5.',
    'Relay number 4.',
    'Relay number 3.',
  ])
})

it('finds what came after the first search', async () => {
  const log = filled()
  const search = at(log)
  expect(await find(search, 'flows again')).toEqual([])
  const more = play(ledger, [say('Mail flows again.')])
  log.advance(advanceOf(log, pageOf(copyOf(more, 'PROVIDER').slice(page.events.length), log.feedPosition())))
  expect((await find(search, 'flows again')).map(({ excerpt }) => excerpt)).toEqual(['Mail flows again.'])
})

it('finds nothing of a copy that was made anew, though the new one has as many entries', async () => {
  const log = filled()
  const search = at(log)
  expect(await find(search, 'jose')).toHaveLength(1)
  log.clear()
  log.advance(advanceOf(log, givenLog(say('Something else.'), note('And this.')).page))
  expect(await find(search, 'jose')).toEqual([])
  expect(await find(search, 'something else')).toHaveLength(1)
})

it('[I20] a customer’s copy finds nothing internal, because it holds nothing internal', async () => {
  const log = emptyLog(contact.id)
  log.advance(advanceOf(log, pageOf(copyOf(ledger, 'CUSTOMER')), 'CUSTOMER'))
  const found = await find(at(log), 'relay')
  expect(found.map(({ author, internal }) => [author, internal])).toEqual([[contact.name, false]])
  expect(await find(at(log), 'key')).toEqual([])
})

/** Index and search pause by what the test lets them; takes everything in. */
async function takenIn(log: Log): Promise<Search> {
  const search = at(log)
  search.wake()
  while (
    log.words.until < log.words.between(0, Number.MAX_SAFE_INTEGER, 1).reduce((_, one) => one.arrival, 0)
  )
    await Promise.resolve()
  return search
}

it('finds by the index what reading finds, in one room and in all, before and while it is made', async () => {
  const pieces = [
    'relay',
    'relays',
    'José',
    'mx1.example',
    'INC421',
    '421',
    'ΣΊΣΥΦΟΣ',
    'straße',
    '日本語',
    'x-y',
    '🚨',
    'a',
  ]
  const line = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
    .map((some) => some.join(' '))
  const asked = fc
    .tuple(
      fc.constantFrom(...pieces, '本', 'exam', '4', 're', '.', 'σισ'),
      fc.constantFrom('', ' re', ' a', ' 42', ' -'),
    )
    .map((two) => two.join(''))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), asked, async (lines, text) => {
      const { page: told } = givenLog(...lines.map(say))
      const [read, half, full] = [filled(told), filled(told), filled(told)]
      const cut = filled(told, emptyLog(agent.id, 3))
      half.words.takeIn(6)
      const plain = told.events.filter(({ body }) => beginningOf(fold(proseOf(body)), wordsOf(text)) >= 0)
      const expected = plain.map(({ id }) => id).toReversed()
      for (const search of [at(read), at(half), await takenIn(full), await takenIn(cut)]) {
        expect((await find(search, text, 99)).map(({ eventId }) => eventId)).toEqual(expected)
        const { roomId } = told.events[0] ?? { roomId: toRoomId('none') }
        expect((await search.find({ text, roomId, limit: 99 })).map(({ eventId }) => eventId)).toEqual(
          expected,
        )
      }
    }),
    { numRuns: 15 },
  )
})

it('finds across the parts of the index, in the browser’s SQLite too, and each entry once', async () => {
  const lines = Array.from({ length: 40 }, (_, index) => say(`Relay ${index} of ${index % 9} queues.`))
  const { page: told } = givenLog(...lines)
  for (const driver of [driverOn(new Sqlite(':memory:'), true), wasm()]) {
    const log = filled(told, emptyLog(agent.id, 4, driver))
    const search = await takenIn(log)
    const all = await find(search, 'queues relay', 99)
    expect(all.map(({ excerpt }) => excerpt)).toEqual(
      lines.map((_, at) => `Relay ${at} of ${at % 9} queues.`).toReversed(),
    )
    expect(await find(search, 'queues 39', 99)).toHaveLength(1)
    expect(await find(search, 'relay 0 of', 99)).toHaveLength(5)
    expect(await find(search, 'relay nobody', 99)).toEqual([])
  }
})

it('the index knows nothing more of a copy that was emptied', async () => {
  const log = filled()
  await takenIn(log)
  expect(log.words.until).toBeGreaterThan(0)
  log.clear()
  expect(log.words.until).toBe(0)
  expect(await find(at(log), 'relay')).toEqual([])
  log.advance(advanceOf(log, page))
  expect(await find(await takenIn(log), 'relay')).toHaveLength(2)
})

it('pauses while it reads many entries that the index does not know, and while it takes them in', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => say(`Line ${index} of a long story.`))
  const log = filled(givenLog(...many).page)
  const paused: (() => void)[] = []
  const search = new Search(log, () => new Promise((resolve) => paused.push(resolve)))
  const turn = () => new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))
  async function pausesUntil(done: () => Promise<boolean>): Promise<number> {
    for (let pauses = 0; ; pauses += 1) {
      if (await done()) return pauses
      paused.shift()?.()
    }
  }
  const found = find(search, 'first')
  expect(await pausesUntil(() => Promise.race([found.then(() => true), turn()]))).toBeGreaterThanOrEqual(2)
  expect(await found).toHaveLength(1)
  search.wake()
  const all = many.length + 4
  expect(await pausesUntil(async () => (await turn()) || log.words.until >= all)).toBeGreaterThanOrEqual(6)
})
