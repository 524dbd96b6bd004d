// `npm run invite -- --admin "Name" name@provider.example`: installs what is missing and runs server/auth/invite-main.ts
// with the settings of the environment. The server must be stopped meanwhile: a data folder has one process.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const { status } = spawnSync(
    node,
    ['--no-warnings', join(root, 'server', 'auth', 'invite-main.ts'), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  process.exit(status ?? 1)
})
