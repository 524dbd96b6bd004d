// What a delivery costs: our server beside raw `ws` and the usual ways of GraphQL and Socket.IO, in one run on one
// machine, each doing the same job: one event of some 600 bytes durably into SQLite (WAL, FULL), then to every reader.
// Server and load are processes of their own, on processors of their own where there are two. Medians of rounds that take
// turns; what else runs on the machine shows in the times, and least in processor time per delivery and in the ratios.
//
//   npx node bench/fan-out.ts [--quick] [--rounds=3] [--readers=1000] [--seconds=15] [--only=Accord,raw]
//                             [--phases=one,many,behind]
//
// It installs the peers with npm at its first run (bench/peers, with a lockfile of its own).

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { openBareSocket } from './fan-out/bare-socket.ts'
import { DIALECTS } from './fan-out/dialects.ts'
import { connectReaders, type Readers, textOf } from './fan-out/load.ts'
import { NAMES } from './fan-out/names.ts'
import {
  ACCORD,
  APOLLO,
  BATCHED,
  type Peer,
  PEERS,
  pin,
  RAW,
  startSubject,
  type Subject,
} from './fan-out/subject.ts'
import { keepFigures, median, quantile } from './measured.ts'

const isQuick = process.argv.includes('--quick')
const setting = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]
const READERS = Number(setting('readers') ?? 1_000)
const ROUNDS = Number(setting('rounds') ?? (isQuick ? 1 : 3))
const only = setting('only')?.split(',')
const phases = (setting('phases') ?? 'one,many,behind').split(',')
const LOW_RATE = 8
const LOW_RATE_MS = Number(setting('seconds') ?? (isQuick ? 5 : 15)) * 1_000
/** What an event costs that nobody reads. */
const ALONE_MS = 5_000
const WARM_UP_MS = 3_000
const LADDER_MS = isQuick ? 1_500 : 4_000
const LADDER = [
  16, 32, 45, 64, 90, 128, 181, 256, 362, 512, 724, 1_024, 1_449, 2_048, 2_898, 4_096, 5_793, 8_192,
]
const LATE_MS = 250
const GIVEN_UP_MS = 5_000
const EVENTS_BEHIND = 10_000
const ROOMS = 200
const IN_FLIGHT = 64

type Figures = Record<string, number>

/** Publishes at a rate that does not wait for anybody, and resolves when all has arrived or never will. */
async function atRate(
  subject: Subject,
  readers: Readers,
  perSecond: number,
  ms: number,
): Promise<readonly number[]> {
  const began = performance.now()
  const count = Math.round((perSecond * ms) / 1_000)
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1_000) + 1)
    const orders = []
    for (; sent < due; sent++)
      orders.push({ room: 0, text: readers.announce(0, began + (sent * 1_000) / perSecond) })
    if (orders.length > 0) subject.publish(orders)
    await wait(1)
  }
  const until = performance.now() + GIVEN_UP_MS
  while (readers.missing() > 0 && performance.now() < until) await wait(5)
  return readers.take()
}

function askings(subject: Subject, rooms: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const room = index % rooms
    return { room, fromStart: false, token: subject.tokenOf(room, Math.floor(index / rooms)) }
  })
}

async function isInTime(subject: Subject, readers: Readers, rate: number): Promise<boolean> {
  const late = quantile(await atRate(subject, readers, rate, LADDER_MS), 0.99)
  return readers.missing() === 0 && late <= LATE_MS
}

/** Many readers of one room: connecting, being there, a low rate, and the highest that is still in time. */
async function oneRoom(peer: Peer): Promise<Figures> {
  const subject = await startSubject(peer, 1, READERS)
  // What is compiled while it runs is warm from then on, as in a server that has been up for a minute.
  const some = await connectReaders(
    subject.port,
    DIALECTS[peer.dialect],
    askings(subject, 1, Math.ceil(READERS / 4)),
  )
  some.close()
  await wait(500)
  const empty = await subject.memory()
  const before = await subject.usage()
  const readers = await connectReaders(subject.port, DIALECTS[peer.dialect], askings(subject, 1, READERS))
  const there = await subject.usage()
  await wait(500)
  const full = await subject.memory()
  await atRate(subject, readers, LOW_RATE, WARM_UP_MS)
  const from = await subject.usage()
  const low = await atRate(subject, readers, LOW_RATE, LOW_RATE_MS)
  const to = await subject.usage()
  let highest = 0
  for (const rate of LADDER) {
    if (!(await isInTime(subject, readers, rate)) && !(await isInTime(subject, readers, rate))) break
    highest = rate
  }
  readers.close()
  await wait(500)
  const alone = await costAlone(subject)
  await subject.stop()
  const each = (to.cpu - from.cpu) / low.length
  return {
    [NAMES.perDelivery]: each / READERS,
    [NAMES.alone]: (each - alone) / READERS,
    [NAMES.p50]: quantile(low, 0.5),
    [NAMES.p99]: quantile(low, 0.99),
    [NAMES.highest]: highest,
    [NAMES.memory]: (full - empty) / 1_024 / READERS,
    [NAMES.connect]: (there.cpu - before.cpu) / READERS,
  }
}

/** Microseconds of processor time for an event at the low rate that nobody reads: what it costs beside handing it over. */
async function costAlone(subject: Subject): Promise<number> {
  const count = Math.round((LOW_RATE * ALONE_MS) / 1_000)
  const from = await subject.usage()
  for (let sent = 0; sent < count; sent++) {
    subject.publish([{ room: 0, text: textOf('alone') }])
    await wait(1_000 / LOW_RATE)
  }
  return ((await subject.usage()).cpu - from.cpu) / count
}

/** Many small rooms: as fast as it goes, so many events on their way. */
async function manyRooms(peer: Peer): Promise<Figures> {
  const subject = await startSubject(peer, ROOMS, ROOMS)
  const readers = await connectReaders(
    subject.port,
    DIALECTS[peer.dialect],
    askings(subject, ROOMS, ROOMS * 5),
  )
  const publish = (room: number) =>
    subject.publish([{ room, text: readers.announce(room, performance.now()) }])
  readers.onDelivered = (room) => publish((room + IN_FLIGHT) % ROOMS)
  for (let room = 0; room < IN_FLIGHT; room++) publish(room)
  await wait(1_000)
  const from = await subject.usage()
  readers.take()
  const began = performance.now()
  await wait(LADDER_MS)
  const events = readers.take().length
  const took = performance.now() - began
  readers.onDelivered = () => {}
  const to = await subject.usage()
  readers.close()
  await subject.stop()
  return {
    [NAMES.rooms]: (events * 1_000) / took,
    [NAMES.roomsPerDelivery]: (to.cpu - from.cpu) / (events * 5),
  }
}

/** One reader that is 10,000 events behind, several times. */
async function catchingUp(peer: Peer): Promise<Figures> {
  const subject = await startSubject(peer, 1, 8)
  await subject.fill(EVENTS_BEHIND, textOf('fill'))
  // Warm, as where many readers connect, and often enough that collecting garbage has its share.
  for (let time = 0; time < 8; time++) await readAll(peer, subject)
  const costs: number[] = []
  for (let time = 0; time < (isQuick ? 8 : 16); time++) {
    const before = await subject.usage()
    await readAll(peer, subject)
    costs.push(((await subject.usage()).cpu - before.cpu) / 1_000)
  }
  await subject.stop()
  return { [NAMES.behind]: costs.reduce((sum, cost) => sum + cost, 0) / costs.length }
}

async function readAll(peer: Peer, subject: Subject): Promise<void> {
  const done = Promise.withResolvers<void>()
  let seen = 0
  const socket = await openBareSocket(
    subject.port,
    DIALECTS[peer.dialect],
    { room: 0, fromStart: true, token: subject.tokenOf(0, 0) },
    (events) => {
      seen += events
      if (seen >= EVENTS_BEHIND) done.resolve()
    },
  )
  await done.promise
  socket.terminate()
}

function print(all: ReadonlyMap<Peer, readonly Figures[]>): void {
  const rows = new Map([...all].map(([peer, rounds]) => [peer, mediansOf(rounds)] as const))
  for (const [peer, medians] of rows) keepFigures(peer.name, medians)
  const names = [...new Set([...rows.values()].flatMap((figures) => Object.keys(figures)))]
  const against = (name: string, base: Peer, value: number): string => {
    const other = rows.get(base)?.[name]
    return other === undefined || Number.isNaN(value) ? '' : (value / other).toFixed(2)
  }
  for (const name of names) {
    console.log(`\n${name}\n| server | figure | × raw ws | × Apollo |\n| --- | --- | --- | --- |`)
    for (const [peer, figures] of rows) {
      const value = figures[name]
      if (value === undefined) continue
      const cells = [peer.name, value.toFixed(1), against(name, RAW, value), against(name, APOLLO, value)]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
}

function mediansOf(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => [name, median(rounds.flatMap((figures) => figures[name] ?? []))]),
  )
}

function chosenPeers(): readonly Peer[] {
  if (only !== undefined) return PEERS.filter(({ name }) => only.some((word) => name.startsWith(word)))
  return isQuick ? [RAW, BATCHED, ACCORD] : PEERS
}

const peersFolder = join(import.meta.dirname, 'peers')
if (!existsSync(join(peersFolder, 'node_modules')))
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    stdio: 'inherit',
  })
pin(process.pid, 1)
const measured = new Map<Peer, Figures[]>(chosenPeers().map((peer) => [peer, []]))
for (let round = 0; round < ROUNDS; round++)
  for (const [peer, rounds] of measured) {
    const figures: Figures = {}
    if (phases.includes('one')) Object.assign(figures, await oneRoom(peer))
    if (phases.includes('many')) Object.assign(figures, await manyRooms(peer))
    if (phases.includes('behind') && peer.catchesUp) Object.assign(figures, await catchingUp(peer))
    rounds.push(figures)
    console.error(`round ${round + 1}: ${peer.name} ${JSON.stringify(rounds.at(-1))}`)
  }
print(measured)
