// [I5] Whatever step of a command fails, nothing of it is stored, the device is told to try again, and trying again
// succeeds as if nothing had been.

import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import { at } from '../../support/given.ts'
import { agent, contact, representative } from '../../support/people.ts'
import { report, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'
import { failAtCall, type Failure, failingStore, noFailure } from '../store/failing-store.ts'

let test: TestCore
let failure: Failure
beforeEach(async () => {
  failure = noFailure()
  test = await openTestCore((store) => failingStore(store, failure))
})
afterEach(() => test.discard())

const TABLES = ['event', 'room', 'channel', 'receipt', 'deadline', 'named_provider']
const dump = (): unknown => TABLES.map((table) => test.rows(table))
const message = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const

describe('[I5] a command that fails', () => {
  it.each([
    ['with a fault of the store', () => new StoreFault('TEMPORARY', 'injected')],
    ['with a bug', () => new TypeError('injected')],
  ])(
    '%s at any step stores nothing, answers RETRY, and succeeds when sent again',
    async (_how, makeError) => {
      await test.must(representative, takeIntake({ receivedAt: at(0) }))
      test.setMinute(20)
      const before = dump()
      const envelope = test.envelope({ type: 'assignAgent', agentId: agent.id, handOverNote: 'all yours' })
      const failedAt: string[] = []
      for (let call = 1; ; call++) {
        const seen = failAtCall(failure, call, makeError)
        const [answer] = await test.core.submit(agent, [envelope])
        if (seen.failedAt === null) {
          expect(answer).toMatchObject({ outcome: 'ACCEPTED' })
          break
        }
        failedAt.push(seen.failedAt)
        expect(answer).toEqual({ outcome: 'RETRY', id: envelope.id })
        expect(dump()).toEqual(before)
      }
      expect(failedAt).toEqual(
        expect.arrayContaining(['receipt', 'roomHead', 'append', 'armDeadlines', 'saveReceipt']),
      )
      const log = await test.core.roomEvents(agent, roomOf('one'), 0, 100)
      expect(log.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    },
  )

  it('holds back what follows it in the same room, and nothing in other rooms', async () => {
    await test.must(contact, report(), 'other')
    const batch = [
      test.envelope(report(), 'one'),
      test.envelope(message('elsewhere'), 'other'),
      test.envelope(message('after the report'), 'one'),
    ]
    failAtCall(failure, 1, () => new StoreFault('TEMPORARY', 'injected'))
    const outcomes = (await test.core.submit(contact, batch)).map((answer) => answer.outcome)
    expect(outcomes).toEqual(['RETRY', 'ACCEPTED', 'RETRY'])
    const again = (await test.core.submit(contact, batch)).map((answer) => answer.outcome)
    expect(again).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED'])
  })

  it('is told to the operator without what people wrote', async () => {
    failAtCall(failure, 2, () => new TypeError('injected'))
    await test.ask(contact, report({ title: 'secret plans' }))
    expect(test.lines).toMatchObject([
      { message: 'a command could not be decided', fields: { command: 'reportIssue' } },
    ])
    expect(JSON.stringify(test.lines)).not.toContain('secret')
  })

  it('because another program holds the database is tried again, and nothing stands still for it', async () => {
    const other = new Database(join(test.folder, DATABASE_FILE))
    try {
      other.exec('BEGIN IMMEDIATE')
      const envelopes = [test.envelope(report()), test.envelope(message('and more'))]
      const outcomes = async () =>
        (await test.core.submit(contact, envelopes)).map((answer) => answer.outcome)
      expect(await outcomes()).toEqual(['RETRY', 'RETRY'])
      other.exec('ROLLBACK')
      expect(await outcomes()).toEqual(['ACCEPTED', 'ACCEPTED'])
    } finally {
      other.close()
    }
  })

  it('after the server was told to stop is told to try again', async () => {
    await test.core.close()
    expect(await test.ask(contact, report())).toMatchObject({ outcome: 'RETRY' })
    await test.reopen()
  })

  it('in a way that leaves unknown what is stored has no answer at all', async () => {
    failAtCall(failure, 1, () => new StoreFault('UNKNOWN', 'injected'))
    await expect(test.ask(contact, report())).rejects.toMatchObject({ code: 'UNKNOWN' })
    await test.discard()
    test = await openTestCore()
  })
})
