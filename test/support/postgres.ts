// A real PostgreSQL for the tests: the server that DATABASE_URL names, else one of this machine's own programs
// (postgres-program.ts). One cluster serves a whole run. The first file that asks for it starts it; a guard beside it
// ends it, and takes its folder away, when the run has ended, however that ended.

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  endLeftovers,
  guardFolder,
  initCluster,
  letIn,
  RUN_FOLDER,
  startServer,
  stopServer,
} from './postgres-cluster.ts'
import { postgresProgram } from './postgres-program.ts'

/** A server of one test file alone, which may be stopped. */
export interface OwnServer {
  /** The address of an empty database on it. */
  readonly url: string
  /** `crash`: without a checkpoint and without a word to its connections. */
  stop(how?: 'usual' | 'crash'): Promise<void>
  start(): Promise<void>
}

/** Makes an empty database on the run's server and resolves to its address. */
export const databaseFor = async (name: string): Promise<string> => makeDatabase(await sharedServer(), name)

/** Takes a database away, whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  const server = new URL(url)
  const name = server.pathname.slice(1)
  server.pathname = '/postgres'
  await asking(server.href, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
}

/** Ends connections of a database whose application's name begins so; resolves to how many there were. */
export const terminate = (url: string, application = 'accord'): Promise<number> =>
  asking(url, async (client) => {
    const ended = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND starts_with(application_name, $1)`,
      [application],
    )
    return ended.rowCount ?? 0
  })

/** Does something on a plain connection. */
export async function asking<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'test' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await ask(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

let owned = 0

/** Where a server of one's own listens besides 127.0.0.1, and the network from which it then lets everybody in. */
export interface AlsoAt {
  readonly hosts: readonly string[]
  readonly from: string
}

/** Starts a server for this file alone. It is ended with the run; DATABASE_URL has no say in it. */
export async function ownServer(alsoAt: AlsoAt | null = null): Promise<OwnServer> {
  const program = postgresProgram()
  runFolder()
  const folder = join(RUN_FOLDER, `own-${process.pid}-${owned++}`)
  initCluster(program, folder)
  if (alsoAt !== null) letIn(folder, alsoAt.from)
  const port = await startServer(program, folder, { hosts: alsoAt?.hosts })
  const url = await makeDatabase(addressOf(port), 'own')
  return {
    url,
    stop: (how = 'usual') => stopServer(folder, how === 'crash' ? 'SIGQUIT' : 'SIGINT'),
    start: async () => void (await startServer(program, folder, { port, hosts: alsoAt?.hosts })),
  }
}

const addressOf = (port: number): string => `postgres://postgres@127.0.0.1:${port}/postgres`

async function makeDatabase(server: string, name: string): Promise<string> {
  const database = `accord_${name}_${randomBytes(6).toString('hex')}`
  await asking(server, (client) => client.query(`CREATE DATABASE ${database}`))
  const address = new URL(server)
  address.pathname = `/${database}`
  return address.href
}

/** The address of the server that all files of a run share. */
async function sharedServer(): Promise<string> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') return given
  const isFirst = runFolder()
  const [ready, failed] = [join(RUN_FOLDER, 'ready'), join(RUN_FOLDER, 'failed')]
  if (isFirst) {
    try {
      const program = postgresProgram()
      const folder = join(RUN_FOLDER, 'shared')
      initCluster(program, folder)
      writeFileSync(ready, String(await startServer(program, folder)))
    } catch (error) {
      writeFileSync(failed, String(error))
      throw error
    }
  }
  while (!existsSync(ready) || readFileSync(ready, 'utf8') === '') {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
    await sleep(20)
  }
  return addressOf(Number(readFileSync(ready, 'utf8')))
}

/** Makes the run's folder and its guard; false when another file of the run has. */
function runFolder(): boolean {
  if (existsSync(RUN_FOLDER)) return false
  endLeftovers()
  try {
    mkdirSync(RUN_FOLDER, { mode: 0o755 })
  } catch {
    return false
  }
  guardFolder()
  return true
}
