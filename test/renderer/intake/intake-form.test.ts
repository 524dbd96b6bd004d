// The intake form as data: what a draft brings back, when the clock can start, and that the command it leads to is one
// the law takes.

import { describe, expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import type { Room } from '../../../domain/incident/state.ts'
import { accountRooms, unanswered } from '../../../renderer/intake/account-rooms.ts'
import { answeredAt } from '../../../renderer/intake/answered-time.ts'
import {
  blankForm,
  callbackDue,
  canStart,
  formFrom,
  type IntakeForm,
  intakeOf,
  isBlank,
  isTooOld,
  toBeAsked,
} from '../../../renderer/intake/intake-form.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { at, given, instant } from '../../support/given.ts'
import { representative } from '../../support/people.ts'
import { inProgress, reported } from '../../support/story.ts'

const NEW = toRoomId('room-new')
const blank = blankForm(at(2), NEW)
const filled: IntakeForm = { ...blank, company: 'Nusantara Pay', contactPhone: '021 5550 0142' }

const ticket = given(reported).room
const named = (room: Room, id: string, minute: number): Room => ({
  ...room,
  id: toRoomId(id),
  reportedAt: at(minute),
})
const live = named(given(...inProgress).room, 'room-live', 5)

describe('a kept draft', () => {
  it('comes back whole', () => {
    const form: IntakeForm = {
      ...filled,
      contactName: 'Rani',
      failing: ['API', 'SOME'],
      ticket: 'NONE',
      accountId: nusantara.id,
      separateFrom: [live.id],
      receivedAt: at(1),
    }
    expect(formFrom(JSON.stringify(form), blankForm(at(50), toRoomId('other')))).toEqual(form)
  })

  it('that cannot be read never stops the page', () => {
    for (const content of ['{', '7', 'null', '{"company":7,"failing":"API","receivedAt":"noon"}', '[]'])
      expect(formFrom(content, blank)).toEqual(blank)
    expect(formFrom('{"company":"Kirana","failing":["API","COFFEE"]}', blank)).toEqual({
      ...blank,
      company: 'Kirana',
      failing: ['API'],
    })
  })

  it('in which nothing was typed is no call', () => {
    expect(isBlank({ ...blank, company: '  ' })).toBe(true)
    expect(isBlank({ ...blank, failing: ['API'] })).toBe(false)
  })
})

describe('starting the clock', () => {
  it('[INT-1] needs company and phone alone; the rest is asked on the callback', () => {
    expect(canStart(filled, nusantara)).toBe(true)
    expect(canStart({ ...filled, contactPhone: ' ' }, nusantara)).toBe(false)
    expect(canStart(filled, null)).toBe(false)
    expect(toBeAsked(filled)).toEqual(['contactName', 'contactEmail', 'description'])
  })

  it('[INT-5] is due fifteen minutes after the call was answered, and not for calls of more than an hour ago', () => {
    expect(callbackDue(filled)).toBe(at(17))
    expect([isTooOld(filled, at(62)), isTooOld(filled, at(62.1))]).toEqual([false, true])
  })

  it('[INT-6] without a ticket opens a room of its own, which the law takes', () => {
    const rooms = accountRooms([], nusantara.id, null)
    const { roomId, command } = intakeOf(filled, nusantara, rooms)
    expect(roomId).toBe(NEW)
    const { events } = given().as(representative).at(3).when(command)
    expect(events.map(({ body }) => body.type)).toEqual(['IssueReported', 'IntakeTaken'])
  })

  it('a single ticket is linked unless the caller means another outage', () => {
    const linked = accountRooms([ticket, live], nusantara.id, null)
    expect(intakeOf(filled, nusantara, linked).roomId).toBe(ticket.id)
    const apart: IntakeForm = { ...filled, ticket: 'NONE' }
    const rooms = accountRooms([ticket, live], nusantara.id, 'NONE')
    expect(intakeOf(apart, nusantara, rooms)).toMatchObject({
      roomId: NEW,
      command: { separateFrom: [ticket.id] },
    })
  })

  it('[INT-4] names as separate what the caller said is different, and nothing else', () => {
    const rooms = accountRooms([live, named(live, 'room-other', 4)], nusantara.id, null)
    const { command } = intakeOf({ ...filled, separateFrom: [live.id, toRoomId('gone')] }, nusantara, rooms)
    expect(command.separateFrom).toEqual([live.id])
    const openRooms = rooms.toAsk.map(({ id: roomId, ticket: number, title, reportedAt }) => ({
      roomId,
      ticket: number,
      title,
      reportedAt,
      phase: 'IN_PROGRESS' as const,
    }))
    given().as(representative).at(3).among({ openRooms }).when(command).thenRejected('OPEN_ROOM_EXISTS')
  })
})

describe('the rooms of the account that calls', () => {
  it('are its own alone: tickets, live ones to ask about, and the last that ended', () => {
    const ended = { ...named(live, 'room-ended', 1), resolvedAt: at(9) }
    const foreign = { ...named(live, 'room-foreign', 6), accountId: tagus.id }
    const rooms = accountRooms([ended, foreign, live, ticket], nusantara.id, null)
    expect(rooms.tickets).toEqual([ticket])
    expect(rooms.toAsk).toEqual([live])
    expect(rooms.last?.id).toBe('room-ended')
    expect(accountRooms([live], null, null).toAsk).toEqual([])
  })

  it('several tickets are asked about until one is chosen', () => {
    const second = named(ticket, 'room-second', 3)
    const asking = accountRooms([ticket, second], nusantara.id, null)
    expect(asking.linked).toBeNull()
    expect(unanswered(asking, null, []).map(({ id }) => id)).toEqual(['room-second', ticket.id])
    const chosen = accountRooms([ticket, second], nusantara.id, second.id)
    expect(unanswered(chosen, second.id, [])).toEqual([])
    expect(intakeOf({ ...filled, ticket: second.id }, nusantara, chosen)).toMatchObject({
      roomId: 'room-second',
      command: { separateFrom: [ticket.id] },
    })
  })
})

describe('[INT-5] the time at which a call was answered', () => {
  const now = instant('2026-11-23T00:10:00Z')

  it('is read in the own zone, across midnight too', () => {
    expect(answeredAt('23:55:30', 'UTC', now)).toBe('2026-11-22T23:55:30.000Z')
    expect(answeredAt('07:05', 'Asia/Jakarta', now)).toBe('2026-11-23T00:05:00.000Z')
  })

  it('that has not come yet stays in the future, for the law to refuse', () => {
    expect(answeredAt('00:20', 'UTC', now)).toBe('2026-11-23T00:20:00.000Z')
  })

  it('is refused when it is no time of day', () => {
    expect(answeredAt('25:10', 'UTC', now)).toBeNull()
    expect(answeredAt('soon', 'UTC', now)).toBeNull()
  })
})
