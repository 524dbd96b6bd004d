// The curves of one node on the embedded store: readers of one room, live rooms, the length of a room's history.

import { randomUUID } from 'node:crypto'
import { connectCrowd, endOfFeed } from '../load/crowd.ts'
import { asFastAs, atRate, type Drive } from '../load/drive.ts'
import { makeWorld, readersOf, submitSurely } from '../load/world.ts'
import { textOf } from '../fan-out/load.ts'
import { quantile } from '../measured.ts'
import { idleCost, startServers } from './servers.ts'
import { checked, cpuPerDelivery, pair, printTable, type Row, tenth, whole } from './table.ts'

const LOW_SECONDS = 6
const FULL_SECONDS = 4

/** Readers of one room: at a low rate, and as fast as they can be served. */
export async function readersCurve(isShort: boolean): Promise<void> {
  const rows: Row[] = []
  for (const readers of isShort ? [10, 100, 1_000, 3_000] : [10, 100, 1_000, 3_000, 10_000]) {
    const rate = Math.min(8, 10_000 / readers)
    const { drive, close } = await loaded(1, readers)
    await atRate(drive, rate, 2)
    const low = checked(await atRate(drive, rate, LOW_SECONDS))
    const full = checked(await asFastAs(drive, 8, FULL_SECONDS))
    await close()
    rows.push({
      readers: whole(readers),
      'events/s': tenth(rate),
      'µs CPU a delivery': cpuPerDelivery(low),
      'submit → acknowledged p50 / p99, ms': pair(low.acknowledged),
      '→ last reader p50 / p99, ms': pair(low.lastReader),
      'at most events/s': tenth(full.events / full.seconds),
      'deliveries/s': whole(full.deliveries / full.seconds),
      'µs CPU a delivery then': cpuPerDelivery(full),
      'MB resident': whole((low.rss ?? Number.NaN) / 1_048_576),
    })
  }
  printTable('Readers of one room', rows)
}

const ROOMS = [
  ['10', 'SQLITE', 10],
  ['100', 'SQLITE', 100],
  ['1,000', 'SQLITE', 1_000],
  ['1,000 on PostgreSQL', 'POSTGRES', 1_000],
] as const

/** Live rooms of an account each, five readers in each. */
export async function roomsCurve(isShort: boolean): Promise<void> {
  const rows: Row[] = []
  for (const [name, store, rooms] of isShort ? ROOMS.slice(0, 2) : ROOMS) {
    const { drive, servers, close } = await loaded(rooms, 5, store)
    const idle = await idleCost(servers)
    await atRate(drive, 50, 2)
    const low = checked(await atRate(drive, 50, LOW_SECONDS))
    const full = checked(await asFastAs(drive, 64, FULL_SECONDS))
    await close()
    rows.push({
      'rooms × 5 readers': name,
      'idle: ms CPU a second of the node, of PostgreSQL': `${tenth(idle.nodes)}, ${tenth(idle.database)}`,
      'µs CPU an event, 50/s': whole((low.cpu ?? Number.NaN) / low.events),
      'submit → acknowledged p50 / p99, ms': pair(low.acknowledged),
      '→ last reader p50 / p99, ms': pair(low.lastReader),
      'at most events/s': whole(full.events / full.seconds),
      'deliveries/s': whole(full.deliveries / full.seconds),
      'µs CPU an event then': whole((full.cpu ?? Number.NaN) / full.events),
      'MB resident': whole((low.rss ?? Number.NaN) / 1_048_576),
    })
  }
  printTable('Live rooms', rows)
}

/** A server of its own with rooms and their readers. */
async function loaded(rooms: number, perRoom: number, store: 'SQLITE' | 'POSTGRES' = 'SQLITE') {
  const servers = await startServers(store)
  const { target, usage } = servers
  const world = await makeWorld(target, rooms, perRoom)
  const crowd = await connectCrowd(target, readersOf(world, perRoom))
  const drive: Drive = { target, rooms: world, crowd, usage }
  const close = (): Promise<void> => {
    crowd.close()
    return servers.stop()
  }
  return { drive, servers, close }
}

const AT_ONCE = 20
const OPEN_DOCUMENT = `query Open($id: ID!, $after: Int!) {
  room(id: $id) { phase clocks { id outcome } sharedSeq events(after: $after, limit: 60) { id body } }
}`

/** The same room ever longer: after a restart and then. */
export async function historyCurve(isShort: boolean): Promise<void> {
  const servers = await startServers('SQLITE')
  const { target, usage } = servers
  const [room] = await makeWorld(target, 1, 1)
  if (room === undefined) throw new Error('a world has a room')
  const token = room.tokens[0] ?? ''
  const send = (count: number) =>
    submitSurely(
      target,
      0,
      token,
      Array.from({ length: count }, () => ({
        id: randomUUID(),
        roomId: room.roomId,
        command: { postMessage: { text: textOf('fill'), replyTo: null } },
      })),
    )
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const rows: Row[] = []
  let entries = 0
  for (const length of isShort ? [100, 1_000, 10_000] : [100, 1_000, 10_000, 50_000]) {
    for (; entries < length; entries += AT_ONCE) await send(Math.min(AT_ONCE, length - entries))
    await servers.restart()
    const open = () =>
      target.ask(0, token, OPEN_DOCUMENT, { id: room.roomId, after: Math.max(0, length - 60) })
    const firstOpened = await timed(open)
    const firstSent = await timed(() => send(1))
    const sent: number[] = []
    for (let count = 0; count < 100; count++) sent.push(await timed(() => send(1)))
    const opened: number[] = []
    for (let count = 0; count < 20; count++) opened.push(await timed(open))
    const before = await usage()
    const caughtUp = await timed(() => endOfFeed(target, token))
    const cpu = (await usage()).cpu - before.cpu
    rows.push({
      entries: whole(length),
      'opened after a restart, ms': tenth(firstOpened),
      'first command after it, ms': tenth(firstSent),
      'command p50 / p99, ms': pair(sent),
      'opened p50, ms': tenth(quantile(opened, 0.5)),
      'caught up from the beginning, ms': whole(caughtUp),
      'ms CPU for it': whole(cpu / 1_000),
      'µs CPU an entry': tenth(cpu / length),
    })
  }
  await servers.stop()
  printTable('Length of a room', rows)
}
