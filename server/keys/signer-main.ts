// `npm run signer`: the signer as a process, best of a user of its own. Exit code 0 when it was asked to end, 1 when it
// could not begin, 2 for a setting that was not understood.

import process from 'node:process'
import { machineNow } from '../clock.ts'
import { ConfigError } from '../config.ts'
import { openLog } from '../observe/log.ts'
import { StartError } from '../start-error.ts'
import { startSigner } from './signer.ts'
import { readSignerConfig } from './signer-config.ts'

try {
  const { folder, socket, logLevel } = readSignerConfig(process.env)
  const log = openLog(logLevel)
  const signer = await startSigner({ folder, socket, now: machineNow, log })
  const stop = (): void => void signer.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  log.info({ pid: process.pid, socket, folder }, 'signing')
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof StartError
  if (!isExpected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
