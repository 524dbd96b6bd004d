// The hotline intake: the essentials, the moment the clock starts, and one outage in one room.

import { describe, expect, it } from 'vitest'
import { toAccountId, toRoomId } from '../../../domain/ids.ts'
import { NAME_MAX, TEXT_MAX, TITLE_MAX } from '../../../domain/input.ts'
import { missingEssentials } from '../../../domain/incident/facts.ts'
import { CALLBACK_PROMISE, INTAKE_ENTRY_MAX } from '../../../domain/incident/promises.ts'
import type { OpenRoom } from '../../../domain/result.ts'
import { instantAt, epochOf, MINUTE } from '../../../domain/time.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { at, given } from '../../support/given.ts'
import { agent, contact, representative, supervisor } from '../../support/people.ts'
import { intakeTaken, report, reported, takeIntake } from '../../support/story.ts'

const call = given(reported).as(representative).at(2)

const other: OpenRoom = {
  roomId: toRoomId('room-2'),
  ticket: 'AC-BCDFGH',
  title: 'SMTP refuses connections',
  phase: 'IN_PROGRESS',
  reportedAt: at(-30),
}

describe('essentials', () => {
  it('[INT-1] company and telephone number are enough', () => {
    const bare = takeIntake({
      company: ' Nusantara Pay ',
      contactName: null,
      contactEmail: ' ',
      description: null,
      failing: [],
    })
    const outcome = call.when(bare).thenEvents({
      type: 'IntakeTaken',
      company: 'Nusantara Pay',
      contactName: null,
      contactPhone: '+622155500142',
      contactPhoneTyped: '021 5550 0142',
      contactEmail: null,
      description: null,
      receivedAt: at(1),
      failing: [],
      promise: 15 * MINUTE,
    })
    expect(missingEssentials(outcome.room)).toEqual(['contactName', 'contactEmail', 'description'])
    expect(outcome.phase).toBe('AWAITING_CALLBACK')
    expect(missingEssentials(given(reported, intakeTaken).room)).toEqual([])
    expect(missingEssentials(given(reported).room)).toEqual([])
  })

  it.each([
    ['company', 'REQUIRED', { company: ' ' }],
    ['company', 'TOO_LONG', { company: 'x'.repeat(NAME_MAX + 1) }],
    ['contactPhone', 'REQUIRED', { contactPhone: '' }],
    ['contactPhone', 'TOO_LONG', { contactPhone: '0'.repeat(41) }],
  ])('[INT-1] %s is refused as %s', (field, problem, changes) => {
    call.when(takeIntake(changes)).thenInvalid(field, problem)
  })

  it('[INT-3] keeps the number in E.164 beside what was typed', () => {
    const { intake } = call.when(takeIntake({ contactPhone: ' (021) 5550-0142 ' })).room
    expect(intake).toMatchObject({ contactPhone: '+622155500142', contactPhoneTyped: '(021) 5550-0142' })
    call.when(takeIntake({ contactPhone: 'ask reception' })).thenInvalid('contactPhone', 'NOT_A_PHONE')
  })

  it.each([
    ['contactName', 'TOO_LONG', { contactName: 'x'.repeat(NAME_MAX + 1) }],
    ['contactEmail', 'NOT_AN_EMAIL', { contactEmail: 'rani at nusantara' }],
    ['contactEmail', 'NOT_AN_EMAIL', { contactEmail: `rani@${'x'.repeat(250)}.example` }],
    ['description', 'TOO_LONG', { description: 'x'.repeat(TEXT_MAX + 1) }],
    ['title', 'TOO_LONG', { title: 'x'.repeat(TITLE_MAX + 1) }],
  ])('[INT-8] %s is refused as %s', (field, problem, changes) => {
    call.when(takeIntake(changes)).thenInvalid(field, problem)
  })

  it('[INT-8] keeps each text without the space around it', () => {
    const spaced = takeIntake({
      contactName: ' Rani ',
      contactEmail: ' rani@a.example ',
      description: ' Down. ',
    })
    expect(call.when(spaced).room.intake).toMatchObject({
      contactName: 'Rani',
      contactEmail: 'rani@a.example',
      description: 'Down.',
    })
  })

  it('[INT-8] says once what is failing', () => {
    const [event] = call.when(takeIntake({ failing: ['API', 'SMTP', 'API'] })).events
    expect(event?.body).toMatchObject({ failing: ['API', 'SMTP'] })
  })
})

describe('when the call came', () => {
  it('[INT-5] [CLK-1] the clock of fifteen minutes starts when the call was answered, not when it is entered', () => {
    const late = given(reported).as(representative).at(20)
    const { room } = late.when(takeIntake({ receivedAt: at(8) }))
    expect(room.clocks).toMatchObject([
      { id: 'CALLBACK:1', startedAt: at(8), promise: CALLBACK_PROMISE, dueAt: at(23), binding: true },
    ])
    expect(room.intake).toMatchObject({ receivedAt: at(8), recordedAt: at(20) })
  })

  it('[INT-5] a call is not in the future', () => {
    call
      .when(takeIntake({ receivedAt: instantAt(epochOf(at(2)) + 1) }))
      .thenInvalid('receivedAt', 'IN_THE_FUTURE')
    expect(call.when(takeIntake({ receivedAt: at(2) })).phase).toBe('AWAITING_CALLBACK')
  })

  it('[INT-5] a call is entered within 60 minutes', () => {
    const late = given(reported).as(representative).at(90)
    expect(late.when(takeIntake({ receivedAt: at(30) })).phase).toBe('AWAITING_CALLBACK')
    const tooLate = takeIntake({ receivedAt: instantAt(epochOf(at(30)) - 1) })
    late.when(tooLate).thenInvalid('receivedAt', 'TOO_LONG_AGO', INTAKE_ENTRY_MAX)
  })

  it.each(['yesterday', '2026-11-23T09:01:00Z', ''])('[INT-5] %j is no time', (text) => {
    call
      .when(takeIntake({ receivedAt: text as ReturnType<typeof at> }))
      .thenInvalid('receivedAt', 'NOT_A_TIME')
  })
})

describe('one outage, one room', () => {
  it('[INT-4] another live room of the account is put before the person who takes the call', () => {
    const rooms = [other, { ...other, roomId: toRoomId('room-3') }]
    call.among({ openRooms: rooms }).when(takeIntake()).thenRejected({ code: 'OPEN_ROOM_EXISTS', rooms })
    const oneNamed = takeIntake({ separateFrom: [other.roomId] })
    call
      .among({ openRooms: rooms })
      .when(oneNamed)
      .thenRejected({ code: 'OPEN_ROOM_EXISTS', rooms: rooms.slice(1) })
  })

  it('[INT-4] a call that was said to be another outage is taken', () => {
    const separate = takeIntake({ separateFrom: [other.roomId] })
    expect(call.among({ openRooms: [other] }).when(separate).phase).toBe('AWAITING_CALLBACK')
  })
})

describe('without a ticket', () => {
  const direct = given().as(representative).at(2)

  it('[INT-6] the intake opens the room itself, reported by the caller', () => {
    const outcome = direct.when(takeIntake())
    expect(outcome.events.map(({ audience, body }) => [audience, body.type])).toEqual([
      ['SHARED', 'IssueReported'],
      ['SHARED', 'IntakeTaken'],
    ])
    expect(outcome.room).toMatchObject({
      channel: 'HOTLINE',
      title: 'Every API call times out',
      description: 'Every API call times out. SMTP too.',
      reportedBy: { party: 'CUSTOMER', personId: null, name: 'Rani Wulandari' },
    })
    expect(outcome.phase).toBe('AWAITING_CALLBACK')
  })

  it.each([
    ['a given title', { title: ' Outage ' }, 'Outage', 'Every API call times out. SMTP too.'],
    [
      'the company',
      { description: null },
      'Hotline call from Nusantara Pay',
      'Hotline call from Nusantara Pay',
    ],
    [
      'the company',
      { description: '  ' },
      'Hotline call from Nusantara Pay',
      'Hotline call from Nusantara Pay',
    ],
    ['the first line', { description: 'Down\nsince nine' }, 'Down', 'Down\nsince nine'],
  ])('[INT-6] the room is named after %s', (_case, changes, title, description) => {
    expect(direct.when(takeIntake(changes)).room).toMatchObject({ title, description })
  })

  it('[INT-6] a long first sentence is shortened between characters', () => {
    const { title } = direct.when(takeIntake({ description: '🔥'.repeat(120) })).room
    expect(title).toBe(`${'🔥'.repeat(89)}…`)
    expect(direct.when(takeIntake({ description: 'x'.repeat(90) })).room.title).toBe('x'.repeat(90))
  })

  it('[INT-6] the caller who gives no name reports by the company', () => {
    expect(direct.when(takeIntake({ contactName: null })).room.reportedBy.name).toBe('Nusantara Pay')
  })
})

describe('whose call', () => {
  it('[INT-7] an intake belongs to the account of the room', () => {
    call.when(takeIntake({ accountId: tagus.id })).thenInvalid('accountId', 'NOT_ALLOWED')
  })

  it('[INT-7] an account without the hotline gets no clock', () => {
    const withoutHotline = given()
      .as(agent)
      .at(2)
      .when(takeIntake({ accountId: tagus.id }))
    withoutHotline.thenInvalid('accountId', 'NOT_ALLOWED')
    given()
      .as(agent)
      .at(2)
      .when(takeIntake({ accountId: toAccountId('none') }))
      .thenInvalid('accountId', 'NOT_FOUND')
    expect(nusantara.hotline).toBe(true)
  })

  it.each([representative, agent, supervisor])('[PER-1] taken by $role', (person) => {
    expect(given(reported).as(person).at(2).when(takeIntake()).phase).toBe('AWAITING_CALLBACK')
  })

  it('[PER-2] a room has one intake', () => {
    const again = given(reported, intakeTaken)
      .as(representative)
      .when(takeIntake({ receivedAt: at(2) }))
    again.thenRejected({ code: 'WRONG_PHASE', phase: 'AWAITING_CALLBACK' })
    given(reported).as(contact).when(report()).thenRejected('ALREADY_EXISTS')
  })
})
