// The real server as a process that a run of faults owns: everything that main.ts starts, with a clock that the run sets
// (server time alone; nothing else of the machine), a moment of death of its own choice, and, to prove the checkers, a
// planted bug. Started by faulty-server.ts.

import { appendFileSync } from 'node:fs'
import { ServerResponse } from 'node:http'
import { flushCompileCache } from 'node:module'
import { instantAt } from '../../domain/time.ts'
import { startServer } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { type DatabaseHappening, type DatabaseOrder, openDatabaseFaults } from './database-faults.ts'
import { isNodePlant, plantInNode } from './node-plants.ts'
import { type Plant, plant } from './plants.ts'

/** What a run tells its server. */
export interface ServerOrder extends DatabaseOrder {
  /** Server time minus true time. */
  readonly offsetMs?: number
  /** To die after its commit and before its answer, at the n-th accepted command from now on. */
  readonly dieBeforeReply?: number
}

export type Happening = DatabaseHappening

/** What a server tells its run: once where it is ready, then what happens in it. */
export type ServerSays = { readonly url: string } | { readonly happened: Happening }

const say = (said: ServerSays): void => void process.send?.(said)

const bug = process.env['ACCORD_PLANT']
if (bug !== undefined && !isNodePlant(bug)) plant(bug as Plant)

const breakDatabase = openDatabaseFaults((happened) => say({ happened }))

let offsetMs = Number(process.env['ACCORD_OFFSET_MS'] ?? 0)
let repliesLeft = 0

process.on('message', (order: ServerOrder) => {
  offsetMs = order.offsetMs ?? offsetMs
  repliesLeft = order.dieBeforeReply ?? repliesLeft
  breakDatabase(order)
})
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
// The run that owns this process is gone.
process.on('disconnect', () => process.exit(0))

type End = (this: ServerResponse, ...given: readonly unknown[]) => unknown
const end = Reflect.get(ServerResponse.prototype, 'end') as End
const mortalEnd: End = function (...given) {
  const [body] = given
  const isAcceptance =
    repliesLeft > 0 &&
    (typeof body === 'string' || Buffer.isBuffer(body)) &&
    String(body).includes('ACCEPTED')
  if (isAcceptance && --repliesLeft === 0) {
    appendFileSync(process.env['ACCORD_DEATHS'] ?? '/dev/null', 'died before its reply\n')
    process.kill(process.pid, 'SIGKILL')
  }
  return Reflect.apply(end, this, given)
}
Reflect.set(ServerResponse.prototype, 'end', mortalEnd)

const server = await startServer({
  config: readConfig(process.env),
  now: () => instantAt(Date.now() + offsetMs),
  onFatal: () => process.exit(1),
})
// What several nodes do at their start is not what these bugs are about.
if (bug !== undefined && isNodePlant(bug)) plantInNode(bug)
flushCompileCache()
say({ url: server.url })
