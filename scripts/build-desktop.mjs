// Builds the desktop edition into out/desktop, the folder that is packed and started: main process, preload, the
// replica's process and SQLite's native part, around the interface that the browser edition is built from.
// `node scripts/build-desktop.mjs` by itself; tests and `npm run dist` call `buildDesktop()` on the newer Node.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { supportEnds } from './electron-lines.mjs'
import { prepare, projectEnvironment, root, runStep, say, SetupError } from './setup.mjs'

/** The folder of the built program. */
export const DESKTOP_FOLDER = join(root, 'out', 'desktop')

/** Parts of the browser edition that the desktop has no use for: its worker, SQLite for browsers, the gallery. */
const BROWSER_ONLY =
  /^sw(-shell)?\.js$|(^|\/)(browser-worker|worker-|sqlite3|gallery|room-gallery)|\.(wasm|map)$/
const NOT_BUNDLED = ['electron', /^node:/, ...builtinModules]
const ENTRIES = /** @type {const} */ ([
  { entry: 'electron/main.ts', format: 'es', file: 'main.js' },
  // A sandboxed preload cannot be a module.
  { entry: 'electron/preload.ts', format: 'cjs', file: 'preload.cjs' },
  { entry: 'electron/replica-process.ts', format: 'es', file: 'replica-process.js' },
])

/**
 * Builds everything anew; the interface is taken from out/renderer, which must be current (`prepare` sees to it).
 * @param {{ platform?: string, arch?: string }} [target] the system it is built for: this one, unless told otherwise
 * @returns {Promise<string>} the folder that was built
 */
export async function buildDesktop({ platform = process.platform, arch = process.arch } = {}) {
  const { version, description, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  rmSync(DESKTOP_FOLDER, { recursive: true, force: true })
  mkdirSync(DESKTOP_FOLDER, { recursive: true })
  await Promise.all(ENTRIES.map((part) => bundle(part, version)))
  copyInterface()
  copySqlite(platform, arch)
  // What Electron reads of a program; npm is never run here.
  const program = { name: 'accord', productName: 'Accord', version, description, license }
  write('package.json', { ...program, type: 'module', main: 'main.js', private: true })
  return DESKTOP_FOLDER
}

/**
 * @param {(typeof ENTRIES)[number]} part
 * @param {string} version
 */
async function bundle({ entry, format, file }, version) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define: {
      'process.env.ACCORD_VERSION': JSON.stringify(version),
      'process.env.ACCORD_SUPPORT_ENDS': JSON.stringify(electronSupportEnds()),
    },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      outDir: DESKTOP_FOLDER,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      ssr: join(root, entry),
      rolldownOptions: {
        external: NOT_BUNDLED,
        checks: { pluginTimings: false },
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  })
}

/** A line that is not in the table would never be said to be out of support. */
function electronSupportEnds() {
  const file = join(root, 'node_modules', 'electron', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8'))
  const ends = supportEnds(version)
  if (ends === null)
    throw new SetupError(
      `Electron ${version} is not in scripts/electron-lines.mjs: write down its line's date.`,
    )
  return ends
}

/** The built interface and the list of its files: the program serves what is listed and nothing else. */
function copyInterface() {
  const from = join(root, 'out', 'renderer')
  if (!existsSync(join(from, 'index.html')))
    throw new SetupError('The interface is not built: run `npm run build` first.')
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) =>
      join(found.parentPath, found.name)
        .slice(from.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !BROWSER_ONLY.test(path))
    .sort()
  for (const path of files) cpSync(join(from, path), join(DESKTOP_FOLDER, 'renderer', path))
  write('renderer-files.json', files)
}

/**
 * @param {string} platform
 * @param {string} arch
 */
function copySqlite(platform, arch) {
  const native = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', `${platform}-${arch}.node`)
  if (!existsSync(native))
    throw new SetupError(`There is no SQLite for ${platform}-${arch} among the packages.`)
  cpSync(native, join(DESKTOP_FOLDER, 'better_sqlite3.node'))
}

/**
 * @param {string} name
 * @param {unknown} content
 */
function write(name, content) {
  writeFileSync(join(DESKTOP_FOLDER, name), `${JSON.stringify(content, null, 2)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runStep(async () => {
    if (!process.argv.includes('--prepared')) return buildOnServerNode()
    await buildDesktop()
    say('the desktop edition is built into out/desktop')
  })
}

/** Bundling needs installed packages and the newer Node: a process of its own. */
function buildOnServerNode() {
  const node = prepare()
  const { status } = spawnSync(node, [fileURLToPath(import.meta.url), '--prepared'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnvironment(), NODE_ENV: 'production' },
  })
  process.exit(status ?? 1)
}
