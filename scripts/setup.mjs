// Makes a fresh copy of the project ready to run: packages, a Node that runs TypeScript, and the built browser edition.
// Every script goes through `prepare`. It runs on the oldest Node that is common on people's machines (20) and imports
// nothing that must be installed first. Each step says what it does; each failure is one sentence that says what to do.
// Run by itself (`node scripts/setup.mjs`) it prepares and does nothing else.

import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, whatever folder a script is called from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_FOR_SCRIPTS = 20
const OLDEST_FOR_SERVER = 24
/** What the browser edition is built from; a change in any of them makes the build stale. */
const RENDERER_SOURCES = ['renderer', 'replica', 'domain', 'protocol', 'package-lock.json']
const BUILD_FOLDER = 'out/renderer'
/** Written only after a whole build, and dated to its beginning: half a build, or an edit during one, is never current. */
const BUILD_STAMP = 'out/renderer.built'

/** A failure whose message is all that a person needs to read. */
export class SetupError extends Error {}

/**
 * Installs and builds what is missing; `rebuild` builds what is current as well, `pages: false` builds nothing.
 * @param {{ rebuild?: boolean, pages?: boolean }} [options]
 * @returns {string} the path of a Node that runs the server.
 */
export function prepare({ rebuild = false, pages = true } = {}) {
  requireScriptNode()
  install()
  const node = findServerNode()
  if (pages && (rebuild || !buildIsCurrent())) buildRenderer(node)
  return node
}

/**
 * Builds the browser edition where it is older than its sources, with the Node that runs this; installs nothing. For
 * tests: they run on packages that are there, and must not change them under others that run.
 */
export function buildStalePages() {
  if (!buildIsCurrent()) buildRenderer(process.execPath)
}

/**
 * Runs a script's main step; a SetupError becomes its sentence and exit code 1, anything else stays a crash.
 * @param {() => Promise<void> | void} step
 */
export async function runStep(step) {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(`\n${error.message}`)
    process.exit(1)
  }
}

/** @param {string} text */
export function say(text) {
  console.log(`accord: ${text}`)
}

/**
 * The environment in which the packages' own commands, and `node` as the pinned Node, are found first.
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const bin = join(root, 'node_modules', '.bin')
  return { ...process.env, [name]: `${bin}${delimiter}${process.env[name] ?? ''}` }
}

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

function requireScriptNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= OLDEST_FOR_SCRIPTS) return
  throw new SetupError(
    `This is Node ${process.versions.node}, and Accord needs Node ${OLDEST_FOR_SCRIPTS} or newer: install it from https://nodejs.org and try again.`,
  )
}

/** Installs the locked packages when there are none, or when the lockfile is newer than what is installed. */
function install() {
  // A link leads to the packages of another checkout, which npm ci would delete.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return
  const installedAt = modifiedAt(join(root, 'node_modules', '.package-lock.json'))
  if (installedAt !== undefined && installedAt >= (modifiedAt(join(root, 'package-lock.json')) ?? 0)) return
  say('installing packages (npm ci); the first time this takes a minute or two')
  const outcome = runNpm([
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
  ])
  if (outcome !== 0) {
    throw new SetupError(
      'The packages could not be installed: check the network and the lines above, then try again (or run `npm ci` to see all of its output).',
    )
  }
}

/** @param {string[]} args */
function runNpm(args) {
  const npm = process.env['npm_execpath']
  // Started by npm, use that very npm; a bare `npm` is a batch file on Windows and needs a shell there.
  if (npm?.endsWith('.js')) {
    return spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' }).status
  }
  const shell = process.platform === 'win32'
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell }).status
}

/**
 * The pinned Node among the packages where the platform has one, else the Node that runs this script.
 * @returns {string}
 */
function findServerNode() {
  const pinned = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const found = [pinned, process.execPath].find((path) => majorOf(path) >= OLDEST_FOR_SERVER)
  if (found !== undefined) return found
  throw new SetupError(
    `Accord's server needs Node ${OLDEST_FOR_SERVER} or newer, this is ${process.versions.node}, and there is no packaged one for ${process.platform}-${process.arch}: install it from https://nodejs.org and try again.`,
  )
}

/** @param {string} path */
function majorOf(path) {
  if (path === process.execPath) return Number(process.versions.node.split('.')[0])
  if (!existsSync(path)) return 0
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return status === 0 ? Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0) : 0
}

/** Whether the browser edition is complete and younger than anything it is made of. */
function buildIsCurrent() {
  const builtAt = modifiedAt(join(root, BUILD_STAMP))
  if (builtAt === undefined || !existsSync(join(root, BUILD_FOLDER, 'index.html'))) return false
  return RENDERER_SOURCES.every((name) => newestChange(join(root, name)) <= builtAt)
}

/** @param {string} node */
function buildRenderer(node) {
  say('building the browser edition')
  const startedAt = new Date()
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const outDir = join(root, BUILD_FOLDER)
  const build = spawnSync(
    node,
    [vite, 'build', 'renderer', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    // With another NODE_ENV, inherited from a shell or a test, it would be a developer's build: no offline shell.
    { cwd: root, stdio: 'inherit', env: { ...projectEnvironment(), NODE_ENV: 'production' } },
  )
  if (build.status !== 0) {
    throw new SetupError(
      'The browser edition could not be built: the lines above say in which file, mend it and try again.',
    )
  }
  mkdirSync(dirname(join(root, BUILD_STAMP)), { recursive: true })
  writeFileSync(
    join(root, BUILD_STAMP),
    'The browser edition beside this file was built from sources of this age.\n',
  )
  utimesSync(join(root, BUILD_STAMP), startedAt, startedAt)
}

/**
 * The time of the newest change below a path. Folders count as well: their time tells of a deleted file.
 * @param {string} path
 * @returns {number}
 */
function newestChange(path) {
  const own = modifiedAt(path) ?? 0
  if (own === 0 || !statSync(path).isDirectory()) return own
  return Math.max(own, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

/**
 * @param {string} path
 * @returns {number | undefined} milliseconds, or undefined where there is no such file.
 */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runStep(() => {
    prepare()
    say('ready')
  })
}
