// Rooms that are not at hand, long ones and many: whoever opens them takes turns with everybody else (I25).

import { afterEach, beforeEach, expect, it } from 'vitest'
import { contact } from '../../support/people.ts'
import { report } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from './open-test-core.ts'

let test: TestCore
beforeEach(async () => {
  test = await openTestCore()
})
afterEach(() => test.discard())

/** How often others had their turn while something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isDone = false
  const count = (): void => {
    turns += 1
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await work()
  isDone = true
  return turns
}

it('[I25] a room of 1,500 entries is opened in stretches, and whole', async () => {
  await test.must(contact, report())
  const texts = Array.from({ length: 1_499 }, (_, index) => `message ${index}`)
  const said = texts.map((text) => test.envelope({ type: 'postMessage', text, replyTo: null }))
  await test.core.submit(contact, said)
  await test.reopen()
  expect(await turnsDuring(() => test.core.room(contact, roomOf('one')))).toBeGreaterThanOrEqual(3)
  expect((await test.core.room(contact, roomOf('one')))?.head.sharedSeq).toBe(1_500)
})

it('[I25] a board of rooms that are not at hand is read in stretches, and whole', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `room ${index}`)
  for (const name of names) await test.must(contact, report(), name)
  const said = names.flatMap((name) =>
    Array.from({ length: 99 }, () => test.envelope({ type: 'postMessage', text: 'hm', replyTo: null }, name)),
  )
  await test.core.submit(contact, said)
  await test.reopen()
  expect(await turnsDuring(() => test.core.rooms(contact, true))).toBeGreaterThanOrEqual(3)
  const rooms = await test.core.rooms(contact, true)
  expect(rooms.map(({ head }) => head.sharedSeq)).toEqual(names.map(() => 100))
})
