// What very many readers would take, as a discrete simulation of nodes and rooms: every event is a commit on one node, a word
// to all nodes of its log, and on each node that has readers of its room one read and a frame for each of them. Nodes do
// one thing after the other. Hearing, frames, idling and commands have measured costs (bench/curves.ts); reading, the turn
// and the database's are assumed. Each may be given anew.
//
//   npx node bench/million.ts [--minutes-between=1] [--readers-per-room=10] [--seconds=10]
//        [--idle=20] [--write=2000] [--hear=170] [--read=700] [--frame=18] [--turn=1000] [--database-write=900]
//        [--database-read=250]  (µs)

import process from 'node:process'

const setting = (name: string, fallback: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? fallback)

const COST = {
  /** A reader a second while nothing happens: it is pinged, and every five seconds its page is confirmed. */
  idle: setting('idle', 20),
  /** A command on the node that took it. */
  write: setting('write', 2_000),
  /** That something is new, on a node of the log that has none of the room's readers. */
  hear: setting('hear', 170),
  /** The page with it, on each node that has readers of the room. */
  read: setting('read', 700),
  /** One reader. */
  frame: setting('frame', 18),
  /** How long one command keeps the others of its log from writing (decision 0032). */
  turn: setting('turn', 1_000),
  databaseWrite: setting('database-write', 900),
  databaseRead: setting('database-read', 250),
} as const
const PER_ROOM = setting('readers-per-room', 10)
const MINUTES_BETWEEN = setting('minutes-between', 1)
const SECONDS = setting('seconds', 10)
/** A node takes 15,000 sockets; a third stays free for those of a neighbour that dies. */
const READERS_PER_NODE = 10_000

interface Layout {
  readonly readers: number
  /** Logs, each a database with its own nodes; accounts are spread over them. */
  readonly logs: number
  /** Whether readers of a room come to one node, or to any. */
  readonly isPlaced: boolean
}

interface Outcome {
  readonly nodes: number
  readonly eventsPerSecond: number
  readonly readsPerEvent: number
  readonly busiestNode: number
  /** Of the time in which one node may write; above 1 the line of those who wait grows. */
  readonly turns: number
  /** Processors that a database keeps busy. */
  readonly database: number
  readonly lastReaderP99: number
}

function simulate({ readers, logs, isPlaced }: Layout): Outcome {
  const random = seeded(1)
  // One log stands for all, since they know nothing of each other.
  const nodes = Math.max(1, Math.round(readers / READERS_PER_NODE / logs))
  const perSecond = readers / PER_ROOM / logs / (MINUTES_BETWEEN * 60)
  const run = openRun()
  const idle = (readers / logs / nodes) * (COST.idle / 1_000_000)
  const nodeQueues = Array.from({ length: nodes }, () => run.queue(1 / (1 - idle)))
  const turns = run.queue(1)
  const waits: number[] = []
  let [events, reads] = [0, 0]
  const commit = (began: number, home: number): void => {
    const readersOn = new Map<number, number>()
    for (let reader = 0; reader < PER_ROOM; reader++) {
      const node = isPlaced ? home : Math.floor(random() * nodes)
      readersOn.set(node, (readersOn.get(node) ?? 0) + 1)
    }
    reads += readersOn.size
    let left = readersOn.size
    for (const [node, queue] of nodeQueues.entries()) {
      const here = readersOn.get(node)
      if (here === undefined) queue.do(COST.hear)
      else
        queue.do(COST.read + here * COST.frame, (at) => {
          left -= 1
          if (left === 0) waits.push((at - began) / 1_000)
        })
    }
  }
  const arrive = (at: number): void => {
    const home = Math.floor(random() * nodes)
    events += 1
    nodeQueues[home]?.do(COST.write, () => turns.do(COST.turn, () => commit(at, home)))
    run.at(at - (Math.log(1 - random()) / perSecond) * 1_000_000, arrive)
  }
  run.at(0, arrive)
  const end = SECONDS * 1_000_000
  run.until(end)
  waits.sort((one, other) => one - other)
  return {
    nodes: nodes * logs,
    eventsPerSecond: perSecond * logs,
    readsPerEvent: reads / Math.max(1, waits.length),
    busiestNode: idle + (Math.max(...nodeQueues.map((queue) => queue.busy())) / end) * (1 - idle),
    turns: (events * COST.turn) / end,
    database: (events * COST.databaseWrite + reads * COST.databaseRead) / end,
    lastReaderP99: waits[Math.floor(waits.length * 0.99)] ?? Number.NaN,
  }
}

interface Queue {
  /** Takes so long once everything before it is done; then `done` is told the time. */
  do(cost: number, done?: (at: number) => void): void
  busy(): number
}

/** A clock that jumps from one thing to the next; times and costs in microseconds. */
function openRun() {
  const heap: { readonly at: number; readonly happen: (at: number) => void }[] = []
  let now = 0
  const at = (time: number, happen: (at: number) => void): void => {
    let child = heap.push({ at: time, happen }) - 1
    for (let parent = (child - 1) >> 1; child > 0 && isLater(parent, child); parent = (child - 1) >> 1) {
      swap(parent, child)
      child = parent
    }
  }
  const isLater = (one: number, other: number): boolean =>
    (heap[one]?.at ?? Infinity) > (heap[other]?.at ?? Infinity)
  const swap = (one: number, other: number): void => {
    const [first, second] = [heap[one], heap[other]]
    if (first === undefined || second === undefined) return
    heap[one] = second
    heap[other] = first
  }
  const next = () => {
    swap(0, heap.length - 1)
    const first = heap.pop()
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1
      const least = isLater(left, left + 1) ? left + 1 : left
      if (least >= heap.length || !isLater(parent, least)) return first
      swap(parent, least)
      parent = least
    }
  }
  /** `slower`: by what it does beside. */
  const queue = (slower: number): Queue => {
    let [free, busy] = [0, 0]
    return {
      do(cost, done) {
        busy += cost * slower
        free = Math.max(free, now) + cost * slower
        if (done !== undefined) at(free, done)
      },
      busy: () => busy,
    }
  }
  const until = (end: number): void => {
    for (let first = next(); first !== undefined && first.at <= end; first = next()) {
      now = first.at
      first.happen(now)
    }
  }
  return { at, queue, until }
}

/** The same events at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const LAYOUTS: readonly Layout[] = [
  { readers: 1_000, logs: 1, isPlaced: false },
  { readers: 10_000, logs: 1, isPlaced: false },
  { readers: 100_000, logs: 1, isPlaced: false },
  { readers: 100_000, logs: 1, isPlaced: true },
  { readers: 1_000_000, logs: 1, isPlaced: false },
  { readers: 1_000_000, logs: 1, isPlaced: true },
  { readers: 1_000_000, logs: 10, isPlaced: false },
  { readers: 1_000_000, logs: 10, isPlaced: true },
  { readers: 10_000_000, logs: 100, isPlaced: true },
]

const HEAD = [
  'readers',
  'logs',
  'readers of a room are on',
  'nodes',
  'events/s',
  'reads an event',
  'busiest node',
  'turns taken, of a log',
  'processors of a database',
  'last reader p99, ms',
]
console.log(`| ${HEAD.join(' | ')} |\n| ${HEAD.map(() => '---').join(' | ')} |`)
for (const layout of LAYOUTS) {
  const outcome = simulate(layout)
  const isOverrun = outcome.busiestNode >= 1 || outcome.turns >= 1
  const cells = [
    layout.readers.toLocaleString('en'),
    layout.logs,
    layout.isPlaced ? 'one node' : 'any nodes',
    outcome.nodes.toLocaleString('en'),
    Math.round(outcome.eventsPerSecond).toLocaleString('en'),
    outcome.readsPerEvent.toFixed(1),
    `${(outcome.busiestNode * 100).toFixed(0)} %`,
    `${(outcome.turns * 100).toFixed(0)} %`,
    outcome.database.toFixed(2),
    isOverrun ? 'later and later' : outcome.lastReaderP99.toFixed(1),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
