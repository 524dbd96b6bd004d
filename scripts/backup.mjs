// `npm run backup -- FOLDER` and `npm run restore -- BACKUP NEW_DATA_FOLDER`: installs what is missing and runs
// server/backup/main.ts with the settings of the environment. The first word, from package.json, says which of the two;
// the folders are those of the place where the command was typed.

import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const [task = '', ...folders] = process.argv.slice(2)
  const here = process.env['INIT_CWD'] ?? process.cwd()
  const { status } = spawnSync(
    node,
    [
      '--no-warnings',
      join(root, 'server', 'backup', 'main.ts'),
      task,
      ...folders.map((folder) => resolve(here, folder)),
    ],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  process.exit(status ?? 1)
})
