// `npm run audit`: the auditor of a server's deadlines alone, for a machine on which the server is started by other
// means than `npm run serve`, or by a timer with `-- --once`. Installs what is missing and runs
// server/watch/audit-main.ts with the settings of the environment, which must be those of the server.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const auditor = spawn(
    node,
    ['--no-warnings', join(root, 'server', 'watch', 'audit-main.ts'), ...process.argv.slice(2)],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: projectEnvironment() },
  )
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => auditor.kill('SIGTERM'))
  auditor.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  )
})
