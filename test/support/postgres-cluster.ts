// The processes behind test/support/postgres.ts: making a cluster, starting and stopping its server, and the guard that
// leaves nothing behind. Everything of a run lies in one folder that is named after the run's process.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, chownSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresProgram } from './postgres-program.ts'

const PREFIX = 'accord-postgres-'
/** The test runner starts a process for each file. */
const RUN = process.ppid
export const RUN_FOLDER = join(tmpdir(), `${PREFIX}${RUN}`)

/** Makes an empty cluster in a folder. */
export function initCluster({ bin, user }: PostgresProgram, folder: string): void {
  mkdirSync(folder, { mode: 0o700 })
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const given = ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(bin, 'initdb'), given, { ...user, cwd: '/', encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
}

/** Nothing of a test has to outlive a power failure. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
  'logging_collector=off',
  'autovacuum=off',
]

/** Lets everybody of a network in, without a password. */
export const letIn = (folder: string, network: string): void =>
  appendFileSync(join(folder, 'pg_hba.conf'), `host all all ${network} trust\n`)

export interface ServerOptions {
  readonly port?: number
  /** Other addresses of this machine at which it listens too. */
  readonly hosts?: readonly string[] | undefined
  /** In place of those for tests, with the same names where they say something else. */
  readonly settings?: readonly string[]
  /** Told its process before that has started others. */
  readonly started?: (pid: number) => void
}

/** Starts the server and resolves to its port once it takes connections. */
export async function startServer(
  program: PostgresProgram,
  folder: string,
  { port, hosts = [], settings: own = [], started }: ServerOptions = {},
): Promise<number> {
  const taken = port ?? (await freePort())
  const log = openSync(`${folder}.log`, 'a')
  const settings = [...SETTINGS, ...own, `listen_addresses=${['127.0.0.1', ...hosts].join(',')}`]
  const given = ['-D', folder, '-p', String(taken), ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(join(program.bin, 'postgres'), given, {
    ...program.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  server.unref()
  if (server.pid !== undefined) started?.(server.pid)
  await untilReady(server, folder)
  return taken
}

/** The server says in its own file when it is ready. */
async function untilReady(server: ChildProcess, folder: string): Promise<void> {
  while (!readOr(join(folder, 'postmaster.pid')).includes('ready')) {
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL did not start: ${readOr(`${folder}.log`).slice(-2_000)}`)
    await sleep(20)
  }
}

export async function stopServer(folder: string, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const pid = Number(readOr(join(folder, 'postmaster.pid')).split('\n')[0])
  if (!(pid > 0)) return
  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(10)
}

/** Waits beside the run, ends its servers when the run is gone, and removes the folder. */
const GUARD = `
while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
for file in "$2"/*/postmaster.pid; do [ -f "$file" ] && kill -QUIT "$(head -n 1 "$file")" 2>/dev/null; done
sleep 1
rm -rf "$2"
`

export function guardFolder(): void {
  spawn('sh', ['-c', GUARD, 'accord-postgres-guard', String(RUN), RUN_FOLDER], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref()
}

/** Ends what runs left behind whose guard went with them, as when the machine was started anew. */
export function endLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((found) => found.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length))
    if (isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    spawnSync('sh', ['-c', GUARD, 'accord-postgres-guard', String(pid), folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
