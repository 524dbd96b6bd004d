// Reading the record of a room: what an outline says of every entry, passages from anywhere with all that is needed to
// read them, and the same from a cache that older code has filled.

import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { toEventId } from '../../domain/ids.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { entryClass } from '../../protocol/outline.ts'
import type { Passage } from '../../replica/api.ts'
import { read } from '../../replica/read.ts'
import { CACHE_MIGRATIONS } from '../../replica/store/cache-tables.ts'
import { Log } from '../../replica/store/log.ts'
import { migrate } from '../../replica/store/migrate.ts'
import { advanceOf, givenLog } from '../support/advance.ts'
import { at, by, type Step } from '../support/given.ts'
import type { Ledger } from '../support/ledger.ts'
import { agent, contact, representative } from '../support/people.ts'
import { fire, takeIntake } from '../support/story.ts'

const idOf = (ledger: Ledger, text: string) => {
  const found = ledger.log.find(({ body }) => 'text' in body && body.text === text)
  if (found === undefined) throw new Error(`nobody said ${text}`)
  return found.id
}
const answer = (text: string, to: string): Step =>
  by(contact, (ledger) => ({ type: 'postMessage', text, replyTo: idOf(ledger, to) }))
const correct = (from: string, to: string): Step =>
  by(contact, (ledger) => ({ type: 'correct', refersTo: idOf(ledger, from), text: to }))
const annotate = (about: string, text: string): Step =>
  by(agent, (ledger) => ({ type: 'annotate', audience: 'SHARED', refersTo: idOf(ledger, about), text }))

const { ledger, page } = givenLog(
  answer('An answer', 'First.'),
  correct('First.', 'The first, better said.'),
  annotate('An answer', 'Seen.'),
  by(representative, takeIntake({ receivedAt: at(20) }), 21),
  by(null, fire('CALLBACK:1', 'BREACH'), 60),
  by(null, fire('CALLBACK:1', 'LATE_1'), 70),
)
const roomId = page.events[0]?.roomId
if (roomId === undefined) throw new Error('the page is empty')

function filled(database = new Sqlite(':memory:')): Log {
  const log = new Log(driverOn(database, true), agent.id)
  log.advance(advanceOf(log, page))
  return log
}

const words = (events: readonly RecordedEvent[]) =>
  events.map(({ body }) => ('text' in body ? body.text : body.type))
const passage = (log: Log, positions: readonly number[]): Passage =>
  read(log, { read: 'passage', roomId, positions }) as Passage

it('an outline says of every entry what kind it is, who may see it, and when it was recorded', () => {
  const outline = filled().outline(roomId)
  const said = Array.from(outline.kinds, (kind) => outline.classes[kind])
  expect(said).toEqual(ledger.log.map(entryClass))
  expect([...outline.seconds]).toEqual(
    ledger.log.map(({ recordedAt }) => Math.floor(Date.parse(recordedAt) / 1_000)),
  )
})

it('an outline names the clock of a reminder that only says that the clock is still late', () => {
  const late = filled()
    .outline(roomId)
    .classes.filter(({ stillLate }) => stillLate !== null)
  expect(late).toEqual([{ type: 'ClockWarned', audience: 'INTERNAL', stillLate: 'CALLBACK:1' }])
})

it('a passage brings the entries that were asked for, in their order, and leaves out what is not held', () => {
  expect(words(passage(filled(), [4, 2, 999]).entries)).toEqual(['First.', 'Second.'])
})

it('a passage brings what its entries answer, and how these were corrected or annotated since', () => {
  const answered = ledger.log.find(({ body }) => 'text' in body && body.text === 'An answer')
  const { entries, related } = passage(filled(), [answered?.seq ?? 0])
  expect(words(entries)).toEqual(['An answer'])
  expect(words(related)).toEqual(['First.', 'The first, better said.', 'Seen.'])
})

it('a single entry is found by its id; null for one that this copy does not hold', () => {
  const log = filled()
  const second = idOf(ledger, 'Second.')
  expect(read(log, { read: 'entry', roomId, eventId: second })).toMatchObject({ id: second })
  expect(read(log, { read: 'entry', roomId, eventId: toEventId('nowhere') })).toBeNull()
})

it('a cache that older code has filled says the same as one that is filled now', () => {
  const database = new Sqlite(':memory:')
  const driver = driverOn(database, true)
  migrate(driver, CACHE_MIGRATIONS.slice(0, 1))
  const insert = driver.prepare('insert into events (room_id, position, id, content) values (?, ?, ?, ?)')
  driver.prepare(`insert into rooms values (?, 0, 0, '', '', null)`).run(roomId)
  for (const event of page.events) insert.run(roomId, event.seq, event.id, JSON.stringify(event))
  const old = new Log(driver, agent.id)
  const positions = page.events.map(({ seq }) => seq ?? 0)
  expect(old.outline(roomId)).toEqual(filled().outline(roomId))
  expect(passage(old, positions)).toEqual(passage(filled(), positions))
  expect(passage(old, [5])).toEqual(passage(filled(), [5]))
})
