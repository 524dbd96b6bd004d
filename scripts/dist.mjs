// `npm run dist`: the desktop edition as installers for this computer's system. Installs and builds what is missing,
// packs with electron-builder.yml, reads back what was packed and says what could not be made or checked here.
// Where Electron's binary cannot be had (`--stand-in`: is not even asked for), a folder in its place is packed, so that
// all but the binary is still checked. Fails only when something that could be checked is not as it must be.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectEnvironment, root, runStep } from './setup.mjs'

await runStep(() => {
  // What follows uses installed packages and needs the newer Node: a process of its own.
  const node = prepare()
  const packing = spawnSync(node, [join(root, 'scripts', 'dist-pack.mjs'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnvironment(), NODE_ENV: 'production' },
  })
  process.exit(packing.status ?? 1)
})
