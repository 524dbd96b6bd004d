// The process: settings in, a running server, and a clean end. Whatever keeps it from starting is one sentence on the
// error output and an exit code: 2 for a wrong setting, 1 for anything else.

import process from 'node:process'
import type { RunningServer } from './app.ts'

const OLDEST_NODE = 24
const STOP_WITHIN_MS = 15_000
/** A database that starts at the same time, or anew, is there by then. */
const DATABASE_WITHIN_MS = 10_000

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
  endWith(
    1,
    `Accord needs Node ${OLDEST_NODE} or later, this is ${process.version}: use npm start or npm run serve.`,
  )

// Imported only now: an older Node would fail while loading them, with a message that helps nobody.
const [{ startServer }, { ConfigError, readConfig }, { StartError }] = await Promise.all([
  import('./app.ts'),
  import('./config.ts'),
  import('./start-error.ts'),
])

try {
  const config = readConfig(process.env)
  const starting = startServer({
    config,
    databaseWithin: DATABASE_WITHIN_MS,
    onFatal: () => process.exit(1),
  })
  // Before the start has ended: a signal that comes meanwhile stops the server as soon as it has started.
  stopOnRequest(starting)
  await starting
} catch (error) {
  if (error instanceof ConfigError) endWith(2, error.message)
  if (error instanceof StartError) endWith(1, error.message)
  throw error
}

function stopOnRequest(starting: Promise<RunningServer>): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => endWith(1, 'The server did not stop in time and was ended.'), STOP_WITHIN_MS).unref()
    // A start that fails is reported above.
    const stopping = starting.catch(() => null).then((server) => server?.stop())
    stopping.then(
      () => process.exit(0),
      (error: unknown) => endWith(1, `The server did not stop cleanly: ${String(error)}`),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function endWith(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
