// [I13] Each warning, breach and reminder exactly once, on time, whatever restarts, repeats, fails or goes backwards.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { at } from '../../support/given.ts'
import { agent, contact, representative, supervisor } from '../../support/people.ts'
import { takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'
import { type Failure, failingStore, noFailure } from '../store/failing-store.ts'

let test: TestCore
let failure: Failure
beforeEach(async () => {
  failure = noFailure()
  test = await openTestCore((store) => failingStore(store, failure))
})
afterEach(() => test.discard())

const call = (room: string, minute: number) =>
  test.must(
    representative,
    takeIntake({ receivedAt: at(minute), separateFrom: ['a', 'b', 'c', 'd'].map(roomOf) }),
    room,
  )

/** The engine's entries in a room: what fired, and when it was recorded in minutes. */
async function fired(room: string): Promise<readonly string[]> {
  const log = await test.core.roomEvents(supervisor, roomOf(room), 0, 500)
  return log
    .filter((event) => event.actor.party === 'SYSTEM' && 'step' in event.body)
    .map((event) => `${'step' in event.body ? event.body.step : ''} ${event.recordedAt.slice(14, 19)}`)
}

describe('[I13] a step of a clock', () => {
  it('fires when its time has come and not a moment before', async () => {
    await call('a', 0)
    test.setMinute(4.999)
    expect(await test.core.fireDue()).toBe(0)
    test.setMinute(5)
    expect(await test.core.fireDue()).toBe(1)
    test.setMinute(14.999)
    await test.core.fireDue()
    expect(await fired('a')).toEqual(['WARN_10 05:00', 'WARN_5 14:59', 'WARN_2 14:59'])
    test.setMinute(15)
    await test.core.fireDue()
    expect((await fired('a')).at(-1)).toBe('BREACH 15:00')
  })

  it('fires once, however often the ticker comes, at once or after a restart', async () => {
    await call('a', 0)
    test.setMinute(16)
    await Promise.all([1, 2, 3].map(() => test.core.fireDue()))
    await test.reopen()
    await test.core.fireDue()
    expect(await fired('a')).toEqual(['WARN_10 16:00', 'WARN_5 16:00', 'WARN_2 16:00', 'BREACH 16:00'])
    expect(test.rows('deadline')).toMatchObject([{ step: 'LATE_1', due_at: at(21) }])
  })

  it('that came due while no server ran fires at the next start; the ladder does not catch up on shouting', async () => {
    await call('a', 0)
    await test.reopen()
    test.setMinute(55)
    expect(await test.core.fireDue()).toBe(1)
    expect(await fired('a')).toEqual(['WARN_10 55:00', 'WARN_5 55:00', 'WARN_2 55:00', 'BREACH 55:00'])
    test.setMinute(59.9)
    expect(await test.core.fireDue()).toBe(0)
  })

  it('that was entered late, its time already over, fires at the next tick', async () => {
    test.setMinute(40)
    await call('a', 10)
    expect(await test.core.fireDue()).toBe(1)
    expect((await fired('a')).at(-1)).toBe('BREACH 40:00')
  })

  it('is disarmed with the clock: after the callback nothing of that clock is due', async () => {
    await call('a', 0)
    await test.must(agent, { type: 'assignAgent', agentId: agent.id, handOverNote: null }, 'a')
    test.setMinute(6)
    await test.must(
      agent,
      { type: 'recordCallback', reached: 'Rani', occurredAt: at(5), information: '' },
      'a',
    )
    expect(test.rows('deadline').some((row) => String(row['clock_id']).startsWith('CALLBACK'))).toBe(false)
  })
})

describe('[I15] a clock that steps', () => {
  it('backwards fires nothing early and nothing twice', async () => {
    test.setMinute(10)
    await call('a', 10)
    test.setMinute(22)
    await test.core.fireDue()
    const before = await fired('a')
    expect(before).toEqual(['WARN_10 22:00', 'WARN_5 22:00'])
    for (const minute of [3, 12, 20, 22.9]) {
      test.setMinute(minute)
      expect(await test.core.fireDue()).toBe(0)
    }
    await test.reopen()
    expect(await test.core.fireDue()).toBe(0)
    test.setMinute(25)
    await test.core.fireDue()
    expect(await fired('a')).toEqual([...before, 'WARN_2 25:00', 'BREACH 25:00'])
  })
})

describe('a room that cannot be decided', () => {
  it('does not keep the others from theirs, is said once, and fires when it can be decided again', async () => {
    const rooms = ['a', 'b', 'c', 'd']
    for (const room of rooms) await call(room, 0)
    failure.errorAt = (name, given) =>
      name === 'append' && JSON.stringify(given).includes(roomOf('b')) ? new TypeError('injected') : null
    test.setMinute(16)
    expect(await test.core.fireDue()).toBe(3)
    expect(await test.core.fireDue()).toBe(0)
    const counts = () => Promise.all(rooms.map(async (room) => (await fired(room)).length))
    expect(await counts()).toEqual([4, 0, 4, 4])
    expect(test.lines).toMatchObject([
      { message: 'the deadlines of a room cannot be fired', fields: { roomId: roomOf('b') } },
    ])
    failure.errorAt = () => null
    expect(await test.core.fireDue()).toBe(1)
    expect(await counts()).toEqual([4, 4, 4, 4])
  })
})

describe('deadlines that do not fit the log', () => {
  it('of a room that is not there are dropped', async () => {
    await test.store.write((tx) =>
      tx.armDeadlines(roomOf('ghost'), [{ clockId: 'CALLBACK:1', step: 'BREACH', at: at(0) }]),
    )
    expect(await test.core.fireDue()).toBe(0)
    expect(test.rows('deadline')).toEqual([])
  })

  it('are put right by the state, which alone says what is armed', async () => {
    await call('a', 0)
    const armed = test.rows('deadline')
    await test.store.write((tx) =>
      tx.armDeadlines(roomOf('a'), [{ clockId: 'UPDATE:7', step: 'BREACH', at: at(0) }]),
    )
    expect(await test.core.fireDue()).toBe(0)
    expect(test.rows('deadline')).toEqual(armed)
    expect(await test.core.room(contact, roomOf('a'))).toMatchObject({ clocks: [{ outcome: 'RUNNING' }] })
  })
})
