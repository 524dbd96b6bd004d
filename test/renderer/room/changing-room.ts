// A window on a room whose copy changes in every way there is while it is read: a server, two devices and the port are
// real, and only the line between copy and window is made hostile. Answers to readings come late, in any order, twice
// asked, or not at all; the copy is handed over, goes back to an older state, is made anew, or the server was restored.

import { createRoot } from 'solid-js'
import Sqlite from 'better-sqlite3'
import { type EventId, type RoomId, toCommandId } from '../../../domain/ids.ts'
import { instantAt } from '../../../domain/time.ts'
import { uuidV7 } from '../../../protocol/uuid.ts'
import type { RoomView } from '../../../replica/api.ts'
import { openPortClient, type PortClient } from '../../../replica/port/port-client.ts'
import { openPortHost, type PortHost } from '../../../replica/port/port-host.ts'
import type { HostMessage } from '../../../replica/port/port.ts'
import { createLive } from '../../../renderer/live/create-live.ts'
import { createRecord, type RoomRecord } from '../../../renderer/room/timeline/create-record.ts'
import { type Chance, chanceOf } from '../../simulation/chance.ts'
import { agent, contact } from '../../support/people.ts'
import { type Device, openRig, type Rig } from '../../support/replica-rig.ts'
import { report } from '../../support/story.ts'

export interface RoomCounts {
  arrived: number
  gaps: number
  corrected: number
  predicted: number
  rejected: number
  discarded: number
  handedOver: number
  older: number
  rebuilt: number
  restored: number
  lateAnswers: number
  failedReadings: number
  compared: number
}

export const noRoomCounts = (): RoomCounts => ({
  arrived: 0,
  gaps: 0,
  corrected: 0,
  predicted: 0,
  rejected: 0,
  discarded: 0,
  handedOver: 0,
  older: 0,
  rebuilt: 0,
  restored: 0,
  lateAnswers: 0,
  failedReadings: 0,
  compared: 0,
})

/** So few that a handful of new entries is more than is watched. */
export const WATCHED = 5
const NOTHING: RoomView = { room: null, confirmed: null, entries: [], olderCount: 0, pending: [] }

export interface ChangingRoom {
  readonly chance: Chance
  readonly device: Device
  readonly roomId: RoomId
  readonly record: RoomRecord
  readonly view: () => RoomView
  /** Something happens, and a little time goes by. */
  happens(): Promise<void>
  /** Every line is good again, and everything has arrived. */
  rests(): Promise<void>
  end(): Promise<void>
}

interface Scene {
  readonly rig: Rig
  readonly chance: Chance
  readonly counts: RoomCounts
  readonly device: Device
  readonly other: Device
  readonly roomId: RoomId
  readonly window: HostileWindow
  readonly texts: { next: number }
  /** The cache as it was some time ago. */
  before: Buffer
}

export async function openChangingRoom(seed: number, counts: RoomCounts): Promise<ChangingRoom> {
  const chance = chanceOf(seed)
  const rig = await openRig(chance.random)
  const [mine, theirs] = chance.percent(50) ? [agent, contact] : [contact, agent]
  const device = rig.device(mine, { pageEvents: chance.between(1, 20) })
  const other = rig.device(theirs)
  const roomId = rig.newRoomId()
  await rig.calm()
  await (mine === contact ? device : other).submit(roomId, report())
  await rig.calm()
  const window = hostileWindow(rig, device, chance, counts)
  const scene: Scene = {
    rig,
    chance,
    counts,
    device,
    other,
    roomId,
    window,
    texts: { next: 0 },
    before: device.files.replica.serialize(),
  }
  return createRoot((dispose): ChangingRoom => {
    const live = createLive<'room'>(window.client.replica, () => ({ view: 'room', roomId, limit: WATCHED }))
    const view = () => live() ?? NOTHING
    const record = createRecord(window.client.replica, roomId, view)
    return {
      chance,
      device,
      roomId,
      record,
      view,
      happens: () => happens(scene, record),
      rests: async () => {
        window.isGood = true
        device.online()
        await rig.calm(20 * 60_000)
        await rig.clock.advance(40_000)
        await rig.calm(20 * 60_000)
        window.deliverAll()
        await rig.clock.settle()
        window.isGood = false
      },
      end: async () => {
        dispose()
        await rig.discard()
      },
    }
  })
}

interface HostileWindow {
  readonly client: PortClient
  /** From here on every answer comes at once. */
  isGood: boolean
  /** A new host speaks for whatever replica the device has now. */
  handOver(): void
  deliverOne(): void
  deliverAll(): void
}

function hostileWindow(rig: Rig, device: Device, chance: Chance, counts: RoomCounts): HostileWindow {
  const late: HostMessage[] = []
  let host: PortHost | null = null
  let hosts = 0
  const newId = () => uuidV7(rig.clock.now(), chance.random)
  const reads = new Set<string>()
  const client = openPortClient({
    me: device.me,
    send: (message) => {
      if (message.type === 'call' && message.call.method === 'read') reads.add(message.id)
      host?.receive(structuredClone(message))
    },
    newId,
    newCommandId: () => toCommandId(newId()),
    end: async () => undefined,
  })
  const window: HostileWindow = {
    client,
    isGood: false,
    handOver() {
      host?.close()
      hosts += 1
      const number = hosts
      host = openPortHost({
        id: String(number),
        replica: device.replica,
        // What an old host said before it was closed may still arrive; what it would say now does not.
        send: (message) => number === hosts && take(structuredClone(message)),
        announce: () => undefined,
        report: (error) => {
          throw error
        },
      })
      client.receive({ type: 'ready', host: String(number) })
    },
    deliverOne() {
      const [message] = late.splice(chance.between(0, late.length - 1), 1)
      if (message !== undefined) client.receive(message)
    },
    deliverAll() {
      for (const message of late.splice(0)) client.receive(message)
    },
  }
  function take(message: HostMessage): void {
    const isRead = message.type === 'answer' && reads.has(message.id)
    if (!isRead || window.isGood || chance.percent(40)) return client.receive(message)
    if (chance.percent(15)) {
      counts.failedReadings += 1
      return client.receive({ type: 'fault', id: message.id, code: 'SQLITE_BUSY' })
    }
    counts.lateAnswers += 1
    late.push(message)
  }
  window.handOver()
  return window
}

type Happening = (scene: Scene, record: RoomRecord) => Promise<void> | void

const HAPPENINGS: readonly (readonly [likely: number, happening: Happening])[] = [
  [26, othersSpeak],
  [12, othersCorrect],
  [16, iSpeak],
  [6, iAmRefused],
  [6, iSleep],
  [8, iTakeBack],
  [6, ({ device }) => device.offline()],
  [8, ({ device }) => device.online()],
  [10, ({ chance }, record) => read(chance, record)],
  [6, ({ window }) => window.deliverOne()],
  [3, handOver],
  [2, goBack],
  [2, makeAnew],
  [1, restoreServer],
]
const LIKELY = HAPPENINGS.reduce((sum, [likely]) => sum + likely, 0)

async function happens(scene: Scene, record: RoomRecord): Promise<void> {
  let dice = scene.chance.between(1, LIKELY)
  for (const [likely, happening] of HAPPENINGS) {
    dice -= likely
    if (dice > 0) continue
    await happening(scene, record)
    break
  }
  if (scene.chance.percent(10)) scene.before = scene.device.files.replica.serialize()
  await scene.rig.clock.advance(scene.chance.between(0, 6_000))
}

/** Goes somewhere in the room, as somebody who scrolls. */
function read(chance: Chance, record: RoomRecord): void {
  const { last } = record.outline()
  const from = chance.between(1, Math.max(1, last))
  record.need(Array.from({ length: chance.between(1, 12) }, (_, index) => from + index))
}

const say = ({ texts }: Scene) =>
  ({ type: 'postMessage', text: `text ${++texts.next}`, replyTo: null }) as const

async function othersSpeak(scene: Scene): Promise<void> {
  const count = scene.chance.between(1, 9)
  scene.counts.arrived += count
  if (count > WATCHED) scene.counts.gaps += 1
  for (let said = 0; said < count; said += 1) await scene.other.submit(scene.roomId, say(scene))
}

/** Any entry of theirs, however far back. */
async function othersCorrect({ chance, counts, other, roomId, texts }: Scene): Promise<void> {
  const { entries } = await other.room(roomId)
  const own = entries.filter(
    ({ event }) => event.actor.personId === other.me.id && event.body.type === 'MessagePosted',
  )
  if (own.length === 0) return
  const refersTo: EventId = chance.pick(own).event.id
  counts.corrected += 1
  await other.submit(roomId, { type: 'correct', refersTo, text: `better ${++texts.next}` })
}

async function iSpeak(scene: Scene): Promise<void> {
  const { window, roomId, counts, chance, device } = scene
  const { entries } = await device.room(roomId)
  const replyTo = chance.percent(30) && entries.length > 0 ? chance.pick(entries).event.id : null
  void window.client.replica.submit(roomId, { ...say(scene), replyTo })
  counts.predicted += 1
}

/** The server says no to whatever it is handed in the next seconds. */
async function iAmRefused(scene: Scene): Promise<void> {
  const { device, rig, counts } = scene
  const { transport } = device
  const submit = transport.submit.bind(transport)
  transport.submit = async (envelopes) => {
    counts.rejected += envelopes.length
    const answers = envelopes.map(({ id }) => {
      return { outcome: 'REJECTED', id, rejection: { code: 'NOT_PERMITTED' } } as const
    })
    return { answers, serverTime: instantAt(Math.round(rig.clock.now())) }
  }
  await iSpeak(scene)
  await rig.clock.advance(3_000)
  transport.submit = submit
}

/** Long enough for more to come than is watched, some of it about what was read before. */
async function iSleep(scene: Scene): Promise<void> {
  const { device, chance, rig } = scene
  device.offline()
  await othersSpeak(scene)
  for (let count = chance.between(0, 3); count > 0; count -= 1) await othersCorrect(scene)
  await othersSpeak(scene)
  await rig.clock.advance(4_000)
  device.online()
}

async function iTakeBack(scene: Scene): Promise<void> {
  const { device, window, counts, chance, rig } = scene
  if (chance.percent(70)) {
    device.offline()
    await iSpeak(scene)
    await rig.clock.advance(500)
  }
  const pending = await device.look({ view: 'pending' })
  const free = pending.find(({ state }) => state !== 'SENT')
  if (free === undefined) return
  counts.discarded += 1
  void window.client.replica.discard(free.commandId)
}

function handOver({ device, window, counts }: Scene): void {
  counts.handedOver += 1
  device.crash()
  device.reopen()
  window.handOver()
}

function goBack(scene: Scene): void {
  scene.counts.older += 1
  const { device, window } = scene
  device.crash()
  device.files.replica.close()
  device.files.replica = new Sqlite(scene.before)
  device.reopen()
  window.handOver()
}

function makeAnew({ device, window, counts }: Scene): void {
  counts.rebuilt += 1
  device.crash()
  device.files.replica.exec(`update meta set value = json_set(value, '$.epoch', 'other') where key = 'feed'`)
  device.reopen()
  window.handOver()
}

/** What was recorded since the backup is gone, and other things are recorded in its place. */
async function restoreServer(scene: Scene): Promise<void> {
  const { rig, counts, device, other } = scene
  counts.restored += 1
  const crash = () => {
    const gone = rig.server.crash()
    for (const one of [device, other]) one.transport.cut()
    return gone
  }
  await crash()
  rig.server.backUp()
  await rig.server.restart()
  await rig.clock.advance(20_000)
  await othersSpeak(scene)
  await rig.clock.advance(5_000)
  await crash()
  rig.server.restore()
  await rig.server.restart()
}
