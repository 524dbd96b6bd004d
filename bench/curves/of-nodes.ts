// The curves of nodes: what a delivery costs where the readers of a room are spread over 1, 2 and 3 of them, and how many
// commands a second they take together. On a machine of two processors all nodes and PostgreSQL have one: what grows
// or does not is the processor time, and with a processor for each node, that is the rate.

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectCrowd } from '../load/crowd.ts'
import { asFastAs, atRate } from '../load/drive.ts'
import { openTarget } from '../load/target.ts'
import { makeWorld, readersOf, submitSurely } from '../load/world.ts'
import { textOf } from '../fan-out/load.ts'
import { keepFigures } from '../measured.ts'
import { idleCost, type Servers, startServers } from './servers.ts'
import { checked, pair, printTable, type Row, tenth, whole } from './table.ts'

const READERS = 1_000
const LOW_SECONDS = 6
const FULL_SECONDS = 4
const BYSTANDER_SECONDS = 6
const CLIENTS = 32

const KINDS = [
  { name: 'embedded store', store: 'SQLITE', nodes: 1 },
  { name: 'PostgreSQL, 1 node', store: 'POSTGRES', nodes: 1 },
  { name: 'PostgreSQL, 2 nodes', store: 'POSTGRES', nodes: 2 },
  { name: 'PostgreSQL, 3 nodes', store: 'POSTGRES', nodes: 3 },
] as const

export async function nodesCurve(isShort: boolean): Promise<void> {
  const rows: Row[] = []
  let ofOne: number | null = null
  for (const { name, store, nodes } of isShort ? KINDS.slice(0, 3) : KINDS) {
    const servers = await startServers(store, nodes)
    const { target, usage } = servers
    const world = await makeWorld(target, 1, READERS)
    const crowd = await connectCrowd(target, readersOf(world, READERS))
    const drive = { target, rooms: world, crowd, usage }
    await atRate(drive, 8, 3)
    const before = servers.databaseCpu()
    const low = checked(await atRate(drive, 8, LOW_SECONDS))
    const database = servers.databaseCpu() - before
    const full = checked(await asFastAs(drive, 8, FULL_SECONDS))
    const idle = await idleCost(servers)
    crowd.close()
    await servers.stop()
    const cost = (low.cpu ?? Number.NaN) / low.deliveries
    if (store === 'POSTGRES') ofOne ??= cost
    keepFigures(name, { nodes, perDelivery: cost, ofOne: ofOne ?? Number.NaN })
    rows.push({
      '1,000 readers over': name,
      'µs CPU of nodes a delivery, 8/s': tenth(cost),
      '× deliveries of one node, a processor each': ofOne === null ? '' : ((nodes * ofOne) / cost).toFixed(2),
      '→ last reader p50 / p99, ms': pair(low.lastReader),
      'µs CPU of PostgreSQL an event': store === 'SQLITE' ? '' : whole(database / low.events),
      'at most deliveries/s, all on one processor': whole(full.deliveries / full.seconds),
      'idle: ms CPU a second of a node, of PostgreSQL': `${tenth(idle.nodes / nodes)}, ${tenth(idle.database)}`,
    })
  }
  printTable('Nodes', rows)
  await bystander()
}

/** What an event costs a node that has none of its readers: it hears of it and looks at nothing. */
async function bystander(): Promise<void> {
  const servers = await startServers('POSTGRES', 2)
  const [url = ''] = servers.target.urls
  const target = openTarget([String(url)])
  const world = await makeWorld(target, 1, 1)
  const crowd = await connectCrowd(target, readersOf(world, 1))
  const drive = { target, rooms: world, crowd, usage: servers.usage }
  await atRate(drive, 50, 2)
  const quiet = await cpuOver(servers, () => sleep(BYSTANDER_SECONDS * 1_000))
  const busy = await cpuOver(servers, async () => {
    checked(await atRate(drive, 50, BYSTANDER_SECONDS))
  })
  crowd.close()
  target.close()
  await servers.stop()
  console.log(`\nA node without readers of a room, an event: ${whole((busy - quiet) / 50)} µs CPU`)
}

/** Microseconds of the second node's processor time, a second. */
async function cpuOver({ usageOf }: Servers, work: () => Promise<void>): Promise<number> {
  const before = await usageOf(1)
  const began = performance.now()
  await work()
  return ((await usageOf(1)).cpu - before.cpu) / ((performance.now() - began) / 1_000)
}

/** Commands a second of 32 clients in a room each, one command a request, each with a request under way. */
export async function commandsCurve(isShort: boolean): Promise<void> {
  const rows: Row[] = []
  for (const { name, store, nodes } of isShort ? KINDS.slice(0, 2) : KINDS) {
    const servers = await startServers(store, nodes)
    const { target, usage } = servers
    const world = await makeWorld(target, CLIENTS, 0)
    await commands(servers, world, 2)
    const [before, databaseBefore] = [await usage(), servers.databaseCpu()]
    const { took, seconds, repeated } = await commands(servers, world, FULL_SECONDS)
    const cpu = (await usage()).cpu - before.cpu
    const database = servers.databaseCpu() - databaseBefore
    await servers.stop()
    keepFigures(`32 clients, ${name}`, { perSecond: took.length / seconds, cpu: cpu / took.length })
    rows.push({
      '32 clients': name,
      'commands/s': whole(took.length / seconds),
      'p50 / p99, ms': pair(took),
      'µs CPU of the nodes a command': whole(cpu / took.length),
      'µs CPU of PostgreSQL a command': store === 'SQLITE' ? '' : whole(database / took.length),
      'answered RETRY': String(repeated),
    })
  }
  printTable('Commands', rows)
}

async function commands(
  { target }: Servers,
  world: Awaited<ReturnType<typeof makeWorld>>,
  forSeconds: number,
): Promise<{ took: number[]; seconds: number; repeated: number }> {
  const took: number[] = []
  let repeated = 0
  const began = performance.now()
  const client = async (number: number): Promise<void> => {
    const { roomId, tokens } = world[number % world.length] ?? { roomId: '', tokens: [] }
    while (performance.now() - began < forSeconds * 1_000) {
      const at = performance.now()
      const command = { postMessage: { text: textOf('x'), replyTo: null } }
      repeated += await submitSurely(target, number, tokens[0] ?? '', [{ id: randomUUID(), roomId, command }])
      took.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)))
  return { took, seconds: (performance.now() - began) / 1_000, repeated }
}
