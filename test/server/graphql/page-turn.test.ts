// Streams that all have a page to make take turns: the loop goes round in between, and what came in is heard (I25).

import { expect, it } from 'vitest'
import { pageTurn } from '../../../server/graphql/page-turn.ts'

const PAGES = 40
const PAGE_MS = 5

function keepBusy(): void {
  const end = performance.now() + PAGE_MS
  while (performance.now() < end);
}

it('[I25] pages that are due at the same moment are made in order and over many turns of the loop', async () => {
  const made: number[] = []
  let turns = 0
  let isDone = false
  const count = (): void => {
    turns += 1
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await Promise.all(
    Array.from({ length: PAGES }, async (_, page) => {
      await pageTurn()
      // A page goes through some promises that are there already.
      for (let step = 0; step < 5; step++) await Promise.resolve()
      keepBusy()
      made.push(page)
    }),
  )
  isDone = true
  expect(made).toEqual(Array.from({ length: PAGES }, (_, page) => page))
  // Four pages take more than a turn may, so that there are ten turns at the least.
  expect(turns).toBeGreaterThanOrEqual(PAGES / 4)
})

it('a turn is there at once for one who comes alone, however often', async () => {
  for (let page = 0; page < 3; page++) await expect(pageTurn()).resolves.toBeUndefined()
})
