// The real server under the hands of a run: started on what the last life left, killed, paused, sent away, put on a disk
// that fails, and given a clock. One folder and one port over all its lives.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FragileDisk } from '../support/faults/power-cut.ts'
import { openFragileDisk } from '../support/faults/power-cut.ts'
import type { NodeLines } from './node-lines.ts'
import type { NodePlant } from './node-plants.ts'
import type { Plant } from './plants.ts'
import type { Happening, ServerOrder, ServerSays } from './server-program.ts'

export interface FaultyServer {
  readonly url: string
  readonly dataFolder: string
  /** Null where there is no such disk. */
  readonly disk: FragileDisk | null
  readonly pid: number
  isUp(): boolean
  start(): Promise<void>
  order(order: ServerOrder): void
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves with the exit code, or null after a signal, when this life has ended. */
  readonly gone: () => Promise<number | null>
  /** How often it died between a commit and its answer. */
  deathsBeforeReply(): number
  /** How often something happened in it that cannot be seen from outside, over all its lives. */
  happened(what: Happening): number
  printed(): string
}

export interface FaultyServerOptions {
  /** Where everything of it is kept. */
  readonly folder: string
  readonly withDisk: boolean
  readonly plant?: Plant | NodePlant | undefined
  /** More settings of the server. */
  readonly settings?: Readonly<Record<string, string>> | undefined
  /** For a node of several: where it runs, the database, and the folder of what nodes share. */
  readonly node?: NodeOptions | undefined
}

interface NodeOptions {
  readonly lines: NodeLines
  readonly databaseUrl: string
  readonly shared: string
}

/** A process that is killed and started all the time reads what the last one compiled. */
export const COMPILED = join(tmpdir(), 'accord-compiled')
const PROGRAM = join(import.meta.dirname, 'server-program.ts')
const READY_WITHIN_MS = 60_000

export async function startFaultyServer(options: FaultyServerOptions): Promise<FaultyServer> {
  const { folder, withDisk, plant, node } = options
  const dataFolder = join(folder, 'data')
  mkdirSync(dataFolder, { recursive: true })
  const disk = withDisk ? openFragileDisk(dataFolder, join(folder, 'disk')) : null
  const deaths = join(folder, 'deaths')
  const output: string[] = []
  let child: ChildProcess
  let ended: Promise<number | null>
  let isUp = false
  let url = ''
  let offsetMs = 0
  const happened = new Map<Happening, number>()
  const nodeSettings = node === undefined ? {} : settingsOf(node)
  const within = [...(node?.lines.within ?? []), process.execPath]
  const [program, ...words] = [...within, '--no-warnings', PROGRAM]

  const start = async (): Promise<void> => {
    child = spawn(String(program), words, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: COMPILED,
        HOST: '127.0.0.1',
        PORT: url === '' ? '0' : new URL(url).port,
        ACCORD_DATA: dataFolder,
        ACCORD_DEMO: '1',
        ACCORD_LOG_LEVEL: 'warn',
        ACCORD_DEATHS: deaths,
        ACCORD_OFFSET_MS: String(offsetMs),
        ...nodeSettings,
        ...options.settings,
        ...disk?.environment,
        ...(plant === undefined ? {} : { ACCORD_PLANT: plant }),
      },
    })
    const own = child
    for (const stream of [own.stdout, own.stderr]) stream?.on('data', (text) => output.push(String(text)))
    ended = new Promise((resolve) =>
      own.once('exit', (code) => {
        isUp = false
        resolve(code)
      }),
    )
    url = await new Promise<string>((resolve, reject) => {
      const fail = (): void => reject(new Error(`the server was not ready:\n${output.slice(-20).join('')}`))
      const late = setTimeout(fail, READY_WITHIN_MS)
      own.on('message', (said: ServerSays) => {
        if ('happened' in said) return happened.set(said.happened, (happened.get(said.happened) ?? 0) + 1)
        clearTimeout(late)
        return resolve(said.url)
      })
      void ended.then(() => {
        clearTimeout(late)
        fail()
      })
    })
    isUp = true
  }
  await start()
  return {
    get url() {
      return node?.lines.clientUrl(url) ?? url
    },
    get pid() {
      return child.pid ?? 0
    },
    dataFolder,
    disk,
    isUp: () => isUp,
    start,
    order(order) {
      offsetMs = order.offsetMs ?? offsetMs
      if (child.connected) child.send(order, () => {})
    },
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    gone: () => ended,
    deathsBeforeReply: () => (existsSync(deaths) ? readFileSync(deaths, 'utf8').split('\n').length - 1 : 0),
    happened: (what) => happened.get(what) ?? 0,
    printed: () => output.join(''),
  }
}

const settingsOf = ({ lines, databaseUrl, shared }: NodeOptions): Readonly<Record<string, string>> => ({
  HOST: lines.host,
  ACCORD_DATABASE_URL: lines.databaseUrl(databaseUrl),
  ACCORD_FILES: join(shared, 'files'),
  ACCORD_KEYS: join(shared, 'keys'),
})
