// What every SQLite driver must do (replica/store/driver.ts). One suite, run on each engine that a replica lives on;
// last, the replica's own tables on it through Drizzle, since that is all a driver is for.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toCommandId, toPersonId, toRoomId } from '../../domain/ids.ts'
import { instantAt } from '../../domain/time.ts'
import type { Driver } from '../../replica/store/driver.ts'
import { Log } from '../../replica/store/log.ts'
import { dropEverything, migrate } from '../../replica/store/migrate.ts'
import { Outbox } from '../../replica/store/outbox.ts'
import { advanceOf, givenLog } from '../support/advance.ts'

/** `open` gives an empty database, in memory or in a new file. */
export function sqliteDriverContract(engine: string, open: () => Promise<Driver>): void {
  describe(`${engine} as a SQLite driver`, () => {
    let driver: Driver
    beforeEach(async () => {
      driver = await open()
      driver.exec('create table note (id integer primary key, text text, data blob, amount real)')
    })
    afterEach(() => driver.close())
    const count = () => (driver.prepare('select count(*) as n from note').get() as { n: number }).n
    const add = (text: string) => driver.prepare('insert into note (text) values (?)').run(text)

    it('says how many rows a statement changed, and the id of the last one', () => {
      expect(add('one')).toMatchObject({ changes: 1, lastInsertRowid: 1 })
      add('two')
      expect(driver.prepare('update note set text = ?').run('three').changes).toBe(2)
      expect(driver.prepare('delete from note where id = ?').run(9).changes).toBe(0)
    })

    it('gives rows as objects, and as arrays after raw()', () => {
      add('one')
      add('two')
      const statement = driver.prepare('select id, text from note where id >= ? order by id')
      expect(statement.all(1)).toEqual([
        { id: 1, text: 'one' },
        { id: 2, text: 'two' },
      ])
      expect(statement.get(2)).toEqual({ id: 2, text: 'two' })
      expect(driver.prepare('select id, text from note order by id').raw().all()).toEqual([
        [1, 'one'],
        [2, 'two'],
      ])
      expect(driver.prepare('select text from note where id = ?').raw().get(2)).toEqual(['two'])
      expect(driver.prepare('select id from note where id = ?').get(7)).toBeUndefined()
      expect(driver.prepare('select id from note where id = ?').all(7)).toEqual([])
    })

    it('keeps null, text of any script, numbers and bytes as they were', () => {
      const bytes = new Uint8Array([0, 1, 255])
      const text = 'Délivrabilité 🚨 アラート '
      driver.prepare('insert into note (text, data, amount) values (?, ?, ?)').run(text, bytes, 1.5)
      driver.prepare('insert into note (text) values (?)').run(null)
      const [first, second] = driver.prepare('select text, data, amount from note order by id').all() as [
        { text: string; data: Uint8Array; amount: number },
        { text: null },
      ]
      expect({ ...first, data: [...first.data] }).toEqual({ text, data: [0, 1, 255], amount: 1.5 })
      expect(second.text).toBeNull()
    })

    it('lets a statement be used again and again, with others in between', () => {
      const find = driver.prepare('select text from note where id = ?')
      for (let id = 1; id <= 300; id++) {
        add(`text ${id}`)
        // More different texts than any cache of statements holds.
        driver.prepare(`select ${id}`).get()
        expect(find.get(id)).toEqual({ text: `text ${id}` })
      }
    })

    it('refuses what is no SQL, and too few parameters, and stays usable', () => {
      expect(() => driver.prepare('selec 1')).toThrow()
      expect(() => driver.prepare('insert into note (id, text) values (?, ?)').run(1)).toThrow()
      expect(() => driver.exec('insert into nothing values (1)')).toThrow()
      expect(count()).toBe(0)
    })

    it('undoes all of a transaction that throws, and passes the error on', () => {
      const failing = driver.transaction(() => {
        add('lost')
        throw new Error('boom')
      })
      expect(() => failing.immediate()).toThrow('boom')
      expect(count()).toBe(0)
      expect(driver.transaction((text: string) => add(text).changes).immediate('kept')).toBe(1)
      expect(driver.transaction(() => add('too').changes)()).toBe(1)
      expect(count()).toBe(2)
    })

    it('undoes an inner transaction alone when the outer one goes on', () => {
      driver
        .transaction(() => {
          add('outer')
          const inner = driver.transaction(() => {
            add('inner')
            throw new Error('boom')
          })
          expect(() => inner()).toThrow('boom')
        })
        .immediate()
      expect(driver.prepare('select text from note').all()).toEqual([{ text: 'outer' }])
    })

    it('undoes a transaction that breaks a constraint', () => {
      add('one')
      const clash = driver.transaction(() => {
        add('two')
        driver.prepare('insert into note (id) values (?)').run(1)
      })
      expect(() => clash.immediate()).toThrow(/constraint/i)
      expect(count()).toBe(1)
    })

    it('applies migrations once each, and tells a file from newer code', () => {
      const one = { name: '2026-01-01-one', sql: 'create table one (a); create table two (b)' }
      const two = { name: '2026-01-02-two', sql: 'insert into one values (1)' }
      expect(migrate(driver, [one])).toBe(true)
      expect(migrate(driver, [one, two])).toBe(true)
      expect(migrate(driver, [one, two])).toBe(true)
      expect(driver.prepare('select a from one').all()).toEqual([{ a: 1 }])
      expect(migrate(driver, [one])).toBe(false)
      dropEverything(driver)
      expect(migrate(driver, [one])).toBe(true)
      expect(driver.prepare('select a from one').all()).toEqual([])
    })

    it('leaves nothing of a migration that fails', () => {
      const bad = { name: '2026-01-01-bad', sql: 'create table half (a); insert into missing values (1)' }
      expect(() => migrate(driver, [bad])).toThrow()
      expect(() => driver.prepare('select * from half')).toThrow()
    })

    it('carries the tables of a replica', () => {
      const me = toPersonId('person-contact')
      const log = new Log(driver, me)
      const { page } = givenLog()
      log.advance(advanceOf(log, page))
      const { roomId } = page.events[0] ?? { roomId: toRoomId('none') }
      expect(log.newest(roomId, 2)).toEqual(page.events.slice(-2))
      expect(new Log(driver, me).state(roomId)).toEqual(log.state(roomId))
    })

    it('carries the outbox of a replica', () => {
      const me = toPersonId('person-contact')
      const command = { type: 'postMessage', text: 'Hello', replyTo: null } as const
      const row = { id: toCommandId('c1'), roomId: toRoomId('r1'), command, issuedAt: instantAt(0) }
      const outbox = new Outbox(driver, me)
      outbox.add(row)
      outbox.saveDraft({ roomId: 'r1', mode: 'note', content: 'half a' })
      outbox.saveDraft({ roomId: 'r1', mode: 'note', content: 'half a sentence' })
      expect(new Outbox(driver, me).all()).toEqual([{ ...row, state: 'WAITING', rejection: null }])
      expect(new Outbox(driver, me).loadDraft('r1', 'note')).toBe('half a sentence')
    })
  })
}
