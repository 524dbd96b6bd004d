// The export as a window does it: the file that it hands over verifies, and what goes wrong is said and can be tried again.

import { createRoot } from 'solid-js'
import { expect, it } from 'vitest'
import { createRecordExport } from '../../../renderer/record/create-record-export.ts'
import { exportProblem } from '../../../renderer/record/export-problem.ts'
import { type RecordContent, recordContent } from '../../../protocol/exported-record.ts'
import { verifyRecord } from '../../../protocol/verify-record.ts'
import type { Replica } from '../../../replica/api.ts'
import { at } from '../../support/given.ts'
import { ROOM } from '../../support/ledger.ts'
import { signatory } from '../../support/people.ts'
import { checkpointOf, SEALED_STORIES, sealed } from '../../support/sealed-story.ts'
import { directory, logOf, STORIES } from '../../support/record-story.ts'

const content = recordContent(logOf(STORIES.signed), directory)

/** An export over a copy that answers so, and what was saved. */
function exporting(answer: () => Promise<RecordContent | null>, checkpoint?: Replica['checkpoint']) {
  const saved: { readonly name: string; readonly content: Blob }[] = []
  const asked: unknown[] = []
  const read: Replica['read'] = async (reading) => {
    asked.push(reading)
    return (await answer()) as never
  }
  const record = createRoot(() =>
    createRecordExport({
      replica: { me: signatory, read, ...(checkpoint === undefined ? {} : { checkpoint }) },
      roomId: ROOM,
      provider: () => 'Halyard',
      now: () => at(60),
      save: (blob, name) => saved.push({ name, content: blob }),
    }),
  )
  return { record, saved, asked }
}

it('[RES-7] makes one file, named after the ticket, which verifies and says who exported it when', async () => {
  const { record, saved, asked } = exporting(async () => content)
  await record.run()
  expect(record.problem()).toBeNull()
  expect(asked).toEqual([{ read: 'record', roomId: ROOM }])
  expect(saved.map(({ name }) => name)).toEqual(['AC-2JP4CL.accord-record'])
  expect(verifyRecord((await saved[0]?.content.text()) ?? '')).toMatchObject({
    verdict: 'VALID',
    facts: {
      notCovered: {
        exportedAt: at(60),
        exportedBy: { id: signatory.id, name: 'Rani Wulandari', party: 'CUSTOMER' },
        provider: 'Halyard',
      },
    },
  })
})

it('[I17] has the provider’s word on the entries where the server gives one that fits, and none otherwise', async () => {
  const ledger = sealed(SEALED_STORIES['sealed-unsigned'])
  const sealedContent = recordContent(ledger.log, directory)
  const vouchedBy = async (given: () => Promise<string | null>) => {
    const { record, saved } = exporting(async () => sealedContent, given)
    await record.run()
    return verifyRecord((await saved[0]?.content.text()) ?? '').facts?.checkpoint?.sharedSeq
  }
  expect(await vouchedBy(async () => checkpointOf(ledger))).toBe(ledger.log.length)
  expect(await vouchedBy(async () => checkpointOf(ledger, { upTo: 2 }))).toBe(2)
  expect(await vouchedBy(async () => checkpointOf(ledger, { changes: { sharedSeq: 99 } }))).toBeUndefined()
  expect(
    await vouchedBy(async () => checkpointOf(ledger, { changes: { hash: '0'.repeat(64) } })),
  ).toBeUndefined()
  expect(await vouchedBy(async () => 'no word')).toBeUndefined()
  expect(await vouchedBy(async () => null)).toBeUndefined()
})

it('says that the room is not here, or that the copy cannot be read, and saves nothing', async () => {
  const missing = exporting(async () => null)
  await missing.record.run()
  expect(missing.record.problem()).toBe('NOT_HERE')
  expect(exportProblem('NOT_HERE')).toContain('not in the copy')
  const broken = exporting(() => Promise.reject(new Error('disk')))
  await broken.record.run()
  expect(broken.record.problem()).toBe('FAILED')
  expect([...missing.saved, ...broken.saved]).toEqual([])
})

it('takes a second press while it writes for the first one, and may be pressed again afterwards', async () => {
  let give: (content: RecordContent | null) => void = () => undefined
  const { record, saved } = exporting(() => new Promise((done) => (give = done)))
  const first = record.run()
  await record.run()
  expect(record.busy()).toBe(true)
  give(content)
  await first
  expect({ busy: record.busy(), files: saved.length }).toEqual({ busy: false, files: 1 })
  const again = record.run()
  give(content)
  await again
  expect(saved).toHaveLength(2)
})
