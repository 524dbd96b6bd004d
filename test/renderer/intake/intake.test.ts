// The intake alive: what is typed is kept, the account fills what it knows, and the clock starts in the right room.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BoardView } from '../../../replica/api.ts'
import { createIntake } from '../../../renderer/intake/create-intake.ts'
import { checkOf, isAnswered } from '../../../renderer/intake/field-check.ts'
import { at, given } from '../../support/given.ts'
import { representative } from '../../support/people.ts'
import { inProgress, reported } from '../../support/story.ts'
import { settled, staged, StagedReplica } from '../signoff/staged.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date(at(30)), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const live = given(...inProgress).room
const ticket = given(reported).room
const board = (...rooms: (typeof live)[]): BoardView => ({ rows: rooms.map((room) => ({ room, unsent: 0 })) })

async function onStage(rooms: BoardView, draft?: string) {
  const replica = new StagedReplica(representative)
  if (draft !== undefined) replica.drafts.set('intake/intake', draft)
  const { value: intake, end } = staged(replica, 30, createIntake)
  replica.tell('board', rooms)
  await settled()
  return { replica, intake, end }
}

describe('[INT-5] the time of the call', () => {
  it('is when the page was opened, and stays when typing begins', async () => {
    const { intake, end } = await onStage(board())
    expect(intake.form().receivedAt).toBe(at(30))
    vi.setSystemTime(new Date(at(31)))
    intake.change({ company: 'Nusantara Pay' })
    expect(intake.form().receivedAt).toBe(at(30))
    end()
  })

  it('is that of the draft when one was kept, and anew after starting over', async () => {
    const draft = JSON.stringify({ company: 'Kirana', receivedAt: at(20) })
    const { replica, intake, end } = await onStage(board(), draft)
    expect(intake.form()).toMatchObject({ company: 'Kirana', receivedAt: at(20) })
    vi.setSystemTime(new Date(at(33)))
    intake.startOver()
    expect(intake.form()).toMatchObject({ company: '', receivedAt: at(33) })
    expect(replica.drafts.size).toBe(0)
    end()
  })

  it('is not that of an old draft in which nothing is left', async () => {
    const { intake, end } = await onStage(board(), JSON.stringify({ company: ' ', receivedAt: at(1) }))
    expect(intake.form().receivedAt).toBe(at(30))
    end()
  })
})

describe('[INT-2] the account that fits', () => {
  it('fills phone and e-mail of a known contact, but never over what was typed', async () => {
    const { intake, end } = await onStage(board())
    intake.change({ company: 'Nusantara', contactName: 'rani wulandari', contactEmail: 'rani@home.example' })
    intake.fillFromContact()
    expect(intake.form()).toMatchObject({ contactPhone: '+622155500142', contactEmail: 'rani@home.example' })
    expect(checkOf('contactName', intake)?.words).toBe('on their contact list, Platform')
    expect(isAnswered('contactPhone', intake)).toBe(true)
    end()
  })

  it('gives the company its name once the field is left, but changes no other name', async () => {
    const { intake, end } = await onStage(board())
    for (const [typed, written] of [
      ['nusan', 'Nusantara Pay'],
      ['np-2207', 'Nusantara Pay'],
      ['Nusantara Pay Tbk', 'Nusantara Pay Tbk'],
      ['Kirana', 'Kirana'],
    ] as const) {
      intake.change({ company: typed })
      intake.completeCompany()
      expect(intake.form().company).toBe(written)
    }
    end()
  })

  it('is asked for where none fits', async () => {
    const { intake, end } = await onStage(board())
    intake.change({ company: 'Kirana Air', contactPhone: '+62 811 222 333' })
    expect([intake.ready(), isAnswered('company', intake)]).toEqual([false, false])
    expect(checkOf('company', intake)?.words).toBe('no account of that name')
    expect(await intake.start()).toBeNull()
    end()
  })
})

describe('starting the clock', () => {
  const fill = { company: 'Nusantara Pay', contactPhone: '021 5550 0142' }

  it('takes the intake for the ticket that was found, and the draft is gone', async () => {
    const { replica, intake, end } = await onStage(board(ticket))
    intake.change(fill)
    expect(await intake.start()).toBe(ticket.id)
    expect(replica.submitted).toMatchObject([{ type: 'takeIntake', receivedAt: at(30), separateFrom: [] }])
    expect(intake.isBlank()).toBe(true)
    end()
  })

  it('[INT-4] that meets an open room puts the question, and goes on once it is answered', async () => {
    const { replica, intake, end } = await onStage(board(live))
    const openRoom = { roomId: live.id, ticket: live.ticket, title: live.title, reportedAt: live.reportedAt }
    replica.answerSubmit = async () => ({
      outcome: 'REJECTED',
      rejection: { code: 'OPEN_ROOM_EXISTS', rooms: [{ ...openRoom, phase: 'IN_PROGRESS' }] },
    })
    intake.change(fill)
    expect(intake.ready()).toBe(true)
    expect(await intake.start()).toBeNull()
    expect([intake.mustAsk(), intake.complaint(), intake.form().company]).toEqual([true, null, fill.company])
    intake.change({ separateFrom: [live.id] })
    expect([intake.mustAsk(), intake.open()]).toEqual([false, []])
    end()
  })

  it('says at its field what the law refuses, and keeps every word', async () => {
    const { replica, intake, end } = await onStage(board())
    replica.answerSubmit = async () => ({
      outcome: 'REJECTED',
      rejection: { code: 'INVALID_INPUT', field: 'contactPhone', problem: 'NOT_A_PHONE', limit: null },
    })
    intake.change({ ...fill, contactPhone: 'call me' })
    expect(await intake.start()).toBeNull()
    expect(intake.problem('contactPhone')).toMatch(/country code/)
    expect([intake.problem('company'), intake.complaint()]).toEqual([undefined, null])
    intake.change({ contactPhone: 'call me o' })
    expect(intake.problem('contactPhone')).toBeUndefined()
    end()
  })
})
