// Events: their ids, their links, and what an event that does not fit leaves behind.

import { describe, expect, it } from 'vitest'
import { type Context, eventIdFor } from '../../../domain/incident/context.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { evolve } from '../../../domain/incident/evolve.ts'
import { CHAIN_START, type Room } from '../../../domain/incident/state.ts'
import { toCommandId, toEventId, toRoomId } from '../../../domain/ids.ts'
import { linkHash } from '../../../protocol/record.ts'
import { at, by, given } from '../../support/given.ts'
import { contextFor, emptyLedger } from '../../support/ledger.ts'
import { agent, contact } from '../../support/people.ts'
import { inProgress, report, reported, workaroundAccepted, workaroundOffered } from '../../support/story.ts'

const ctx = contextFor(emptyLedger(), report(), contact, at(0))

describe('ids', () => {
  it('[EVT-2] follow from room, actor, command, audience and place, and from nothing else', () => {
    const id = eventIdFor(ctx, 'SHARED', 0)
    expect(eventIdFor({ ...ctx, now: at(99), account: null, openRooms: [] }, 'SHARED', 0)).toBe(id)
    const others: [Context, 'SHARED' | 'INTERNAL', number][] = [
      [{ ...ctx, roomId: toRoomId('room-2') }, 'SHARED', 0],
      [{ ...ctx, actor: agent }, 'SHARED', 0],
      [{ ...ctx, actor: null }, 'SHARED', 0],
      [{ ...ctx, commandId: toCommandId('command-2') }, 'SHARED', 0],
      [ctx, 'INTERNAL', 0],
      [ctx, 'SHARED', 1],
    ]
    const ids = others.map((given) => eventIdFor(...given))
    expect(new Set([id, ...ids]).size).toBe(others.length + 1)
  })

  it('[EVT-2] have the form of a UUID of version 8', () => {
    for (const index of [0, 1, 2, 3])
      expect(eventIdFor(ctx, 'SHARED', index)).toMatch(
        /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
      )
  })
})

describe('links', () => {
  const { ledger } = given(...inProgress, by(agent, { type: 'postNote', text: 'Ours.', replyTo: null }))
  const [first, second] = ledger.log
  if (first === undefined || second === undefined) throw new Error('two events')

  it('[EVT-5] each hangs on the one before of its audience', () => {
    expect(first.hash).toBe(linkHash(CHAIN_START, first))
    expect(second.hash).toBe(linkHash(first.hash ?? '', second))
    const note = ledger.log.at(-1)
    expect(note && linkHash(CHAIN_START, note)).toBe(note?.hash)
  })

  it.each([
    ['id', { id: toEventId('other') }],
    ['room', { roomId: toRoomId('other') }],
    ['audience', { audience: 'INTERNAL' }],
    ['number', { sharedSeq: 2 }],
    ['time', { recordedAt: at(1) }],
    ['author', { actor: { ...first.actor, name: 'Somebody' } }],
    ['command', { causedBy: toCommandId('other') }],
    ['content', { body: { ...first.body, title: 'Other' } }],
  ])('[EVT-5] another %s is another hash', (_what, changes) => {
    expect(linkHash(CHAIN_START, { ...first, ...changes } as RecordedEvent)).not.toBe(first.hash)
  })

  it('[EVT-5] the provider’s own number is no part of it: both copies have the same hash', () => {
    expect(linkHash(CHAIN_START, { ...first, seq: null, hash: 'x' })).toBe(first.hash)
  })

  it('[EVT-5] a prediction, not yet numbered, does not move the head of the record', () => {
    const { room } = given(...inProgress)
    const predicted = { ...second, id: toEventId('new'), sharedSeq: null, hash: null } as RecordedEvent
    expect(evolve(room, predicted)?.head).toEqual(room.head)
  })
})

describe('an event that does not fit', () => {
  const { room, ledger } = given(...inProgress, workaroundOffered, workaroundAccepted)
  const [first] = ledger.log
  if (first === undefined) throw new Error('an event')
  const none = toEventId('none')
  const apply = (body: object, state: Room | null = room) =>
    evolve(state, { ...first, audience: 'INTERNAL', body } as RecordedEvent)

  it.each([
    ['an unknown type', { type: 'FromTheFuture', surprise: 1 }],
    ['a proposal that is not there', { type: 'ResolutionSigned', proposalId: none, party: 'CUSTOMER' }],
    ['a workaround that is not there', { type: 'WorkaroundRejected', workaroundId: none, reason: '' }],
    ['an escalation that is not there', { type: 'EscalationAcknowledged', escalationId: none }],
    ['a clock that is not there', { type: 'ClockBreached', clockId: 'UPDATE:9', step: 'BREACH' }],
    ['a second report', { type: 'IssueReported', title: 'Other' }],
    ['what is only said', { type: 'MessagePosted', text: 'Hello', replyTo: null }],
  ])('[EVT-1] %s leaves the room as it is', (_case, body) => {
    expect(apply(body)).toEqual(room)
  })

  it.each([Number.NaN, -1e13, 1e15, 1e308])('[EVT-1] a promise of %d starts no clock', (promise) => {
    const before = given(reported).room
    const intake = { type: 'IntakeTaken', company: 'x', receivedAt: at(0), failing: [], promise }
    expect(apply(intake, before)?.clocks).toEqual([])
    const agreed = { type: 'CadenceAgreed', everyMinutes: promise, duringWorkaround: true, proposalId: none }
    expect(apply(agreed)?.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([])
  })

  it('[EVT-1] nothing before the report makes a room', () => {
    expect(apply({ type: 'MessagePosted', text: 'Hello', replyTo: null }, null)).toBeNull()
    expect(apply({ type: 'FromTheFuture' }, null)).toBeNull()
    for (const event of ledger.log.slice(1)) expect(evolve(null, event)).toBeNull()
  })
})
