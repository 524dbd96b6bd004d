// Processes that end without a word, and files that come from elsewhere: what was saved is there, what is a copy can
// be made anew.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toCommandId, toRoomId } from '../../domain/ids.ts'
import { instantAt } from '../../domain/time.ts'
import { openSqliteDriver } from '../../electron/sqlite-driver.ts'
import { Fault } from '../../replica/fault.ts'
import { Log } from '../../replica/store/log.ts'
import { Outbox } from '../../replica/store/outbox.ts'
import { advanceOf, copyOf, givenLog, pageOf, positionAfter } from '../support/advance.ts'
import { agent, contact } from '../support/people.ts'
import { openRig, type Rig } from '../support/replica-rig.ts'
import { report } from '../support/story.ts'

const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const

describe('a device that dies', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await openRig()
  })
  afterEach(() => rig.discard())

  it('[I1] has everything that was saved when it comes back, and sends it once', async () => {
    const device = rig.device(contact)
    const staff = rig.device(agent)
    await rig.calm()
    const roomId = rig.newRoomId()
    device.offline()
    await device.submit(roomId, report())
    await device.submit(roomId, say('Saved before the crash'))
    device.crash()
    device.reopen()
    expect((await device.room(roomId)).pending).toHaveLength(2)
    device.crash()
    device.reopen()
    device.online()
    await rig.calm()
    expect((await staff.room(roomId)).entries.map(({ event }) => event.body.type)).toEqual([
      'IssueReported',
      'MessagePosted',
    ])
  })

  it('[I3] after the server took the commands and before the reply came: they are not recorded twice', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const roomId = rig.newRoomId()
    await device.submit(roomId, report())
    await device.submit(roomId, say('Once'))
    // The request arrives, the reply and the page do not.
    await rig.clock.advance(6)
    device.crash()
    device.reopen()
    await rig.calm()
    expect((await device.room(roomId)).entries).toHaveLength(2)
  })

  it('after the events were kept and before the outbox let go: opening takes the command out', async () => {
    const device = rig.device(contact)
    const roomId = rig.newRoomId()
    await rig.calm()
    await device.submit(roomId, report())
    const [row] = device.files.outbox.prepare('select * from commands').all() as Record<string, unknown>[]
    await rig.calm()
    device.crash()
    const names = Object.keys(row ?? {})
    device.files.outbox
      .prepare(`insert into commands (${names.join()}) values (${names.map((name) => `@${name}`).join()})`)
      .run(row)
    device.reopen()
    expect(await device.look({ view: 'pending' })).toEqual([])
    expect((await device.room(roomId)).entries.map(({ state }) => state)).toEqual(['RECORDED'])
  })

  it('shows its rooms at once when it is opened, without a server', async () => {
    const device = rig.device(contact)
    const roomId = rig.newRoomId()
    await rig.calm()
    await device.submit(roomId, report())
    await rig.calm()
    const before = await device.room(roomId)
    device.offline()
    device.crash()
    device.reopen()
    expect(await device.room(roomId)).toEqual(before)
    expect((await device.look({ view: 'directory' })).accounts.length).toBeGreaterThan(0)
    expect((await device.look({ view: 'status' })).link).not.toBe('LIVE')
  })

  it('keeps drafts, one for each room and mode, until they are dropped', async () => {
    const device = rig.device(contact)
    const draft = { roomId: 'r1', mode: 'message', content: '{"text":"Half a sen"}' }
    await device.replica.saveDraft(draft)
    await device.replica.saveDraft({ ...draft, content: '{"text":"Half a sentence"}' })
    await device.replica.saveDraft({ ...draft, mode: 'update', content: 'other' })
    device.crash()
    device.reopen()
    expect(await device.replica.loadDraft('r1', 'message')).toBe('{"text":"Half a sentence"}')
    await device.replica.dropDraft('r1', 'message')
    expect(await device.replica.loadDraft('r1', 'message')).toBeNull()
    expect(await device.replica.loadDraft('r1', 'update')).toBe('other')
    expect(await device.replica.loadDraft('r2', 'update')).toBeNull()
  })
})

describe('the files', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accord-replica-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const row = (number: number) => ({
    id: toCommandId(`c${number}`),
    roomId: toRoomId('r1'),
    command: say(`Message ${number}`),
    issuedAt: instantAt(number),
  })

  it('[I2] hold what was saved although nobody closed them', () => {
    const path = join(folder, 'outbox')
    const first = new Outbox(openSqliteDriver(path, 'outbox'), contact.id)
    for (let number = 1; number <= 3; number++) first.add(row(number))
    const second = new Outbox(openSqliteDriver(path, 'outbox'), contact.id)
    expect(second.all().map(({ id }) => id)).toEqual(['c1', 'c2', 'c3'])
  })

  it('[I30] an outbox from a newer version is refused and left as it is', () => {
    const path = join(folder, 'outbox')
    const driver = openSqliteDriver(path, 'outbox')
    new Outbox(driver, contact.id).add(row(1))
    driver.exec(`insert into migrations values ('2030-01-01-later')`)
    expect(() => new Outbox(driver, contact.id)).toThrow(Fault)
    expect(() => new Outbox(driver, contact.id)).toThrow(/OUTBOX_TOO_NEW/)
    expect(driver.prepare('select id from commands').all()).toEqual([{ id: 'c1' }])
    driver.close()
  })

  it('an outbox of another person is refused: commands are sent in the name of who is signed in', () => {
    const driver = openSqliteDriver(':memory:', 'outbox')
    new Outbox(driver, contact.id).add(row(1))
    expect(() => new Outbox(driver, agent.id)).toThrow(/OUTBOX_OF_ANOTHER/)
    expect(new Outbox(driver, contact.id).all()).toHaveLength(1)
  })

  it('[I30] a cache from a newer version is begun anew', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    log.advance(advanceOf(log, givenLog().page))
    driver.exec(`insert into migrations values ('2030-01-01-later'); create table later (a)`)
    const fresh = new Log(driver, agent.id)
    expect([[...fresh.roomIds()], fresh.feedPosition().cursor]).toEqual([[], ''])
    fresh.advance(advanceOf(fresh, givenLog().page))
  })

  it.each([
    [
      'how far the feed was read is no longer readable',
      `update meta set value = '{broken' where key = 'feed'`,
    ],
    ['a table is missing', 'drop table rooms'],
    [
      'an event from before the outline is no longer readable',
      `delete from migrations where name like '%outline';
       drop index events_outline; drop index events_said_about;
       alter table events drop column type; alter table events drop column is_internal;
       alter table events drop column recorded_at_s; alter table events drop column still_late;
       alter table events drop column said_about;
       update events set content = '{broken' where position = 2`,
    ],
  ])('[I30] a damaged cache is begun anew: %s', (_, damage) => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    log.advance(advanceOf(log, givenLog().page))
    driver.exec(damage)
    const fresh = new Log(driver, agent.id)
    expect([[...fresh.roomIds()], fresh.feedPosition().cursor]).toEqual([[], ''])
    fresh.advance(advanceOf(fresh, givenLog().page))
  })

  it('a cache is not thrown away because the disk is full or the file is in use', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    log.advance(advanceOf(log, givenLog().page))
    const full = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    }
    expect(() => new Log({ ...driver, exec: full }, agent.id)).toThrow('disk is full')
    expect(new Log(driver, agent.id).roomIds().size).toBe(1)
  })

  it('[I8] rooms are made anew from the events when the law has changed since they were kept', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    const { ledger, page } = givenLog()
    log.advance(advanceOf(log, page))
    driver.exec(`update rooms set state = '{"old":true}'; update meta set value = '0' where key = 'law'`)
    expect(new Log(driver, agent.id).state(ledger.roomId)).toEqual(ledger.room)
  })

  it('[I5] a page that fails half way leaves nothing of itself', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    const { ledger } = givenLog()
    const events = copyOf(ledger, 'PROVIDER')
    const first = pageOf(events.slice(0, 1))
    log.advance(advanceOf(log, first))
    const second = advanceOf(log, pageOf(events.slice(1), positionAfter(first)))
    driver.exec(`create trigger full before insert on rooms begin select raise(abort, 'disk full'); end`)
    expect(() => log.advance(second)).toThrow('disk full')
    expect(log.feedPosition()).toEqual(positionAfter(first))
    expect(log.newest(ledger.roomId, 10)).toEqual(events.slice(0, 1))
    expect(log.head(ledger.roomId)?.position).toBe(1)
    driver.exec('drop trigger full')
    log.advance(second)
    expect(log.state(ledger.roomId)).toEqual(ledger.room)
    expect(new Log(driver, agent.id).state(ledger.roomId)).toEqual(ledger.room)
  })

  it('[I7] the same page twice changes nothing', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    const { ledger, page } = givenLog()
    log.advance(advanceOf(log, page))
    expect(() => advanceOf(log, page)).toThrow(/DUPLICATE/)
    expect(log.newest(ledger.roomId, 10)).toEqual(page.events)
  })

  it('an event of a type this version does not know is kept as it came', () => {
    const driver = openSqliteDriver(':memory:', 'replica')
    const log = new Log(driver, agent.id)
    const { ledger, page } = givenLog()
    const first = page.events[0]
    if (first === undefined) throw new Error('the ledger is empty')
    log.advance(advanceOf(log, page))
    const strange = { ...first, id: 'strange', seq: 5, body: { type: 'Unheard', of: [1] } } as never
    log.advance({
      feed: log.feedPosition(),
      events: [strange],
      heads: new Map([[ledger.roomId, headOf(log)]]),
    })
    expect(log.newest(ledger.roomId, 1)).toEqual([strange])
    expect(log.state(ledger.roomId)?.title).toBe(ledger.room?.title)
  })

  const headOf = (log: Log) => {
    const head = log.head(givenLog().ledger.roomId)
    if (head === null) throw new Error('no such room')
    return { ...head, position: head.position + 1 }
  }
})
