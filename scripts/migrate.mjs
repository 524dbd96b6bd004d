// `npm run migrate -- --to postgres://user:password@host/database`: installs what is missing and runs
// server/migrate/main.ts with the settings of the environment.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const { status } = spawnSync(
    node,
    ['--no-warnings', join(root, 'server', 'migrate', 'main.ts'), ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: 'inherit',
      env: projectEnvironment(),
    },
  )
  process.exit(status ?? 1)
})
