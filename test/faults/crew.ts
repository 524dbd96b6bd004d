// Those who live through a run, whatever server they use: devices, writers, the hotline, two who sign and a reader; how
// they work all at once, and how they come to rest.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openHistory } from '../support/faults/history.ts'
import { liveRooms, signIn } from './api.ts'
import type { Calls } from './calls.ts'
import type { CrewCounters } from './counters.ts'
import { type Device, openDevice } from './devices.ts'
import type { Signers } from './signers.ts'
import { type Reach, readOnce, type Writer } from './writers.ts'

const REST_WITHIN_MS = 45_000
const LOOK_MS = 200
const DAY_MS = 86_400_000

/** A room of the demo in which everybody has a say. */
export async function aRoom(url: string): Promise<string> {
  const { token } = await signIn(url, 'rani-wulandari')
  const [room] = await liveRooms(url, token)
  if (room === undefined) throw new Error('the demo has no room')
  return room
}

export interface DevicesOptions {
  readonly people: readonly string[]
  readonly seed: number
  readonly withDisk: boolean
  readonly folder: string
  readonly histories: string
  readonly reach: Reach
  readonly rooms: readonly string[]
  /** They come last, with nothing, and only read. */
  readonly isFresh?: boolean
}

export function openDevices({
  people,
  seed,
  withDisk,
  folder,
  histories,
  reach,
  rooms,
  isFresh = false,
}: DevicesOptions): Promise<readonly Device[]> {
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
  { reach, devices, calls }: CrewWorld,
  crew: Crew,
  openFresh: () => Promise<readonly Device[]>,
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
