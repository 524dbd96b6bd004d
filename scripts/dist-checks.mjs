// Reads a packed program back from the disk and says what is in it: that the archive holds exactly what was built and
// nothing else, that native code lies beside it, that the licence texts are there, and which fuses the binary has.
// Each check is one sentence that holds or does not.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage, statFile, uncacheAll } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** The files without which the program does not start. */
const ESSENTIAL = ['main.js', 'preload.cjs', 'replica-process.js', 'package.json', 'renderer-files.json']
const RENDERER = 'renderer/'
const NATIVE = /\.node$/
const FORBIDDEN = /\.(map|tsx?)$|(^|\/)node_modules\//
const ENABLED = '1'.charCodeAt(0)

/** What the binary must refuse (RELIABILITY of the design, 5.8); electron-builder.yml says the same, and a test compares. */
export const FUSES = /** @type {const} */ ({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
})

/** @typedef {{ what: string, holds: boolean, because?: string }} Check */

/**
 * The checks of everything but the binary.
 * @param {{ resources: string, built: string }} places `resources` of the packed program, and the folder that was built
 * @returns {Check[]}
 */
export function checkResources({ resources, built }) {
  const archive = join(resources, 'app.asar')
  if (!existsSync(archive)) return [check('the program is in app.asar', [`${archive} does not exist`])]
  uncacheAll()
  const packed = filesIn(archive)
  const wanted = filesUnder(built).filter((path) => !FORBIDDEN.test(path))
  const listed = rendererFiles(archive, packed)
  const renderer = packed.filter((path) => path.startsWith(RENDERER))
  const native = packed.filter((path) => NATIVE.test(path))
  return [
    check('the program starts from the files that were built', missing(ESSENTIAL, packed)),
    check('the archive holds exactly what was built', [
      ...missing(wanted, packed),
      ...packed.filter((path) => !wanted.includes(path)).map((path) => `${path} was not built`),
    ]),
    check('each file is what was built, byte by byte', changed(archive, built, packed)),
    check('the interface is exactly its own list of files', [
      ...missing(listed, renderer),
      ...renderer.filter((path) => !listed.includes(path)).map((path) => `${path} is not listed`),
    ]),
    check(
      'no source, source map or package is in it',
      packed.filter((path) => FORBIDDEN.test(path)),
    ),
    check('native code lies beside the archive', nativeProblems(archive, resources, native)),
    check(
      'the licence texts are there',
      missing(['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt'], readdirSync(resources)),
    ),
  ]
}

/**
 * The fuses as they are in a binary.
 * @param {string} binary
 * @returns {Promise<Check>}
 */
export async function checkFuses(binary) {
  const wire = await getCurrentFuseWire(binary)
  const wrong = Object.entries(FUSES).filter(([name, on]) => {
    const option = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (capital(name))]
    return (Reflect.get(wire, option) === ENABLED) !== on
  })
  return check(
    'the fuses of the binary are set',
    wrong.map(([name, on]) => `${name} is not ${on ? 'on' : 'off'}`),
  )
}

/**
 * @param {string} what
 * @param {readonly string[]} problems
 * @returns {Check}
 */
function check(what, problems) {
  return problems.length === 0 ? { what, holds: true } : { what, holds: false, because: problems.join('; ') }
}

/** @param {string} archive */
function filesIn(archive) {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)))
    .sort()
}

/** @param {string} folder */
function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/**
 * The list by which the program serves its interface, as it was packed.
 * @param {string} archive
 * @param {readonly string[]} packed
 * @returns {string[]}
 */
function rendererFiles(archive, packed) {
  if (!packed.includes('renderer-files.json')) return []
  const listed = JSON.parse(extractFile(archive, 'renderer-files.json').toString('utf8'))
  return listed.map((/** @type {string} */ path) => `${RENDERER}${path}`)
}

/**
 * @param {readonly string[]} wanted
 * @param {readonly string[]} there
 */
function missing(wanted, there) {
  return wanted.filter((path) => !there.includes(path)).map((path) => `${path} is missing`)
}

/**
 * @param {string} archive
 * @param {string} built
 * @param {readonly string[]} packed
 */
function changed(archive, built, packed) {
  // electron-builder adds author and address to package.json and takes scripts out.
  return packed
    .filter((path) => path !== 'package.json' && existsSync(join(built, path)))
    .filter((path) => contentOf(archive, path)?.equals(readFileSync(join(built, path))) !== true)
}

/**
 * Null: the file lies beside the archive and was lost there.
 * @param {string} archive
 * @param {string} path
 */
function contentOf(archive, path) {
  try {
    return extractFile(archive, path)
  } catch {
    return null
  }
}

/**
 * @param {string} archive
 * @param {string} resources
 * @param {readonly string[]} native
 */
function nativeProblems(archive, resources, native) {
  if (native.length === 0) return ['there is none: SQLite could not be opened']
  return native.filter((path) => {
    const entry = statFile(archive, path)
    const isUnpacked = 'unpacked' in entry && entry.unpacked === true
    return !isUnpacked || !existsSync(join(resources, 'app.asar.unpacked', path))
  })
}

/** @param {string} name */
function capital(name) {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
