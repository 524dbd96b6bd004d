// Nodes in network namespaces of their own, each with two pairs of virtual cables to this machine. A direction is cut by
// telling its sender a station that is not there: frames leave and nobody takes them, as on a cable that was pulled
// somewhere in between, so that neither end is told by a reset. A namespace lives as long as the process that holds it,
// and that one ends with the run, however the run ends: nothing is left behind.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Line, Network, NodeLines, Silence } from './node-lines.ts'

/** A private range that nobody is likely to use; the third number is this run's. */
const RANGE = '10.213'
const PER_NODE = 8
const NOBODY = '02:00:00:00:00:01'

let missing: string | null | undefined

/** Why there are no namespaces here, or null when there are. */
export function noNamespaces(): string | null {
  if (missing !== undefined) return missing
  if (process.platform !== 'linux') missing = 'only Linux has network namespaces'
  else if (process.getuid?.() !== 0) missing = 'only root may make network namespaces'
  else if (spawnSync('unshare', ['--net', 'true']).status !== 0) missing = 'unshare makes no network here'
  else if (spawnSync('nsenter', ['--version']).status !== 0) missing = 'nsenter is missing'
  else if (spawnSync('ip', ['link', 'show', 'lo']).status !== 0) missing = 'the command ip is missing'
  else missing = null
  return missing
}

export async function openNamespaces(count: number): Promise<Network> {
  const third = freeThird()
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, index) => openNode(`${RANGE}.${third}`, index)),
  )
  return {
    nodes: nodes.map(({ lines }) => lines),
    database: { hosts: nodes.map(({ hostAtDatabase }) => hostAtDatabase), from: `${RANGE}.${third}.0/24` },
    close: async () => {
      await Promise.all(nodes.map(({ lines }) => lines.close()))
    },
  }
}

interface Cable {
  readonly here: string
  readonly there: string
  readonly device: string
  readonly deviceThere: string
  readonly mac: string
  readonly macThere: string
}

async function openNode(net: string, index: number) {
  // Held by a pipe: it ends when this process does.
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo here; cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  await new Promise<void>((resolve, reject) => {
    holder.stdout?.once('data', () => resolve())
    holder.once('exit', () => reject(new Error('no namespace was made')))
  })
  const within = ['nsenter', '-t', String(holder.pid), '-n']
  run([...within, 'ip', 'link', 'set', 'lo', 'up'])
  const base = index * PER_NODE
  const name = `ac${process.pid.toString(36)}${index}`
  const lay = (line: Line, first: number): Cable => {
    const [device, deviceThere] = [`${name}${line === 'DATABASE' ? 'd' : 'c'}`, line.toLowerCase()]
    const [here, there] = [`${net}.${base + first}`, `${net}.${base + first + 1}`]
    run(['ip', 'link', 'add', device, 'type', 'veth', 'peer', 'name', deviceThere, 'netns', `${holder.pid}`])
    run(['ip', 'addr', 'add', `${here}/30`, 'dev', device])
    run(['ip', 'link', 'set', device, 'up'])
    run([...within, 'ip', 'addr', 'add', `${there}/30`, 'dev', deviceThere])
    run([...within, 'ip', 'link', 'set', deviceThere, 'up'])
    const mac = readFileSync(`/sys/class/net/${device}/address`, 'utf8').trim()
    const [, macThere = ''] =
      /link\/ether (\S+)/.exec(run([...within, 'ip', 'link', 'show', deviceThere])) ?? []
    return { here, there, device, deviceThere, mac, macThere }
  }
  const cables: Readonly<Record<Line, Cable>> = { DATABASE: lay('DATABASE', 1), CLIENTS: lay('CLIENTS', 5) }
  const point = (cable: Cable, toNode: string, fromNode: string): void => {
    run(neighbour(cable.there, toNode, cable.device))
    run([...within, ...neighbour(cable.here, fromNode, cable.deviceThere)])
  }
  const lines: NodeLines = {
    within,
    host: cables.CLIENTS.there,
    databaseUrl: (url) => withHost(url, cables.DATABASE.here),
    clientUrl: (own) => own,
    silence: (line, what: Silence) => {
      const cable = cables[line]
      point(cable, what === 'FROM_NODE' ? cable.macThere : NOBODY, what === 'TO_NODE' ? cable.mac : NOBODY)
    },
    heal: (line) => point(cables[line], cables[line].macThere, cables[line].mac),
    close: () => ended(holder, Object.values(cables)),
  }
  return { lines, hostAtDatabase: cables.DATABASE.here }
}

const neighbour = (address: string, station: string, device: string): readonly string[] =>
  `ip neigh replace ${address} lladdr ${station} nud permanent dev ${device}`.split(' ')

async function ended(holder: ChildProcess, cables: readonly Cable[]): Promise<void> {
  for (const { device } of cables) spawnSync('ip', ['link', 'del', device])
  const gone = new Promise((resolve) => holder.once('exit', resolve))
  holder.stdin?.end()
  await Promise.race([gone, pause(2_000)])
}

function withHost(url: string, host: string): string {
  const address = new URL(url)
  address.hostname = host
  return address.href
}

/** A third number of the range under which this machine knows no address. */
function freeThird(): number {
  const known = run(['ip', '-4', 'addr'])
  const from = process.pid % 256
  for (let step = 0; step < 256; step++) {
    const third = (from + step) % 256
    if (!known.includes(`${RANGE}.${third}.`)) return third
  }
  throw new Error(`every network below ${RANGE} is in use`)
}

function run([program = '', ...words]: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${[program, ...words].join(' ')}: ${stderr}`)
  return stdout
}
