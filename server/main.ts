// The process: settings in, a running server, and a clean end. Whatever keeps it from starting is one sentence on the
// error output and an exit code: 2 for a wrong setting, 1 for anything else.

import process from 'node:process'

const OLDEST_NODE = 24
const STOP_WITHIN_MS = 15_000

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
  endWith(
    1,
    `Accord needs Node ${OLDEST_NODE} or later, this is ${process.version}: use npm start or npm run serve.`,
  )

// Loaded only now: an older Node would fail on the way with words that help nobody.
const [{ startServer }, { ConfigError, readConfig }, { StartError }] = await Promise.all([
  import('./app.ts'),
  import('./config.ts'),
  import('./start-error.ts'),
])

try {
  const server = await startServer({ config: readConfig(process.env), onFatal: () => process.exit(1) })
  stopOnRequest(server)
} catch (error) {
  if (error instanceof ConfigError) endWith(2, error.message)
  if (error instanceof StartError) endWith(1, error.message)
  throw error
}

function stopOnRequest(server: { stop(): Promise<void> }): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => endWith(1, 'The server did not stop in time and was ended.'), STOP_WITHIN_MS).unref()
    server.stop().then(
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
