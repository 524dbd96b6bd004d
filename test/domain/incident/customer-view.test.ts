// What a customer can learn: from shared events alone, the same whatever the provider does among itself.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../domain/incident/decide.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { Room } from '../../../domain/incident/state.ts'
import { CHAIN_START } from '../../../domain/incident/state.ts'
import { linkHash } from '../../../protocol/record.ts'
import { by, given } from '../../support/given.ts'
import { ask, emptyLedger, type Ledger } from '../../support/ledger.ts'
import { agent, contact, otherAgent, people, supervisor } from '../../support/people.ts'
import { strides, type Visit, walk, WALKS } from '../../support/random-walk.ts'
import { assigned, inProgress, reported } from '../../support/story.ts'

const sharedOf = (ledger: Ledger) => ledger.log.filter(({ audience }) => audience === 'SHARED')

/** The same commands at the same times, but for those that led to internal events alone. */
function withoutInternal(visits: readonly Visit[]): Ledger {
  return visits.reduce((ledger, { command, who, now, decision }) => {
    const isInternal = decision.ok && decision.events.every(({ audience }) => audience === 'INTERNAL')
    if (isInternal) return { ...ledger, asked: ledger.asked + 1 }
    return ask(ledger, command, who, now).ledger
  }, emptyLedger())
}

/** A room without what only the provider's copy holds: which steps have fired, and when. */
const asShared = (room: Room | null): unknown =>
  room && { ...room, clocks: room.clocks.map((clock) => ({ ...clock, fired: [], lastFiredAt: null })) }

function expectChain(events: readonly RecordedEvent[]): void {
  let head = CHAIN_START
  for (const event of events) {
    head = linkHash(head, event)
    expect(event.hash).toBe(head)
  }
}

describe('along random walks', () => {
  it('[AUD-1] the shared record is the same, number, id and hash, whatever happens internally', () => {
    const seen = new Set<number>()
    fc.assert(
      fc.property(strides, (all) => {
        const visits = walk(all)
        const whole = visits.at(-1)?.after ?? emptyLedger()
        const quiet = withoutInternal(visits)
        seen.add(whole.log.length - quiet.log.length)
        expect(sharedOf(quiet).map((event) => ({ ...event, seq: null }))).toStrictEqual(
          sharedOf(whole).map((event) => ({ ...event, seq: null })),
        )
        expect(quiet.customerRoom).toStrictEqual(whole.customerRoom)
      }),
      WALKS,
    )
    expect(Math.max(...seen)).toBeGreaterThan(10)
  })

  it('[AUD-5] a customer’s command gets the same answer from the customer’s copy', () => {
    let asked = 0
    fc.assert(
      fc.property(strides, (all) => {
        for (const { before, command, who, ctx, decision } of walk(all)) {
          if (who?.party !== 'CUSTOMER') continue
          const referenced = ctx.referenced?.audience === 'SHARED' ? ctx.referenced : null
          const predicted = decide(before.customerRoom, command, { ...ctx, referenced, openRooms: [] })
          expect(predicted).toStrictEqual(decision)
          asked++
        }
      }),
      WALKS,
    )
    expect(asked).toBeGreaterThan(500)
  })

  it('[AUD-6] internal events change nothing but which steps have fired', () => {
    fc.assert(
      fc.property(strides, (all) => {
        for (const { after, before } of walk(all))
          if (after.log.length > before.log.length && after.log.length % 5 === 0)
            expect(asShared(after.customerRoom)).toEqual(asShared(after.room))
      }),
      WALKS,
    )
  })

  it('[EVT-5] [AUD-1] numbers are dense from 1 and hashes link up, for each audience by itself', () => {
    fc.assert(
      fc.property(strides, (all) => {
        const ledger = walk(all).at(-1)?.after ?? emptyLedger()
        const shared = sharedOf(ledger)
        const internal = ledger.log.filter(({ audience }) => audience === 'INTERNAL')
        expect(ledger.log.map(({ seq }) => seq)).toEqual(ledger.log.map((_, index) => index + 1))
        expect(shared.map(({ sharedSeq }) => sharedSeq)).toEqual(shared.map((_, index) => index + 1))
        expect(internal.filter(({ sharedSeq }) => sharedSeq !== null)).toEqual([])
        expectChain(shared)
        expectChain(internal)
        if (ledger.room !== null)
          expect(ledger.room.head).toEqual({ sharedSeq: shared.length, hash: shared.at(-1)?.hash })
      }),
      WALKS,
    )
  })

  it('[AUD-4] known are those of the provider whom a shared event names', () => {
    fc.assert(
      fc.property(strides, (all) => {
        const { room, customerRoom, log } = walk(all).at(-1)?.after ?? emptyLedger()
        const named = log.flatMap(({ audience, actor, body }) => {
          if (audience === 'INTERNAL') return []
          const assignee = body.type === 'AgentAssigned' ? [body.agentId] : []
          return actor.party === 'PROVIDER' && actor.personId !== null
            ? [...assignee, actor.personId]
            : assignee
        })
        expect(new Set(room?.knownProviders)).toEqual(new Set(named))
        expect(customerRoom?.knownProviders).toEqual(room?.knownProviders)
      }),
      WALKS,
    )
  })

  it('[AUD-2] no shared entry refers to an internal one', () => {
    fc.assert(
      fc.property(strides, (all) => {
        const log = walk(all).at(-1)?.after.log ?? []
        const internal = new Set<string>(
          log.flatMap(({ id, audience }) => (audience === 'INTERNAL' ? [id] : [])),
        )
        for (const event of log.filter(({ audience }) => audience === 'SHARED')) {
          const texts = JSON.stringify(event.body)
          expect([...internal].filter((id) => texts.includes(id))).toEqual([])
        }
      }),
      WALKS,
    )
  })
})

describe('by hand', () => {
  it('[AUD-4] a person who only wrote a note is not known to the customer', () => {
    const { room } = given(reported, by(otherAgent, { type: 'postNote', text: 'Ours.', replyTo: null }))
    expect(room.knownProviders).toEqual([])
    const spoken = given(reported, by(otherAgent, { type: 'postMessage', text: 'Hello', replyTo: null }))
    expect(spoken.room.knownProviders).toEqual([otherAgent.id])
  })

  it('[AUD-4] a person who was given the room is known', () => {
    const give = { type: 'assignAgent', agentId: agent.id, handOverNote: null } as const
    expect(given(reported, by(supervisor, give)).room.knownProviders).toEqual([agent.id, supervisor.id])
    expect(people.length).toBeGreaterThan(2)
  })

  it('[AUD-3] the note of a hand-over does not reach the customer’s copy', () => {
    const before = given(...inProgress)
    const { ledger } = before.and(assigned(otherAgent, 'They are angry.'))
    expect(JSON.stringify(ledger.customerRoom)).not.toContain('angry')
    expect(ledger.customerRoom?.head.sharedSeq).toBe(before.room.head.sharedSeq + 1)
    expect(contact.party).toBe('CUSTOMER')
  })
})
