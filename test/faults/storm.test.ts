// The short run of faults that every change goes through; `npm run test:faults -- --minutes 60` is the long one.

import { expect, it } from 'vitest'
import { noFragileDisk } from '../support/faults/power-cut.ts'
import { neverHappened } from './counters.ts'
import type { Ending } from './nemesis.ts'
import { runStorm } from './storm.ts'

const SEED = Number(process.env['ACCORD_SEED'] ?? 20_261_123)
const without = noFragileDisk()
const ENDINGS: readonly Ending[] =
  without === null
    ? ['KILL', 'POWER_CUT', 'DIE_BEFORE_REPLY', 'SYNC_FAILS', 'DRAIN']
    : ['KILL', 'DIE_BEFORE_REPLY', 'DRAIN', 'KILL', 'DIE_BEFORE_REPLY']
const disk = without === null ? 'power cuts and broken disks' : `no power cuts: ${without}`

it(`[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I13] [I20] [I25] nothing is lost, doubled, torn or out of order (seed ${SEED}; ${disk})`, async ({
  annotate,
}) => {
  const { wrong, counters } = await runStorm({
    seed: SEED,
    withDisk: without === null,
    endings: ENDINGS,
    goesOn: (life) => life < ENDINGS.length,
  })
  await annotate(JSON.stringify(counters))
  expect(wrong, `seed ${SEED}`).toEqual([])
  expect(neverHappened(counters, without === null), `never happened with seed ${SEED}`).toEqual([])
})
