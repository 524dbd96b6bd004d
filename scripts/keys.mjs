// `npm run keys -- root|issuer|rotate|show|internal`: installs what is missing and runs server/keys/main.ts with the
// settings of the environment. Folders and files are those of the place where the command was typed.

import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const here = process.env['INIT_CWD'] ?? process.cwd()
  const [task = '', first, second] = process.argv.slice(2)
  // The first word after `internal` is a ticket.
  const words = [task === 'internal' ? first : placed(here, first), placed(here, second)]
  const { status } = spawnSync(
    node,
    [
      '--no-warnings',
      join(root, 'server', 'keys', 'main.ts'),
      task,
      ...words.filter((word) => word !== undefined),
    ],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  process.exit(status ?? 1)
})

/**
 * @param {string} here
 * @param {string | undefined} path
 */
function placed(here, path) {
  return path === undefined ? undefined : resolve(here, path)
}
