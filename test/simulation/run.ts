// One run: a server and three devices, people at work, and everything going wrong around them; then the lines heal and
// all of it must come to rest in one truth. Everything follows from the seed.

import Sqlite from 'better-sqlite3'
import { type CommandId, type RoomId, toCommandId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { type Instant, instantAt } from '../../domain/time.ts'
import { type Device, openRig, type Rig } from '../support/replica-rig.ts'
import { agent, signatory, supervisor, tam } from '../support/people.ts'
import { type Chance, chanceOf } from './chance.ts'
import { checkEverything } from './checks.ts'
import { FAULTS, type FaultCounts, type HostileLine, hostileLine } from './hostile-line.ts'
import { opening, someCommand } from './work.ts'

export interface RunCounts {
  readonly faults: FaultCounts
  saved: number
  /** Refused by the own copy: nothing was stored. */
  refusedHere: number
  /** Refused by the server, of those saved. */
  rejected: number
  confirmed: number
  discarded: number
  rebuilt: number
  eventsByEngine: number
}

/** A device, what its person handed in on it, and what it suffers from. */
export interface Post {
  readonly device: Device
  readonly me: Person
  readonly line: HostileLine
  readonly saved: Set<CommandId>
  readonly discarded: Set<CommandId>
  /** The cache as the disk would hold it after a power cut. */
  onDisk: Buffer
  skewMs: number
  /** Then its cache may lack what was confirmed, until the feed brings it again. */
  hasLostPower: boolean
}

interface Scene {
  readonly rig: Rig
  readonly chance: Chance
  readonly posts: readonly Post[]
  readonly rooms: Set<RoomId>
  readonly counts: RunCounts
  texts: number
}

const STEPS = 55
const ENTRIES_SHOWN = 30
const CALM_WITHIN_MS = 15 * 60_000
const REST_MS = 40_000
const TICK_MS = 2_000

export const noCounts = (): RunCounts => ({
  faults: Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as FaultCounts,
  saved: 0,
  refusedHere: 0,
  rejected: 0,
  confirmed: 0,
  discarded: 0,
  rebuilt: 0,
  eventsByEngine: 0,
})

/** Throws, with the seed in the message, when anything was lost, doubled or not agreed on. */
export async function runSeed(seed: number, counts: RunCounts): Promise<void> {
  const chance = chanceOf(seed)
  const rig = await openRig(chance.random)
  try {
    const scene = setUp(rig, chance, counts)
    tickDeadlines(scene)
    for (let step = 0; step < STEPS; step++) {
      await rig.clock.advance(chance.between(0, 25_000))
      await somethingHappens(scene)
    }
    await heal(scene)
    await checkEverything(rig, scene.posts, counts)
  } catch (error) {
    throw new Error(
      `seed ${seed}: ${String(error)}\nreplay: ACCORD_SEED=${seed} npx vitest run test/simulation`,
      {
        cause: error,
      },
    )
  } finally {
    await rig.discard()
  }
}

function setUp(rig: Rig, chance: Chance, counts: RunCounts): Scene {
  const persons = [agent, chance.percent(50) ? supervisor : tam, signatory]
  const posts = persons.map((me): Post => {
    const line = hostileLine(rig.clock, chance, counts.faults)
    const post = {
      me,
      line,
      saved: new Set<CommandId>(),
      discarded: new Set<CommandId>(),
      skewMs: chance.between(-86_400_000, 86_400_000),
      hasLostPower: false,
    }
    const device = rig.device(me, { line, skewMs: () => post.skewMs, pageEvents: chance.between(1, 20) })
    return Object.assign(post, { device, onDisk: device.files.replica.serialize() })
  })
  return { rig, chance, posts, rooms: new Set(), counts, texts: 0 }
}

/** The deadline engine, as long as a server is up. */
function tickDeadlines({ rig }: Scene): void {
  const tick = () => {
    const core = rig.server.core()
    if (core !== null) void rig.clock.track(core.fireDue()).catch(() => undefined)
    rig.clock.timers.set(tick, TICK_MS)
  }
  tick()
}

type Happening = (scene: Scene, post: Post) => Promise<void>

/** What can happen, and how often of a thousand. */
const HAPPENINGS: readonly (readonly [likely: number, happening: Happening])[] = [
  [760, work],
  [70, cutLine],
  [40, crashDevice],
  [25, losePower],
  [25, crashServer],
  [25, setClock],
  [25, discardOne],
  [30, keepOnDisk],
]

async function somethingHappens(scene: Scene): Promise<void> {
  let dice = scene.chance.between(1, 1_000)
  for (const [likely, happening] of HAPPENINGS) {
    dice -= likely
    if (dice <= 0) return happening(scene, scene.chance.pick(scene.posts))
  }
}

/** One to four intents in a row, without waiting for anybody. */
async function work(scene: Scene, post: Post): Promise<void> {
  const { chance, counts, rooms } = scene
  for (let count = chance.between(1, 4); count > 0; count--) {
    const opens = rooms.size === 0 || (rooms.size < 3 && chance.percent(5))
    const roomId = opens ? scene.rig.newRoomId() : chance.pick([...rooms])
    const view = await post.device.look({ view: 'room', roomId, limit: ENTRIES_SHOWN })
    const now = await serverTimeOn(scene, post)
    const situation = { me: post.me, view, now, chance, text: () => `text ${++scene.texts}` }
    const command = opens ? opening(situation) : someCommand(situation)
    if (command === null) continue
    const submitted = await post.device.submit(roomId, command)
    if (submitted.outcome === 'REJECTED') {
      counts.refusedHere += 1
      continue
    }
    rooms.add(roomId)
    post.saved.add(submitted.commandId)
    counts.saved += 1
  }
}

async function serverTimeOn({ rig }: Scene, { device, skewMs }: Post): Promise<Instant> {
  const { offsetMs } = await device.look({ view: 'status' })
  return instantAt(Math.round(rig.clock.now() + skewMs + offsetMs))
}

async function cutLine({ rig, chance, counts }: Scene, { device, line }: Post): Promise<void> {
  if (!line.isUp) return
  counts.faults.CUT += 1
  device.offline()
  rig.clock.timers.set(() => device.online(), chance.between(500, 180_000))
}

async function crashDevice({ counts }: Scene, post: Post): Promise<void> {
  counts.faults.DEVICE_CRASHED += 1
  post.device.crash()
  post.device.reopen()
  checkKept(post)
}

/** The cache goes back to what was on the disk; the outbox was synced with every commit. */
async function losePower({ counts }: Scene, post: Post): Promise<void> {
  counts.faults.DEVICE_LOST_POWER += 1
  post.hasLostPower = true
  const { device } = post
  device.crash()
  device.files.replica.close()
  device.files.replica = new Sqlite(post.onDisk)
  device.reopen()
}

async function crashServer({ rig, chance, counts, posts }: Scene): Promise<void> {
  if (rig.server.core() === null) return
  counts.faults.SERVER_CRASHED += 1
  const gone = rig.clock.track(rig.server.crash())
  for (const { device } of posts) device.transport.cut()
  await gone
  rig.clock.timers.set(() => void rig.clock.track(rig.server.restart()), chance.between(500, 60_000))
}

async function setClock({ chance, counts }: Scene, post: Post): Promise<void> {
  counts.faults.CLOCK_SET += 1
  post.skewMs = chance.between(-86_400_000, 86_400_000)
}

async function discardOne({ counts }: Scene, { device, discarded }: Post): Promise<void> {
  const pending = await device.look({ view: 'pending' })
  const [first] = pending.filter(({ state }) => state !== 'SENT')
  if (first === undefined || !(await device.replica.discard(first.commandId))) return
  discarded.add(first.commandId)
  counts.discarded += 1
}

async function keepOnDisk(_: Scene, post: Post): Promise<void> {
  post.onDisk = post.device.files.replica.serialize()
}

/** [I1] Whatever was saved is in one of the two files after a crash. */
function checkKept({ device, saved, discarded, hasLostPower, me }: Post): void {
  if (hasLostPower) return
  const outbox = ids(device.files.outbox, 'select id from commands')
  const confirmed = ids(
    device.files.replica,
    'select own_command as id from events where own_command is not null',
  )
  // What a rebuilt cache has forgotten comes again with the feed.
  if (device.reports.length > 0) return
  for (const id of saved)
    if (!outbox.has(id) && !confirmed.has(id) && !discarded.has(id))
      throw new Error(`${me.name}: ${id} is in no file after a crash`)
}

const ids = (database: Sqlite.Database, query: string): ReadonlySet<CommandId> =>
  new Set((database.prepare(query).all() as { id: string }[]).map(({ id }) => toCommandId(id)))

async function heal({ rig, posts }: Scene): Promise<void> {
  for (const { line } of posts) line.heal()
  await rig.server.restart()
  for (const { device, line } of posts) {
    line.isUp = true
    device.online()
  }
  await rig.calm(CALM_WITHIN_MS)
  // Live says "confirmed within 15 s": what others did last may still be on its way.
  await rig.clock.advance(REST_MS)
  await rig.calm(CALM_WITHIN_MS)
}
