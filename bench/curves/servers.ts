// Servers to be measured, as anybody starts them: processes of server/main.ts with settings alone, on the embedded store or
// as nodes of one PostgreSQL whose commits reach the disk. They have the first processor; who loads them has the other.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, initCluster, startServer, stopServer } from '../../test/support/postgres-cluster.ts'
import { postgresProgram } from '../../test/support/postgres-program.ts'
import { pin } from '../fan-out/subject.ts'
import { openTarget, type Target } from '../load/target.ts'
import { type AskUsage, usageOfPids } from '../load/usage.ts'

export interface Servers {
  readonly target: Target
  /** Of the nodes together. */
  readonly usage: AskUsage
  /** Of one of them. */
  readonly usageOf: (node: number) => ReturnType<AskUsage>
  /** Microseconds of processor time that PostgreSQL has used; 0 on the embedded store. */
  readonly databaseCpu: () => number
  /** Stops all nodes and starts them again, with nothing in their memory. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts')
const TICK_US = 10_000
/** A round of the looks that every reader takes by itself. */
const IDLE_SECONDS = 5

/** Ended with this process, however that ends. */
const running = new Set<ChildProcess>()
const databases = new Set<number>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  for (const pid of databases) spawnSync('kill', ['-QUIT', String(pid)])
})

export async function startServers(store: 'SQLITE' | 'POSTGRES', nodes = 1): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-curves-'))
  const database = store === 'POSTGRES' ? await startPostgres() : null
  const ports: number[] = []
  for (let node = 0; node < nodes; node++) ports.push(await freePort())
  const start = async (port: number, node: number): Promise<ChildProcess> => {
    const own = { PORT: String(port), ACCORD_DATA: join(folder, String(node)) }
    const shared = { ACCORD_KEYS: join(folder, 'keys'), ACCORD_LOG_LEVEL: 'info' }
    const atDatabase =
      database === null ? {} : { ACCORD_DATABASE_URL: database.url, ACCORD_FILES: join(folder, 'files') }
    const child = spawn(process.execPath, ['--no-warnings', MAIN], {
      env: { ...process.env, ACCORD_DEMO: '1', ACCORD_LOAD_TEST: '1', ...own, ...shared, ...atDatabase },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.pid !== undefined) pin(child.pid, 0)
    running.add(child)
    child.once('exit', () => running.delete(child))
    await untilReady(child)
    return child
  }
  // One after the other: the first makes the tables and tells the demo.
  let children: readonly ChildProcess[] = []
  const startAll = async (): Promise<void> => {
    const started: ChildProcess[] = []
    for (const [node, port] of ports.entries()) started.push(await start(port, node))
    children = started
  }
  const stopAll = async (): Promise<void> => {
    const gone = children.map((child) => once(child, 'exit'))
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(gone)
  }
  await startAll()
  const target = openTarget(ports.map((port) => `http://127.0.0.1:${port}`))
  return {
    target,
    usage: () => usageOfPids(children.flatMap(({ pid }) => pid ?? []))(),
    usageOf: (node) => usageOfPids([children[node]?.pid ?? 0])(),
    databaseCpu: () => database?.cpu() ?? 0,
    async restart() {
      await stopAll()
      await startAll()
    },
    async stop() {
      target.close()
      await stopAll()
      await database?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface IdleCost {
  readonly nodes: number
  readonly database: number
}

/** Milliseconds of processor time a second while nothing happens but looks. */
export async function idleCost({ usage, databaseCpu }: Servers): Promise<IdleCost> {
  const [before, databaseBefore] = [await usage(), databaseCpu()]
  await wait(IDLE_SECONDS * 1_000)
  const nodes = ((await usage()).cpu - before.cpu) / 1_000 / IDLE_SECONDS
  return { nodes, database: (databaseCpu() - databaseBefore) / 1_000 / IDLE_SECONDS }
}

async function untilReady(child: ChildProcess): Promise<void> {
  const ready = Promise.withResolvers<void>()
  child.once('exit', (code) => ready.reject(new Error(`a server ended with ${code}`)))
  child.stdout?.on('data', (line: Buffer) => {
    if (line.includes('"msg":"ready"')) ready.resolve()
  })
  await ready.promise
}

/** What is answered is on the disk, as with the embedded store. */
const DURABLE = [
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'autovacuum=on',
  'shared_buffers=256MB',
]

async function startPostgres() {
  const program = postgresProgram()
  const root = mkdtempSync(join(tmpdir(), 'accord-curves-postgres-'))
  // It may run as somebody else, who must be able to go through.
  chmodSync(root, 0o755)
  const folder = join(root, 'cluster')
  initCluster(program, folder)
  let pid = 0
  const started = (own: number): void => {
    pid = own
    pin(pid, 0)
    databases.add(pid)
  }
  const port = await startServer(program, folder, { settings: DURABLE, started })
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    cpu: () => cpuOfFamily(pid),
    async stop() {
      await stopServer(folder, 'SIGINT')
      databases.delete(pid)
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Of a process, its children that are there, and those it has seen end. */
function cpuOfFamily(parent: number): number {
  let ticks = 0
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const stat = readOr(`/proc/${pid}/stat`)
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [ofParent, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [fields[1], ...fields.slice(11)]
    if (pid === parent) ticks += user + system + endedUser + endedSystem
    else if (ofParent === parent) ticks += user + system
  }
  return ticks * TICK_US
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
