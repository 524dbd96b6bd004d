// A run of faults: a real server behind a line that fails and on a disk that fails, devices as processes, writers and a
// reader at the API, calls to be returned in time. Life after life the server is killed, loses its power, meets a full
// or broken disk, a locked database, is paused or sent away; then all come to rest and the checkers judge what everybody
// wrote down. Everything that is chosen here follows from the seed; what the machine does in between does not.

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../support/faults/new-folder.ts'
import { checkAll } from '../support/faults/checkers.ts'
import { openHistory, readHistories, type Write } from '../support/faults/history.ts'
import { openProxy, type Proxy } from '../support/faults/proxy.ts'
import { liveRooms, signIn } from './api.ts'
import { type Calls, openCalls } from './calls.ts'
import { noCounters, type StormCounters } from './counters.ts'
import { type Device, openDevice } from './devices.ts'
import { type FaultyServer, startFaultyServer } from './faulty-server.ts'
import { eventIds, readStore } from './final-read.ts'
import { endingsInTurn, endLife, type Ending, trouble } from './nemesis.ts'
import type { Plant } from './plants.ts'
import { type Random, randomFrom } from './random.ts'
import { openSigners, roomToSign, type Signers } from './signers.ts'
import { openWriter, type Reach, readOnce, someCommands, type Writer } from './writers.ts'

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
const FRESH = ['dimas-prakoso', 'aisha-karim']
const PAGE_EVENTS = 200
const WRITERS = ['aisha-karim', 'joon-park']
const REST_WITHIN_MS = 45_000
const QUIET_REST_MS = 1_000
const LOOK_MS = 200
const DAY_MS = 86_400_000

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
  const roomId = await roomToSign(server.url)
  note('baseline', 'run', 'ok', { ids: eventIds(server.dataFolder) })
  const reach: Reach = { line: () => proxy.url, direct: () => server.url }
  const rooms = [await aRoom(server.url)]
  const devices = await openDevices(options, { folder, histories, server, proxy, rooms })
  const writers = WRITERS.map((id) =>
    openWriter(
      id,
      reach,
      openHistory(histories, `writer/${id}`),
      counters,
      someCommands(id, () => rooms, randomFrom(seed + 99)),
    ),
  )
  const calls = openCalls({
    reach,
    counters,
    random: randomFrom(seed + 7),
    areReturned: options.isQuiet !== true,
    note: openHistory(histories, 'calls'),
  })
  const signers = openSigners({
    reach,
    counters,
    roomId,
    note: (id) => openHistory(histories, `signer/${id}`),
  })
  const storm: Storm = { server, proxy, devices, random, note, counters, calls }
  const crew = startCrew(storm, writers, signers, rooms, histories)
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
    const fresh = async () =>
      devices.length === 0
        ? []
        : openDevices(
            { ...options, devices: FRESH },
            { folder, histories, server, proxy, rooms, isFresh: true },
          )
    tell('the lines heal')
    const calm = await comeToRest(
      storm,
      crew,
      fresh,
      options.isQuiet === true ? QUIET_REST_MS : REST_WITHIN_MS,
    )
    tell('everybody rests')
    const { end, wrong } = await readStore(server.dataFolder, calls.offsetMs())
    const history = readHistories(histories)
    return { wrong: [...calm, ...wrong, ...checkAll(history, end)], counters }
  } finally {
    crew.stop()
    await Promise.all(devices.map((device) => device.kill(false)))
    await proxy.close()
    if (server.isUp()) await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A room of the demo in which everybody has a say. */
async function aRoom(url: string): Promise<string> {
  const { token } = await signIn(url, 'rani-wulandari')
  const [room] = await liveRooms(url, token)
  if (room === undefined) throw new Error('the demo has no room')
  return room
}

interface Place {
  readonly folder: string
  readonly histories: string
  readonly server: FaultyServer
  readonly proxy: Proxy
  readonly rooms: readonly string[]
  readonly isFresh?: boolean
}

function openDevices(
  { seed, withDisk, devices = PEOPLE }: StormOptions,
  { folder, histories, server, proxy, rooms, isFresh = false }: Place,
): Promise<readonly Device[]> {
  return Promise.all(
    devices.map(async (personId, index) => {
      // Access for fifteen minutes of the server's time, so that it runs out under way.
      const { token, person } = await signIn(server.url, personId, 'BODY')
      return openDevice({
        name: `${isFresh ? 'fresh' : 'device'}/${personId}`,
        home: join(folder, `${isFresh ? 'fresh' : 'device'}-${personId}`),
        histories,
        url: proxy.url,
        token,
        person,
        rooms,
        seed: seed * 31 + index * 1_000,
        // A day early, right, a day late.
        skewMs: (index - 1) * DAY_MS,
        isWorking: !isFresh,
        withDisk,
      })
    }),
  )
}

interface Crew {
  /** No new work; resolves when everybody has been answered. */
  rest(): Promise<void>
  stop(): void
}

function startCrew(
  storm: Storm,
  writers: readonly Writer[],
  signers: Signers,
  rooms: readonly string[],
  histories: string,
): Crew {
  let isOver = false
  let mayWork = true
  const loop = async (step: () => Promise<void>, isIdle: () => boolean): Promise<void> => {
    while (!isOver && (mayWork || !isIdle())) await step()
  }
  const reader = openHistory(histories, 'reader')
  const token = signIn(storm.server.url, 'sari-hartono').then((signed) => signed.token)
  const work = [
    ...writers.map((writer) => loop(writer.step, writer.isIdle)),
    loop(storm.calls.step, storm.calls.isIdle),
    loop(signers.step, signers.isIdle),
    loop(
      () => renewAccess(storm),
      () => true,
    ),
    loop(
      async () => {
        await readOnce(
          { line: () => storm.proxy.url, direct: () => storm.server.url },
          await token,
          rooms[0] ?? '',
          reader,
        )
        await pause(20)
      },
      () => true,
    ),
  ]
  return {
    async rest() {
      mayWork = false
      await Promise.all(work)
    },
    stop: () => {
      isOver = true
      signers.stop()
    },
  }
}

/** Whose access has run out signs in anew, as a device does by itself where it has something to renew it with. */
async function renewAccess({ devices, server, counters }: Storm): Promise<void> {
  await pause(LOOK_MS)
  for (const device of devices) {
    if ((await device.state())?.link !== 'SIGNED_OUT') continue
    const signed = await signIn(server.url, device.personId, 'BODY').catch(() => null)
    if (signed === null) continue
    device.renew(signed.token)
    device.order('PROBE')
    counters.accessExpired += 1
  }
}

/** All lines heal; everybody is answered, live, and holds the same. Returns what did not come to rest in time. */
async function comeToRest(
  storm: Storm,
  crew: Crew,
  openFresh: () => Promise<readonly Device[]>,
  restWithinMs: number,
): Promise<readonly string[]> {
  const { server, proxy } = storm
  proxy.blackhole(false)
  proxy.delay(0)
  proxy.dropReplies(0)
  proxy.cut()
  const wrong: string[] = []
  const late = pause(restWithinMs, 'late' as const, { ref: false })
  if ((await Promise.race([crew.rest(), late])) === 'late') wrong.push('rest: somebody was never answered')
  crew.stop()
  for (const device of storm.devices) device.order('REST')
  await storm.calls.waitForDeadlines()
  const fresh = await openFresh()
  const everybody = [...storm.devices, ...fresh]
  // Twice: what the first to come to rest sends may be news to the last.
  for (const device of [...everybody, ...everybody]) await becomesCalm(storm, device, wrong)
  for (const device of everybody) await device.report().catch((error: unknown) => wrong.push(String(error)))
  await Promise.all(fresh.map((device) => device.kill(false)))
  if (eventIds(server.dataFolder).length > PAGE_EVENTS) storm.counters.gapOverPage += 1
  server.signal('SIGTERM')
  if ((await server.gone()) !== 0) wrong.push('rest: the server did not end cleanly')
  return wrong
}

async function becomesCalm({ server }: Storm, device: Device, wrong: string[]): Promise<void> {
  const giveUpAt = performance.now() + REST_WITHIN_MS
  for (;;) {
    const state = await device.state()
    if (state?.link === 'LIVE' && state.waiting === 0) return
    if (state?.link === 'SIGNED_OUT') device.renew((await signIn(server.url, device.personId)).token)
    if (performance.now() > giveUpAt) {
      wrong.push(`rest: ${device.name} did not come to rest: ${JSON.stringify(state)}`)
      return
    }
    device.order('PROBE')
    await pause(100)
  }
}
