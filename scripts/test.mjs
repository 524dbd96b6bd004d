// `npm test`: installs and builds what is missing, then runs every test under the Node that the server runs on.
// What follows `--` goes to the test runner (`npm test -- test/domain`). `--nightly` runs the seeded tests over
// thousands of seeds instead of hundreds; they read it as ACCORD_NIGHTLY=1.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep, say } from './setup.mjs'

await runStep(() => {
  const given = process.argv.slice(2)
  const nightly = given.includes('--nightly')
  const passedOn = given.filter((argument) => argument !== '--nightly')
  const node = prepare()
  say(nightly ? 'running the tests over thousands of seeds; this takes hours' : 'running the tests')
  const runner = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const tests = spawn(node, [runner, 'run', ...passedOn], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnvironment(), ...(nightly ? { ACCORD_NIGHTLY: '1' } : {}) },
  })
  tests.on('exit', (code, signal) => {
    if (code !== 0)
      console.error('\nSome tests failed: the lines above name them; run one file with `npm test -- <path>`.')
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
  })
})
