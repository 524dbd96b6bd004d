// Seeded runs under a hostile network. ACCORD_SEED=n replays one of them; ACCORD_NIGHTLY=1 runs thousands.

import { expect, it } from 'vitest'
import { FAULTS } from './hostile-line.ts'
import { noCounts, runSeed } from './run.ts'

const replayed = process.env['ACCORD_SEED']
const SEEDS = process.env['ACCORD_NIGHTLY'] === '1' ? 5_000 : 300
const FIRST_SEED = 1
const seeds =
  replayed === undefined
    ? Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index)
    : [Number(replayed)]
const counts = noCounts()

it(`[I1] [I3] [I4] [I6] [I7] [I8] all copies converge, nothing is lost or doubled: ${seeds.length} seeds from ${seeds[0]}`, async () => {
  const failures: string[] = []
  for (const seed of seeds)
    await runSeed(seed, counts).catch((error: unknown) => failures.push(String(error)))
  console.info(JSON.stringify(counts))
  expect(failures.slice(0, 3).join('\n\n')).toBe('')
})

it.runIf(replayed === undefined)('really met every fault and did real work', () => {
  const never = FAULTS.filter((fault) => counts.faults[fault] === 0)
  expect(never).toEqual([])
  const { saved, confirmed, rejected, refusedHere, discarded, rebuilt, eventsByEngine } = counts
  for (const count of [refusedHere, rejected, discarded, rebuilt, eventsByEngine])
    expect(count).toBeGreaterThan(0)
  expect(saved).toBe(confirmed + rejected + discarded)
  expect(confirmed).toBeGreaterThan(seeds.length * 10)
})
