// The provider's word on a room's record, from a real core and a real folder of keys: it vouches for what both parties see,
// is given anew as the record grows, and says nothing of what the provider notes for itself.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { readCheckpoint } from '../../../protocol/checkpoint.ts'
import { recordContent, recordFile } from '../../../protocol/exported-record.ts'
import { verifyRecord } from '../../../protocol/verify-record.ts'
import { openCertifier } from '../../../server/keys/certifier.ts'
import { openCheckpoints } from '../../../server/keys/checkpoints.ts'
import { accounts } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import { agent, contact, people, signatory } from '../../support/people.ts'
import { report } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'

let test: TestCore
let folder: string
const failures: string[] = []
const log = { warn: () => undefined, error: (_about: object, said: string) => failures.push(said) }

beforeEach(async () => {
  test = await openTestCore()
  folder = mkdtempSync(join(tmpdir(), 'accord-keys-'))
  failures.length = 0
})
afterEach(async () => {
  await test.discard()
  rmSync(folder, { recursive: true, force: true })
})

const given = (room = roomOf('one')) =>
  openCheckpoints({ store: test.store, certifier: openCertifier(folder), now: () => test.now(), log })(room)

async function exported(checkpoint: string | null): Promise<string> {
  const events = await test.store.roomEvents(roomOf('one'), 'SHARED', 0, 100)
  const content = recordContent(events, { accounts, people: Object.values(people) } as never)
  if (content === null) throw new Error('nothing to export')
  const { id, name, party } = signatory
  return recordFile(
    content,
    { exportedAt: at(60), exportedBy: { id, name, party }, provider: 'Halyard' },
    checkpoint,
  )
}

it('[I17] vouches for every shared entry there is, and not for one that comes later', async () => {
  await test.must(contact, report())
  const early = await given()
  expect(verifyRecord(await exported(early)).facts?.checkpoint).toMatchObject({ sharedSeq: 1 })
  await test.must(contact, { type: 'postMessage', text: 'Still down.', replyTo: null })
  expect(verifyRecord(await exported(early)).facts?.checkpoint).toMatchObject({ sharedSeq: 1 })
  const { facts } = verifyRecord(await exported(await given()))
  expect(facts?.checkpoint?.sharedSeq).toBe(facts?.entries)
})

it('[I20] [AUD-1] says nothing of internal entries', async () => {
  await test.must(contact, report())
  const before = readCheckpoint((await given()) ?? '')
  await test.must(agent, { type: 'postNote', text: 'The pool is full.', replyTo: null })
  expect(readCheckpoint((await given()) ?? '')).toEqual(before)
})

it('is not given about a room that is not there, nor with a key that cannot be read, which the log says', async () => {
  expect(await given(toRoomId('01890000-0000-7000-8000-000000000000'))).toBeNull()
  await test.must(contact, report())
  expect(await given()).not.toBeNull()
  writeFileSync(join(folder, 'issuer.key'), 'no key')
  expect(await given()).toBeNull()
  expect(failures).toEqual(['no checkpoint can be given'])
})
