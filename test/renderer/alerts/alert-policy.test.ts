// Who is told what, how and with which sound: the table of UX/DESIGN.md section 9, row by row, and the laws around it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import { isOfClock } from '../../../renderer/alerts/alert.ts'
import { noticeOf } from '../../../renderer/alerts/notice-of.ts'
import { NOTHING_TOLD, parseMemory, unreadOf } from '../../../renderer/alerts/alert-memory.ts'
import { epochOf, MINUTE } from '../../../domain/time.ts'
import { toRoomId } from '../../../domain/ids.ts'
import { nusantara } from '../../support/accounts.ts'
import { at, by, type Step } from '../../support/given.ts'
import { lastOf, ROOM } from '../../support/ledger.ts'
import {
  admin,
  agent,
  contact,
  insiders,
  otherAgent,
  otherTam,
  representative,
  signatory,
  supervisor,
  tam,
} from '../../support/people.ts'
import {
  cadenceAgreed,
  cadenceProposed,
  calledBack,
  fire,
  inProgress,
  proposed,
  signedBy,
  updated,
} from '../../support/story.ts'
import { CALLED, clocksAt, ledgerOf, lookAt, seenAll } from './alert-scene.ts'

const called = ledgerOf(...CALLED)

interface Row {
  readonly row: string
  readonly minute: number
  readonly told: readonly Person[]
  readonly kind: string
  readonly sound: string | null
  readonly stays: boolean
}

const ROWS: readonly Row[] = [
  { row: '10 min left', minute: 6, told: [agent], kind: 'LEFT', sound: null, stays: false },
  { row: '5 min left', minute: 11, told: [agent, otherAgent], kind: 'LEFT', sound: 'SOFT', stays: false },
  {
    row: '2 min left',
    minute: 14,
    told: [agent, otherAgent, supervisor],
    kind: 'LEFT',
    sound: 'TWO',
    stays: true,
  },
  {
    row: 'breach',
    minute: 16.1,
    told: [agent, otherAgent, supervisor, tam],
    kind: 'LATE',
    sound: 'LOW',
    stays: true,
  },
]

const everybody = [...insiders, admin]
const inProgressPeople = [agent, contact, signatory]

describe('the rows of clocks', () => {
  it.each(ROWS)('$row', ({ minute, told, kind, sound, stays }) => {
    for (const person of everybody) {
      const answer = clocksAt(called, person, minute)
      const isTold = told.includes(person)
      expect(
        answer.told.map(({ alert }) => alert.what.kind),
        person.name,
      ).toEqual(isTold ? [kind] : [])
      expect(answer.sound, person.name).toBe(isTold ? sound : null)
      if (isTold) expect(answer.told[0]?.alert.stays).toBe(stays)
    }
  })

  it('still late: owner and duty manager every five minutes, without a sound', () => {
    let memory = clocksAt(called, agent, 16.1).memory
    for (const minute of [21, 26, 31]) {
      const answer = clocksAt(called, agent, minute, { memory })
      expect(answer.told.map(({ alert }) => alert.what.kind)).toEqual(['STILL_LATE'])
      expect(answer.sound).toBeNull()
      expect(clocksAt(called, agent, minute + 4, { memory: answer.memory }).told).toEqual([])
      memory = answer.memory
    }
    expect(clocksAt(called, supervisor, 21).told).toHaveLength(1)
    const breachTold = clocksAt(called, tam, 16.1).memory
    expect(clocksAt(called, tam, 21, { memory: breachTold }).told).toEqual([])
  })

  it('breach out of the working hours of the TAM does not interrupt the TAM', () => {
    const { room } = called
    const account = { ...nusantara, tamHours: [] }
    const rooms = room === null ? [] : [{ room, account, contact: null, entries: [] }]
    expect(clocksAt(called, supervisor, 16.1, { rooms }).told).toHaveLength(1)
    expect(clocksAt(called, tam, 16.1, { rooms }).told).toEqual([])
    expect(clocksAt(called, otherTam, 16.1).told).toEqual([])
  })

  it('a room that nobody owns is every agent’s from the first step on', () => {
    const unowned = ledgerOf(...CALLED.slice(0, 2))
    expect(clocksAt(unowned, otherAgent, 6).told).toHaveLength(1)
    expect(clocksAt(unowned, representative, 6).told).toEqual([])
  })

  it('ESC-4 "I am on it" ends what is told of that clock, which itself goes on', () => {
    const late = ledgerOf(...CALLED, { who: null, command: fire('CALLBACK:1', 'BREACH'), minute: 16 })
    expect(clocksAt(late, agent, 16.1).told[0]?.alert.actions).toEqual(['CALL', 'TAKE', 'OPEN'])
    const taken = ledgerOf(
      ...CALLED,
      { who: null, command: fire('CALLBACK:1', 'BREACH'), minute: 16 },
      by(
        supervisor,
        (ledger) => ({ type: 'acknowledgeEscalation', escalationId: lastOf(ledger, 'Escalated') }),
        17,
      ),
    )
    for (const person of everybody) expect(clocksAt(taken, person, 21).told, person.name).toEqual([])
    expect(taken.room?.clocks.find(({ kind }) => kind === 'CALLBACK')?.stoppedAt).toBeNull()
  })

  it('a promise that was kept tells nothing more', () => {
    expect(clocksAt(ledgerOf(...CALLED, calledBack), agent, 14).told).toEqual([])
  })

  it('CLK-6 a cadence that nobody agreed to reminds the owner, once and without a sound', () => {
    const suggested = ledgerOf(...inProgress)
    const due = suggested.room?.clocks.find(({ kind, stoppedAt }) => kind === 'UPDATE' && stoppedAt === null)
    const minute = (epochOf(due?.dueAt ?? at(0)) - epochOf(at(0))) / MINUTE
    for (const person of everybody) {
      const answer = clocksAt(suggested, person, minute + 0.1)
      expect(
        answer.told.map(({ alert }) => alert.what.kind),
        person.name,
      ).toEqual(person === agent ? ['REMINDER'] : [])
      expect(answer.sound).toBeNull()
      expect(clocksAt(suggested, person, minute + 60, { memory: answer.memory }).told).toEqual([])
    }
    expect(clocksAt(suggested, agent, minute - 0.1).told).toEqual([])
  })

  it('CLK-9 a proposal that waits reminds the owner after 24 and 72 hours, never the customer', () => {
    const waiting = ledgerOf(...inProgress, proposed)
    const asked = waiting.room?.clocks.find(({ kind }) => kind === 'SIGN_OFF')
    const start = (epochOf(asked?.startedAt ?? at(0)) - epochOf(at(0))) / MINUTE
    let { memory } = clocksAt(waiting, agent, start + 1)
    for (const hours of [24, 72]) {
      const minute = start + hours * 60 + 0.1
      const answer = clocksAt(waiting, agent, minute, { memory })
      const reminders = answer.told.filter(({ alert }) => alert.what.kind === 'REMINDER')
      expect(reminders.map(({ alert }) => alert.key)).toEqual([
        expect.stringContaining(`SIGN_OFF:1 REMIND_${hours}H`),
      ])
      expect(answer.sound).toBeNull()
      expect(clocksAt(waiting, agent, minute + 60, { memory: answer.memory }).told).toEqual([])
      for (const person of [contact, signatory, otherAgent, supervisor])
        expect(
          clocksAt(waiting, person, minute).told.filter(({ alert }) => isOfClock(alert)),
          person.name,
        ).toEqual([])
      memory = answer.memory
    }
  })

  it('who hands a late room over is not told its earlier steps after the later ones', () => {
    const first = clocksAt(called, agent, 21.1)
    expect(first.told.map(({ alert }) => alert.what.kind)).toEqual(['STILL_LATE'])
    const handedOver = ledgerOf(
      ...CALLED,
      by(
        otherAgent,
        { type: 'assignAgent', agentId: otherAgent.id, handOverNote: 'The line was busy.' },
        21.5,
      ),
    )
    expect(clocksAt(handedOver, agent, 22, { memory: first.memory }).told).toEqual([])
  })

  it('after three hours of sleep one clock tells one thing, without a sound', () => {
    for (const person of everybody) {
      const answer = clocksAt(called, person, 16 + 3 * 60 + 2)
      expect(answer.told.length, person.name).toBeLessThanOrEqual(1)
      expect(answer.sound).toBeNull()
    }
  })
})

describe('what the other party did', () => {
  const agreed = ledgerOf(...inProgress, cadenceProposed(), cadenceAgreed)
  const said = (...steps: readonly Step[]) =>
    ledgerOf(...inProgress, cadenceProposed(), cadenceAgreed, ...steps)
  const message = (who: Person, minute: number) =>
    by(who, { type: 'postMessage', text: 'It is back.', replyTo: null }, minute)

  it('a customer’s message is told to owner and TAM, by one soft tone', () => {
    const ledger = said(message(signatory, 12))
    for (const person of everybody) {
      const answer = lookAt(ledger, person, 12, { memory: seenAll(agreed, person) })
      const isTold = person === agent || person === tam || person === otherTam
      expect(answer.told.length, person.name).toBe(isTold ? 1 : 0)
      expect(answer.sound, person.name).toBe(isTold ? 'SOFT' : null)
    }
  })

  it('the soft tone sounds once in two minutes, the notification comes each time', () => {
    const first = lookAt(said(message(signatory, 12)), agent, 12, { memory: seenAll(agreed, agent) })
    const twice = said(message(signatory, 12), message(signatory, 13))
    const second = lookAt(twice, agent, 13, { memory: first.memory })
    expect([second.told.length, second.sound]).toEqual([1, null])
    const thrice = said(message(signatory, 12), message(signatory, 13), message(signatory, 14))
    const third = lookAt(thrice, agent, 14, { memory: second.memory })
    expect([third.told.length, third.sound]).toEqual([1, 'SOFT'])
  })

  it('a window in front of the room shows it by itself; in front of another it shows a toast, both silently', () => {
    const ledger = said(message(signatory, 12))
    const memory = seenAll(agreed, agent)
    const here = lookAt(ledger, agent, 12, { memory, front: { roomId: ROOM } })
    const elsewhere = lookAt(ledger, agent, 12, { memory, front: { roomId: toRoomId('room-9') } })
    expect([here.told[0]?.place, here.sound]).toEqual(['LIST', null])
    expect([elsewhere.told[0]?.place, elsewhere.sound]).toEqual(['TOAST', null])
    expect(lookAt(ledger, agent, 12, { memory }).told[0]?.place).toBe('SYSTEM')
  })

  it('customer: an update posted and a resolution to sign are told to the contacts', () => {
    const ledger = said(updated, proposed)
    for (const person of [contact, signatory]) {
      const kinds = lookAt(ledger, person, 14, { memory: seenAll(agreed, person) }).told.map(({ alert }) =>
        alert.what.kind === 'SAID' ? alert.what.event : '',
      )
      expect(kinds).toEqual(['UpdatePosted', 'ResolutionProposed'])
    }
  })

  it('the other side’s signature is told, one’s own is not', () => {
    const ledger = said(proposed, signedBy(signatory))
    const before = said(proposed)
    expect(lookAt(ledger, agent, 14, { memory: seenAll(before, agent) }).told).toHaveLength(1)
    expect(lookAt(ledger, contact, 14, { memory: seenAll(before, contact) }).told).toEqual([])
  })

  it('after a long sleep all that was missed is one summary without a sound', () => {
    const ledger = said(message(signatory, 12), message(contact, 13))
    const answer = lookAt(ledger, agent, 30, { memory: seenAll(agreed, agent) })
    const missed = answer.told.find(({ alert }) => alert.what.kind === 'MISSED')
    expect(missed?.alert.what).toMatchObject({ entries: 2, rooms: 1 })
    expect(answer.told.filter(({ alert }) => alert.what.kind === 'SAID')).toEqual([])
    expect(lookAt(ledger, agent, 30, { memory: answer.memory }).told).toEqual([])
  })

  it('a device that sees the product for the first time is not told its history', () => {
    expect(lookAt(agreed, agent, 25).told.filter(({ alert }) => alert.what.kind !== 'LEFT')).toEqual([])
  })
})

describe('laws', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 60 * 14 }), { minLength: 2, maxLength: 25 })
  const whoever = fc.constantFrom(...everybody)
  const customers = fc.constantFrom(contact, signatory)

  it('no step is told twice and no two sounds are made for one step, however often one looks', () => {
    fc.assert(
      fc.property(whoever, minutes, fc.boolean(), (me, looks, isQuiet) => {
        let memory = NOTHING_TOLD
        const keys: string[] = []
        for (const minute of looks.toSorted((a, b) => a - b)) {
          const answer = lookAt(called, me, minute / 10, { memory, isQuiet })
          keys.push(...answer.told.map(({ alert }) => alert.key))
          memory = answer.memory
          const again = lookAt(called, me, minute / 10, { memory, isQuiet })
          expect([again.told.length, again.sound]).toEqual([0, null])
        }
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('whatever people do, a look makes at most one sound, no customer hears a clock, and no text leaves the room', () => {
    const text = 'swordfish'
    const acts = fc.array(
      fc.tuple(fc.constantFrom(...inProgressPeople), fc.integer({ min: 1, max: 40 }), fc.boolean()),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(acts, fc.constantFrom(...everybody), fc.boolean(), (made, me, isQuiet) => {
        let minute = 11
        let memory = seenAll(ledgerOf(...inProgress), me)
        const steps: Step[] = [...inProgress]
        for (const [who, wait, isRestarted] of made) {
          minute += wait
          steps.push(by(who, { type: 'postMessage', text, replyTo: null }, minute))
          if (isRestarted) memory = parseMemory(JSON.stringify(memory))
          const answer = lookAt(ledgerOf(...steps), me, minute, { memory, isQuiet })
          for (const { alert } of answer.told) {
            if (me.party === 'CUSTOMER') expect(isOfClock(alert)).toBe(false)
            expect(JSON.stringify([alert, noticeOf(alert, me.timeZone)])).not.toContain(text)
          }
          const again = lookAt(ledgerOf(...steps), me, minute, { memory: answer.memory, isQuiet })
          expect([again.told.length, again.sound]).toEqual([0, null])
          memory = answer.memory
        }
      }),
      { numRuns: 40 },
    )
  })

  it('a customer is told nothing by a clock, at any moment, late or not', () => {
    const late = ledgerOf(...CALLED, { who: null, command: fire('CALLBACK:1', 'BREACH'), minute: 16 })
    fc.assert(
      fc.property(customers, fc.integer({ min: 40, max: 4_000 }), (me, tenths) => {
        const answer = clocksAt(late, me, tenths / 10)
        expect([answer.told.length, answer.sound]).toEqual([0, null])
      }),
    )
  })

  it('an internal entry is told to nobody of the customer, and leaves their alerts as they are', () => {
    const note = by(agent, { type: 'postNote', text: 'A router, we think.', replyTo: null }, 12)
    const before = ledgerOf(...inProgress)
    for (const me of [contact, signatory]) {
      const memory = seenAll(before, me)
      expect(lookAt(ledgerOf(...inProgress, note), me, 12, { memory })).toEqual(
        lookAt(before, me, 12, { memory }),
      )
    }
  })

  it('quiet time silences all but 2 min and breach of rooms one owns', () => {
    fc.assert(
      fc.property(whoever, fc.integer({ min: 40, max: 900 }), (me, tenths) => {
        const answer = clocksAt(called, me, tenths / 10, { isQuiet: true })
        for (const { alert, place } of answer.told) {
          const isPressing = alert.what.kind === 'LATE' || alert.key.endsWith('WARN_2')
          expect(place === 'LIST').toBe(!(me === agent && isPressing))
        }
        if (me !== agent) expect(answer.sound).toBeNull()
      }),
    )
    expect(clocksAt(called, agent, 14, { isQuiet: true }).sound).toBe('TWO')
    expect(clocksAt(called, agent, 11, { isQuiet: true }).sound).toBeNull()
  })

  it('what is remembered stays bounded, and the bell counts what came since it was opened', () => {
    let memory = NOTHING_TOLD
    for (let minute = 6; minute < 6 + 5 * 400; minute += 5)
      memory = clocksAt(called, agent, minute, { memory }).memory
    expect(memory.told.length).toBeLessThanOrEqual(300)
    expect(memory.recent.length).toBeLessThanOrEqual(30)
    expect(unreadOf(memory)).toBe(memory.recent.length)
    expect(unreadOf({ ...memory, readAt: at(6 + 5 * 400) })).toBe(0)
  })
})
