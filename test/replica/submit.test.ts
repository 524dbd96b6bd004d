// Handing in an intent: what is stored, what is shown at once, and what comes of it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phaseOf } from '../../domain/incident/state.ts'
import { type RoomId, toCommandId } from '../../domain/ids.ts'
import { epochOf, instantAt, MINUTE } from '../../domain/time.ts'
import type { Entry, RoomView } from '../../replica/api.ts'
import { agent, contact, otherAgent, representative, signatory, supervisor } from '../support/people.ts'
import { type Device, openRig, type Rig } from '../support/replica-rig.ts'
import { callback, report, takeIntake, update } from '../support/story.ts'

let rig: Rig
let roomId: RoomId
beforeEach(async () => {
  rig = await openRig()
  roomId = rig.newRoomId()
})
afterEach(() => rig.discard())

const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const ago = (ms: number) => instantAt(rig.clock.now() - ms)
const shown = ({ entries }: RoomView) => entries.map(({ event, state }) => [event.body.type, state])

async function saved(device: Device, command: Parameters<Device['submit']>[1]) {
  const submitted = await device.submit(roomId, command)
  if (submitted.outcome !== 'SAVED') throw new Error(JSON.stringify(submitted))
  return submitted.commandId
}

describe('while the server cannot be reached', () => {
  it('saves at once, shows the prediction, and says that it waits', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.offline()
    const commandId = await saved(device, report())
    const view = await device.room(roomId)
    expect(shown(view)).toEqual([['IssueReported', 'WAITING']])
    expect(view.confirmed).toBeNull()
    expect(view.room?.title).toBe(report().title)
    expect(view.pending).toMatchObject([{ commandId, state: 'WAITING', rejection: null }])
    expect(view.pending[0]?.predicted).toEqual(view.entries.map(({ event }) => event.id))
    expect(await device.look({ view: 'status' })).toMatchObject({ waiting: 1, rejected: 0 })
    expect((await device.look({ view: 'board' })).rows).toMatchObject([{ unsent: 1, room: { id: roomId } }])
  })

  it('predicts a whole chain on its own predictions, and the server agrees', async () => {
    const device = rig.device(agent)
    await rig.calm()
    device.offline()
    await saved(device, takeIntake({ receivedAt: ago(MINUTE) }))
    await saved(device, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    await saved(device, callback({ occurredAt: ago(0) }))
    await saved(device, say('We are on it.'))
    const [, , , , message] = (await device.room(roomId)).entries
    if (message === undefined) throw new Error('the message is not shown')
    await saved(device, { type: 'correct', refersTo: message.event.id, text: 'We have it.' })
    await saved(device, { type: 'proposeCadence', everyMinutes: 30, duringWorkaround: false })
    const predicted = await device.room(roomId)
    expect(predicted.room && phaseOf(predicted.room)).toBe('IN_PROGRESS')
    expect(predicted.pending.every((one) => one.predicted.length > 0)).toBe(true)

    device.online()
    await rig.calm()
    const confirmed = await device.room(roomId)
    expect(shown(confirmed).every(([, state]) => state === 'RECORDED')).toBe(true)
    expect(ids(confirmed.entries)).toEqual(ids(predicted.entries))
    expect(confirmed.pending).toEqual([])
    expect(confirmed.room).toEqual(confirmed.confirmed)
  })

  it('[CAD-2] agrees to a proposal of the other party and builds on the agreement', async () => {
    const customer = rig.device(signatory)
    const staff = rig.device(agent)
    await saved(customer, report())
    await saved(customer, { type: 'proposeCadence', everyMinutes: 20, duringWorkaround: false })
    await rig.calm()
    staff.offline()
    const proposalId = (await staff.room(roomId)).room?.cadenceProposal?.id
    if (proposalId === undefined) throw new Error('the proposal did not arrive')
    await saved(staff, { type: 'agreeCadence', proposalId })
    await saved(staff, update({ expectation: { kind: 'TIME', at: ago(-60 * MINUTE), confidence: 'LOW' } }))
    const { room, confirmed } = await staff.room(roomId)
    expect([room?.cadence?.everyMinutes, confirmed?.cadence]).toEqual([20, null])
    // Agreed, then updated: two update clocks, the second one runs.
    expect(room?.clocks.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['UPDATE', 'MET'],
      ['UPDATE', 'RUNNING'],
    ])
    staff.online()
    await rig.calm()
    expect((await customer.room(roomId)).room?.cadence?.everyMinutes).toBe(20)
  })

  it('[I4] keeps everything for seven days, and it all goes out in order', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.offline()
    await saved(device, report())
    for (let number = 1; number <= 45; number++) await saved(device, say(`Message ${number}`))
    await rig.clock.advance(7 * 24 * 60 * MINUTE)
    device.online()
    await rig.calm()
    const texts = (await device.room(roomId)).entries.flatMap(({ event: { body } }) =>
      body.type === 'MessagePosted' ? [body.text] : [],
    )
    expect(texts).toEqual(Array.from({ length: 45 }, (_, index) => `Message ${index + 1}`))
  })

  it('tells of the own room when the same outage is taken a second time (INT-4)', async () => {
    const device = rig.device(representative)
    await rig.calm()
    device.offline()
    await saved(device, takeIntake({ receivedAt: ago(MINUTE) }))
    const again = await device.submit(rig.newRoomId(), takeIntake({ receivedAt: ago(MINUTE) }))
    expect(again).toMatchObject({
      outcome: 'REJECTED',
      rejection: { code: 'OPEN_ROOM_EXISTS', rooms: [{ roomId }] },
    })
  })
})

it('takes what a copy that never heard from the server cannot judge, and predicts it as soon as it can', async () => {
  const device = rig.device(contact)
  await saved(device, report())
  expect(await device.room(roomId)).toMatchObject({
    room: null,
    pending: [{ state: 'WAITING', predicted: [] }],
  })
  await rig.calm()
  expect(shown(await device.room(roomId))).toEqual([['IssueReported', 'RECORDED']])
})

describe('what the law refuses', () => {
  it('on this copy: nothing is stored and nothing is sent', async () => {
    const device = rig.device(contact)
    await rig.calm()
    expect(await device.submit(roomId, say('Into nothing'))).toEqual({
      outcome: 'REJECTED',
      rejection: { code: 'NOT_FOUND' },
    })
    await saved(device, report())
    const refused = await device.submit(roomId, { type: 'postNote', text: 'Not for me', replyTo: null })
    expect(refused).toEqual({ outcome: 'REJECTED', rejection: { code: 'NOT_PERMITTED' } })
    expect(await device.look({ view: 'pending' })).toHaveLength(1)
    await rig.calm()
    expect((await device.room(roomId)).entries).toHaveLength(1)
  })

  it('text without a canonical form, such as half a character, before it is stored', async () => {
    const device = rig.device(contact)
    await saved(device, report())
    expect(await device.submit(roomId, say('half \ud83d'))).toMatchObject({
      outcome: 'REJECTED',
      rejection: { code: 'INVALID_INPUT', field: 'command' },
    })
  })

  it('[I4] on the server alone: the text stays with its reason, and what is behind it goes on', async () => {
    const customer = rig.device(signatory)
    const staff = rig.device(agent)
    const boss = rig.device(supervisor)
    await saved(customer, report())
    await saved(customer, { type: 'proposeCadence', everyMinutes: 20, duringWorkaround: false })
    await rig.calm()
    staff.offline()
    const proposalId = (await staff.room(roomId)).room?.cadenceProposal?.id
    if (proposalId === undefined) throw new Error('the proposal did not arrive')
    const decline = {
      type: 'declineCadence',
      proposalId,
      reason: 'Too often for us.',
      counterMinutes: null,
    } as const
    const declined = await saved(staff, decline)
    await saved(staff, say('This goes out all the same.'))
    await saved(boss, { type: 'agreeCadence', proposalId })
    await rig.clock.advance(1_000)
    staff.online()
    await rig.clock.advance(10_000)

    const { pending, entries, room } = await staff.room(roomId)
    expect(pending).toEqual([
      expect.objectContaining({
        commandId: declined,
        command: decline,
        state: 'REJECTED',
        rejection: { code: 'ALREADY_ANSWERED' },
        predicted: [],
      }),
    ])
    expect(entries.at(-1)?.event.body).toMatchObject({ text: 'This goes out all the same.' })
    expect(entries.every(({ state }) => state === 'RECORDED')).toBe(true)
    expect(room?.cadence?.everyMinutes).toBe(20)
    expect(await staff.look({ view: 'status' })).toMatchObject({ waiting: 0, rejected: 1 })
    expect(await staff.replica.discard(declined)).toBe(true)
    expect(await staff.look({ view: 'pending' })).toEqual([])
  })

  it('keeps and sends a command that a newer state refuses here: the server is the authority', async () => {
    const staff = rig.device(agent)
    const other = rig.device(otherAgent)
    const customer = rig.device(signatory)
    await saved(customer, report())
    await rig.calm()
    staff.offline()
    await saved(staff, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    await saved(other, { type: 'assignAgent', agentId: otherAgent.id, handOverNote: null })
    await rig.clock.advance(1_000)
    // Pages only: nothing is sent, but the copy learns that the room has an owner now.
    staff.transport.submit = () => new Promise(() => undefined)
    staff.online()
    await rig.clock.advance(2_000)
    const [pending] = (await staff.room(roomId)).pending
    expect(pending).toMatchObject({ state: 'SENT', predicted: [], rejection: null })
    expect((await staff.room(roomId)).room?.coverage).toMatchObject([{ agentId: otherAgent.id }])
  })
})

describe('one intent, one command', () => {
  it('[I3] handed in twice under one id it is stored once, also after it was confirmed', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const id = toCommandId('01a207a2-0000-7000-8000-000000000001')
    const twice = () => device.replica.submit(roomId, report(), id)
    expect([await twice(), await twice()]).toEqual([
      { outcome: 'SAVED', commandId: id },
      { outcome: 'SAVED', commandId: id },
    ])
    await rig.calm()
    expect(await twice()).toEqual({ outcome: 'SAVED', commandId: id })
    await rig.calm()
    expect((await device.room(roomId)).entries).toHaveLength(1)
    expect(await device.look({ view: 'pending' })).toEqual([])
  })

  it('[I3] the same id with other content is refused', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.offline()
    const id = toCommandId('01a207a2-0000-7000-8000-000000000001')
    await device.replica.submit(roomId, report(), id)
    expect(await device.replica.submit(roomId, report({ title: 'Another' }), id)).toEqual({
      outcome: 'REJECTED',
      rejection: { code: 'COMMAND_ID_REUSED' },
    })
  })

  it('can be taken back while it never left, and not once it did', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.transport.submit = () => new Promise(() => undefined)
    const first = await saved(device, report())
    await rig.clock.settle()
    expect(await device.replica.discard(first)).toBe(false)
    const second = await saved(device, say('A second thought'))
    expect(await device.replica.discard(second)).toBe(true)
    expect(await device.replica.discard(second)).toBe(false)
    expect(shown(await device.room(roomId))).toEqual([['IssueReported', 'SENT']])
  })
})

describe('on the way from predicted to recorded', () => {
  it('never flickers: what was shown once is in every later view, once, until it is recorded', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const seen: (readonly Entry[])[] = []
    device.replica.watch({ view: 'room', roomId, limit: 100 }, ({ entries }) => seen.push(entries))
    await saved(device, report())
    for (let number = 1; number <= 5; number++) {
      await saved(device, say(`Message ${number}`))
      await rig.clock.advance(3)
    }
    await rig.calm()
    for (const [index, entries] of seen.entries()) {
      const now = ids(entries)
      expect(new Set(now).size).toBe(now.length)
      expect(now.slice(0, ids(seen[index - 1] ?? []).length)).toEqual(ids(seen[index - 1] ?? []))
    }
    expect(seen.at(-1)?.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'RECORDED'))
    expect(seen.flat().some(({ state }) => state === 'SENT')).toBe(true)
  })

  it('shows the newest entries within the limit, and how many are older', async () => {
    const device = rig.device(contact)
    await saved(device, report())
    for (let number = 1; number <= 6; number++) await saved(device, say(`Message ${number}`))
    await rig.calm()
    device.offline()
    await saved(device, say('Predicted'))
    const view = await device.look({ view: 'room', roomId, limit: 3 })
    expect(view.entries.map(({ event: { body }, state }) => ['text' in body && body.text, state])).toEqual([
      ['Message 5', 'RECORDED'],
      ['Message 6', 'RECORDED'],
      ['Predicted', 'WAITING'],
    ])
    expect(view.olderCount).toBe(5)
  })

  it("stamps predictions by the server's clock, whatever the own clock says", async () => {
    const dayAhead = 24 * 60 * MINUTE
    const device = rig.device(contact, { skewMs: () => dayAhead })
    await rig.calm()
    await saved(device, report())
    const [entry] = (await device.room(roomId)).entries
    if (entry === undefined) throw new Error('nothing is shown')
    expect(Math.abs(epochOf(entry.event.recordedAt) - rig.clock.now())).toBeLessThan(50)
  })
})

const ids = (entries: readonly Entry[]) => entries.map(({ event }) => event.id)
