// Runs the server as a child process on behalf of `npm start`, `npm run desktop` and `npm run serve`: refuses a taken port with a
// sentence, waits until the server says it is ready, passes the first request to stop on to it, waits for its clean
// end and ends with its exit code. The server checks its own settings; what is looked at here is only what it takes
// to find out where it can be reached.

import { spawn } from 'node:child_process'
import { createConnection, createServer } from 'node:net'
import { constants } from 'node:os'
import { join } from 'node:path'
import { projectEnvironment, root, SetupError, say } from './setup.mjs'

const DEFAULT_PORT = '4400'
const DEFAULT_HOST = '127.0.0.1'
const READY_WITHIN_MS = 60_000
const ASK_EVERY_MS = 150
/** A server that was stopped a moment ago may still be closing. */
const FREE_WITHIN_MS = 5_000
/** A server that was asked to stop and has not ended after this long is ended the hard way. */
const STOP_WITHIN_MS = 20_000

/**
 * The settings of a server with demo people, as far as the environment leaves them open.
 * @returns {{ ACCORD_DEMO: string, ACCORD_DATA: string, ACCORD_LOG_LEVEL: string }}
 */
export function demoSettings() {
  return {
    ACCORD_DEMO: process.env['ACCORD_DEMO'] || '1',
    ACCORD_DATA: process.env['ACCORD_DATA'] || join(root, 'data', 'demo'),
    ACCORD_LOG_LEVEL: process.env['ACCORD_LOG_LEVEL'] || 'warn',
  }
}

/**
 * Starts the server, reports its address to `onReady`, and ends this process with the server's exit code.
 * @param {{ node: string, settings: NodeJS.ProcessEnv, command: string, onReady: (address: string) => void }} options
 *   `settings` are environment variables laid over the caller's; `command` is what the person typed, for the sentences.
 */
export async function runServer({ node, settings, command, onReady }) {
  const environment = { ...projectEnvironment(), ...settings }
  // White space means nothing and an empty variable the same as none, as they do to the server.
  environment['HOST'] = environment['HOST']?.trim() || DEFAULT_HOST
  environment['PORT'] = environment['PORT']?.trim() || DEFAULT_PORT
  if (/^0+$/.test(environment['PORT'])) environment['PORT'] = String(await anyFreePort(environment['HOST']))
  const place = { host: reachableHost(environment['HOST']), port: environment['PORT'] }
  await refuseTakenPort(place, command)

  // A process group of its own: Ctrl+C reaches this script alone, which then asks the server to stop exactly once.
  const server = spawn(node, [join(root, 'server', 'main.ts')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  })
  const ended = exitCodeOf(server)
  passOnRequestsToStop(server)

  const address = `http://${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`
  const ready = await Promise.race([becomesReady(address), ended.then(() => 'ended')])
  if (ready === 'ready') {
    watchOver(node, environment)
    onReady(address)
  }
  if (ready === 'late') {
    console.error(
      `\nThe server did not become ready within a minute: read the lines above, then run \`${command}\` again.`,
    )
    server.kill('SIGTERM')
    await ended
    process.exit(1)
  }
  process.exit(await ended)
}

/**
 * Starts the auditor beside the server: a process of its own, so that it goes on while the server hangs. It ends with
 * this script, whatever that ends by.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment the server's own settings
 */
function watchOver(node, environment) {
  const auditor = spawn(node, ['--no-warnings', join(root, 'server', 'watch', 'audit-main.ts')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
  auditor.on('error', () => {})
  auditor.on('exit', () =>
    console.error('\nThe auditor of the deadlines ended: nobody watches over the server now.'),
  )
  auditor.unref()
  auditor.channel?.unref()
}

/** @param {string} host */
function reachableHost(host) {
  if (host === '0.0.0.0' || host === '::' || host === '') return 'localhost'
  return host
}

/**
 * @param {string} host
 * @returns {Promise<number>}
 */
function anyFreePort(host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/**
 * Without this, the answer of whatever runs there already would pass for the readiness of a server that cannot start.
 * @param {{ host: string, port: string }} place
 * @param {string} command
 */
async function refuseTakenPort({ host, port }, command) {
  const number = Number(port)
  if (!Number.isInteger(number) || number < 1 || number > 65_535) return
  const giveUpAt = Date.now() + FREE_WITHIN_MS
  for (let asked = 0; await answers(host, number); asked++) {
    if (asked === 0) say(`port ${port} is in use; waiting a moment for it`)
    if (Date.now() > giveUpAt) {
      const other = number === 65_535 ? number - 1 : number + 1
      throw new SetupError(
        `Port ${port} is in use already: stop the program that has it, or choose another port (PORT=${other} ${command}).`,
      )
    }
    await pause(ASK_EVERY_MS)
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(host, port) {
  return new Promise((resolve) => {
    const probe = createConnection({ host, port })
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', () => resolve(false))
  })
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * @param {string} address
 * @returns {Promise<'ready' | 'late'>}
 */
async function becomesReady(address) {
  const giveUpAt = Date.now() + READY_WITHIN_MS
  while (Date.now() < giveUpAt) {
    try {
      const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) })
      if (answer.ok) return 'ready'
    } catch {
      // Not listening yet.
    }
    await pause(ASK_EVERY_MS)
  }
  return 'late'
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, or 128 + the signal that ended it, as shells have it.
 */
function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`The server could not be started: ${error.message}.`)
      resolve(1)
    })
    child.once('exit', (code, signal) => {
      if (signal !== null) console.error(`The server was ended by ${signal}.`)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/** @param {import('node:child_process').ChildProcess} server */
function passOnRequestsToStop(server) {
  let asked = false
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (asked) return
    asked = true
    say('stopping')
    server.kill(signal)
    setTimeout(() => {
      console.error('The server did not stop by itself and is ended now.')
      server.kill('SIGKILL')
    }, STOP_WITHIN_MS).unref()
  }
  process.on('SIGINT', () => passOn('SIGINT'))
  process.on('SIGTERM', () => passOn('SIGTERM'))
  process.on('SIGHUP', () => passOn('SIGTERM'))
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentEnds(() => passOn('SIGTERM'))
}

/**
 * Asked to stop, npm stops the shell that it put between itself and this script, and the shell tells nobody.
 * @param {() => void} act
 */
function whenParentEnds(act) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) act()
  }, ASK_EVERY_MS).unref()
}
