// `node scripts/licences.mjs`: writes the licence texts of every package that is bundled into the desktop edition to
// build/third-party-notices.txt; with `--check` it only says whether that file is current, which a test asks. What is
// bundled follows from the source: the packages that the product's layers import, and what these depend on. Electron
// and Chromium bring their own texts, which electron-builder puts beside the program.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, runStep, say, SetupError } from './setup.mjs'

const LAYERS = ['domain', 'protocol', 'replica', 'electron', 'renderer']
/** Files that build or show the product and are no part of it. */
const NOT_BUNDLED = /^renderer\/(gallery|vite)/
const SOURCE = /\.(ts|tsx|css)$/
const NOT_OURS_TO_TELL = new Set(['electron'])
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.|$|-)/i
const TARGET = 'build/third-party-notices.txt'
const RULE = '='.repeat(100)

await runStep(() => {
  const text = noticesText(bundledPackages())
  const path = join(root, TARGET)
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text)
    say(`${TARGET} is written`)
    return
  }
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (kept.replaceAll('\r\n', '\n') !== text) {
    throw new SetupError(
      `${TARGET} is not current: run \`node scripts/licences.mjs\` and commit what it writes.`,
    )
  }
  say(`${TARGET} is current`)
})

/**
 * @typedef {{ name: string, version: string, folder: string, license: string, dependencies: string[] }} Package
 */

/** @returns {Package[]} each once for each version, in the order of their names. */
function bundledPackages() {
  /** @type {Map<string, Package>} */
  const found = new Map()
  const waiting = importedPackages().map((name) => ({ name, from: root }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entry = readPackage(next.name, next.from)
    const key = `${entry.name} ${entry.version}`
    if (found.has(key)) continue
    found.set(key, entry)
    waiting.push(...entry.dependencies.map((name) => ({ name, from: entry.folder })))
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

/** The packages that the product's own files name in an import that is not only of types. */
function importedPackages() {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true })
      .map((name) => `${layer}/${String(name).replaceAll('\\', '/')}`)
      .filter((path) => SOURCE.test(path) && !NOT_BUNDLED.test(path)),
  )
  const names = files.flatMap((path) => packagesNamedIn(readFileSync(join(root, path), 'utf8')))
  return [...new Set(names)].filter((name) => !NOT_OURS_TO_TELL.has(name))
}

/** @param {string} text */
function packagesNamedIn(text) {
  const code = text
    .replaceAll(/^\s*import\s+type\s[^'"]*['"][^'"]+['"]/gm, '')
    .replaceAll(/^\s*(\/\/|\*).*$/gm, '')
  const imports = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+(?:url\()?)['"]([^'"]+)['"]/g)
  return [...imports]
    .map(
      ([, specifier = '']) => /^(@[a-z0-9.-]+\/[a-z0-9._-]+|[a-z][a-z0-9._-]*)(?=\/|$)/.exec(specifier)?.[1],
    )
    .filter((name) => name !== undefined)
    .filter((name) => existsSync(join(root, 'node_modules', name, 'package.json')))
}

/**
 * The package as the one in `from` would get it.
 * @param {string} name
 * @param {string} from
 * @returns {Package}
 */
function readPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) {
      const { version, license, dependencies } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
      return {
        name,
        version,
        folder: place,
        license: typeof license === 'string' ? license : 'see its text',
        dependencies: Object.keys(dependencies ?? {}),
      }
    }
    if (folder === dirname(folder)) {
      throw new SetupError(`The package ${name} is not installed: run \`npm ci\` and try again.`)
    }
  }
}

/** @param {Package[]} packages */
function noticesText(packages) {
  const head = `Accord is licensed under the Apache License 2.0 (LICENSE.txt). It contains the ${packages.length} packages below,
each under its own licence. Electron and Chromium name theirs in LICENSE.electron.txt and LICENSES.chromium.html.`
  const parts = packages.map((entry) =>
    [RULE, `${entry.name} ${entry.version}`, `Licence: ${entry.license}`, RULE, '', licenceText(entry)].join(
      '\n',
    ),
  )
  return `${[head, ...parts].join('\n\n')}\n`
}

/** @param {Package} entry */
function licenceText({ folder, license }) {
  const names = readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
  const texts = names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
  // Some packages name their licence and bring no text of it.
  return texts.length > 0 ? texts.join('\n\n') : `The package brings no text of its licence (${license}).`
}
