// What the server holds in memory: for a reader who waits, for a room, and with 1,000 live rooms and 10,000 readers on
// one node, where it also says what an event costs and when its last reader has it. The server is a process of its own.
//
//   npx node --expose-gc bench/memory.ts [--readers=10000] [--rooms=1000] [--rate=50] [--entries=10000]
//                                        [--phases=states,idle,node]

import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { DIALECTS } from './fan-out/dialects.ts'
import { connectReaders, type Readers } from './fan-out/load.ts'
import { ACCORD, pin, startSubject, type Subject } from './fan-out/subject.ts'
import { keepFigures, quantile } from './measured.ts'
import { forget, openings, tellIt, weighStates } from './memory/room-states.ts'

const setting = (name: string, usual: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
const phases = process.argv.find((argument) => argument.startsWith('--phases='))?.slice('--phases='.length)
const isAsked = (phase: string): boolean => phases === undefined || phases.split(',').includes(phase)
const ROOMS = setting('rooms', 1_000)
const RATE = setting('rate', 50)
const ENTRIES = setting('entries', 10_000)
const RATE_MS = 10_000
const GIVEN_UP_MS = 10_000
const MB = 1_024 * 1_024

/** Of this process and of the server, which inherits it. */
const openFiles = Number(spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout)
/** Beside sockets: the database, the log, the ports. */
const OTHER_FILES = 200
const READERS = Math.min(setting('readers', 10_000), openFiles - OTHER_FILES)

const row = (...cells: readonly (string | number)[]): void =>
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(' | ')} |`)
const table = (...head: readonly string[]): void => {
  console.log('')
  row(...head)
  row(...head.map(() => '---'))
}

const askings = (subject: Subject, rooms: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const room = index % rooms
    return { room, fromStart: false, token: subject.tokenOf(room, Math.floor(index / rooms)) }
  })

async function states(): Promise<void> {
  const { folder, told } = await tellIt(ENTRIES)
  try {
    table('state of a room', 'JSON, kB', 'heap, kB', 'taken for, kB')
    for (const { entries, json, heap, weight } of await weighStates(folder, told, [60, 1_000, told.entries]))
      row(`${entries} entries`, json / 1_000, heap / 1_000, weight / 1_000)
    table(`opening ${told.entries} entries`, 'ms', 'loop held at most, ms')
    for (const { how, ms, heldMs } of await openings(folder, told)) row(how, ms, heldMs)
  } finally {
    forget(folder)
  }
}

/** Readers of one room, after everything was collected, and again after each has been told something. */
async function idle(): Promise<void> {
  const each = ['RSS, MB', 'KB each', 'of it heap and buffers']
  table('idle readers of one room', ...each, ...each.map((name) => `${name}, after 20 events`))
  for (const count of [1_000, READERS]) {
    const subject = await startSubject(ACCORD, 1, count)
    const empty = await subject.collected()
    const readers = await connectReaders(subject.port, DIALECTS.accord, askings(subject, 1, count))
    await wait(1_000)
    const there = await subject.collected()
    await atRate(subject, readers, 1, 10, 2_000)
    await wait(500)
    const told = await subject.collected()
    readers.close()
    await subject.stop()
    const figures = [there, told].flatMap(({ rss, held }) => [
      rss / MB,
      (rss - empty.rss) / 1_024 / count,
      (held - empty.held) / 1_024 / count,
    ])
    row(count.toFixed(0), ...figures)
    const [, resident = Number.NaN, held = Number.NaN] = figures
    keepFigures('idle readers', { readers: count, resident, held })
  }
}

/** All rooms and readers on one node, at a moderate rate over all rooms. */
async function node(): Promise<void> {
  const subject = await startSubject(ACCORD, ROOMS, READERS)
  const empty = await subject.memory()
  const readers = await connectReaders(subject.port, DIALECTS.accord, askings(subject, ROOMS, READERS))
  await wait(1_000)
  const there = await subject.memory()
  await atRate(subject, readers, ROOMS, RATE, 3_000)
  const from = await subject.usage()
  const began = performance.now()
  const waits = await atRate(subject, readers, ROOMS, RATE, RATE_MS)
  const took = performance.now() - began
  const to = await subject.usage()
  const worked = await subject.memory()
  readers.close()
  await subject.stop()
  const deliveries = (waits.length * READERS) / ROOMS
  table(`${ROOMS} live rooms, ${READERS} readers, ${RATE} ev/s`, 'figure')
  row('RSS with rooms alone, MB', empty / MB)
  row('RSS with all readers waiting, MB', there / MB)
  row('RSS after the events, MB', worked / MB)
  row('processor, % of one', ((to.cpu - from.cpu) / 1_000 / took) * 100)
  row('µs CPU per delivery, commands included', (to.cpu - from.cpu) / deliveries)
  row('last reader p50, ms', quantile(waits, 0.5))
  row('last reader p99, ms', quantile(waits, 0.99))
}

async function atRate(
  subject: Subject,
  readers: Readers,
  rooms: number,
  perSecond: number,
  ms: number,
): Promise<readonly number[]> {
  const began = performance.now()
  for (let sent = 0; sent < (perSecond * ms) / 1_000; sent++) {
    const dueIn = began + (sent * 1_000) / perSecond - performance.now()
    if (dueIn > 0) await wait(dueIn)
    // Spread over the rooms, so that each event meets another one.
    const room = (sent * 7) % rooms
    subject.publish([{ room, text: readers.announce(room, performance.now()) }])
  }
  const until = performance.now() + GIVEN_UP_MS
  while (readers.missing() > 0 && performance.now() < until) await wait(5)
  if (readers.missing() > 0) throw new Error(`${readers.missing()} events did not reach everybody`)
  return readers.take()
}

console.log(`open files: ${openFiles} for each process, so ${READERS} readers`)
pin(process.pid, 1)
if (isAsked('states')) await states()
if (isAsked('idle')) await idle()
if (isAsked('node')) await node()
