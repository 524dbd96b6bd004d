// The second half of `npm run dist`, on the newer Node and with every package installed: builds the desktop edition,
// packs it with electron-builder and reads the result back. See dist.mjs.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesktop } from './build-desktop.mjs'
import { checkFuses, checkResources } from './dist-checks.mjs'
import { electronFolder, fetchElectron, makeElectronStandIn } from './dist-electron.mjs'
import { projectEnvironment, root, runStep, say, SetupError } from './setup.mjs'

const BUILT = join(root, 'out', 'desktop')
const STAND_IN = join(root, 'out', 'electron-stand-in')
/** Each kind of result has a folder of its own, so that nobody takes the one for the other. */
const DIST = 'out/dist'
const DIST_STAND_IN = 'out/dist-without-electron'
const HOST = { linux: '--linux', darwin: '--mac', win32: '--win' }
const CERTIFICATES = ['CSC_LINK', 'CSC_NAME', 'WIN_CSC_LINK', 'APPLE_ID', 'APPLE_API_KEY', 'AZURE_TENANT_ID']

await runStep(async () => {
  const isStandIn = process.argv.includes('--stand-in') || !fetchElectron(process.execPath)
  if (!process.argv.includes('--built')) {
    say('building the desktop edition')
    await buildDesktop()
  }
  const output = join(root, isStandIn ? DIST_STAND_IN : DIST)
  rmSync(output, { recursive: true, force: true })
  if (isStandIn) packStandIn()
  else packForHost()
  const checks = await readBack(output)
  report(checks, isStandIn, output)
  if (checks.some(({ holds }) => !holds)) process.exit(1)
})

function packForHost() {
  const host = HOST[/** @type {keyof typeof HOST} */ (process.platform)]
  if (host === undefined) {
    throw new SetupError(`There are no installers for ${process.platform}: pack on Linux, macOS or Windows.`)
  }
  say('packing the installers of this system')
  builder([host, `--config.electronDist=${electronFolder()}`, ...feedOptions()])
}

/** The form of Linux on every system: it is the one that electron-builder packs from a plain folder. */
function packStandIn() {
  say('Electron’s binary is not here: packing everything else around a folder in its place')
  makeElectronStandIn(STAND_IN)
  builder([
    '--linux',
    '--dir',
    `--config.electronDist=${STAND_IN}`,
    `--config.directories.output=${DIST_STAND_IN}`,
  ])
  writeFileSync(
    join(root, DIST_STAND_IN, 'NOT-A-PROGRAM.txt'),
    'Packed without Electron, to check what is packed. Nothing in here can be started or given to anybody.\n',
  )
}

/**
 * electron-builder's own sentences are shown only when it fails.
 * @param {string[]} options
 */
function builder(options) {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const packing = spawnSync(
    process.execPath,
    [cli, '--config', 'electron-builder.yml', '--publish', 'never', ...options],
    { cwd: root, encoding: 'utf8', env: { ...projectEnvironment(), NODE_ENV: 'production' } },
  )
  if (packing.status === 0) return
  console.error(`${packing.stdout ?? ''}${packing.stderr ?? ''}`)
  throw new SetupError('electron-builder could not pack the desktop: the lines above say why.')
}

/** The address of updates is a matter of the release, not of the source; on Windows it needs the publisher to hold. */
function feedOptions() {
  const feed = process.env['ACCORD_UPDATE_FEED']?.trim()
  if (!feed) return []
  if (!feed.startsWith('https://') || !URL.canParse(feed)) {
    throw new SetupError(
      `ACCORD_UPDATE_FEED must be an https address, and "${feed}" is none: correct or unset it.`,
    )
  }
  const publisher = process.env['ACCORD_PUBLISHER']?.trim()
  if (process.platform === 'win32' && !publisher) {
    throw new SetupError(
      'With ACCORD_UPDATE_FEED a Windows build also needs ACCORD_PUBLISHER, the name in its certificate: without it updates would not be checked for who signed them.',
    )
  }
  return [
    '--config.publish.provider=generic',
    `--config.publish.url=${feed}`,
    ...(publisher ? [`--config.win.signtoolOptions.publisherName=${publisher}`] : []),
  ]
}

/** @param {string} output */
async function readBack(output) {
  const unpacked = readdirSync(output, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && /unpacked$|^mac/.test(entry.name),
  )
  if (unpacked === undefined) throw new SetupError(`Nothing was packed into ${output}.`)
  const folder = join(output, unpacked.name)
  const mac = join(folder, 'Accord.app')
  const isMac = existsSync(mac)
  const resources = isMac ? join(mac, 'Contents', 'Resources') : join(folder, 'resources')
  const windows = join(folder, 'accord.exe')
  const binary = isMac ? mac : existsSync(windows) ? windows : join(folder, 'accord')
  return [...checkResources({ resources, built: BUILT }), await checkFuses(binary)]
}

/**
 * @param {import('./dist-checks.mjs').Check[]} checks
 * @param {boolean} isStandIn
 * @param {string} output
 */
function report(checks, isStandIn, output) {
  for (const { what, holds, because } of checks) {
    console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${what}${because === undefined ? '' : `: ${because}`}`)
  }
  const installers = readdirSync(output).filter((name) => /\.(deb|rpm|AppImage|dmg|zip|exe)$/.test(name))
  for (const name of installers) console.log(`  made    ${name}`)
  for (const sentence of notHere(isStandIn)) console.log(`  not here  ${sentence}`)
  say(
    checks.every(({ holds }) => holds)
      ? `packed into ${output}`
      : `what is in ${output} is not as it must be`,
  )
}

/** @param {boolean} isStandIn */
function notHere(isStandIn) {
  const unsigned = CERTIFICATES.every((name) => !process.env[name])
  return [
    ...(isStandIn
      ? [
          'Electron itself: set ELECTRON_MIRROR, or pack on a machine that reaches its downloads',
          'installers (deb, rpm, AppImage, dmg, nsis): they are made from the real Electron',
          'the fuses of the real binary: those above were set and read back on the stand-in',
        ]
      : []),
    ...(unsigned ? ['signatures: no certificate is set in the environment (see docs/desktop.md)'] : []),
    ...(process.env['ACCORD_UPDATE_FEED']
      ? []
      : ['updates: ACCORD_UPDATE_FEED is not set, so the packed program never asks for any']),
  ]
}
