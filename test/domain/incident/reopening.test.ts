// Reopening a resolved room within fourteen days.

import { describe, expect, it } from 'vitest'
import { TEXT_MAX } from '../../../domain/input.ts'
import { openClock } from '../../../domain/incident/clocks.ts'
import { REOPEN_PERIOD } from '../../../domain/incident/promises.ts'
import { phaseOf } from '../../../domain/incident/state.ts'
import { MINUTE, plus } from '../../../domain/time.ts'
import { at, by, given } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import { agent, contact, representative, signatory, supervisor, tam } from '../../support/people.ts'
import {
  cadenceAgreed,
  cadenceProposed,
  inProgress,
  proposed,
  resolution,
  resolved,
  signedBy,
  workaroundAccepted,
  workaroundOffered,
} from '../../support/story.ts'

const reopen = (reason = 'It fails again.') => ({ type: 'reopen', reason }) as const
const closed = given(...resolved)
const resolvedAt = closed.room.resolvedAt ?? at(0)
/** Minutes after the start at which the period is over. */
const LAST_MINUTE = 10 + REOPEN_PERIOD / MINUTE
const signed = [signedBy(signatory), signedBy(agent)]

describe('reopening', () => {
  it.each([contact, signatory, agent, tam, supervisor])('[REO-1] either party may: $role', (person) => {
    const after = closed.as(person).at(60).when(reopen(' It fails again. '))
    after.thenFor(['SHARED', { type: 'Reopened', reason: 'It fails again.' }])
    expect(after.phase).toBe('IN_PROGRESS')
    expect(after.room).toMatchObject({ resolvedAt: null, reopenedAt: at(60) })
  })

  it('[REO-1] until 14 days after the resolution to the millisecond', () => {
    expect(resolvedAt).toBe(at(10))
    const until = plus(resolvedAt, REOPEN_PERIOD)
    expect(closed.as(contact).at(LAST_MINUTE).when(reopen()).phase).toBe('IN_PROGRESS')
    const tooLate = closed.as(contact).at(LAST_MINUTE + 1 / MINUTE)
    tooLate.when(reopen()).thenRejected({ code: 'REOPEN_PERIOD_OVER', until })
  })

  it('[REO-1] the period counts from the last resolution', () => {
    const again = closed.and(by(contact, reopen(), 9_000), by(agent, resolution(), 9_001), ...signed)
    expect(
      again
        .as(contact)
        .at(LAST_MINUTE + 5_000)
        .when(reopen()).phase,
    ).toBe('IN_PROGRESS')
  })

  it('[REO-1] with a reason', () => {
    closed.as(contact).when(reopen(' ')).thenInvalid('reason', 'REQUIRED')
    closed
      .as(contact)
      .when(reopen('x'.repeat(TEXT_MAX + 1)))
      .thenInvalid('reason', 'TOO_LONG')
  })

  it('[REO-1] not a room that is open, nor by a representative', () => {
    given(...inProgress)
      .as(contact)
      .when(reopen())
      .thenRejected({ code: 'WRONG_PHASE', phase: 'IN_PROGRESS' })
    closed.as(representative).when(reopen()).thenRejected({ code: 'NOT_PERMITTED' })
  })

  it('[REO-2] is in progress: what was accepted or offered holds no longer', () => {
    const ended = given(
      ...inProgress,
      workaroundOffered,
      workaroundAccepted,
      workaroundOffered,
      by(agent, resolution({ outcome: 'WORKAROUND', unavailabilityEndedAt: null })),
      ...signed,
    )
    expect(phaseOf(ended.room)).toBe('RESOLVED')
    const { room, phase } = ended.as(contact).when(reopen())
    expect(phase).toBe('IN_PROGRESS')
    expect(room.workarounds.map(({ status }) => status)).toEqual(['LAPSED', 'LAPSED'])
    const workaroundId = lastOf(ended.ledger, 'WorkaroundRecorded')
    const late = ended.and(by(contact, reopen())).as(signatory)
    late.when({ type: 'acceptWorkaround', workaroundId }).thenRejected('ALREADY_ANSWERED')
  })

  it('[REO-3] the update clock runs again by the cadence in force, and the signatures stay', () => {
    const agreed = given(...inProgress, cadenceProposed(20), cadenceAgreed, proposed, ...signed)
    const { room } = agreed.as(contact).at(60).when(reopen())
    expect(openClock(room, 'UPDATE')).toMatchObject({ startedAt: at(60), dueAt: at(80), binding: true })
    expect(room.resolutions).toEqual(agreed.room.resolutions)
    expect(room.resolutions[0]).toMatchObject({ status: 'AGREED', signatures: [{}, {}] })
  })

  it('[REO-3] without an agreement the reminder runs again', () => {
    const { room } = closed.as(contact).at(60).when(reopen())
    expect(openClock(room, 'UPDATE')).toMatchObject({ dueAt: at(90), binding: false })
  })

  it('[REO-3] and can be resolved again by a new proposal', () => {
    const again = closed.and(by(contact, reopen()), proposed, ...signed)
    expect(phaseOf(again.room)).toBe('RESOLVED')
    expect(again.room.resolutions).toMatchObject([{ version: 1 }, { version: 2, status: 'AGREED' }])
  })
})
