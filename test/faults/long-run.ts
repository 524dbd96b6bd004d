// The long run of faults: storm after storm, each with a seed of its own that follows from the first, a drain under many
// clients now and then, until the minutes are over. Prints the seed first and the counters last; ends with 1 and the
// seed to replay when anything was wrong. Started by `npm run test:faults -- --minutes N [--seed S]`.

import { rmSync } from 'node:fs'
import { newFolder } from '../support/faults/new-folder.ts'
import { noFragileDisk } from '../support/faults/power-cut.ts'
import { neverHappened, noCounters } from './counters.ts'
import { drainUnder } from './drain.ts'
import { startFaultyServer } from './faulty-server.ts'
import { runStorm } from './storm.ts'

const LIVES_PER_STORM = 12
const DRAIN_EVERY = 5
const CLIENTS = [500, 2_000] as const
/** I11; on a machine that does nothing else. */
const MOST_WITHIN_MS = 10_000
const ALL_WITHIN_MS = 30_000

const wordAfter = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const minutes = Number(wordAfter('--minutes') ?? 10)
const seed = Number(wordAfter('--seed') ?? Math.floor(Math.random() * 2 ** 31))
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  say('Say for how long, and with which seed: npm run test:faults -- --minutes 60 --seed 1')
  process.exit(2)
}
const without = noFragileDisk()
const endsAt = performance.now() + minutes * 60_000
const isOver = (): boolean => performance.now() >= endsAt
const total = noCounters()

say(
  `seed ${seed}, ${minutes} minutes${without === null ? '' : `; skipped: power cuts, full and broken disks (${without})`}`,
)
let storms = 0
for (; !isOver(); storms++) {
  const own = seed + storms
  const { wrong, counters } = await runStorm({
    seed: own,
    withDisk: without === null,
    goesOn: (life) => life < LIVES_PER_STORM && !isOver(),
    say: (line) => say(`storm ${storms + 1} (seed ${own}): ${line}`),
  })
  for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += counters[name]
  if (wrong.length > 0) fail(wrong, own)
  if (storms % DRAIN_EVERY === DRAIN_EVERY - 1)
    await drain(CLIENTS[Math.floor(storms / DRAIN_EVERY) % 2] ?? 500, own)
}
// A run that was too short for one has one at its end.
if (storms < DRAIN_EVERY) await drain(CLIENTS[0], seed)
say(`${storms} storms: ${JSON.stringify(total)}`)
const never = neverHappened(total, without === null)
if (never.length > 0) {
  say(
    `These faults never met anybody, so the run proves nothing about them: ${never.join(', ')}. Run it longer.`,
  )
  process.exit(1)
}
process.exit(0)

async function drain(clients: number, own: number): Promise<void> {
  const folder = newFolder('drain')
  const server = await startFaultyServer({ folder, withDisk: false })
  const { wrong: missed, caughtUpMs, mostCaughtUpMs } = await drainUnder(server, clients)
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
  say(
    `a planned restart under ${clients} clients: 95 % caught up after ${Math.round(mostCaughtUpMs)} ms, all after ${Math.round(caughtUpMs)} ms`,
  )
  const wrong = [...missed]
  // More clients are told to come back over more than those ten seconds.
  if (clients === CLIENTS[0] && mostCaughtUpMs > MOST_WITHIN_MS)
    wrong.push(`I11: 95 % had caught up only after ${Math.round(mostCaughtUpMs)} ms`)
  if (caughtUpMs > ALL_WITHIN_MS) wrong.push(`I11: all had caught up only after ${Math.round(caughtUpMs)} ms`)
  if (wrong.length > 0) fail(wrong, own)
}

function fail(wrong: readonly string[], own: number): never {
  for (const sentence of wrong.slice(0, 50)) say(`WRONG: ${sentence}`)
  say(`Replay with: npm run test:faults -- --minutes ${Math.min(minutes, 5)} --seed ${own}`)
  say(`counters so far: ${JSON.stringify(total)}`)
  process.exit(1)
}
