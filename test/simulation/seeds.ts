// Which seeds are run: every test file takes its share, so that a machine with several cores uses them.
// ACCORD_SEED=n replays one of them, ACCORD_NIGHTLY=1 runs thousands.

import { expect, it } from 'vitest'
import { FAULTS } from './hostile-line.ts'
import { noCounts, runSeed } from './run.ts'

const SEEDS = process.env['ACCORD_NIGHTLY'] === '1' ? 5_000 : 300
const SHARES = 2
const MESSAGES_MAX = 3

/** Declares the tests of one share, 1 to 2. */
export function simulate(share: number): void {
  const replayed = process.env['ACCORD_SEED']
  const seeds = replayed === undefined ? seedsOf(share) : share === 1 ? [Number(replayed)] : []
  const counts = noCounts()

  it.runIf(seeds.length > 0)(
    `[I1] [I3] [I4] [I6] [I7] [I8] all copies converge, nothing is lost or doubled: ${seeds.length} seeds from ${seeds[0]}`,
    async () => {
      const failures: string[] = []
      for (const seed of seeds)
        await runSeed(seed, counts).catch((error: unknown) => failures.push(String(error)))
      console.info(`seeds ${seeds[0]} to ${seeds.at(-1)}: ${JSON.stringify(counts)}`)
      expect(failures.slice(0, MESSAGES_MAX).join('\n\n')).toBe('')
    },
  )

  it.runIf(replayed === undefined)('really met every fault and did real work', () => {
    expect(FAULTS.filter((fault) => counts.faults[fault] === 0)).toEqual([])
    const { saved, confirmed, rejected, refusedHere, discarded, rebuilt, eventsByEngine } = counts
    for (const count of [refusedHere, rejected, discarded, rebuilt, eventsByEngine])
      expect(count).toBeGreaterThan(0)
    expect(saved).toBe(confirmed + rejected + discarded)
    expect(confirmed).toBeGreaterThan(seeds.length * 10)
  })
}

function seedsOf(share: number): readonly number[] {
  const each = SEEDS / SHARES
  return Array.from({ length: each }, (_, index) => (share - 1) * each + index + 1)
}
