// What is shown outside of the window: which clocks, how many rooms want something, when the computer stays awake.

import { expect, it } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import { epochOf } from '../../../domain/time.ts'
import { ringIcon, titleOf } from '../../../renderer/alerts/browser-tab.ts'
import { statusOf, type StatusLook } from '../../../renderer/alerts/desktop-status.ts'
import { nusantara } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import type { Ledger } from '../../support/ledger.ts'
import { agent, contact, otherAgent, signatory } from '../../support/people.ts'
import { inProgress, proposed, resolved } from '../../support/story.ts'
import { CALLED, ledgerOf } from './alert-scene.ts'

function statusAt(ledger: Ledger, me: Person, minute: number, changes: Partial<StatusLook> = {}) {
  const room = me.party === 'CUSTOMER' ? ledger.customerRoom : ledger.room
  return statusOf({
    me,
    rooms: room === null ? [] : [{ room, account: nusantara }],
    now: at(minute),
    status: { link: 'LIVE', offsetMs: 0, waiting: 0 },
    language: 'en',
    quietUntil: null,
    ...changes,
  })
}

const called = ledgerOf(...CALLED)

it('a clock is handed over in this computer’s own time', () => {
  const status = { link: 'LIVE', offsetMs: 4_000, waiting: 0 } as const
  const [clock] = statusAt(called, agent, 6, { status }).clocks
  expect(clock).toMatchObject({ title: 'Nusantara Pay', what: 'callback', state: 'RUNNING' })
  expect(clock?.dueAt).toBe(epochOf(at(16)) - 4_000)
})

it('the status changes with the state of a clock, not with its seconds', () => {
  expect(statusAt(called, agent, 6)).toEqual(statusAt(called, agent, 10.9))
  expect(statusAt(called, agent, 12).clocks[0]?.state).toBe('RISK')
  expect(statusAt(called, agent, 17).clocks[0]?.state).toBe('LATE')
})

it('the computer stays awake for the owner of a running promise alone', () => {
  expect(statusAt(called, agent, 6).keepAwake).toBe(true)
  expect(statusAt(called, otherAgent, 6).keepAwake).toBe(false)
  expect(statusAt(called, contact, 6).keepAwake).toBe(false)
  expect(statusAt(ledgerOf(...resolved), agent, 60).keepAwake).toBe(false)
})

it('the badge counts rooms whose answer is mine to give, or whose promise I am about to break', () => {
  const waiting = ledgerOf(...inProgress, proposed)
  expect(statusAt(waiting, signatory, 10).badge).toBe(1)
  expect(statusAt(waiting, contact, 10).badge).toBe(0)
  expect(statusAt(called, agent, 6).badge).toBe(0)
  expect(statusAt(called, agent, 12).badge).toBe(1)
  expect(statusAt(called, otherAgent, 12).badge).toBe(0)
})

it('broken promises come first, and five clocks are enough', () => {
  const { room } = called
  if (room === null) throw new Error('no room')
  const rooms = Array.from({ length: 7 }, () => ({ room, account: nusantara }))
  expect(statusAt(called, agent, 6, { rooms }).clocks).toHaveLength(5)
})

it('a tab leads with the digits and names the page, with or without a clock', () => {
  const status = statusAt(called, agent, 6)
  expect(titleOf(status, epochOf(at(16)) - 192_000, 'Board', 'Accord')).toBe(
    '03:12 Nusantara Pay · Board · Accord',
  )
  expect(titleOf(status, epochOf(at(16)) + 133_000, 'Board', 'Accord')).toBe(
    '+02:13 Nusantara Pay · Board · Accord',
  )
  expect(titleOf(status, epochOf(at(16)) - 192_000, 'Sign-off, Nusantara Pay', 'Accord')).toBe(
    '03:12 Sign-off, Nusantara Pay · Accord',
  )
  expect(titleOf({ ...status, clocks: [] }, 0, 'Settings', 'Accord')).toBe('Settings · Accord')
  expect(titleOf({ ...status, clocks: [] }, 0, '', 'Accord')).toBe('Accord')
})

it('a tab’s icon steps through the promise and is dashed once late', () => {
  const colours = { RUNNING: 'blue', RISK: 'amber', LATE: 'red', TRACK: 'grey' }
  const running = statusAt(called, agent, 6)
  const icons = new Set(
    Array.from({ length: 600 }, (_, second) => ringIcon(running, epochOf(at(6)) + second * 1_000, colours)),
  )
  expect(icons.size).toBeLessThanOrEqual(25)
  expect(ringIcon(statusAt(called, agent, 17), epochOf(at(17)), colours)).toContain(
    encodeURIComponent('"6 4"'),
  )
  expect(ringIcon({ ...running, clocks: [] }, 0, colours)).toBeNull()
})
