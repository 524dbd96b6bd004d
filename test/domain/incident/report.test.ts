// Reporting: what opens a room, and what does not.

import { describe, expect, it } from 'vitest'
import { TEXT_MAX, TITLE_MAX } from '../../../domain/input.ts'
import { toAccountId, toRoomId } from '../../../domain/ids.ts'
import { actorOf, type Person } from '../../../domain/people.ts'
import { at, given } from '../../support/given.ts'
import { ask, emptyLedger } from '../../support/ledger.ts'
import { agent, contact, representative, stranger, supervisor, tam } from '../../support/people.ts'
import { report, reported } from '../../support/story.ts'

const NOT_SPOKEN = /[AEIOUY01]/

describe('report', () => {
  it('[REP-1] opens a room with one shared event that states all there is to say', () => {
    const outcome = given()
      .as(contact)
      .at(0)
      .when(report({ title: ' All API calls time out ', description: `\n${report().description} ` }))
    const { ticket } = outcome.room
    outcome.thenFor([
      'SHARED',
      {
        type: 'IssueReported',
        accountName: 'Nusantara Pay',
        ticket,
        channel: 'DASHBOARD',
        reporter: actorOf(contact),
        title: 'All API calls time out',
        description: 'Since 08:52 every call to /v1/send ends in a timeout.',
      },
    ])
    expect(outcome.phase).toBe('REPORTED')
    expect(outcome.room.clocks).toEqual([])
  })

  it.each([representative, agent, tam, supervisor])(
    '[REP-1] the provider reports on behalf: $role',
    (person) => {
      const outcome = given()
        .as(person)
        .at(0)
        .when(report({ channel: 'EMAIL' }))
      expect(outcome.room).toMatchObject({ channel: 'EMAIL', reportedBy: actorOf(person), reportedAt: at(0) })
    },
  )

  it('[REP-7] the provider names who of the customer reported it', () => {
    const outcome = given()
      .as(agent)
      .at(0)
      .when(report({ channel: 'EMAIL', contactName: ' Dimas Prakoso ' }))
    const reporter = { personId: null, party: 'CUSTOMER', role: 'CONTACT', name: 'Dimas Prakoso' }
    expect(outcome.room.reportedBy).toEqual(reporter)
    expect(outcome.room.knownProviders).toEqual([agent.id])
  })

  it('[REP-7] a customer reports as themselves and names nobody else', () => {
    given()
      .as(contact)
      .at(0)
      .when(report({ contactName: 'Somebody Else' }))
      .thenInvalid('contactName', 'NOT_ALLOWED')
  })

  it.each([
    ['title', 'REQUIRED', { title: '  ' }],
    ['title', 'TOO_LONG', { title: 'x'.repeat(TITLE_MAX + 1) }],
    ['description', 'REQUIRED', { description: '' }],
    ['description', 'TOO_LONG', { description: 'x'.repeat(TEXT_MAX + 1) }],
  ])('[REP-2] %s is refused as %s', (field, problem, changes) => {
    given().as(contact).at(0).when(report(changes)).thenInvalid(field, problem)
  })

  it('[REP-2] texts of exactly the greatest length are taken', () => {
    const longest = report({ title: 'x'.repeat(TITLE_MAX), description: 'y'.repeat(TEXT_MAX) })
    expect(given().as(contact).at(0).when(longest).events).toHaveLength(1)
  })

  it('[REP-3] a customer does not report over the hotline, the provider may', () => {
    const overHotline = report({ channel: 'HOTLINE' })
    given().as(contact).at(0).when(overHotline).thenInvalid('channel', 'NOT_ALLOWED')
    expect(given().as(agent).at(0).when(overHotline).room.channel).toBe('HOTLINE')
  })

  it('[REP-4] a room is reported once', () => {
    given(reported).as(contact).when(report()).thenRejected({ code: 'ALREADY_EXISTS' })
    given(reported).as(agent).when(report()).thenRejected({ code: 'ALREADY_EXISTS' })
  })

  it('[REP-5] the ticket follows from the room alone and cannot be misheard', () => {
    const ticketOf = (room: string, who: Person = contact, title = 'Down') =>
      ask(emptyLedger(toRoomId(room)), report({ title }), who, at(0)).ledger.room?.ticket
    expect(ticketOf('room-7')).toBe(ticketOf('room-7', agent, 'Another title'))
    const tickets = Array.from({ length: 200 }, (_, index) => ticketOf(`room-${index}`) ?? '')
    expect(new Set(tickets).size).toBe(200)
    expect(tickets.filter((ticket) => !/^AC-.{6}$/.test(ticket) || NOT_SPOKEN.test(ticket.slice(3)))).toEqual(
      [],
    )
  })

  it('[REP-6] an account that does not exist is named to the provider and hidden from a customer', () => {
    const elsewhere = report({ accountId: toAccountId('account-none') })
    given().as(agent).at(0).when(elsewhere).thenInvalid('accountId', 'NOT_FOUND')
    given().as(stranger).at(0).when(elsewhere).thenRejected({ code: 'NOT_FOUND' })
  })
})
