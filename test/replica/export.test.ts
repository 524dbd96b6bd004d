// What a copy gives out for an export: the shared record and nothing of what is internal. A customer's copy, the
// provider's, and the provider's in a world with more notes make the same file, byte for byte.

import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { epochOf, MINUTE } from '../../domain/time.ts'
import { toRoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { type RecordContent, recordFile, recordFileName } from '../../protocol/exported-record.ts'
import type { Directory } from '../../protocol/feed.ts'
import { verifyRecord } from '../../protocol/verify-record.ts'
import { read } from '../../replica/read.ts'
import { Log } from '../../replica/store/log.ts'
import { advanceOf, copyOf, pageOf } from '../support/advance.ts'
import { at, by, play, START, type Step } from '../support/given.ts'
import { emptyLedger, type Ledger, ROOM } from '../support/ledger.ts'
import { agent, otherAgent, representative, signatory } from '../support/people.ts'
import { directory } from '../support/record-story.ts'
import { resolved } from '../support/story.ts'

/** The same shared story, with so many notes of the provider's between its steps. */
function world(notes: number): Ledger {
  let ledger = emptyLedger()
  let noted = 0
  for (const step of resolved) {
    // A room takes no notes before it is reported, nor after it is resolved.
    for (let index = 0; index < notes && ledger.room !== null; index++) ledger = noting(ledger, noted++)
    ledger = play(ledger, [step])
  }
  return ledger
}

/** A note at the time of what came before it, under a command of its own: nothing shared moves. */
function noting(ledger: Ledger, number: number): Ledger {
  const last = ledger.log.at(-1)?.recordedAt ?? START
  const text = `Not for them: ${number}`
  const note: Step = by(
    [agent, otherAgent, representative][number % 3] ?? agent,
    { type: 'postNote', text, replyTo: null },
    (epochOf(last) - epochOf(START)) / MINUTE,
  )
  return { ...play({ ...ledger, asked: 1_000 + number }, [note]), asked: ledger.asked }
}

function contentFor(ledger: Ledger, person: Person, known: Directory): RecordContent {
  const log = new Log(driverOn(new Sqlite(':memory:'), true), person.id)
  log.advance(advanceOf(log, pageOf(copyOf(ledger, person.party)), person.party))
  log.saveDirectory(known)
  const content = read(log, { read: 'record', roomId: ROOM }) as RecordContent | null
  if (content === null) throw new Error('the room is here')
  return content
}

/** By one person at one time, whoever's copy it came from: those are the exporter's own. */
const fileOf = (content: RecordContent): string =>
  recordFile(content, { exportedAt: at(60), exportedBy: agent, provider: 'Halyard' })

it('[AUD-1] two worlds that differ in internal notes alone export the same file', () => {
  const [quiet, busy] = [world(0), world(4)]
  expect(busy.log.length).toBeGreaterThan(quiet.log.length + 20)
  const file = fileOf(contentFor(busy, agent, directory))
  expect(file).toBe(fileOf(contentFor(quiet, agent, directory)))
  expect(file).not.toContain('Not for them')
  expect(verifyRecord(file).verdict).toBe('VALID')
})

it('[AUD-4] the customer’s own copy exports it too, with a directory that knows fewer people', () => {
  const busy = world(2)
  const known = directory.people
    .filter(({ id }) => id !== otherAgent.id)
    .map((one) => ({ ...one, phone: null }))
  const own = contentFor(busy, signatory, { accounts: directory.accounts.slice(0, 1), people: known })
  expect(fileOf(own)).toBe(fileOf(contentFor(busy, agent, directory)))
  expect(own.names.people.map(({ id }) => id)).not.toContain(otherAgent.id)
})

it('a room that is not in the copy has no record', () => {
  const log = new Log(driverOn(new Sqlite(':memory:'), true), agent.id)
  expect(read(log, { read: 'record', roomId: toRoomId('nowhere') })).toBeNull()
})

it('a file is named after the ticket, and no ticket names a folder', () => {
  expect(recordFileName('AC-2JP4CL')).toBe('AC-2JP4CL.accord-record')
  expect(recordFileName('../../etc/x')).toBe('_.._etc_x.accord-record')
})
