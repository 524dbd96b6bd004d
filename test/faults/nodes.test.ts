// The short run of faults with several nodes; `npm run test:faults -- --nodes 3 --minutes 60` is the long one. The bugs
// that are planted in a node each need a run of their own: the nightly run has them, and the checkers are proved on
// histories in test/support/faults/node-checkers.test.ts each time.

import { expect, it } from 'vitest'
import { neverHappened } from './counters.ts'
import { linesAre } from './node-lines.ts'
import { TROUBLE_NAMES, type TroubleName } from './node-nemesis.ts'
import type { NodePlant } from './node-plants.ts'
import { runNodeStorm } from './node-storm.ts'

const SEED = Number(process.env['ACCORD_SEED'] ?? 20_261_123)
/** A node that stands still within its turn is the worst of those that do. */
const SHORT = TROUBLE_NAMES.filter((name) => name !== 'PAUSE')
/** On a machine that does nothing else it is a part of a minute. */
const TIMEOUT_MS = 6 * 60_000
const isNightly = process.env['ACCORD_NIGHTLY'] === '1'

it(
  `[I1] [I3] [I5] [I6] [I7] [I8] [I9] [I13] [I22] [I25] of two nodes that are killed, paused and cut off none loses, doubles or holds up anything (seed ${SEED}; ${linesAre()})`,
  async ({ annotate }) => {
    const { wrong, counters, longest } = await runNodeStorm({
      seed: SEED,
      nodes: 2,
      next: (count) => SHORT[count] ?? null,
    })
    await annotate(`${JSON.stringify(counters)}; the longest wait: ${longest}`)
    expect(wrong, `seed ${SEED}`).toEqual([])
    expect(neverHappened(counters, false), `never happened with seed ${SEED}`).toEqual([])
  },
  TIMEOUT_MS,
)

const PLANTED: readonly (readonly [NodePlant, readonly TroubleName[], RegExp])[] = [
  ['NO_TURNS', ['CUT_EVERYBODY_OFF', 'CUT_EVERYBODY_OFF'], /bugs: .*23505/],
  ['COMMIT_ASSUMED', ['COMMIT_LOST'], /commands: lost/],
  ['RECEIPT_APART', ['DIE_BEFORE_REPLY', 'DIE_BEFORE_REPLY'], /has no receipt/],
  ['SIGNALS_UNHEARD', ['DEAF'], /watches: .* late/],
  ['NEVER_LOOKS', ['DEAF'], /watches: .* late/],
  ['SESSIONS_REMEMBERED', ['SIGN_OUT'], /sessions: .* late/],
  ['READS_REMEMBERED', ['CUT_EVERYBODY_OFF', 'CUT_EVERYBODY_OFF'], /reads: .* was known/],
  ['STEPS_KEPT', ['CUT_EVERYBODY_OFF'], /deadlines .*, not /],
]

it.skipIf(!isNightly).each(PLANTED)(
  `[I3] [I5] [I9] [I13] [I22] a node with the bug %s is caught ${isNightly ? '' : '(skipped: only with ACCORD_NIGHTLY=1, since each needs a run of its own)'}`,
  async (plant, troubles, says) => {
    const { wrong } = await runNodeStorm({
      seed: SEED,
      nodes: 2,
      plant,
      people: [],
      restWithinMs: 5_000,
      next: (count) => troubles[count] ?? null,
    })
    expect(wrong.join('\n')).toMatch(says)
  },
)
