// A server and devices around it on virtual time, for tests of what a replica does. A device keeps its two files when
// it crashes and is opened again; its line can be cut and mended.

import Sqlite from 'better-sqlite3'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { type RoomId, toRoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf } from '../../domain/time.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import type { Question, Replica, RoomView, Submitted, Views } from '../../replica/api.ts'
import { openReplica } from '../../replica/open.ts'
import type { Driver } from '../../replica/store/driver.ts'
import { uuidV7 } from '../../protocol/uuid.ts'
import { type CoreTransport, coreTransport, goodLine, type Line } from './core-transport.ts'
import { START } from './given.ts'
import { openVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { openVirtualServer, type VirtualServer } from './virtual-server.ts'

export interface Device {
  readonly me: Person
  readonly replica: Replica
  readonly transport: CoreTransport
  /** The databases themselves, to look at and to damage. */
  readonly files: { replica: Sqlite.Database; outbox: Sqlite.Database }
  /** What the replica reported. */
  readonly reports: string[]
  /** The answer of a question now. */
  look<V extends keyof Views>(question: Extract<Question, { view: V }>): Promise<Views[V]>
  room(roomId: RoomId): Promise<RoomView>
  submit(roomId: RoomId, command: PersonCommand): Promise<Submitted>
  isCalm(): Promise<boolean>
  offline(): void
  online(): void
  /** The process dies: nothing is closed or flushed. */
  crash(): void
  /** Opens a new process over the same files. */
  reopen(): void
}

export interface Rig {
  readonly clock: VirtualClock
  readonly server: VirtualServer
  device(me: Person, options?: DeviceOptions): Device
  /** Until every device is live and nothing is on its way. */
  calm(limitMs?: number): Promise<void>
  newRoomId(): RoomId
  discard(): Promise<void>
}

export interface DeviceOptions {
  readonly line?: (Line & { isUp: boolean }) | undefined
  /** This device's clock minus true time. */
  readonly skewMs?: (() => number) | undefined
  readonly pageEvents?: number | undefined
}

export async function openRig(random: () => number = countedRandom()): Promise<Rig> {
  const clock = openVirtualClock(epochOf(START))
  const newId = () => uuidV7(clock.now(), random)
  const server = await openVirtualServer(clock, newId)
  const devices: Device[] = []
  const rig: Rig = {
    clock,
    server,
    device: (me, options = {}) => {
      const device = openDevice(me, rig, random, options)
      devices.push(device)
      return device
    },
    calm: (limitMs = 120_000) =>
      clock.until(
        async () => (await Promise.all(devices.map((device) => device.isCalm()))).every(Boolean),
        limitMs,
        'every device live, nothing on its way',
      ),
    newRoomId: () => toRoomId(newId()),
    discard: async () => {
      for (const device of devices) device.crash()
      await server.discard()
      for (const { files } of devices) {
        files.replica.close()
        files.outbox.close()
      }
    },
  }
  return rig
}

function openDevice(
  me: Person,
  { clock, server }: Rig,
  random: () => number,
  options: DeviceOptions,
): Device {
  const files = { replica: new Sqlite(':memory:'), outbox: new Sqlite(':memory:') }
  const line = options.line ?? goodLine(clock)
  const reports: string[] = []
  const now = () => clock.now() + (options.skewMs?.() ?? 0)
  let device: { replica: Replica; transport: CoreTransport; process: { isAlive: boolean } }

  const start = (): void => {
    const process = { isAlive: true }
    const transport = coreTransport({
      server: () => server.core(),
      person: me,
      line: {
        get isUp() {
          return line.isUp
        },
        carry: (kind, deliver) => line.carry(kind, deliver),
      },
      clock,
      ...(options.pageEvents === undefined ? {} : { pageEvents: options.pageEvents }),
    })
    const replica = openReplica({
      me,
      drivers: { replica: unclosed(files.replica), outbox: unclosed(files.outbox) },
      transport,
      now,
      random,
      // A dead process runs nothing any more.
      timers: {
        set: (run, ms) => clock.timers.set(() => process.isAlive && run(), ms),
        clear: (timer) => clock.timers.clear(timer),
      },
      newId: () => uuidV7(clock.now(), random),
      report: (what, cause) => reports.push(`${what}: ${String(cause)}`),
    })
    device = { replica, transport, process }
  }
  const look: Device['look'] = async (question) => {
    let told: { readonly answer: unknown } | null = null
    const stop = device.replica.watch(question, (answer) => {
      told = { answer }
    })
    await Promise.resolve()
    await Promise.resolve()
    stop()
    const { answer } = told ?? { answer: undefined }
    return answer as never
  }
  start()
  return {
    me,
    files,
    reports,
    get replica() {
      return device.replica
    },
    get transport() {
      return device.transport
    },
    look,
    room: (roomId) => look({ view: 'room', roomId, limit: 1_000 }),
    submit: (roomId, command) => device.replica.submit(roomId, command),
    isCalm: async () => {
      const { link, waiting } = await look({ view: 'status' })
      return link === 'LIVE' && waiting === 0
    },
    offline: () => {
      line.isUp = false
      device.transport.cut()
    },
    online: () => {
      line.isUp = true
      device.replica.probe()
    },
    crash: () => {
      device.process.isAlive = false
      device.transport.close()
    },
    reopen: start,
  }
}

/** A database in memory is the file: it outlives the process that had it open. */
const unclosed = (database: Sqlite.Database): Driver => ({
  ...driverOn(database, false),
  close: () => undefined,
})

/** Different numbers in [0, 1), the same in every run. */
export function countedRandom(seed = 1): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
