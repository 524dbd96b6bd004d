// The audit log in a second place: every entry stands in the process's log, whatever restarts, without what it says of
// people; and a row that is changed in the database no longer fits its digest there.

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { openAuditOutlet } from '../../../server/auth/audit-outlet.ts'
import { auditActor, writeAudit } from '../../../server/auth/audit.ts'
import { nativeCrypto } from '../../../server/sha256.ts'
import { openLog } from '../../../server/observe/log.ts'
import { at } from '../../support/given.ts'
import { admin } from '../../support/people.ts'
import { openTestCore, type TestCore } from '../core/open-test-core.ts'

let test: TestCore
let logged: string

beforeEach(async () => {
  test = await openTestCore()
  logged = ''
})
afterEach(() => test.discard())

const outlet = () =>
  openAuditOutlet({
    identity: test.store.identity,
    log: openLog('info', { write: (line: string) => void (logged += line) }),
    lookEvery: 10,
  })
interface Line {
  readonly audit: { readonly number: number; readonly digest: string }
}
const lines = (): readonly Line[] =>
  logged
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
const numbers = (): readonly number[] => lines().map(({ audit }) => audit.number)

const done = (count: number): Promise<void> =>
  test.store.identity.write(async (tx) => {
    for (let index = 0; index < count; index++)
      await writeAudit(
        tx,
        auditActor(admin),
        'PERSON_CHANGED',
        { kind: 'PERSON', id: toPersonId('person-contact') },
        { emailBefore: 'dimas@nusantarapay.example' },
        at(index),
      )
  })

it('says each entry once, in order, also those of before and more than a page of them', async () => {
  await done(450)
  const first = outlet()
  await vi.waitFor(() => expect(numbers()).toHaveLength(450))
  await done(1)
  await vi.waitFor(() => expect(numbers()).toHaveLength(451))
  await first.stop()
  await done(2)
  const second = outlet()
  await vi.waitFor(() => expect(numbers()).toHaveLength(453))
  await second.stop()
  expect(numbers()).toEqual(Array.from({ length: 453 }, (_, index) => index + 1))
})

it('names nobody’s address, and pins the whole entry by its digest', async () => {
  await done(1)
  const opened = outlet()
  await vi.waitFor(() => expect(numbers()).toEqual([1]))
  await opened.stop()
  expect(logged).not.toContain('dimas@')
  expect(logged).not.toContain(admin.name)
  const [entry] = await test.store.identity.auditEntries(null, 1)
  const digest = lines()[0]?.audit.digest
  expect(nativeCrypto.digest({ ...entry })).toBe(digest)
  expect(nativeCrypto.digest({ ...entry, facts: { emailBefore: 'else@nusantarapay.example' } })).not.toBe(
    digest,
  )
})

it('says again what may not have been said: a store that fails holds nothing back for ever', async () => {
  await done(2)
  const { identity } = test.store
  let failures = 0
  const failing = openAuditOutlet({
    identity: {
      auditEntries: (...asked) => identity.auditEntries(...asked),
      write: (work) => (failures++ < 3 ? Promise.reject(new Error('locked')) : identity.write(work)),
    },
    log: openLog('info', { write: (line: string) => void (logged += line) }),
    lookEvery: 5,
  })
  await vi.waitFor(() => expect(logged).toContain('"number":2'))
  await failing.stop()
  expect(logged).toContain('could not be handed on')
})
