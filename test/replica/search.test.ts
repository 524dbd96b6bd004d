// Finding entries in the copy on this computer: without case and marks, in one room or in all, the newest first, also
// what came after the first search; and a customer's copy finds nothing internal, because it holds nothing internal.

import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { search } from '../../replica/search.ts'
import { Log } from '../../replica/store/log.ts'
import { advanceOf, givenLog } from '../support/advance.ts'
import { by } from '../support/given.ts'
import { agent, contact } from '../support/people.ts'

const say = (text: string) => by(contact, { type: 'postMessage', text, replyTo: null })
const note = (text: string) => by(agent, { type: 'postNote', text, replyTo: null })
const { page } = givenLog(say('The relay José built answers 421.'), note('Relay: our key has run out.'))

function filled(events = page): Log {
  const log = new Log(driverOn(new Sqlite(':memory:'), true), agent.id)
  log.advance(advanceOf(log, events))
  return log
}
const find = (log: Log, text: string, limit = 8) => search(log, { text, roomId: null, limit })

it('finds without case and marks, the newest first, and says who, and what is internal', () => {
  const found = find(filled(), 'RELAY')
  expect(found.map(({ author, internal }) => [author, internal])).toEqual([
    [agent.name, true],
    [contact.name, false],
  ])
  expect(find(filled(), 'jose 421')).toHaveLength(1)
})

it('shows the words around the match, and the match in them', () => {
  for (const { excerpt, match } of find(filled(), 'answers')) {
    expect(excerpt.slice(match.from, match.to)).toBe('answers')
  }
  expect(find(filled(), 'answers')).toHaveLength(1)
})

it('finds nothing for no words, for words nobody said, and in a room that is not here', () => {
  const log = filled()
  expect(find(log, '  ')).toEqual([])
  expect(find(log, 'never said')).toEqual([])
  expect(find(log, 'relay', 1)).toHaveLength(1)
})
