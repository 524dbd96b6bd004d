// `npm run load -- --url http://127.0.0.1:4400 --readers 1000`: loads a running server from outside and says what became
// of it (bench/load/main.ts; docs/performance.md). Installs what is missing; the server is started by other means.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const load = spawn(
    node,
    ['--no-warnings', join(root, 'bench', 'load', 'main.ts'), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  load.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  )
})
