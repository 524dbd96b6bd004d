// Workarounds: offered by the provider, accepted by the customer, taken back with a reason.

import { describe, expect, it } from 'vitest'
import { type EventId, toEventId } from '../../../domain/ids.ts'
import { TEXT_MAX, TITLE_MAX } from '../../../domain/input.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import { openResolution, phaseOf } from '../../../domain/incident/state.ts'
import { actorOf } from '../../../domain/people.ts'
import { at, by, given, type Step } from '../../support/given.ts'
import { lastOf, type Ledger } from '../../support/ledger.ts'
import { agent, contact, signatory, supervisor, tam } from '../../support/people.ts'
import {
  cadenceAgreed,
  cadenceProposed,
  calledBack,
  inProgress,
  intakeTaken,
  reported,
  resolution,
  signature,
  updated,
  workaround,
  workaroundAccepted,
  workaroundOffered,
} from '../../support/story.ts'

const accept = (workaroundId: EventId) => ({ type: 'acceptWorkaround', workaroundId }) as const
const rejectIt = (workaroundId: EventId, reason = 'Our client cannot.') =>
  ({ type: 'rejectWorkaround', workaroundId, reason }) as const
const withdraw = (workaroundId: EventId, reason = 'It loses mail.') =>
  ({ type: 'withdrawWorkaround', workaroundId, reason }) as const

const theOffer = (ledger: Ledger) => lastOf(ledger, 'WorkaroundRecorded')
const offered = [...inProgress, workaroundOffered]
const inPlace = [...offered, workaroundAccepted]
const withdrawn: Step = by(agent, (ledger) => withdraw(theOffer(ledger)))

describe('offering', () => {
  it('[WRK-1] is recorded with all it states and changes no phase', () => {
    const full = workaround({ title: ' Second region ', limits: ' 10/s ', undo: ' ', validUntil: at(500) })
    const after = given(...inProgress)
      .as(tam)
      .at(10)
      .when(full)
    const said = {
      title: 'Second region',
      steps: 'Point the client at api2.',
      limits: '10/s',
      undo: null,
      validUntil: at(500),
    }
    after.thenFor(['SHARED', { type: 'WorkaroundRecorded', ...said }])
    expect(after.room.workarounds).toEqual([
      {
        ...said,
        id: theOffer(after.ledger),
        by: actorOf(tam),
        at: at(10),
        status: 'OFFERED',
        answeredBy: null,
        reason: null,
      },
    ])
    expect(after.phase).toBe('IN_PROGRESS')
  })

  it.each([
    ['title', 'REQUIRED', { title: '' }],
    ['title', 'TOO_LONG', { title: 'x'.repeat(TITLE_MAX + 1) }],
    ['steps', 'REQUIRED', { steps: ' ' }],
    ['steps', 'TOO_LONG', { steps: 'x'.repeat(TEXT_MAX + 1) }],
    ['limits', 'TOO_LONG', { limits: 'x'.repeat(TEXT_MAX + 1) }],
    ['undo', 'TOO_LONG', { undo: 'x'.repeat(TEXT_MAX + 1) }],
    ['validUntil', 'IN_THE_PAST', { validUntil: at(10) }],
    ['validUntil', 'NOT_A_TIME', { validUntil: 'tonight' as ReturnType<typeof at> }],
  ])('[WRK-1] %s is refused as %s', (field, problem, changes) => {
    given(...inProgress)
      .as(agent)
      .at(10)
      .when(workaround(changes))
      .thenInvalid(field, problem)
  })

  it('[PER-2] needs the callback made, for work starts with it', () => {
    given(reported, intakeTaken).as(agent).when(workaround()).thenRejected({
      code: 'WRONG_PHASE',
      phase: 'AWAITING_CALLBACK',
    })
    given(reported).as(agent).when(workaround()).thenRejected({ code: 'WRONG_PHASE', phase: 'REPORTED' })
  })
})

describe('answering', () => {
  it('[WRK-2] [WRK-3] a signatory accepts, and it is in place', () => {
    const after = given(...offered)
      .as(signatory)
      .when((ledger) => accept(theOffer(ledger)))
    after.thenFor(['SHARED', { type: 'WorkaroundAccepted', workaroundId: theOffer(after.ledger) }])
    expect(after.room.workarounds).toMatchObject([{ status: 'ACCEPTED', answeredBy: actorOf(signatory) }])
    expect(after.phase).toBe('WORKAROUND_IN_PLACE')
  })

  it('[WRK-2] a signatory rejects with a reason, and work goes on', () => {
    const after = given(...offered)
      .as(signatory)
      .when((ledger) => rejectIt(theOffer(ledger), ' Cannot. '))
    const workaroundId = theOffer(after.ledger)
    after.thenFor(['SHARED', { type: 'WorkaroundRejected', workaroundId, reason: 'Cannot.' }])
    expect(after.room.workarounds).toMatchObject([{ status: 'REJECTED', reason: 'Cannot.' }])
    expect(after.phase).toBe('IN_PROGRESS')
  })

  it('[WRK-2] nobody else answers', () => {
    for (const person of [contact, agent, tam, supervisor])
      for (const answer of [accept, rejectIt])
        given(...offered)
          .as(person)
          .when((ledger) => answer(theOffer(ledger)))
          .thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[WRK-2] is answered once', () => {
    const rejected = [...offered, by(signatory, (ledger: Ledger) => rejectIt(theOffer(ledger)))]
    for (const history of [inPlace, rejected, [...offered, withdrawn]])
      for (const answer of [accept, rejectIt])
        given(...history)
          .as(signatory)
          .when((ledger) => answer(theOffer(ledger)))
          .thenRejected({ code: 'ALREADY_ANSWERED' })
  })

  it('[WRK-2] names a workaround and, where it rejects, a reason', () => {
    given(...offered)
      .as(signatory)
      .when(accept(toEventId('none')))
      .thenInvalid('workaroundId', 'NOT_FOUND')
    given(...offered)
      .as(signatory)
      .when(rejectIt(toEventId('none')))
      .thenInvalid('workaroundId', 'NOT_FOUND')
    given(...offered)
      .as(signatory)
      .when((ledger) => rejectIt(theOffer(ledger), ''))
      .thenInvalid('reason', 'REQUIRED')
    const long = 'x'.repeat(TEXT_MAX + 1)
    given(...offered)
      .as(signatory)
      .when((ledger) => rejectIt(theOffer(ledger), long))
      .thenInvalid('reason', 'TOO_LONG')
  })
})

describe('withdrawing', () => {
  it('[WRK-4] an accepted one leads back to in progress', () => {
    const after = given(...inPlace)
      .as(supervisor)
      .when((ledger) => withdraw(theOffer(ledger), ' Loses mail. '))
    const workaroundId = theOffer(after.ledger)
    after.thenFor(['SHARED', { type: 'WorkaroundWithdrawn', workaroundId, reason: 'Loses mail.' }])
    expect(after.phase).toBe('IN_PROGRESS')
    expect(after.room.workarounds).toMatchObject([{ status: 'WITHDRAWN', reason: 'Loses mail.' }])
  })

  it('[WRK-4] an offered one is gone', () => {
    expect(given(...offered, withdrawn).room.workarounds).toMatchObject([{ status: 'WITHDRAWN' }])
  })

  it('[WRK-4] with another accepted the room stays as it is', () => {
    const { room } = given(...inPlace, workaroundOffered, workaroundAccepted, withdrawn)
    expect(phaseOf(room)).toBe('WORKAROUND_IN_PLACE')
    expect(openClock(room, 'UPDATE')).toBeNull()
  })

  it('[WRK-4] once, with a reason, by agent or supervisor', () => {
    given(...inPlace)
      .as(agent)
      .when((ledger) => withdraw(theOffer(ledger), ' '))
      .thenInvalid('reason', 'REQUIRED')
    const long = 'x'.repeat(TEXT_MAX + 1)
    given(...inPlace)
      .as(agent)
      .when((ledger) => withdraw(theOffer(ledger), long))
      .thenInvalid('reason', 'TOO_LONG')
    given(...inPlace)
      .as(agent)
      .when(withdraw(toEventId('none')))
      .thenInvalid('workaroundId', 'NOT_FOUND')
    given(...inPlace, withdrawn)
      .as(agent)
      .when((ledger) => withdraw(theOffer(ledger)))
      .thenRejected('ALREADY_ANSWERED')
    for (const person of [tam, signatory, contact])
      given(...inPlace)
        .as(person)
        .when((ledger) => withdraw(theOffer(ledger)))
        .thenRejected('NOT_PERMITTED')
  })
})

describe('a proposal that rests on a workaround', () => {
  const byWorkaround = by(
    agent,
    resolution({
      outcome: 'WORKAROUND',
      unavailabilityEndedAt: null,
      statement: 'The second region serves.',
    }),
  )

  it('[WRK-5] falls with it and can no longer be signed', () => {
    const proposed = given(...inPlace, byWorkaround)
    const waiting = signature(proposed.ledger, signatory)
    const fallen = proposed.and(withdrawn)
    expect(openResolution(fallen.room)).toBeNull()
    expect(phaseOf(fallen.room)).toBe('IN_PROGRESS')
    expect(openClock(fallen.room, 'SIGN_OFF')).toBeNull()
    fallen.as(signatory).when(waiting).thenRejected({ code: 'STALE_PROPOSAL', current: null })
  })

  it('[WRK-5] stays while another workaround is accepted', () => {
    const { room } = given(...inPlace, workaroundOffered, workaroundAccepted, byWorkaround, withdrawn)
    expect(phaseOf(room)).toBe('RESOLUTION_PROPOSED')
  })

  it('[WRK-5] a proposal that it has ended does not rest on any', () => {
    const { room } = given(...inPlace, by(agent, resolution()), withdrawn)
    expect(phaseOf(room)).toBe('RESOLUTION_PROPOSED')
  })
})

describe('the update clock', () => {
  const agreed = (duringWorkaround: boolean): Step[] => [
    reported,
    intakeTaken,
    calledBack,
    { ...cadenceProposed(30, duringWorkaround), minute: 8 },
    { ...cadenceAgreed, minute: 9 },
    { ...workaroundOffered, minute: 10 },
    { ...workaroundAccepted, minute: 11 },
  ]

  it('[CLK-8] rests while a workaround is accepted and runs again from the withdrawal', () => {
    const { room } = given(...agreed(false))
    expect(openClock(room, 'UPDATE')).toBeNull()
    expect(room.clocks.at(-1)).toMatchObject({ outcome: 'CANCELLED', stoppedAt: at(11) })
    const again = given(...agreed(false), { ...withdrawn, minute: 100 }).room
    expect(openClock(again, 'UPDATE')).toMatchObject({ startedAt: at(100), dueAt: at(130), binding: true })
  })

  it('[CLK-8] an update during the rest does not wake it', () => {
    expect(openClock(given(...agreed(false), updated).room, 'UPDATE')).toBeNull()
  })

  it('[CLK-8] goes on where the parties agreed so', () => {
    expect(openClock(given(...agreed(true)).room, 'UPDATE')).toMatchObject({
      startedAt: at(9),
      dueAt: at(39),
    })
    const during = given(...agreed(true), { ...updated, minute: 20 }).room
    expect(openClock(during, 'UPDATE')).toMatchObject({ startedAt: at(20), dueAt: at(50) })
  })

  it('[CLK-8] a cadence agreed during the rest starts only if it goes on during workarounds', () => {
    const rest = given(...agreed(false), cadenceProposed(60), cadenceAgreed).room
    expect(openClock(rest, 'UPDATE')).toBeNull()
    const wake = given(...agreed(false), cadenceProposed(60, true), { ...cadenceAgreed, minute: 40 }).room
    expect(openClock(wake, 'UPDATE')).toMatchObject({ startedAt: at(40), dueAt: at(100) })
  })

  it('[CLK-8] the reminder rests too', () => {
    expect(openClock(given(...inPlace).room, 'UPDATE')).toBeNull()
    expect(openClock(given(...inPlace, withdrawn).room, 'UPDATE')).toMatchObject({ binding: false })
  })

  it('[CLK-10] what was overdue at the acceptance stays breached', () => {
    const late = [...agreed(false).slice(0, -1), { ...workaroundAccepted, minute: 50 }]
    expect(given(...late).room.clocks.at(-1)).toMatchObject({ outcome: 'BREACHED', stoppedAt: at(50) })
  })
})
