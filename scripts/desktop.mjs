// `npm run desktop`: the desktop edition on the demo server, in one step. Installs and builds what is missing, fetches
// Electron's binary when it is not there, starts the server as `npm start` does and opens the desktop's window on it.
// Ctrl+C, or quitting the desktop, ends both; the data stays in data/demo and data/desktop.

import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { electronProgram, fetchElectron } from './dist-electron.mjs'
import { demoSettings, runServer } from './server-process.mjs'
import { hasDisplay, prepare, projectEnvironment, root, runStep, say, SetupError } from './setup.mjs'

await runStep(async () => {
  requireDisplay()
  const node = prepare()
  if (!fetchElectron(node)) {
    throw new SetupError(
      'Electron could not be fetched from here: use the browser edition with `npm start`, or set ELECTRON_MIRROR to a mirror that this computer reaches and try again.',
    )
  }
  build(node)
  const settings = demoSettings()
  say(`starting the server; its data is kept in ${settings.ACCORD_DATA}`)
  await runServer({ node, settings, command: 'npm run desktop', onReady: openDesktop })
})

function requireDisplay() {
  if (hasDisplay()) return
  throw new SetupError(
    'There is no display to open a window on: use the browser edition with `npm start`, and open its address where there is one.',
  )
}

/** @param {string} node */
function build(node) {
  say('building the desktop edition')
  const { status } = spawnSync(node, [join(root, 'scripts', 'build-desktop.mjs'), '--prepared'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnvironment(), NODE_ENV: 'production' },
  })
  if (status !== 0) {
    throw new SetupError(
      'The desktop edition could not be built: the lines above say in which file, mend it and try again.',
    )
  }
}

/** @param {string} address */
function openDesktop(address) {
  const program = electronProgram()
  if (program === null) throw new SetupError('Electron’s binary has gone: run `npm run desktop` again.')
  // What is kept for demo people stays apart from an installed Accord.
  const kept = `--user-data-dir=${join(root, 'data', 'desktop')}`
  const environment = { ...process.env, ACCORD_SERVER: address }
  // Set in some editors' terminals: Electron would then be a plain Node.
  Reflect.deleteProperty(environment, 'ELECTRON_RUN_AS_NODE')
  const desktop = spawn(program, [join(root, 'out', 'desktop'), kept], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  })
  say(`the desktop opens on ${address}; quit it, or press Ctrl+C, to end both`)
  desktop.once('error', (error) => console.error(`The desktop could not be started: ${error.message}.`))
  // The server is asked to stop by the same path as by Ctrl+C.
  desktop.once('exit', () => process.emit('SIGTERM'))
  process.once('exit', () => desktop.kill())
}
