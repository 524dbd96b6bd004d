// Who breaks things where several nodes share one database: each thing once in turn, on a node of chance, one at a time,
// so that at least one node can always be blamed for not working.

import { setTimeout as pause } from 'node:timers/promises'
import type { Write } from '../support/faults/history.ts'
import { asking } from '../support/postgres.ts'
import type { Balancer } from './balancer.ts'
import type { Calls } from './calls.ts'
import type { NodeCounters } from './counters.ts'
import type { Device } from './devices.ts'
import { type Line, SILENCES } from './node-lines.ts'
import { meets } from './meets.ts'
import { another, type Node, type Nodes } from './nodes.ts'
import type { Random } from './random.ts'
import type { Guests } from './guests.ts'

export interface NodeStorm {
  readonly nodes: Nodes
  readonly balancer: Balancer
  readonly devices: readonly Device[]
  readonly guests: Guests
  readonly calls: Calls
  readonly random: Random
  readonly counters: NodeCounters
  readonly note: Write
  /** How many events readers of this node were given so far. */
  readonly heardOn: (node: Node) => number
  /** Nodes that nobody is to write on. */
  readonly quiet: Set<Node>
  /** This node's clock minus that of the run. */
  readonly skewed: Map<Node, number>
}

type Trouble = (storm: NodeStorm, node: Node) => Promise<void>

const DIES_WITHIN_MS = 20_000
const AWAY_MS = 400
const CONNECTS_WITHIN_MS = 20_000
/** Longer than a turn may stand still. */
const PAUSED_MS = 2_600
/** A node that may stand in its turn longer than that is allowed; who uses it only misses it. */
const CUT_MS: Readonly<Record<Line, number>> = { DATABASE: 2_500, CLIENTS: 1_200 }
const CUT_TRIES = 3
/** Longer than a reader may wait for what was lost: no node that looks only now and then is lucky for so long. */
const DEAF_MS = 4_000
const STEP_MS = 60_000
/** Far enough for every access to run out at once. */
const FAR_STEPS = 16
/** docs/operating.md tells operators of two seconds; a node says so in its log from one on. */
const SKEW_MS = 900

export const TROUBLES = {
  KILL: async ({ nodes, guests, counters, random }, node) => {
    const other = another(nodes, node, random)
    const guest = await guests.arrive(node, other)
    await nodes.during(node, 'KILLED', async () => {
      await node.server.kill()
      if (guest !== null) guests.lost(guest, other)
      await pause(AWAY_MS)
    })
    await startAgain(nodes, node)
    counters.killed += 1
    if (guest !== null) counters.guestLost += 1
  },
  PAUSE_IN_TURN: async ({ nodes, counters }, node) => {
    const before = node.server.happened('TURN_TAKEN')
    await nodes.during(node, 'PAUSED', async () => {
      node.server.order({ stopInTurn: true })
      await pause(AWAY_MS + PAUSED_MS)
      node.server.signal('SIGCONT')
      if (await meets(() => node.server.happened('TURN_TAKEN') > before)) counters.turnTaken += 1
    })
    counters.paused += 1
  },
  SIGN_OUT: async ({ nodes, guests, counters }, node) => {
    if (await guests.endSession(nodes.all, node)) counters.sessionEnded += 1
  },
  CUT_DATABASE: (storm, node) => cutLine(storm, node, 'DATABASE', 'databaseCutOff'),
  COMMIT_ANSWER_LOST: (storm, node) => cutCommit(storm, node, 'AFTER'),
  DEAF: async ({ counters, heardOn, quiet }, node) => {
    const [lost, heard] = [node.server.happened('SIGNAL_LOST'), heardOn(node)]
    // What is written on the node itself needs no notification, and shows the rest with it.
    quiet.add(node)
    node.server.order({ isDeaf: true })
    await pause(DEAF_MS)
    const isFound = await meets(() => node.server.happened('SIGNAL_LOST') > lost && heardOn(node) > heard)
    node.server.order({ isDeaf: false })
    quiet.delete(node)
    if (isFound) counters.signalLost += 1
  },
  STOP_DATABASE: async ({ nodes, counters }) => {
    await nodes.during('database', 'STOPPED', async () => {
      await nodes.database.stop('usual')
      await pause(AWAY_MS)
      await nodes.database.start()
    })
    counters.databaseStopped += 1
  },
  DROP_REPLIES: async ({ balancer, counters }) => {
    const before = balancer.dropped()
    balancer.dropReplies(0.3)
    await meets(() => balancer.dropped() > before)
    balancer.dropReplies(0)
    counters.replyDropped = balancer.dropped()
  },
  STEP_CLOCK: async ({ nodes, calls, counters, note, skewed, random }) => {
    const isFar = counters.clockStepped % 4 === 0
    calls.stepClock((isFar ? FAR_STEPS : 1 + random.below(6)) * STEP_MS)
    note('fault', 'clock', 'info', { offsetMs: calls.offsetMs() })
    for (const node of nodes.all) node.server.order({ offsetMs: calls.offsetMs() + (skewed.get(node) ?? 0) })
    counters.clockStepped += 1
  },
  DRAIN: async ({ nodes, counters, note }, node) => {
    await nodes.during(node, 'DRAINED', async () => {
      node.server.signal('SIGTERM')
      const code = await node.server.gone()
      if (code === 0) counters.drained += 1
      else note('fault', `${node.name} ended with ${code} when it was drained`, 'fail')
    })
    await startAgain(nodes, node)
  },
  END_CONNECTION: async ({ nodes, counters, random }) => {
    counters.connectionEnded += await endOne(nodes, 'accord', random)
  },
  CUT_CLIENTS: (storm, node) => cutLine(storm, node, 'CLIENTS', 'clientsCutOff'),
  COMMIT_LOST: (storm, node) => cutCommit(storm, node, 'BEFORE'),
  END_LISTENER: async ({ nodes, counters, random }) => {
    counters.listenerEnded += await endOne(nodes, 'accord signals', random)
  },
  DIE_BEFORE_REPLY: async ({ nodes, counters, random }, node) => {
    const before = node.server.deathsBeforeReply()
    await nodes.during(node, 'KILLED', async () => {
      node.server.order({ dieBeforeReply: 1 + random.below(5) })
      await Promise.race([node.server.gone(), pause(DIES_WITHIN_MS, null, { ref: false })])
      if (node.server.isUp()) await node.server.kill()
      if (node.server.deathsBeforeReply() > before) counters.diedBeforeReply += 1
    })
    await startAgain(nodes, node)
  },
  CRASH_DATABASE: async ({ nodes, counters }) => {
    await nodes.during('database', 'CRASHED', async () => {
      await nodes.database.stop('crash')
      await pause(AWAY_MS)
      await nodes.database.start()
    })
    counters.databaseCrashed += 1
  },
  SKEW_CLOCK: async ({ calls, counters, skewed, random }, node) => {
    // Ahead or behind, and right again the next time.
    const skew = skewed.has(node) ? 0 : (random.below(2) === 0 ? 1 : -1) * random.below(SKEW_MS)
    if (skew === 0) skewed.delete(node)
    else skewed.set(node, skew)
    node.server.order({ offsetMs: calls.offsetMs() + skew })
    counters.clockSkewed += 1
  },
  CUT_EVERYBODY_OFF: async ({ balancer, counters }) => {
    balancer.cut()
    counters.lineCut += 1
  },
  KILL_DEVICE: async ({ devices, random, counters }) => {
    if (devices.length === 0) return
    const device = random.pick(devices)
    await device.kill(false)
    device.start()
    counters.deviceKilled += 1
  },
  PAUSE: async ({ nodes, counters }, node) => {
    await nodes.during(node, 'PAUSED', async () => {
      node.server.signal('SIGSTOP')
      await pause(PAUSED_MS)
      node.server.signal('SIGCONT')
    })
    counters.paused += 1
  },
} as const satisfies Readonly<Record<string, Trouble>>

export type TroubleName = keyof typeof TROUBLES

export const TROUBLE_NAMES = Object.keys(TROUBLES) as readonly TroubleName[]

/** Lets one thing go wrong while everybody works. */
export async function nodeTrouble(storm: NodeStorm, name: TroubleName, node: Node): Promise<void> {
  const before = storm.counters.answered
  await meets(() => storm.counters.answered > before)
  await pause(storm.random.below(100))
  await TROUBLES[name](storm, node)
}

/** Said apart from its end: everybody waits for a program that starts, and nobody for one that is gone. */
const startAgain = (nodes: Nodes, node: Node): Promise<void> =>
  nodes.during(node, 'STARTING', () => node.server.start())

async function cutLine(
  { nodes, counters, random }: NodeStorm,
  node: Node,
  line: Line,
  counted: 'databaseCutOff' | 'clientsCutOff',
): Promise<void> {
  // A short run cuts each line once, and has to see both kinds.
  const isFirstOfAll = counters.databaseCutOff + counters.clientsCutOff === 0
  const what = isFirstOfAll ? random.pick(['TO_NODE', 'FROM_NODE'] as const) : random.pick(SILENCES)
  await nodes.during(node, line, async () => {
    node.lines.silence(line, what)
    await pause(CUT_MS[line])
    node.lines.heal(line)
  })
  counters[counted] += 1
  if (what !== 'BOTH') counters.oneWayCut += 1
}

async function cutCommit(
  { nodes, counters }: NodeStorm,
  node: Node,
  cutCommit: 'BEFORE' | 'AFTER',
): Promise<void> {
  const found = (what: 'WAS_COMMITTED' | 'WAS_ABORTED'): number => node.server.happened(what)
  const before = [found('WAS_COMMITTED'), found('WAS_ABORTED')] as const
  const isMeant = (): boolean =>
    cutCommit === 'AFTER' ? found('WAS_COMMITTED') > before[0] : found('WAS_ABORTED') > before[1]
  await nodes.during(node, 'COMMIT_CUT', async () => {
    // The connection may be cut in time and the other outcome be found.
    for (let tries = 0; tries < CUT_TRIES && !isMeant(); tries++) {
      const known = found('WAS_COMMITTED') + found('WAS_ABORTED')
      node.server.order({ cutCommit })
      await meets(() => found('WAS_COMMITTED') + found('WAS_ABORTED') > known)
    }
  })
  counters.foundCommitted += found('WAS_COMMITTED') - before[0]
  counters.foundAborted += found('WAS_ABORTED') - before[1]
}

/** Ends one connection whose application's name begins so, as soon as there is one; resolves to how many that were. */
const endOne = (nodes: Nodes, application: string, random: Random): Promise<number> =>
  asking(nodes.database.url, async (client) => {
    const giveUpAt = performance.now() + CONNECTS_WITHIN_MS
    do {
      const { rows } = await client.query<{ readonly pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND starts_with(application_name, $1) ORDER BY pid`,
        [application],
      )
      if (rows.length > 0) {
        await client.query('SELECT pg_terminate_backend($1)', [random.pick(rows).pid])
        return 1
      }
      await pause(50)
    } while (performance.now() < giveUpAt)
    return 0
  })
