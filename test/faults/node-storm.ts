// A run of faults with several nodes: real servers on one PostgreSQL, each on a network of its own, behind a load balancer
// that sends every request and every socket to any of them. The same crew as with one server (storm.ts) works through
// it, and besides: on each node somebody who asks again and again, to see that nobody is held up, and somebody who reads.

import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openHistory, readHistories, type Write } from '../support/faults/history.ts'
import { newFolder } from '../support/faults/new-folder.ts'
import { checkNodes, longestStall } from '../support/faults/node-checkers.ts'
import { signIn } from './api.ts'
import { openBalancer } from './balancer.ts'
import { type NodeCounters, noNodeCounters } from './counters.ts'
import { allRest, countComing, type CrewWorld, openCrew, startCrew } from './crew.ts'
import { feedClient } from './feed-client.ts'
import { eventIdsIn, readDatabase } from './final-read.ts'
import { type Guests, openGuests } from './guests.ts'
import { worksOn } from './meets.ts'
import { type NodeStorm, nodeTrouble, type TroubleName } from './node-nemesis.ts'
import type { NodePlant } from './node-plants.ts'
import { another, type Node, type Nodes, openNodes } from './nodes.ts'
import { type Random, randomFrom } from './random.ts'
import { roomToSign } from './signers.ts'
import { openWriter, type Reach, readOnce, type Writer } from './writers.ts'

export interface NodeStormOptions {
  readonly seed: number
  readonly nodes: number
  /** What goes wrong, in turn; asked until it says null. */
  readonly next: (count: number) => TroubleName | null
  readonly plant?: NodePlant | undefined
  /** Who has a device; nobody fresh comes at the end, where it is empty. */
  readonly people?: readonly string[] | undefined
  readonly restWithinMs?: number | undefined
  readonly say?: ((line: string) => void) | undefined
}

export interface NodeStormResult {
  readonly wrong: readonly string[]
  readonly counters: NodeCounters
  /** The longest that anybody waited on a node that suffered nothing itself. */
  readonly longest: string
}

const PEOPLE = ['rani-wulandari', 'maeve-brennan', 'tiago-lemos']
const FRESH = ['joon-park', 'sari-hartono']
const PULSES = ['priya-nair', 'maeve-brennan', 'tiago-lemos']
const PULSE_EVERY_MS = 120
const WATCHER = 'aisha-karim'
const BACK_AFTER_MS = 100

export async function runNodeStorm(options: NodeStormOptions): Promise<NodeStormResult> {
  const { seed, plant, people = PEOPLE, say = () => {} } = options
  const folder = newFolder('nodes')
  const histories = mkdtempSync(join(folder, 'history-'))
  const note = openHistory(histories, 'run')
  const began = performance.now()
  const tell = (line: string): void => say(`${((performance.now() - began) / 1_000).toFixed(1)} s: ${line}`)
  const nodes = await openNodes({ count: options.nodes, folder, note, plant })
  const quiet = new Set<Node>()
  const balanced = (): readonly string[] =>
    nodes.all.filter((node) => !quiet.has(node)).map(({ server }) => server.url)
  const balancer = await openBalancer(balanced, randomFrom(seed + 3))
  const ends: (() => Promise<unknown> | void)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
    () => nodes.close(),
    () => balancer.close(),
  ]
  try {
    tell('the nodes are ready')
    const counters = noNodeCounters()
    const random = randomFrom(seed)
    const choice = randomFrom(seed + 11)
    // Signs in and reads on any node that is ready; writes through the load balancer.
    const reach: Reach = { line: () => balancer.url, direct: () => choice.pick(balancer.ready()) }
    const toSign = await roomToSign(reach.direct())
    note('baseline', 'run', 'ok', { ids: await eventIdsIn(nodes.database.url) })
    const behind = await openCrew({
      seed,
      withDisk: false,
      folder,
      histories,
      reach,
      counters,
      toSign,
      people,
      fresh: people.length === 0 ? [] : FRESH,
      line: balancer,
      areReturned: true,
    })
    const { devices, calls, rooms } = behind
    ends.push(() => Promise.all(devices.map((device) => device.kill(false))))
    const guests = openGuests(rooms[0] ?? '', openHistory(histories, 'guests'))
    const watches = await openWatches(nodes, guests, histories)
    ends.push(() => watches.close())
    ends.push(watchMachine(note))
    const pulses = openPulses({ nodes, quiet, rooms, seed, histories, counters })
    const world: CrewWorld = { ...behind, writers: [...behind.writers, ...pulses] }
    const crew = startCrew(world)
    ends.push(() => crew.stop())
    const storm: NodeStorm = {
      nodes,
      balancer,
      devices,
      guests,
      calls,
      random,
      counters,
      note,
      heardOn: watches.heardOn,
      quiet,
      skewed: new Map(),
    }
    for (let count = 0, name = options.next(0); name !== null; name = options.next(++count)) {
      const node = random.pick(nodes.all)
      tell(`${name} ${node.name}`)
      await nodeTrouble(storm, name, node)
    }
    tell('nothing fails any more')
    if (plant === undefined) await worksOn(counters)
    const calm = [...(await allRest(world, crew, options.restWithinMs))]
    calm.push(...(await watches.rest(openHistory(histories, 'rest'))))
    for (const { name, server } of nodes.all) {
      server.signal('SIGTERM')
      if ((await server.gone()) !== 0) calm.push(`rest: ${name} did not end cleanly`)
    }
    tell('everybody rests')
    const { end, wrong } = await readDatabase(nodes.database.url, calls.offsetMs())
    const history = readHistories(histories)
    countComing(history, counters)
    const longest = longestStall(history)
    const allWrong = [...calm, ...wrong, ...checkNodes(history, end), ...bugsIn(nodes)]
    if (allWrong.length > 0 && plant === undefined) tell(`kept in ${keep(nodes, histories)}`)
    return {
      wrong: allWrong,
      counters,
      longest:
        longest === null
          ? 'nobody asked'
          : `${(longest.ms / 1_000).toFixed(1)} s on ${longest.node} during ${longest.during}`,
    }
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

/** What is needed to find out why something is wrong; returns where it lies. */
function keep(nodes: Nodes, histories: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-wrong-'))
  cpSync(histories, folder, { recursive: true })
  for (const [index, { server }] of nodes.all.entries())
    writeFileSync(join(folder, `node-${index}.log`), server.printed())
  return folder
}

interface PulsesOptions {
  readonly nodes: Nodes
  readonly quiet: ReadonlySet<Node>
  readonly rooms: readonly string[]
  readonly seed: number
  readonly histories: string
  readonly counters: NodeCounters
}

function openPulses(options: PulsesOptions): readonly Writer[] {
  const random = randomFrom(options.seed + 5)
  return options.nodes.all.map((node, index) => openPulse(node, index, options, random))
}

/** Asks one node for one small thing again and again; once it is answered, another node has to know of it. */
function openPulse(
  node: Node,
  index: number,
  { nodes, quiet, rooms, histories, counters }: PulsesOptions,
  random: Random,
): Writer {
  const person = PULSES[index % PULSES.length] ?? ''
  const note = openHistory(histories, `pulse/${index}`)
  const own: Reach = { line: () => node.server.url, direct: () => node.server.url }
  const [roomId = ''] = rooms
  let said = 0
  const writer = openWriter(person, own, note, counters, () => {
    const text = `node ${index} is asked ${++said}`
    return [{ id: randomUUID(), roomId, effects: ['MessagePosted'], command: { postMessage: { text } } }]
  })
  let token: string | null = null
  return {
    ...writer,
    async step() {
      if (quiet.has(node) && writer.isIdle()) return pause(PULSE_EVERY_MS)
      await writer.step()
      if (!writer.isIdle()) return
      await pause(PULSE_EVERY_MS)
      if (nodes.urls().length < 2) return
      const { url } = another(nodes, node, random).server
      const reader: Reach = { line: () => url, direct: () => url }
      token ??= await signIn(url, person).then(
        (signed) => signed.token,
        () => null,
      )
      if (token === null) return
      if (await readOnce(reader, token, roomId, note)) counters.readElsewhere += 1
    },
  }
}

interface Watches {
  readonly heardOn: (node: Node) => number
  /** Waits until all hold the same, and writes down what that is. */
  rest(note: Write): Promise<readonly string[]>
  close(): void
}

/** A reader on each node, who goes on reading there whatever happens to it. */
async function openWatches(nodes: Nodes, guests: Guests, histories: string): Promise<Watches> {
  const heard = new Map<Node, number>()
  const watches = await Promise.all(
    nodes.all.map(async (node, index) => {
      const note = openHistory(histories, `watch/${index}`)
      let wasAtHead = false
      const { token } = await signIn(node.server.url, WATCHER)
      const client = feedClient({
        url: () => node.server.url,
        token,
        comesBackAfter: () => BACK_AFTER_MS,
        onPage: ({ events, atHead }, follows) => {
          if (!follows) note('watch', node.name, 'info')
          for (const { id } of events) note('watch', id, 'ok')
          heard.set(node, (heard.get(node) ?? 0) + events.length)
          if (atHead && !wasAtHead) note('watch', node.name, 'invoke')
          wasAtHead ||= atHead
        },
        onPresence: (people) => guests.seen(node.name, people),
        onClosed: () => {
          if (wasAtHead) note('watch', node.name, 'fail')
          wasAtHead = false
        },
      })
      client.open()
      return { name: `watch/${index}`, client }
    }),
  )
  return {
    heardOn: (node) => heard.get(node) ?? 0,
    async rest(note) {
      const until = performance.now() + 20_000
      const isSame = (): boolean =>
        watches.every(({ client }) => client.isAtHead()) &&
        new Set(watches.map(({ client }) => client.digest())).size === 1
      while (!isSame() && performance.now() < until) await pause(50)
      for (const { client } of watches)
        note('state', 'watch', 'ok', { audience: 'provider', digest: client.digest() })
      return isSame() ? [] : ['rest: the readers of the nodes do not hold the same']
    },
    close: () => {
      for (const { client } of watches) client.close()
    },
  }
}

const LATE_MS = 100
/** Writes down when the machine let nobody go on, so that no node is blamed for it. Returns how to stop that. */
function watchMachine(note: Write): () => void {
  let expected = performance.now() + LATE_MS
  const ticking = setInterval(() => {
    const lateMs = performance.now() - expected
    if (lateMs > LATE_MS) note('fault', 'machine', 'info', { lateMs })
    expected = performance.now() + LATE_MS
  }, LATE_MS)
  return () => clearInterval(ticking)
}

interface LogLine {
  readonly msg?: string
  readonly error?: { readonly type?: string; readonly message?: string }
  readonly err?: LogLine['error']
}

const BUGS: readonly unknown[] = ['PostgresError', 'TypeError', 'RangeError', 'AssertionError']
/** What a node wrote about an error that is none of the faults it is prepared for; each kind once. */
const bugsIn = (nodes: Nodes): readonly string[] =>
  nodes.all.flatMap(({ name, server }) => {
    const bugs = new Set(server.printed().split('\n').flatMap(bugIn))
    return [...bugs].map((bug) => `bugs: ${name}: ${bug}`)
  })

function bugIn(line: string): readonly string[] {
  if (!line.startsWith('{')) return []
  const { msg = '', error, err } = JSON.parse(line) as LogLine
  const { type, message } = error ?? err ?? {}
  return BUGS.includes(type) ? [`${msg}: ${type}: ${message}`] : []
}
