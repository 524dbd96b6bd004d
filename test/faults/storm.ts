// A run of faults: a real server behind a line that fails and on a disk that fails, devices as processes, writers and a
// reader at the API, calls to be returned in time. Life after life the server is killed, loses its power, meets a full
// or broken disk, a locked database, is paused or sent away; then all come to rest and the checkers judge what everybody
// wrote down. Everything that is chosen here follows from the seed; what the machine does in between does not.

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from '../support/faults/new-folder.ts'
import { checkAll } from '../support/faults/checkers.ts'
import { openHistory, readHistories, type Write } from '../support/faults/history.ts'
import { openProxy, type Proxy } from '../support/faults/proxy.ts'
import type { Calls } from './calls.ts'
import { noCounters, type StormCounters } from './counters.ts'
import { allRest, countComing, type Crew, type CrewWorld, openCrew, startCrew } from './crew.ts'
import type { Device } from './devices.ts'
import { type FaultyServer, startFaultyServer } from './faulty-server.ts'
import { eventIds, readStore } from './final-read.ts'
import { worksOn } from './meets.ts'
import { endingsInTurn, endLife, type Ending, trouble } from './nemesis.ts'
import type { Plant } from './plants.ts'
import { type Random, randomFrom } from './random.ts'
import { roomToSign } from './signers.ts'

export interface StormOptions {
  readonly seed: number
  /** Whether another life is to follow; asked before each. */
  readonly goesOn: (life: number) => boolean
  /** Without it there are neither power cuts nor full or broken disks. */
  readonly withDisk: boolean
  readonly plant?: Plant | undefined
  /** How each life ends, in turn; in an order of chance when missing. */
  readonly endings?: readonly Ending[] | undefined
  /** Who has a device; nobody of them, and nobody fresh at the end, where it is empty. */
  readonly devices?: readonly string[] | undefined
  /** Nothing goes wrong but how lives end, and nobody waits long for what a planted bug keeps from coming. */
  readonly isQuiet?: boolean | undefined
  /** Told what happens, for a long run. */
  readonly say?: ((line: string) => void) | undefined
}

export interface StormResult {
  /** One sentence for each thing that is wrong. */
  readonly wrong: readonly string[]
  readonly counters: StormCounters
}

export interface Storm {
  readonly server: FaultyServer
  readonly proxy: Proxy
  readonly devices: readonly Device[]
  readonly random: Random
  readonly note: Write
  readonly counters: StormCounters
  readonly calls: Calls
}

const PEOPLE = ['rani-wulandari', 'maeve-brennan', 'tiago-lemos']
/** Those who come last, with nothing, and are given everything from the start. */
const FRESH = ['aisha-karim', 'dimas-prakoso']
const QUIET_REST_MS = 1_000

export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { seed, withDisk, plant, say = () => {} } = options
  const folder = newFolder('storm')
  const random = randomFrom(seed)
  const server = await startFaultyServer({ folder: join(folder, 'server'), withDisk, plant })
  // Each draws from a source of its own, so that what the machine does in between changes no choice.
  const chance = randomFrom(seed + 3)
  const proxy = await openProxy(Number(new URL(server.url).port), () => chance.below(1_000) / 1_000)
  const histories = mkdtempSync(join(folder, 'history-'))
  const note = openHistory(histories, 'run')
  const counters = noCounters()
  const toSign = await roomToSign(server.url)
  note('baseline', 'run', 'ok', { ids: eventIds(server.dataFolder) })
  const { devices: people = PEOPLE } = options
  const world = await openCrew({
    seed,
    withDisk,
    folder,
    histories,
    reach: { line: () => proxy.url, direct: () => server.url },
    counters,
    toSign,
    people,
    fresh: people.length === 0 ? [] : FRESH,
    line: proxy,
    areReturned: options.isQuiet !== true,
  })
  const { devices, calls } = world
  const storm: Storm = { server, proxy, devices, random, note, counters, calls }
  const crew = startCrew(world)
  const inTurn = endingsInTurn(withDisk, random)
  const began = performance.now()
  const tell = (line: string): void => say(`${((performance.now() - began) / 1_000).toFixed(1)} s: ${line}`)
  try {
    for (let life = 0; options.goesOn(life); life++) {
      const ending = options.endings?.[life] ?? inTurn(life)
      tell(`life ${life + 1} ends by ${ending}`)
      if (options.isQuiet !== true) await trouble(storm, life)
      await endLife(storm, ending)
      await server.start()
      for (const device of devices) device.order('PROBE')
    }
    tell('the lines heal')
    heal(proxy)
    if (options.isQuiet !== true) await worksOn(counters)
    const restWithinMs = options.isQuiet === true ? QUIET_REST_MS : undefined
    const calm = await comeToRest(server, world, crew, restWithinMs)
    tell('everybody rests')
    const { end, wrong } = await readStore(server.dataFolder, calls.offsetMs())
    const history = readHistories(histories)
    countComing(history, counters)
    return { wrong: [...calm, ...wrong, ...checkAll(history, end)], counters }
  } finally {
    crew.stop()
    await Promise.all(devices.map((device) => device.kill(false)))
    await proxy.close()
    if (server.isUp()) await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

function heal(proxy: Proxy): void {
  proxy.blackhole(false)
  proxy.delay(0)
  proxy.dropReplies(0)
  proxy.cut()
}

/** Everybody is answered, live, and holds the same. Returns what did not come to rest in time. */
async function comeToRest(
  server: FaultyServer,
  world: CrewWorld,
  crew: Crew,
  restWithinMs: number | undefined,
): Promise<readonly string[]> {
  const wrong = [...(await allRest(world, crew, restWithinMs))]
  server.signal('SIGTERM')
  if ((await server.gone()) !== 0) wrong.push('rest: the server did not end cleanly')
  return wrong
}
