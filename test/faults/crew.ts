// Those who live through a run, whatever server they use: devices, writers, the hotline, two who sign and a reader; how
// they work all at once, and how they come to rest.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Entry, openHistory } from '../support/faults/history.ts'
import type { Proxy } from '../support/faults/proxy.ts'
import { liveRooms, signIn } from './api.ts'
import { type Calls, openCalls } from './calls.ts'
import type { CrewCounters } from './counters.ts'
import { type Device, openDevice } from './devices.ts'
import { randomFrom } from './random.ts'
import { openSigners, type Signers } from './signers.ts'
import { openWriter, type Reach, readOnce, someCommands, type Writer } from './writers.ts'

const REST_WITHIN_MS = 45_000
const LOOK_MS = 200
const DAY_MS = 86_400_000
const WRITERS = ['aisha-karim', 'joon-park']
const PAGE_EVENTS = 200
/** Behind the first page and before the last one of what a run leaves, packed. */
const CUT_FROM_BYTES = 2_000
const CUT_WITHIN_BYTES = 8_000
const PART_WITHIN_MS = 20_000

/** A room of the demo in which everybody has a say. */
async function aRoom(url: string): Promise<string> {
  const { token } = await signIn(url, 'rani-wulandari')
  const [room] = await liveRooms(url, token)
  if (room === undefined) throw new Error('the demo has no room')
  return room
}

interface CrewOptions {
  readonly seed: number
  readonly withDisk: boolean
  /** Everything of the devices lies below. */
  readonly folder: string
  readonly histories: string
  readonly reach: Reach
  readonly counters: CrewCounters
  /** The room of the two who sign. */
  readonly toSign: string
  /** Who has a device. */
  readonly people: readonly string[]
  /** Who comes last, with nothing: the first one's download is cut, and goes on as the feed; the others' are whole. */
  readonly fresh: readonly string[]
  readonly line: Pick<Proxy, 'holdDownload'>
  /** Whether any call is returned. */
  readonly areReturned: boolean
}

/** Everybody but those who come last, in a room of the demo and in that of the two who sign. */
export async function openCrew(options: CrewOptions): Promise<CrewWorld> {
  const { seed, histories, reach, counters, toSign: roomId } = options
  const rooms = [await aRoom(reach.direct())]
  const open = (people: readonly string[], isFresh: boolean) => openDevices(options, rooms, people, isFresh)
  return {
    reach,
    counters,
    histories,
    rooms,
    devices: await open(options.people, false),
    writers: WRITERS.map((id) =>
      openWriter(
        id,
        reach,
        openHistory(histories, `writer/${id}`),
        counters,
        someCommands(id, () => rooms, randomFrom(seed + 99)),
      ),
    ),
    calls: openCalls({
      reach,
      counters,
      random: randomFrom(seed + 7),
      areReturned: options.areReturned,
      note: openHistory(histories, 'calls'),
    }),
    signers: openSigners({ reach, counters, roomId, note: (id) => openHistory(histories, `signer/${id}`) }),
    async openFresh() {
      const cut = options.line.holdDownload(CUT_FROM_BYTES + randomFrom(seed + 13).below(CUT_WITHIN_BYTES))
      const first = await open(options.fresh.slice(0, 1), true)
      await Promise.all(first.map(hasDownloaded))
      cut()
      return [...first, ...(await open(options.fresh.slice(1), true))]
    },
  }
}

/** Resolves when a part has come; a line that is cut before that cuts nothing in the middle. */
async function hasDownloaded(device: Device): Promise<void> {
  const giveUpAt = performance.now() + PART_WITHIN_MS
  while (((await device.state())?.downloaded ?? 0) === 0 && performance.now() < giveUpAt) await pause(20)
}

function openDevices(
  { seed, withDisk, folder, histories, reach }: CrewOptions,
  rooms: readonly string[],
  people: readonly string[],
  isFresh: boolean,
): Promise<readonly Device[]> {
  return Promise.all(
    people.map(async (personId, index) => {
      // Access for fifteen minutes of the server's time, so that it runs out under way.
      const { token, person } = await signIn(reach.direct(), personId, 'BODY')
      return openDevice({
        name: `${isFresh ? 'fresh' : 'device'}/${personId}`,
        home: join(folder, `${isFresh ? 'fresh' : 'device'}-${personId}`),
        histories,
        url: reach.line(),
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

export interface Crew {
  /** No new work; resolves when everybody has been answered. */
  rest(): Promise<void>
  stop(): void
}

export interface CrewWorld {
  readonly reach: Reach
  readonly devices: readonly Device[]
  readonly writers: readonly Writer[]
  readonly calls: Calls
  readonly signers: Signers
  readonly rooms: readonly string[]
  readonly histories: string
  readonly counters: CrewCounters
  readonly openFresh: () => Promise<readonly Device[]>
}

export function startCrew(world: CrewWorld): Crew {
  const { reach, writers, calls, signers, rooms } = world
  let isOver = false
  let mayWork = true
  const loop = async (step: () => Promise<void>, isIdle: () => boolean): Promise<void> => {
    while (!isOver && (mayWork || !isIdle())) await step()
  }
  const reader = openHistory(world.histories, 'reader')
  const token = signIn(reach.direct(), 'sari-hartono').then((signed) => signed.token)
  const work = [
    ...writers.map((writer) => loop(writer.step, writer.isIdle)),
    loop(calls.step, calls.isIdle),
    loop(signers.step, signers.isIdle),
    loop(
      () => renewAccess(world),
      () => true,
    ),
    loop(
      async () => {
        await readOnce(reach, await token, rooms[0] ?? '', reader)
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
async function renewAccess({ devices, reach, counters }: CrewWorld): Promise<void> {
  await pause(LOOK_MS)
  for (const device of devices) {
    if ((await device.state())?.link !== 'SIGNED_OUT') continue
    const signed = await signIn(reach.direct(), device.personId, 'BODY').catch(() => null)
    if (signed === null) continue
    device.renew(signed.token)
    device.order('PROBE')
    counters.accessExpired += 1
  }
}

/** Once nothing fails any more: everybody is answered, live, and says what it holds. Returns what did not come to rest. */
export async function allRest(
  { reach, devices, calls, openFresh }: CrewWorld,
  crew: Crew,
  restWithinMs = REST_WITHIN_MS,
): Promise<readonly string[]> {
  const wrong: string[] = []
  const late = pause(restWithinMs, 'late' as const, { ref: false })
  if ((await Promise.race([crew.rest(), late])) === 'late') wrong.push('rest: somebody was never answered')
  crew.stop()
  for (const device of devices) device.order('REST')
  await calls.waitForDeadlines()
  const fresh = await openFresh()
  const everybody = [...devices, ...fresh]
  // Twice: what the first to come to rest sends may be news to the last.
  for (const device of [...everybody, ...everybody]) await becomesCalm(reach, device, wrong)
  for (const device of everybody) await device.report().catch((error: unknown) => wrong.push(String(error)))
  await Promise.all(fresh.map((device) => device.kill(false)))
  return wrong
}

async function becomesCalm(reach: Reach, device: Device, wrong: string[]): Promise<void> {
  const giveUpAt = performance.now() + REST_WITHIN_MS
  for (;;) {
    const state = await device.state()
    if (state?.link === 'LIVE' && state.waiting === 0) return
    if (state?.link === 'SIGNED_OUT') device.renew((await signIn(reach.direct(), device.personId)).token)
    if (performance.now() > giveUpAt) {
      wrong.push(`rest: ${device.name} did not come to rest: ${JSON.stringify(state)}`)
      return
    }
    device.order('PROBE')
    await pause(100)
  }
}

/** What those who came last had to do to hold everything, as they wrote it down. */
export function countComing(history: readonly Entry[], counters: CrewCounters): void {
  const coming = Map.groupBy(
    history.filter(({ proc }) => proc.startsWith('fresh/')),
    ({ proc }) => proc,
  )
  for (const entries of coming.values()) {
    if (entries.filter(({ op }) => op === 'see').length > PAGE_EVENTS) counters.gapOverPage += 1
    for (const { op, type, facts } of entries) {
      if (op !== 'download') continue
      if (type === 'ok') counters.downloaded += 1
      else if (Number(facts?.['letters']) > 0) counters.downloadCut += 1
    }
  }
}
