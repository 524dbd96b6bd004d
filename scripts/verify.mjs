// `npm run verify -- FILE`: installs what is missing and runs verifier/cli.ts on a record; the file is one of the place
// where the command was typed. What it ends with is told there: 0, 1 or 2.

import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { prepare, projectEnvironment, root, SetupError } from './setup.mjs'

/** A machine on which nothing can be verified says nothing about a record. */
const CANNOT = 2

/** Options whose value is no file. */
const VALUES = ['--lang', '--fingerprint', '--root']

try {
  const node = prepare({ pages: false })
  const here = process.env['INIT_CWD'] ?? process.cwd()
  const { status } = spawnSync(
    node,
    ['--no-warnings', join(root, 'verifier', 'cli.ts'), ...placed(process.argv.slice(2), here)],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  process.exitCode = status ?? CANNOT
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = CANNOT
}

/**
 * Names of files as seen from `here`; options and their values stay as they are.
 * @param {string[]} typed
 * @param {string} here
 */
function placed(typed, here) {
  return typed.map((word, index) =>
    word.startsWith('-') || VALUES.includes(typed[index - 1] ?? '') ? word : resolve(here, word),
  )
}
