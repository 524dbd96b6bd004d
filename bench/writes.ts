// What writing costs over HTTP, with all that belongs to it: session, policy, rules, receipt, deadlines, and a commit that
// is on the disk (WAL, FULL). From sending a command to its answer, and to the last reader of its room having it. Beside
// it, in the same run and turn by turn, one bare commit of one row. Server and load each have a processor of their own.
//
//   npx node bench/writes.ts [--seconds=5] [--phases=one,clients,readers,rooms]

import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { DIALECTS } from './fan-out/dialects.ts'
import { connectReaders, type Readers, textOf } from './fan-out/load.ts'
import { ACCORD, pin, startSubject, type Subject } from './fan-out/subject.ts'
import { keepFigures, quantile } from './measured.ts'
import { bareCommits, PAGE } from './writing/commits.ts'
import { openWriter, roomOf, type Writer } from './writing/writer.ts'

const setting = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]
const SECONDS = Number(setting('seconds') ?? 5)
const phases = (setting('phases') ?? 'one,clients,readers,rooms').split(',')
const CLIENTS = 32
/** That a message changes: five of events, the room's, its feeds', its receipt's, and some above them. */
const PAGES = 11
/** Whose commands they are: more than one person may ask for in a second. */
const PEOPLE = 64
const READERS = [10, 100, 1_000]
const ROOMS = 200
/** Commands a second while readers are watched: what a busy room says, and what 200 of them do. */
const ROOM_RATE = 20
const ROOMS_RATE = 200
const GIVEN_UP_MS = 10_000

const row = (...cells: readonly (string | number)[]): void =>
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`)
const table = (...head: readonly string[]): void => {
  console.log('')
  row(...head)
  row(...head.map(() => '---'))
}

/** One after the other, in turns with bare commits: what one commit costs and what a command costs beyond it. */
async function oneClient(): Promise<{ readonly perSecond: number; readonly bare: number }> {
  const subject = await startSubject(ACCORD, 1, 8 * PEOPLE)
  const roomId = await roomOf(subject.port, subject.tokenOf(0, 0))
  const writer = openWriter(subject.port, ...tokensOf(subject, 0, 1))
  for (let warm = 0; warm < 300; warm++) await writer.say(roomId, textOf('warm'))
  const bare: number[] = []
  const wide: number[] = []
  const commands: number[] = []
  const until = performance.now() + SECONDS * 1_000
  while (performance.now() < until) {
    bare.push(...bareCommits(20, 1))
    wide.push(...bareCommits(20, PAGES, PAGE))
    for (let time = 0; time < 20; time++) commands.push(await writer.say(roomId, textOf('one')))
  }
  writer.close()
  await subject.stop()
  const [bareP50, commandP50] = [quantile(bare, 0.5), quantile(commands, 0.5)]
  const limit = 1.5 * bareP50 + 1
  table('one client, FULL', 'p50, ms', 'p99, ms', 'a second')
  row('bare commit of one row', bareP50, quantile(bare, 0.99), 1_000 / bareP50)
  row(
    `bare commit of ${PAGES} pages, as a command has`,
    quantile(wide, 0.5),
    quantile(wide, 0.99),
    1_000 / quantile(wide, 0.5),
  )
  row('command, sent to acknowledged', commandP50, quantile(commands, 0.99), 1_000 / commandP50)
  keepFigures('one client', { bareP50, commandP50 })
  console.log(`\nP6: ${commandP50.toFixed(2)} ms of at most ${limit.toFixed(2)} ms (1.5 × bare + 1 ms)`)
  return { perSecond: 1_000 / commandP50, bare: bareP50 }
}

/** Of the people of the first room, those that one of so many clients stands for. */
const tokensOf = (subject: Subject, client: number, count: number): readonly string[] =>
  Array.from({ length: PEOPLE / count }, (_, index) => subject.tokenOf(0, client + index * count))

/** As many as go, from so many clients that each wait for their answer. */
async function clients(
  count: number,
): Promise<{ readonly perSecond: number; readonly waits: readonly number[] }> {
  const subject = await startSubject(ACCORD, 1, 8 * PEOPLE)
  const roomId = await roomOf(subject.port, subject.tokenOf(0, 0))
  const writers = Array.from({ length: count }, (_, index) =>
    openWriter(subject.port, ...tokensOf(subject, index, count)),
  )
  const waits: number[] = []
  const goOn = async (writer: Writer, until: number, into: number[]): Promise<void> => {
    while (performance.now() < until) into.push(await writer.say(roomId, textOf('many')))
  }
  const warm = performance.now() + 1_500
  await Promise.all(writers.map((writer) => goOn(writer, warm, [])))
  const before = await subject.usage()
  const from = performance.now()
  await Promise.all(writers.map((writer) => goOn(writer, from + SECONDS * 1_000, waits)))
  const took = performance.now() - from
  const after = await subject.usage()
  for (const writer of writers) writer.close()
  await subject.stop()
  row(
    `${count} clients`,
    quantile(waits, 0.5),
    quantile(waits, 0.99),
    (waits.length * 1_000) / took,
    (after.cpu - before.cpu) / waits.length,
  )
  return { perSecond: (waits.length * 1_000) / took, waits }
}

/** Commands at a rate that waits for nobody, spread over the rooms, while readers watch. */
async function watched(name: string, rooms: number, readersOfEach: number, rate: number): Promise<void> {
  const subject = await startSubject(ACCORD, rooms, rooms * readersOfEach)
  const askings = Array.from({ length: rooms * readersOfEach }, (_, index) => {
    const room = index % rooms
    return { room, fromStart: false, token: subject.tokenOf(room, Math.floor(index / rooms)) }
  })
  const roomIds: string[] = []
  for (let room = 0; room < rooms; room++) roomIds.push(await roomOf(subject.port, subject.tokenOf(room, 0)))
  const readers = await connectReaders(subject.port, DIALECTS.accord, askings)
  await atRate(subject, readers, roomIds, rate, 2)
  const { acknowledged, delivered } = await atRate(subject, readers, roomIds, rate, SECONDS)
  readers.close()
  await subject.stop()
  row(
    name,
    rate.toFixed(0),
    quantile(acknowledged, 0.5),
    quantile(acknowledged, 0.99),
    quantile(delivered, 0.5),
    quantile(delivered, 0.99),
  )
}

async function atRate(
  subject: Subject,
  readers: Readers,
  roomIds: readonly string[],
  rate: number,
  seconds: number,
): Promise<{ readonly acknowledged: readonly number[]; readonly delivered: readonly number[] }> {
  const writers = roomIds.map((_, room) => openWriter(subject.port, subject.tokenOf(room, 0)))
  const said: Promise<number>[] = []
  const began = performance.now()
  for (let sent = 0; sent < rate * seconds; sent++) {
    const dueIn = began + (sent * 1_000) / rate - performance.now()
    if (dueIn > 0) await wait(dueIn)
    const room = sent % roomIds.length
    const text = readers.announce(room, performance.now())
    const answered = writers[room]?.say(roomIds[room] ?? '', text)
    if (answered !== undefined) said.push(answered)
  }
  const acknowledged = await Promise.all(said)
  const until = performance.now() + GIVEN_UP_MS
  while (readers.missing() > 0 && performance.now() < until) await wait(5)
  if (readers.missing() > 0) throw new Error(`${readers.missing()} events did not reach everybody`)
  for (const writer of writers) writer.close()
  return { acknowledged, delivered: readers.take() }
}

pin(process.pid, 1)
const one = phases.includes('one') ? await oneClient() : null
if (phases.includes('clients')) {
  table('clients at once, FULL', 'p50, ms', 'p99, ms', 'commands/s', 'µs CPU of the server each')
  const single = await clients(1)
  const many = await clients(CLIENTS)
  keepFigures('clients', { one: single.perSecond, many: many.perSecond })
  const bare = one?.bare ?? quantile(bareCommits(200, 1), 0.5)
  console.log(
    `\nP7: ${CLIENTS} clients ${(many.perSecond / single.perSecond).toFixed(1)} × one client (a commit for each command), ${((many.perSecond * bare) / 1_000).toFixed(1)} × bare commits of one row`,
  )
}
if (phases.includes('readers') || phases.includes('rooms')) {
  table(
    'while readers watch',
    'commands/s',
    'acknowledged p50, ms',
    'p99, ms',
    'last reader p50, ms',
    'p99, ms',
  )
  if (phases.includes('readers'))
    for (const count of READERS) await watched(`one room, ${count} readers`, 1, count, ROOM_RATE)
  if (phases.includes('rooms')) await watched(`${ROOMS} rooms × 5 readers`, ROOMS, 5, ROOMS_RATE)
}
