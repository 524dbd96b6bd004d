// The long run of faults: storm after storm, each with a seed of its own that follows from the first, a drain under many
// clients now and then, until the minutes are over. Prints the seed first and the counters last; ends with 1 and the
// seed to replay when anything was wrong. Started by `npm run test:faults -- --minutes N [--seed S] [--nodes 2]`; with
// --nodes the storms are those of several nodes on one PostgreSQL, and nobody is drained but by them.

import { rmSync } from 'node:fs'
import { newFolder } from '../support/faults/new-folder.ts'
import { noFragileDisk } from '../support/faults/power-cut.ts'
import { neverHappened, noCounters, noNodeCounters } from './counters.ts'
import { drainUnder } from './drain.ts'
import { startFaultyServer } from './faulty-server.ts'
import { linesAre } from './node-lines.ts'
import { TROUBLE_NAMES } from './node-nemesis.ts'
import { runNodeStorm } from './node-storm.ts'
import { randomFrom } from './random.ts'
import { runStorm } from './storm.ts'

const LIVES_PER_STORM = 12
/** Of addresses in the network of a run. */
const NODES_MAX = 9
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
const nodes = Number(wordAfter('--nodes') ?? 1)
if (!(minutes > 0) || !Number.isSafeInteger(seed) || !(nodes >= 1 && nodes <= NODES_MAX)) {
  say('Say for how long, and with which seed: npm run test:faults -- --minutes 60 --seed 1 [--nodes 3]')
  process.exit(2)
}
const without = noFragileDisk()
const endsAt = performance.now() + minutes * 60_000
const isOver = (): boolean => performance.now() >= endsAt
const total: Record<string, number> = { ...(nodes > 1 ? noNodeCounters() : noCounters()) }

say(`seed ${seed}, ${minutes} minutes; ${nodes > 1 ? `${nodes} nodes, ${linesAre()}` : disk()}`)
let storms = 0
for (; !isOver(); storms++) {
  const own = seed + storms
  const line = (text: string): void => say(`storm ${storms + 1} (seed ${own}): ${text}`)
  const { wrong, counters } = nodes > 1 ? await nodeStorm(own, line) : await oneServer(own, line)
  for (const [name, count] of Object.entries(counters)) total[name] = (total[name] ?? 0) + Number(count)
  if (wrong.length > 0) fail(wrong, own)
  if (nodes === 1 && storms % DRAIN_EVERY === DRAIN_EVERY - 1)
    await drain(CLIENTS[Math.floor(storms / DRAIN_EVERY) % 2] ?? 500, own)
}
// A run that was too short for one has one at its end.
if (nodes === 1 && storms < DRAIN_EVERY) await drain(CLIENTS[0], seed)
say(`${storms} storms: ${JSON.stringify(total)}`)
const never = neverHappened(total, nodes === 1 && without === null)
if (never.length > 0) {
  say(
    `These faults never met anybody, so the run proves nothing about them: ${never.join(', ')}. Run it longer.`,
  )
  process.exit(1)
}
process.exit(0)

function disk(): string {
  return without === null ? 'with power cuts' : `skipped: power cuts, full and broken disks (${without})`
}

function oneServer(own: number, line: (text: string) => void) {
  return runStorm({
    seed: own,
    withDisk: without === null,
    goesOn: (life) => life < LIVES_PER_STORM && !isOver(),
    say: line,
  })
}

/** Everything that can go wrong, in an order of chance; a storm is not cut short, so that each of them is met. */
async function nodeStorm(own: number, line: (text: string) => void) {
  const random = randomFrom(own)
  const inOrder = TROUBLE_NAMES.map((name) => ({ name, at: random.below(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name)
  const result = await runNodeStorm({ seed: own, nodes, next: (count) => inOrder[count] ?? null, say: line })
  line(`the longest wait on a node that nothing was wrong with: ${result.longest}`)
  return result
}

async function drain(clients: number, own: number): Promise<void> {
  const folder = newFolder('drain')
  // So many stand for many people, who would not share a session's sockets.
  const settings = { ACCORD_LOAD_TEST: clients === CLIENTS[0] ? '0' : '1' }
  const server = await startFaultyServer({ folder, withDisk: false, settings })
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
  const again = nodes > 1 ? ` --nodes ${nodes}` : ''
  say(`Replay with: npm run test:faults -- --minutes ${Math.min(minutes, 5)} --seed ${own}${again}`)
  say(`counters so far: ${JSON.stringify(total)}`)
  process.exit(1)
}
