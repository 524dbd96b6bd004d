// `npm start`: the product with demo people and one incident in progress, on this machine alone, in one step.
// Installs and builds what is missing, keeps its data in data/demo, prints the address and opens it in a browser
// where there is a display. What the environment already says (PORT, HOST, ACCORD_DATA, ACCORD_DEMO …) is left as it is.

import { spawn } from 'node:child_process'
import { demoSettings, runServer } from './server-process.mjs'
import { hasDisplay, prepare, runStep, say } from './setup.mjs'

await runStep(async () => {
  const node = prepare()
  const settings = demoSettings()
  say(`starting the server; its data is kept in ${settings.ACCORD_DATA}`)
  await runServer({ node, settings, command: 'npm start', onReady: welcome })
})

/** @param {string} address */
function welcome(address) {
  say(`ready at ${address}`)
  say('open it in two windows to be two people at once; Ctrl+C stops the server and keeps the data')
  if (mayOpen()) openInBrowser(address)
}

function mayOpen() {
  return process.env['ACCORD_OPEN'] !== '0' && process.stdout.isTTY && hasDisplay()
}

/**
 * Best effort: the address is on the screen, so a machine without an opener loses nothing.
 * @param {string} address
 */
function openInBrowser(address) {
  const [opener, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open']
  const child = spawn(opener ?? 'xdg-open', [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
