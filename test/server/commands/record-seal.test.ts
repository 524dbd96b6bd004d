// What the server adds to a record: a salt for each entry, and the root of the tree at a proposal, also in a room that was
// stored before there were trees.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openResolution } from '../../../domain/incident/state.ts'
import { statedIn } from '../../../domain/incident/resolution-statement.ts'
import { treeOf } from '../../../protocol/exported-record.ts'
import { linkedContent } from '../../../protocol/record.ts'
import { rootOf } from '../../../protocol/record-tree.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { agent, contact, representative, signatory } from '../../support/people.ts'
import { callback, report, resolution, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'

let test: TestCore
beforeEach(async () => {
  test = await openTestCore()
  await test.must(contact, report())
  test.setMinute(2)
  await test.must(representative, takeIntake())
  await test.must(agent, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
  test.setMinute(7)
  await test.must(agent, callback())
  test.setMinute(30)
})
afterEach(() => test.discard())

async function pinned(): Promise<{ readonly root: string | undefined; readonly reckoned: string }> {
  await test.must(agent, resolution())
  const room = await test.core.room(signatory, roomOf('one'))
  const proposal = room === null ? null : openResolution(room)
  const events = await test.core.roomEvents(signatory, roomOf('one'), 0, 200)
  const before = events.slice(0, proposal?.sharedSeq).map((event) => linkedContent(event) as never)
  return { root: statedIn(proposal?.text ?? '')?.pin.root, reckoned: rootOf(treeOf(before)) }
}

it('[RES-11] a proposal pins the root of the entries that the customer holds', async () => {
  const { root, reckoned } = await pinned()
  expect(root).toBe(reckoned)
})

it('[RES-11] also in a room that was stored before there were trees', async () => {
  const file = new Database(join(test.folder, DATABASE_FILE))
  file.exec('UPDATE room SET shared_peaks = NULL')
  file.close()
  await test.reopen()
  const { root, reckoned } = await pinned()
  expect(root).toBe(reckoned)
})

it('[EVT-5] every entry has a salt of its own', async () => {
  const salts = (await test.core.roomEvents(agent, roomOf('one'), 0, 200)).map(({ salt }) => salt)
  expect(new Set(salts).size).toBe(salts.length)
  for (const salt of salts) expect(salt).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
})
