// Facts derived from a room: its phase, the clock that leads, whose turn it is, and who was on it when.

import { describe, expect, it } from 'vitest'
import { coverageOf, leadingClock, turnsOf } from '../../../domain/incident/facts.ts'
import { type Phase, phaseOf } from '../../../domain/incident/state.ts'
import { at, by, given, type Step } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import { agent, contact, otherAgent, representative, signatory, supervisor } from '../../support/people.ts'
import {
  assigned,
  cadenceAgreed,
  cadenceProposed,
  callback,
  calledBack,
  fire,
  historyOf,
  inProgress,
  intakeTaken,
  proposed,
  reported,
  resolved,
  signedBy,
  takeIntake,
  updated,
  workaroundAccepted,
  workaroundOffered,
} from '../../support/story.ts'

describe('phase', () => {
  it.each(Object.entries(historyOf))('[PHA-1] %s', (phase, history) => {
    expect(phaseOf(given(...history).room)).toBe(phase)
  })

  it('[PHA-1] follows the whole life of a room', () => {
    const life: [Step, Phase][] = [
      [reported, 'REPORTED'],
      [intakeTaken, 'AWAITING_CALLBACK'],
      [{ ...assigned(), minute: 3 }, 'AWAITING_CALLBACK'],
      [calledBack, 'IN_PROGRESS'],
      [workaroundOffered, 'IN_PROGRESS'],
      [workaroundAccepted, 'WORKAROUND_IN_PLACE'],
      [proposed, 'RESOLUTION_PROPOSED'],
      [signedBy(signatory), 'RESOLUTION_PROPOSED'],
      [signedBy(agent), 'RESOLVED'],
      [by(contact, { type: 'reopen', reason: 'It fails again.' }), 'IN_PROGRESS'],
    ]
    const phases = life.map((_, index) =>
      phaseOf(given(...life.slice(0, index + 1).map(([step]) => step)).room),
    )
    expect(phases).toEqual(life.map(([, phase]) => phase))
  })
})

describe('the clock that leads', () => {
  const lead = (minute: number, ...steps: Step[]) => leadingClock(given(...steps).room, at(minute))?.id

  it('[FAC-1] none before anything is promised, nor when all is over', () => {
    expect(lead(1, reported)).toBeUndefined()
    expect(lead(500, ...resolved)).toBeUndefined()
  })

  it('[FAC-1] the earliest due', () => {
    const both = [
      reported,
      intakeTaken,
      { ...cadenceProposed(5), minute: 3 },
      { ...cadenceAgreed, minute: 4 },
    ]
    expect(lead(5, ...both)).toBe('UPDATE:1')
    expect(lead(5, ...both.slice(0, 2))).toBe('CALLBACK:1')
  })

  it('[FAC-1] a breached one before all others, the oldest first, also before the breach is recorded', () => {
    const both = [
      reported,
      intakeTaken,
      { ...cadenceProposed(5), minute: 3 },
      { ...cadenceAgreed, minute: 4 },
    ]
    expect(lead(17, ...both)).toBe('UPDATE:1')
    expect(lead(30, ...both.slice(0, 2), by(null, fire('CALLBACK:1', 'BREACH'), 16))).toBe('CALLBACK:1')
  })

  it('[FAC-1] one kept within the last minute, then the next in its place', () => {
    const kept = [reported, intakeTaken, by(agent, callback({ occurredAt: at(7) }), 7)]
    expect(lead(7.5, ...kept)).toBe('CALLBACK:1')
    expect(lead(8, ...kept)).toBe('UPDATE:1')
  })

  it('[FAC-1] of several that were kept the latest', () => {
    const steps = [
      reported,
      intakeTaken,
      { ...cadenceProposed(30), minute: 3 },
      { ...cadenceAgreed, minute: 4 },
    ]
    const kept = [...steps, calledBack, { ...updated, minute: 20 }]
    expect(lead(20.5, ...kept)).toBe('UPDATE:1')
    expect(lead(21, ...kept)).toBe('UPDATE:2')
  })

  it('[FAC-1] a kept promise does not hide a broken one', () => {
    const steps = [
      reported,
      intakeTaken,
      { ...cadenceProposed(5), minute: 3 },
      { ...cadenceAgreed, minute: 4 },
      by(agent, callback({ occurredAt: at(10) }), 10),
    ]
    expect(lead(10.5, ...steps)).toBe('UPDATE:1')
  })

  it('[FAC-1] a call entered late leads for the minute after its entry', () => {
    const late = [reported, intakeTaken, by(agent, callback({ occurredAt: at(15) }), 40)]
    expect(lead(40.5, ...late)).toBe('CALLBACK:1')
    expect(lead(41, ...late)).toBe('UPDATE:1')
  })

  it('[FAC-1] a sign-off never leads', () => {
    expect(lead(12, ...inProgress, proposed)).toBe('UPDATE:1')
  })
})

describe('whose turn it is', () => {
  const turns = (...steps: Step[]) =>
    turnsOf(given(...steps).room).map(({ party, kind }) => `${party} ${kind}`)

  it('[FAC-2] nothing waits at first', () => {
    expect(turns(reported)).toEqual([])
  })

  it('[FAC-2] lists signature, workaround, cadence and reclassification in this order, for the one who answers', () => {
    const all = [
      ...inProgress,
      by(contact, { type: 'proposeReclassification', reason: 'One template.' } as const),
      cadenceProposed(20),
      workaroundOffered,
      proposed,
    ]
    expect(turns(...all)).toEqual([
      'CUSTOMER SIGNATURE',
      'PROVIDER SIGNATURE',
      'CUSTOMER WORKAROUND',
      'PROVIDER CADENCE',
      'PROVIDER RECLASSIFICATION',
    ])
    expect(turns(...all, signedBy(agent))[0]).toBe('CUSTOMER SIGNATURE')
    expect(turns(...all, signedBy(agent))).not.toContain('PROVIDER SIGNATURE')
  })

  it('[FAC-2] names what waits', () => {
    const { room, ledger } = given(...inProgress, workaroundOffered)
    expect(turnsOf(room)).toEqual([
      { party: 'CUSTOMER', kind: 'WORKAROUND', id: lastOf(ledger, 'WorkaroundRecorded') },
    ])
  })

  it('[FAC-2] in a closed room nothing waits', () => {
    const open = [...inProgress, cadenceProposed(20), workaroundOffered, proposed]
    expect(turns(...open, signedBy(agent), signedBy(signatory))).toEqual([])
    expect(turns(...historyOf.RECLASSIFIED)).toEqual([])
  })
})

describe('coverage', () => {
  const spell = (person: typeof agent, from: number, until: number | null) => ({
    agentId: person.id,
    agentName: person.name,
    from: at(from),
    until: until === null ? null : at(until),
  })

  it('[FAC-3] a room nobody has is one gap from the report on', () => {
    expect(coverageOf(given(reported).room)).toEqual([{ from: at(0), until: null, owner: null }])
  })

  it('[FAC-3] from the hotline call on, the time before the first owner is a gap', () => {
    const taken = given(reported, intakeTaken, { ...assigned(), minute: 5 })
    expect(coverageOf(taken.room)).toEqual([
      { from: at(1), until: at(5), owner: null },
      { from: at(5), until: null, owner: spell(agent, 5, null) },
    ])
  })

  it('[FAC-3] hand-overs leave no gap', () => {
    const handedOver = given(
      reported,
      { ...assigned(), minute: 0 },
      by(supervisor, { type: 'assignAgent', agentId: otherAgent.id, handOverNote: 'Shift ends.' }, 30),
    )
    expect(coverageOf(handedOver.room)).toEqual([
      { from: at(0), until: at(30), owner: spell(agent, 0, 30) },
      { from: at(30), until: null, owner: spell(otherAgent, 30, null) },
    ])
  })

  it('[FAC-3] ends with the room, also a gap', () => {
    const { room } = given(...resolved)
    expect(coverageOf(room).at(-1)).toMatchObject({ from: at(3), until: room.resolvedAt })
    const unowned = [reported, intakeTaken, calledBack, proposed, signedBy(signatory), signedBy(supervisor)]
    const gap = given(...unowned).room
    expect(coverageOf(gap)).toEqual([{ from: at(1), until: gap.resolvedAt, owner: null }])
  })

  it('[FAC-3] an owner before the hotline call counts from then', () => {
    const early = given(
      reported,
      { ...assigned(), minute: 1 },
      by(representative, takeIntake({ receivedAt: at(5) }), 6),
    )
    expect(coverageOf(early.room)).toEqual([{ from: at(1), until: null, owner: spell(agent, 1, null) }])
  })
})
