// `npm run test:faults -- --minutes N [--seed S] [--nodes N]`: the long run of faults, under the Node that the server runs on. It
// prints its seed first and how often each fault really met somebody at the end; `--seed` runs the same faults again.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  const node = prepare({ pages: false })
  const run = spawn(
    node,
    ['--no-warnings', join(root, 'test', 'faults', 'long-run.ts'), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: projectEnvironment() },
  )
  run.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  )
})
