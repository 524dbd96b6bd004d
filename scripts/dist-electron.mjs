// Electron's binary for the scripts: where it lies, how it is fetched when it is missing, and the folder that stands in
// its place where it cannot be had. Nothing here imports the package `electron`, which would begin to download.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './setup.mjs'

const PACKAGE = join(root, 'node_modules', 'electron')
/** Without a network its installer tries again for a while by itself. */
const FETCH_WITHIN_MS = 5 * 60_000
/** The mark before the fuses in every Electron binary, their version and how many there are in the stand-in. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSE_VERSION = 1
/** As in a fresh Electron: the dangerous ones on, the protecting ones off; packing must turn each of them. */
const FRESH_FUSES = '10110001'

/** @returns {string | null} the folder of Electron's unpacked distribution, when it is whole. */
export function electronFolder() {
  const name = join(PACKAGE, 'path.txt')
  if (!existsSync(name)) return null
  const folder = join(PACKAGE, 'dist')
  return existsSync(join(folder, readFileSync(name, 'utf8').trim())) ? folder : null
}

/** @returns {string | null} the program itself. */
export function electronProgram() {
  const folder = electronFolder()
  return folder === null ? null : join(folder, readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim())
}

/**
 * Fetches the binary with the package's own installer, which checks it against the package's checksums.
 * @param {string} node a Node that the installer runs on
 * @returns {boolean} whether it is there now
 */
export function fetchElectron(node) {
  if (electronFolder() !== null) return true
  say('fetching Electron; the first time this takes a minute or two')
  spawnSync(node, [join(PACKAGE, 'install.js')], {
    cwd: root,
    // Its failure is told in one sentence by whoever asked.
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: FETCH_WITHIN_MS,
  })
  return electronFolder() !== null
}

/** @returns {string} the version of Electron that this project pins. */
export function electronVersion() {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version
}

/**
 * Makes the folder that is packed in place of Electron's: the names that electron-builder expects on Linux, and as the
 * binary a text that says what it is, with fuses as a real one has them, so that setting them is exercised as well.
 * @param {string} folder emptied first
 */
export function makeElectronStandIn(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  const binary = Buffer.concat([
    Buffer.from('#!/bin/sh\necho "This stands in the place of Electron: it starts nothing." >&2\nexit 1\n'),
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([FUSE_VERSION, FRESH_FUSES.length]),
    Buffer.from(FRESH_FUSES),
  ])
  writeFileSync(join(folder, 'electron'), binary, { mode: 0o755 })
  writeFileSync(join(folder, 'chrome-sandbox'), '', { mode: 0o755 })
  writeFileSync(join(folder, 'version'), electronVersion())
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '')
  cpSync(join(PACKAGE, 'LICENSE'), join(folder, 'LICENSE'))
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'Comes with the real Electron.\n')
}
