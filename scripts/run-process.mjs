// Runs a process of the project in the place of a script: with the environment's settings and the words of the command
// line, asked to stop as the script is, and with its exit code.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { prepare, projectEnvironment, root } from './setup.mjs'

/**
 * @param {readonly string[]} path of its main file, from the project's folder
 */
export function runInstead(path) {
  const node = prepare({ pages: false })
  const child = spawn(node, ['--no-warnings', join(root, ...path), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: projectEnvironment(),
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  )
}
