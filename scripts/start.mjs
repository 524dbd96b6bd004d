// `npm start`: the product with demo people and one incident in progress, on this machine alone, in one step.
// Installs and builds what is missing, keeps its data in data/demo, prints the address and opens it in a browser
// where there is a display. What the environment already says (PORT, HOST, ACCORD_DATA, ACCORD_DEMO …) is left as it is.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runServer } from './server-process.mjs'
import { prepare, root, runStep, say } from './setup.mjs'

await runStep(async () => {
  const node = prepare()
  const settings = {
    ACCORD_DEMO: process.env['ACCORD_DEMO'] || '1',
    ACCORD_DATA: process.env['ACCORD_DATA'] || join(root, 'data', 'demo'),
    ACCORD_LOG_LEVEL: process.env['ACCORD_LOG_LEVEL'] || 'warn',
  }
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
  if (process.env['ACCORD_OPEN'] === '0' || !process.stdout.isTTY) return false
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
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
