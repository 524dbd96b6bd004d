// One command, one effect, for ever: receipts, reuse, order, and what belongs together being stored together.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toAccountId, toCommandId, toRoomId } from '../../../domain/ids.ts'
import type { CommandEnvelope } from '../../../protocol/command.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import {
  agent,
  contact,
  otherAgent,
  representative,
  signatory,
  stranger,
  supervisor,
} from '../../support/people.ts'
import { report, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore, uuidOf } from '../core/open-test-core.ts'

let test: TestCore
beforeEach(async () => {
  test = await openTestCore()
})
afterEach(() => test.discard())

const message = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const note = (text: string) => ({ type: 'postNote', text, replyTo: null }) as const

describe('a command id', () => {
  it('[I3] gives the same answer again for the same content, and nothing more happens', async () => {
    const envelope = test.envelope(report())
    const [first] = await test.core.submit(contact, [envelope])
    test.setMinute(5)
    const [again] = await test.core.submit(contact, [envelope])
    expect(first).toEqual({ outcome: 'ACCEPTED', id: envelope.id, recordedAt: at(0) })
    expect(again).toEqual(first)
    expect(test.rows('event')).toHaveLength(1)
  })

  it('[I3] that comes twice at the same moment has one effect', async () => {
    await test.must(contact, report())
    const envelope = test.envelope(message('twice'))
    const answers = await Promise.all([1, 2, 3].map(() => test.core.submit(contact, [envelope, envelope])))
    expect(new Set(answers.flat().map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(test.rows('event')).toHaveLength(2)
  })

  it('[I3] with other content is refused, and the first answer still stands', async () => {
    await test.must(contact, report())
    const first = test.envelope(message('one'))
    await test.core.submit(contact, [first])
    const changed: CommandEnvelope = { ...first, command: message('another') }
    const elsewhere: CommandEnvelope = { ...first, roomId: roomOf('two') }
    const answers = await test.core.submit(contact, [changed, elsewhere, first])
    expect(answers).toMatchObject([
      { outcome: 'REJECTED', rejection: { code: 'COMMAND_ID_REUSED' } },
      { outcome: 'REJECTED', rejection: { code: 'COMMAND_ID_REUSED' } },
      { outcome: 'ACCEPTED', id: first.id },
    ])
    expect(test.rows('event')).toHaveLength(2)
  })

  it('[I3] of another person is as unknown: each has an effect of its own', async () => {
    await test.must(contact, report())
    const envelope = test.envelope(message('mine'))
    const [mine] = await test.core.submit(contact, [envelope])
    const [theirs] = await test.core.submit(signatory, [{ ...envelope, command: message('theirs') }])
    expect([mine?.outcome, theirs?.outcome]).toEqual(['ACCEPTED', 'ACCEPTED'])
    expect(new Set(test.rows('event').map((row) => row['id'])).size).toBe(3)
  })

  it('[I3] that was refused stays refused, also when it would be allowed now', async () => {
    const early = test.envelope(message('before the report'))
    const [refused] = await test.core.submit(contact, [early])
    await test.must(contact, report())
    const [again] = await test.core.submit(contact, [early])
    expect(refused).toEqual({ outcome: 'REJECTED', id: early.id, rejection: { code: 'NOT_FOUND' } })
    expect(again).toEqual(refused)
    expect(test.rows('receipt')).toHaveLength(2)
  })

  it('[I3] keeps its answer across a restart', async () => {
    const envelopes = [test.envelope(report()), test.envelope(message(''))]
    const before = await test.core.submit(contact, envelopes)
    test.setMinute(9)
    await test.reopen()
    expect(await test.core.submit(contact, envelopes)).toEqual(before)
    expect(test.rows('event')).toHaveLength(1)
  })

  it.each(['', 'x', 'a'.repeat(10_000), uuidOf('id').toUpperCase(), `${uuidOf('id')} `])(
    'is a UUID in lower case, and %j is none; nothing is stored of it',
    async (text) => {
      const good = test.envelope(report())
      const answers = await test.core.submit(contact, [
        { ...good, id: toCommandId(text) },
        { ...good, roomId: toRoomId(text) },
      ])
      expect(answers).toMatchObject([
        { outcome: 'REJECTED', rejection: { code: 'INVALID_INPUT', field: 'id' } },
        { outcome: 'REJECTED', rejection: { code: 'INVALID_INPUT', field: 'roomId' } },
      ])
      expect(test.rows('receipt')).toEqual([])
    },
  )

  it('with text that has no canonical form is refused instead of being tried for ever', async () => {
    const answer = await test.ask(contact, report({ title: 'half a pair: \ud83d' }))
    expect(answer).toMatchObject({ rejection: { code: 'INVALID_INPUT', field: 'command' } })
  })
})

describe('who asks', () => {
  it('[ACC-2] a room of another account answers as one that is not there, whatever is asked', async () => {
    await test.must(contact, report())
    const commands = [message('hello'), { type: 'requestUpdate' }, report({ accountId: tagus.id })] as const
    for (const command of commands.slice(0, 2)) {
      const there = await test.ask(stranger, command, 'one')
      const missing = await test.ask(stranger, command, 'missing')
      expect({ ...there, id: '' }).toEqual({ ...missing, id: '' })
    }
    expect(await test.ask(stranger, report({ accountId: tagus.id }), 'one')).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    })
    expect(await test.ask(stranger, report(), 'new')).toMatchObject({ rejection: { code: 'NOT_FOUND' } })
    expect(await test.ask(stranger, report({ accountId: toAccountId('none') }), 'new')).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    })
    expect(test.rows('event')).toHaveLength(1)
  })

  it('is read inside the transaction: a role that changed a moment ago counts', async () => {
    await test.must(contact, report())
    await test.core.savePerson({ ...agent, role: 'ADMIN' })
    expect(await test.ask(agent, note('still here?'))).toMatchObject({ outcome: 'REJECTED' })
    await test.core.savePerson(agent)
    expect(await test.ask(agent, note('back'))).toMatchObject({ outcome: 'ACCEPTED' })
  })

  it('and is unknown to the store may do nothing', async () => {
    const nobody = { ...agent, id: contact.id.replace('contact', 'nobody') as typeof agent.id }
    expect(await test.ask(nobody, report())).toMatchObject({ rejection: { code: 'NOT_PERMITTED' } })
  })
})

describe('what a command names', () => {
  it('[INT-4] an intake is told of other live rooms, and of none that is closed to it', async () => {
    await test.must(contact, report())
    test.setMinute(2)
    const answer = await test.ask(representative, takeIntake(), 'two')
    expect(answer).toMatchObject({
      rejection: { code: 'OPEN_ROOM_EXISTS', rooms: [{ roomId: roomOf('one'), phase: 'REPORTED' }] },
    })
    await test.must(representative, takeIntake({ separateFrom: [roomOf('one')] }), 'two')
    await test.must(representative, takeIntake({ separateFrom: [roomOf('two')] }), 'one')
  })

  it('[OWN-1] only an agent of the provider can be given a room', async () => {
    await test.must(contact, report())
    const to = (agentId: typeof agent.id) => ({ type: 'assignAgent', agentId, handOverNote: null }) as const
    expect(await test.ask(supervisor, to(contact.id))).toMatchObject({ rejection: { field: 'agentId' } })
    await test.must(supervisor, to(agent.id))
  })

  it('[AUD-3] to a customer an internal entry is as one that is not there', async () => {
    await test.must(contact, report())
    await test.must(agent, note('for us alone'))
    const [internal] = (await test.core.roomEvents(agent, roomOf('one'), 1, 10)).map((event) => event.id)
    if (internal === undefined) throw new Error('no note')
    const annotate = (refersTo: typeof internal) =>
      ({ type: 'annotate', audience: 'SHARED', refersTo, text: 'what is this?' }) as const
    const there = await test.ask(contact, annotate(internal))
    const missing = await test.ask(contact, annotate(uuidOf('nothing') as typeof internal))
    expect({ ...there, id: '' }).toEqual({ ...missing, id: '' })
    expect(there).toMatchObject({ rejection: { field: 'refersTo', problem: 'NOT_FOUND' } })
  })
})

describe('the log', () => {
  it('[CLK-4] holds what the engine owed before what a person does, as if the ticker had been in time', async () => {
    await test.must(representative, takeIntake({ receivedAt: at(0) }))
    test.setMinute(20)
    await test.must(agent, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    const log = await test.core.roomEvents(agent, roomOf('one'), 0, 100)
    expect(log.map(({ seq, sharedSeq, body }) => [seq, sharedSeq, body.type])).toEqual([
      [1, 1, 'IssueReported'],
      [2, 2, 'IntakeTaken'],
      [3, null, 'ClockWarned'],
      [4, null, 'ClockWarned'],
      [5, null, 'ClockWarned'],
      [6, 3, 'ClockBreached'],
      [7, 4, 'Escalated'],
      [8, 5, 'AgentAssigned'],
    ])
    expect(await test.core.fireDue()).toBe(0)
  })

  it('[AUD-1] a note does not bring a due breach forward: its time would tell of the note', async () => {
    await test.must(representative, takeIntake({ receivedAt: at(0) }))
    test.setMinute(15.001)
    await test.must(agent, note('late'))
    await test.ask(agent, note(''))
    expect((await test.core.roomEvents(contact, roomOf('one'), 0, 10)).length).toBe(2)
    test.setMinute(15.005)
    expect(await test.core.fireDue()).toBe(1)
    const breach = (await test.core.roomEvents(contact, roomOf('one'), 2, 1))[0]
    expect(breach).toMatchObject({ recordedAt: at(15.005), body: { type: 'ClockBreached' } })
  })

  it('is stamped by the server and never goes backwards, also when its clock does', async () => {
    test.setMinute(30)
    await test.must(contact, report())
    await test.must(agent, note('first'))
    test.setMinute(10)
    await test.must(agent, note('second'))
    await test.must(contact, message('third'))
    test.setMinute(31)
    await test.must(contact, message('fourth'))
    const log = await test.core.roomEvents(agent, roomOf('one'), 0, 10)
    expect(log.map((event) => event.recordedAt)).toEqual([at(30), at(30), at(30), at(30), at(31)])
  })

  it('goes on after a restart where it was, with the same chain', async () => {
    await test.must(contact, report())
    await test.must(agent, note('a'))
    await test.reopen()
    await test.must(otherAgent, note('b'))
    await test.must(signatory, message('c'))
    const [room] = await test.core.rooms(signatory, true)
    expect(room?.head.sharedSeq).toBe(2)
    expect(room?.accountId).toBe(nusantara.id)
  })
})
