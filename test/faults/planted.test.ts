// Bugs planted in the real server: a run of faults must see each of them, or what it says about the others is void.

import { expect, it } from 'vitest'
import { noFragileDisk } from '../support/faults/power-cut.ts'
import type { Ending } from './nemesis.ts'
import type { Plant } from './plants.ts'
import { runStorm } from './storm.ts'

const SEED = Number(process.env['ACCORD_SEED'] ?? 20_261_123)
const without = noFragileDisk()

const seen = async (plant: Plant, endings: readonly Ending[]): Promise<string> => {
  const goesOn = (life: number): boolean => life < endings.length
  const { wrong } = await runStorm({
    seed: SEED,
    plant,
    endings,
    goesOn,
    devices: [],
    isQuiet: true,
    withDisk: endings.includes('POWER_CUT'),
  })
  return wrong.join('\n')
}

it.skipIf(without !== null).concurrent(
  `[I2] [M1] a server that acknowledges before the disk has it loses, and is caught ${without === null ? '' : `(skipped: ${without})`}`,
  async () => {
    expect(await seen('NORMAL_SYNC', ['POWER_CUT'])).toMatch(/commands: lost/)
  },
)

it.concurrent('[I5] a receipt in a transaction of its own is caught', async () => {
  expect(await seen('RECEIPT_LATER', ['DIE_BEFORE_REPLY'])).toMatch(/has no receipt/)
})

it.concurrent('[I3] receipts that are not kept are caught', async () => {
  expect(await seen('RECEIPTS_FORGOTTEN', ['DIE_BEFORE_REPLY'])).toMatch(/has no receipt/)
})

it.concurrent('[I13] deadlines in memory are caught', async () => {
  expect(await seen('STEP_FORGOTTEN', ['KILL'])).toMatch(/deadlines .*, not /)
})
