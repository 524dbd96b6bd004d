// Who breaks things: what goes wrong while the server lives, and how its life ends.

import Database from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import type { StormCounters } from './counters.ts'
import { meets } from './meets.ts'
import type { Random } from './random.ts'
import type { Storm } from './storm.ts'

export type Ending = 'KILL' | 'DIE_BEFORE_REPLY' | 'POWER_CUT' | 'SYNC_FAILS' | 'DRAIN'

const ENDINGS: readonly { readonly name: Ending; readonly needsDisk: boolean }[] = [
  { name: 'KILL', needsDisk: false },
  { name: 'DIE_BEFORE_REPLY', needsDisk: false },
  { name: 'DRAIN', needsDisk: false },
  { name: 'POWER_CUT', needsDisk: true },
  { name: 'SYNC_FAILS', needsDisk: true },
]

const TROUBLE_MS = 150
const TROUBLES_A_LIFE = 2
const DIES_WITHIN_MS = 20_000
const STEP_MS = 60_000
const EXPIRES_IN_LIFE = 1

type Trouble = (storm: Storm) => Promise<void>

/** In turn, so that a short run meets each of them; which device and how long is chance. */
const TROUBLES: readonly Trouble[] = [
  async ({ proxy, random, counters }) => {
    counters.lineCut += 1
    if (random.below(2) === 0) proxy.cut()
    else proxy.reset()
  },
  async ({ proxy, counters }) => {
    const before = proxy.dropped()
    proxy.dropReplies(0.3)
    await meets(() => proxy.dropped() > before)
    proxy.dropReplies(0)
    counters.replyDropped = proxy.dropped()
  },
  async ({ proxy, counters }) => {
    counters.lineSilent += 1
    proxy.blackhole(true)
    await pause(TROUBLE_MS)
    proxy.blackhole(false)
    // Otherwise everybody would be waiting for the pong that finds it out.
    proxy.cut()
  },
  async ({ server, counters }) => {
    counters.paused += 1
    server.signal('SIGSTOP')
    await pause(TROUBLE_MS)
    server.signal('SIGCONT')
  },
  async ({ server, counters }) => {
    const before = counters.retried
    const isMet = await whileLocked(join(server.dataFolder, DATABASE_FILE), () =>
      meets(() => counters.retried > before),
    )
    if (isMet) counters.locked += 1
  },
  async ({ server, counters }) => {
    if (server.disk === null) return
    const before = counters.retried
    server.disk.set('enospc', true)
    const isMet = await meets(() => counters.retried > before)
    server.disk.set('enospc', false)
    if (isMet) counters.diskFull += 1
  },
  async ({ devices, random, counters }) => {
    const device = random.pick(devices)
    await device.kill(false)
    device.start()
    counters.deviceKilled += 1
  },
  async ({ server, devices, random, counters }) => {
    if (server.disk === null) return
    const device = random.pick(devices)
    await device.kill(true)
    device.start()
    counters.devicePowerCut += 1
  },
  async ({ proxy, random }) => {
    proxy.delay(random.below(40))
    await pause(TROUBLE_MS)
    proxy.delay(0)
  },
]

/** Each way to end once, in an order of chance: a run meets all of them sooner than by chance alone. */
export function endingsInTurn(withDisk: boolean, random: Random): (life: number) => Ending {
  const names = ENDINGS.filter(({ needsDisk }) => withDisk || !needsDisk).map(({ name }) => name)
  const inOrder = names.map((name) => ({ name, at: random.below(1_000_000) })).toSorted((a, b) => a.at - b.at)
  return (life) => inOrder[life % inOrder.length]?.name ?? 'KILL'
}

/** Two things go wrong while everybody works, and the server's clock steps ahead. `life`: which life of the run it is. */
export async function trouble(storm: Storm, life: number): Promise<void> {
  const { random, counters, calls, server } = storm
  const before = counters.answered
  await meets(() => counters.answered > before)
  await pause(random.below(TROUBLE_MS))
  // Once in each run far enough for every access to run out at once.
  calls.stepClock((life === EXPIRES_IN_LIFE ? 16 : 1 + random.below(6)) * STEP_MS)
  server.order({ offsetMs: calls.offsetMs() })
  counters.clockStepped += 1
  for (let count = 0; count < TROUBLES_A_LIFE; count++) {
    const happening = TROUBLES[(life * TROUBLES_A_LIFE + count) % TROUBLES.length]
    await happening?.(storm)
  }
}

const COUNTED: Readonly<Record<Ending, keyof StormCounters>> = {
  KILL: 'killed',
  DIE_BEFORE_REPLY: 'diedBeforeReply',
  POWER_CUT: 'powerCut',
  SYNC_FAILS: 'syncFailed',
  DRAIN: 'drained',
}

/** Resolves when the process is gone. */
export async function endLife(storm: Storm, ending: Ending): Promise<void> {
  const { server, random, counters } = storm
  // A bug may show only in a room that nobody touches again.
  await meets(() => counters.callsTaken > 0 && storm.calls.isIdle())
  const answered = counters.answered
  await meets(() => counters.answered > answered)
  await pause(random.below(TROUBLE_MS))
  const before = server.deathsBeforeReply()
  if (ending === 'DIE_BEFORE_REPLY') server.order({ dieBeforeReply: 1 + random.below(5) })
  if (ending === 'SYNC_FAILS') server.disk?.set('eio', true)
  if (ending === 'DRAIN') server.signal('SIGTERM')
  if (ending === 'KILL' || ending === 'POWER_CUT') await server.kill()
  const code = await Promise.race([server.gone(), pause(DIES_WITHIN_MS, 'late' as const, { ref: false })])
  if (code === 'late') await server.kill()
  server.disk?.set('eio', false)
  if (ending === 'POWER_CUT') server.disk?.losePower()
  const isHit = {
    KILL: true,
    POWER_CUT: true,
    DIE_BEFORE_REPLY: server.deathsBeforeReply() > before,
    // What the disk holds is not known any more: a server that goes on would acknowledge what may be lost.
    SYNC_FAILS: code === 1,
    DRAIN: code === 0,
  }[ending]
  if (isHit) counters[COUNTED[ending]] += 1
  else storm.note('fault', `${ending} did not end the server: ${code}`, 'info')
}

/** Another program holds the database for itself while something goes on. */
async function whileLocked<T>(file: string, during: () => Promise<T>): Promise<T> {
  const other = new Database(file, { timeout: 1_000 })
  try {
    other.exec('BEGIN EXCLUSIVE')
    const result = await during()
    other.exec('COMMIT')
    return result
  } finally {
    other.close()
  }
}
