// A server is killed with SIGKILL again and again while devices write, now and then with the power of its disk, and
// started on what it left. The devices do what
// devices do: one request in flight each, the same commands sent again until answered. After each kill and at the end
// nothing acknowledged may be missing, nothing may be there twice, and log, feeds and deadlines must fit each other.

import { type ChildProcess, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toCommandId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Person } from '../../domain/people.ts'
import type { CommandAnswer, CommandEnvelope } from '../../protocol/command.ts'
import { contentHash } from '../../protocol/command.ts'
import type { EventStore } from '../../server/store/event-store.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { newFolder } from '../support/faults/new-folder.ts'
import { at } from '../support/given.ts'
import { type FragileDisk, noFragileDisk, openFragileDisk } from '../support/faults/power-cut.ts'
import { agent, contact, representative, signatory, supervisor } from '../support/people.ts'
import { takeIntake, update } from '../support/story.ts'
import { roomOf, uuidOf } from '../server/core/open-test-core.ts'
import { wrongIn } from './check-store.ts'
import { COMPILED } from './faulty-server.ts'
import type { Ask, Death, Reply } from './mortal-server.ts'
import { type Random, randomFrom } from './random.ts'

const isNightly = process.env['ACCORD_NIGHTLY'] === '1'
const KILLS = isNightly ? 1_000 : 14
const without = noFragileDisk()
const SEED = Number(process.env['ACCORD_SEED'] ?? 20_261_123)
/** From within a transaction, before an answer, from outside. */
const WAYS = 3
/** So that it meets each of them. */
const POWER_CUT_EVERY = 4
const ROOMS = ['a', 'b', 'c', 'd']
const PROGRAM = join(import.meta.dirname, 'mortal-server.ts')

interface World {
  readonly folder: string
  readonly disk: FragileDisk | null
  readonly devices: readonly Device[]
  readonly random: Random
  readonly clock: { minute: number }
  readonly counters: Counters
}

/** A device: what it has to send, in order, and what it was told. */
interface Device {
  readonly person: Person
  inFlight: readonly CommandEnvelope[]
  readonly told: Map<string, { readonly envelope: CommandEnvelope; readonly answer: CommandAnswer }>
}

interface Counters {
  answered: number
  sentAgain: number
  /** Sent again, and found to have been stored before the kill. */
  storedUnheard: number
  powerCuts: number
}

describe('a server that is killed', () => {
  it(`[I1] [I2] [I5] [I13] loses nothing acknowledged and doubles nothing, ${KILLS} times over (seed ${SEED}; ${without ?? 'with power cuts'})`, async ({
    annotate,
  }) => {
    const random = randomFrom(SEED)
    const home = newFolder('kill')
    const folder = join(home, 'data')
    const disk = without === null ? openFragileDisk(folder, join(home, 'disk')) : null
    const devices = [contact, signatory, agent, supervisor].map(
      (person): Device => ({ person, inFlight: [], told: new Map() }),
    )
    const counters: Counters = { answered: 0, sentAgain: 0, storedUnheard: 0, powerCuts: 0 }
    const clock = { minute: 0 }
    await openRooms(folder, disk)
    for (let kill = 0; kill < KILLS; kill++) {
      await liveAndDie({ folder, disk, devices, random, clock, counters }, kill)
      await inspect(folder, devices, counters, `after kill ${kill + 1} of seed ${SEED}`)
      // The look was taken from outside of the disk that loses its power.
      disk?.settle()
    }
    // The faults must have hit: kills with nothing in flight, or only before or only after the commit, prove little.
    await annotate(`${KILLS} kills: ${JSON.stringify(counters)}`)
    expect(counters.answered).toBeGreaterThan(KILLS)
    expect(counters.storedUnheard).toBeGreaterThan(0)
    expect(counters.sentAgain).toBeGreaterThan(counters.storedUnheard)
    if (disk !== null) expect(counters.powerCuts).toBeGreaterThan(0)
    rmSync(home, { recursive: true, force: true })
  })
})

/** Rooms with a running callback clock, so that deadlines come due all along. */
async function openRooms(folder: string, disk: FragileDisk | null): Promise<void> {
  const server = await startServer(folder, disk, { atCall: 0, beforeAnswer: 0 })
  const envelopes = ROOMS.map((room) => ({
    id: toCommandId(uuidOf(`intake ${room}`)),
    roomId: roomOf(room),
    command: takeIntake({ receivedAt: at(0), separateFrom: ROOMS.map(roomOf) }),
  }))
  const reply = nextReply(server)
  server.send({ number: 0, now: at(0), person: representative, envelopes } satisfies Ask)
  expect((await reply).answers.map((answer) => answer.outcome)).toEqual(ROOMS.map(() => 'ACCEPTED'))
  await killed(server, 0)
}

/** One life of the server: devices send until it dies, from within or after a few answers and a random moment. */
async function liveAndDie(
  { folder, disk, devices, random, clock, counters }: World,
  kill: number,
): Promise<void> {
  // In turn: how much is drawn from chance depends on how fast the machine is, and each way has to be met.
  const way = kill % WAYS
  const server = await startServer(folder, disk, {
    atCall: way === 0 ? 1 + random.below(120) : 0,
    beforeAnswer: way === 1 ? 1 + random.below(12) : 0,
  })
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const answersLeft = { count: 1 + random.below(20) }
  const send = (device: Device, number: number): void => {
    if (device.inFlight.length === 0) device.inFlight = someCommands(device, random)
    else counters.sentAgain += device.inFlight.length
    clock.minute += random.below(30) / 60
    if (server.connected)
      server.send(
        { number, now: at(clock.minute), person: device.person, envelopes: device.inFlight } satisfies Ask,
        () => {},
      )
  }
  server.on('message', (reply: Reply) => {
    const device = devices[reply.number]
    if (device === undefined) return
    hear(device, reply.answers, counters)
    if (--answersLeft.count === 0 && way === 2) void killed(server, random.below(8))
    send(device, reply.number)
  })
  for (const [number, device] of devices.entries()) send(device, number)
  await gone
  if (disk === null || kill % POWER_CUT_EVERY > 0) return
  disk.losePower()
  counters.powerCuts += 1
}

function hear(device: Device, answers: readonly CommandAnswer[], counters: Counters): void {
  for (const [index, answer] of answers.entries()) {
    const envelope = device.inFlight[index]
    if (envelope === undefined || envelope.id !== answer.id) throw new Error('an answer without its command')
    if (answer.outcome !== 'RETRY') device.told.set(envelope.id, { envelope, answer })
  }
  counters.answered += answers.length
  device.inFlight = device.inFlight.filter((envelope) => !device.told.has(envelope.id))
}

function someCommands(device: Device, random: Random): readonly CommandEnvelope[] {
  const count = device.told.size
  return Array.from({ length: 1 + random.below(4) }, (_, index) => ({
    id: toCommandId(uuidOf(`${device.person.id} ${count + index}`)),
    roomId: roomOf(random.pick(ROOMS)),
    command: someCommand(device.person, `${device.person.name} ${count + index}`, random),
  }))
}

function someCommand(person: Person, text: string, random: Random): PersonCommand {
  const message: PersonCommand = { type: 'postMessage', text, replyTo: null }
  if (person.party === 'CUSTOMER')
    return random.pick([
      message,
      message,
      { type: 'requestUpdate' },
      { type: 'postNote', text, replyTo: null },
    ])
  return random.pick<PersonCommand>([
    message,
    { type: 'postNote', text, replyTo: null },
    update({ nature: text }),
    { type: 'assignAgent', agentId: agent.id, handOverNote: text },
  ])
}

/** Opens what the dead server left and looks at everything. */
async function inspect(
  folder: string,
  devices: readonly Device[],
  counters: Counters,
  when: string,
): Promise<void> {
  const store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal: () => {} })
  try {
    expect(await wrongIn(store), when).toEqual([])
    const effects = await effectsByCommand(store)
    for (const device of devices) {
      for (const { envelope, answer } of device.told.values()) {
        const receipt = await store.receipt(device.person.id, envelope.id)
        expect(receipt, `${when}: ${envelope.id}`).toMatchObject({
          contentHash: contentHash(envelope),
          answer,
        })
        const count = effects.get(`${device.person.id} ${envelope.id}`) ?? 0
        expect(count > 0, `${when}: ${envelope.id} ${answer.outcome}`).toBe(answer.outcome === 'ACCEPTED')
      }
      for (const { id } of device.inFlight)
        if ((await store.receipt(device.person.id, id)) !== null) counters.storedUnheard += 1
    }
  } finally {
    await store.close()
  }
}

/** How often a text was said by a command; more than once is an effect that was doubled. */
async function effectsByCommand(store: EventStore): Promise<ReadonlyMap<string, number>> {
  const { events } = await store.feedAfter('provider', '', 1_000_000)
  const counts = new Map<string, number>()
  const texts = new Set<string>()
  for (const event of events) {
    const key = `${event.actor.personId} ${event.causedBy}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (event.body.type !== 'MessagePosted') continue
    expect(texts.has(event.body.text), `said twice: ${event.body.text}`).toBe(false)
    texts.add(event.body.text)
  }
  return counts
}

async function startServer(folder: string, disk: FragileDisk | null, death: Death): Promise<ChildProcess> {
  const server = fork(PROGRAM, [folder, JSON.stringify(death)], {
    execArgv: ['--no-warnings'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...disk?.environment },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('message', () => resolve())
    server.once('exit', (code) => reject(new Error(`the server ended before it was ready: ${code}`)))
  })
  return server
}

const nextReply = (server: ChildProcess): Promise<Reply> =>
  new Promise((resolve) => server.once('message', (reply: Reply) => resolve(reply)))

/** Kills after so many milliseconds and waits until the process is gone. */
function killed(server: ChildProcess, afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    setTimeout(() => server.kill('SIGKILL'), afterMs)
  })
}
