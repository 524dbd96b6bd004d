// A server under load, as a process of its own on a processor of its own, whichever server it is.

import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { DialectName } from './dialects.ts'

export interface Peer {
  readonly name: string
  readonly dialect: DialectName
  readonly program: string
  readonly flags: readonly string[]
  /** Reads a room from its beginning. */
  readonly catchesUp: boolean
}

const peer = (
  name: string,
  file: string,
  dialect: DialectName,
  catchesUp: boolean,
  ...flags: string[]
): Peer => ({
  name,
  dialect,
  program: join(import.meta.dirname, '..', 'peers', file),
  flags,
  catchesUp,
})

export const RAW = peer('raw ws, a message per event', 'raw.mjs', 'raw', true)
export const BATCHED = peer('raw ws, batched per turn', 'raw.mjs', 'raw', false, '--batched')
export const APOLLO = peer('Apollo + graphql-ws + PubSub', 'graphql.mjs', 'graphql', true, '--apollo')
export const ACCORD: Peer = {
  name: 'Accord',
  dialect: 'accord',
  program: join(import.meta.dirname, 'accord-server.ts'),
  flags: [],
  catchesUp: true,
}
export const PEERS: readonly Peer[] = [
  RAW,
  ACCORD,
  BATCHED,
  peer('graphql-ws, plain', 'graphql.mjs', 'graphql', true),
  APOLLO,
  peer('socket.io', 'socket-io.mjs', 'socketIo', false),
]

export interface Usage {
  /** Microseconds of processor time so far, user and system. */
  readonly cpu: number
  readonly rss: number
  /** Bytes that the program itself holds, heap and buffers; where the server says so. */
  readonly held: number
}

export interface Subject {
  readonly port: number
  /** A token for a reader of a room; empty where none is needed. */
  tokenOf(room: number, reader: number): string
  publish(orders: readonly { readonly room: number; readonly text: string }[]): void
  /** So many events in the first room. */
  fill(count: number, text: string): Promise<Usage>
  usage(): Promise<Usage>
  /** Memory after all garbage was collected, which takes processor time. */
  memory(): Promise<number>
  /** The same with what the program itself holds. */
  collected(): Promise<Usage>
  stop(): Promise<void>
}

/** Gives a process one processor, where there are two. */
export function pin(pid: number, processor: number): void {
  if (cpus().length >= 2) spawnSync('taskset', ['-a', '-cp', String(processor), String(pid)])
}

export async function startSubject(
  { program, flags }: Peer,
  rooms: number,
  readers: number,
): Promise<Subject> {
  const given = flags.length > 0 ? flags : [String(rooms), String(Math.max(rooms, Math.ceil(readers / 8)))]
  const child = fork(program, given, {
    execArgv: [
      '--expose-gc',
      ...(process.env['PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['PROFILE']}`] : []),
    ],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  if (child.pid !== undefined) pin(child.pid, 0)
  const { port, tokens = [] } = (await answer(child)) as { port: number; tokens?: string[][] }
  const ask = async (order: object): Promise<Usage> => {
    child.send(order)
    const { usage, rss, held } = (await answer(child)) as Omit<Usage, 'cpu'> & { usage: NodeJS.CpuUsage }
    return { cpu: usage.user + usage.system, rss, held }
  }
  return {
    port,
    tokenOf: (room, reader) => {
      const own = tokens[room] ?? []
      return own[reader % Math.max(1, own.length)] ?? ''
    },
    publish: (orders) => void child.send({ do: 'PUBLISH', orders }),
    fill: (count, text) => ask({ do: 'FILL', count, text }),
    usage: () => ask({ do: 'USAGE' }),
    memory: async () => (await ask({ do: 'MEMORY' })).rss,
    collected: () => ask({ do: 'MEMORY' }),
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function answer(child: ChildProcess): Promise<unknown> {
  const ended = (code: number | null): never => {
    throw new Error(`a server ended with ${code}`)
  }
  child.once('exit', ended)
  const [message] = (await once(child, 'message')) as [unknown]
  child.off('exit', ended)
  return message
}
