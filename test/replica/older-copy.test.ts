// A copy that older code filled, opened by this code: its entries, how far it had read and what waits are all there, and
// its words are found. One that is too large to be put in order while somebody waits is fetched anew; what waits stays.

import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { toCommandId, toRoomId } from '../../domain/ids.ts'
import { instantAt } from '../../domain/time.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { LocalCopy } from '../../replica/copy.ts'
import { Search } from '../../replica/search.ts'
import { CACHE_MIGRATIONS } from '../../replica/store/cache-tables.ts'
import type { Driver } from '../../replica/store/driver.ts'
import { Log } from '../../replica/store/log.ts'
import { migrate } from '../../replica/store/migrate.ts'
import { NOTHING_READ } from '../../replica/store/open-cache.ts'
import { Outbox } from '../../replica/store/outbox.ts'
import { pull } from '../../replica/sync/pull.ts'
import { advanceOf, copyOf, givenLog, pageOf, positionAfter } from '../support/advance.ts'
import { by, play } from '../support/given.ts'
import { agent, contact } from '../support/people.ts'

const say = (text: string) => by(contact, { type: 'postMessage', text, replyTo: null })
const { ledger, page } = givenLog(say('The relay answers 421.'), say('The other relay too.'))
const [room] = [...advanceOf(new Log(driverOn(new Sqlite(':memory:'), true), agent.id), page).heads]
if (room === undefined) throw new Error('the page has no room')
const [roomId, head] = room

/** As code before the order of the feed left it: by room and position, without an index of words. */
function olderCopy(): Driver {
  const driver = driverOn(new Sqlite(':memory:'), true)
  expect(migrate(driver, CACHE_MIGRATIONS.slice(0, 2))).toBe(true)
  const add = driver.prepare(
    `insert into events (room_id, position, id, own_command, content, type, is_internal, recorded_at_s)
      values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const event of page.events) {
    const { id, seq, body, audience, causedBy, recordedAt, actor } = event
    const own = actor.personId === agent.id ? causedBy : null
    const seconds = Math.floor(Date.parse(recordedAt) / 1_000)
    const isInternal = audience === 'INTERNAL' ? 1 : 0
    add.run(roomId, seq, id, own, JSON.stringify(event), body.type, isInternal, seconds)
  }
  const { position, sharedSeq, sharedHash, internalHash } = head
  driver
    .prepare('insert into rooms values (?, ?, ?, ?, ?, ?)')
    .run(roomId, position, sharedSeq, sharedHash, internalHash, JSON.stringify(ledger.room))
  const keep = driver.prepare('insert into meta values (?, ?)')
  keep.run('feed', JSON.stringify(positionAfter(page)))
  keep.run('law', '2')
  return driver
}

function waitingOutbox(): Outbox {
  const outbox = new Outbox(driverOn(new Sqlite(':memory:'), true), agent.id)
  const command = { type: 'postMessage', text: 'Not sent yet', replyTo: null } as const
  outbox.add({ id: toCommandId('c1'), roomId: toRoomId('r1'), command, issuedAt: instantAt(1) })
  return outbox
}

it('[I30] keeps entries, room, numbering, position in the feed and what waits, and goes on from there', async () => {
  const log = new Log(olderCopy(), agent.id)
  const copy = new LocalCopy(agent, log, waitingOutbox(), () => undefined)
  expect(log.feedPosition()).toEqual(positionAfter(page))
  expect(log.newest(roomId, 99)).toEqual(page.events)
  for (const event of page.events) expect(log.entry(roomId, event.id)).toEqual(event)
  expect([log.head(roomId), log.state(roomId)]).toEqual([head, ledger.room])
  expect(log.outline(roomId).seconds).toHaveLength(page.events.length)
  expect(copy.outbox.all().map(({ id }) => id)).toEqual(['c1'])
  const more = copyOf(play(ledger, [say('It flows again.')]), 'PROVIDER').slice(page.events.length)
  expect(pull(copy, pageOf(more, log.feedPosition()))).toBe('ADVANCED')
  expect(log.newest(roomId, 1)).toEqual(more)
  expect(log.words.until).toBe(0)
  while (log.words.takeIn(2) > 0);
  const found = await new Search(log, async () => undefined).find({ text: 'relay', roomId: null, limit: 8 })
  expect(found.map(({ excerpt }) => excerpt)).toEqual(['The other relay too.', 'The relay answers 421.'])
})

it('[I2] is fetched anew where it is too large to be put in order at once, and what waits stays', () => {
  const driver = olderCopy()
  driver.exec(`
    with recursive n (n) as (select 1000 union all select n + 1 from n where n < 21000)
    insert into events (room_id, position, id, content) select 'r', n, n, '{}' from n`)
  const copy = new LocalCopy(agent, new Log(driver, agent.id), waitingOutbox(), () => undefined)
  expect(copy.log.feedPosition()).toEqual(NOTHING_READ)
  expect([...copy.log.roomIds()]).toEqual([])
  expect(copy.outbox.all().map(({ id }) => id)).toEqual(['c1'])
  expect(pull(copy, page)).toBe('ADVANCED')
  expect(copy.log.newest(roomId, 99)).toEqual(page.events)
})
