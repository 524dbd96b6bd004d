// Compiles every layer against its own tsconfig.json, two at a time, and says which of them failed.
// A layer is a top-level folder with a tsconfig.json and at least one source file; the configuration files beside the
// base tsconfig.json are one more. Finding no layer is a failure: a check that looked at nothing must not pass.

import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const AT_A_TIME = 2
const SOURCE = /\.(ts|tsx|mjs)$/
const NOT_A_LAYER = new Set(['node_modules', 'out', 'data'])

/** Compiles all layers and ends the process with 1 if any of them failed. */
async function typecheckAll() {
  const layers = layersWithSources()
  if (layers.length === 0) {
    console.error('No layer was found to check: run this from a complete copy of the project.')
    process.exit(1)
  }
  /** @type {string[]} */
  const failed = []
  const waiting = [...layers, '.']
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let layer = waiting.shift(); layer !== undefined; layer = waiting.shift()) {
        if (!(await compiles(layer))) failed.push(layer)
      }
    }),
  )
  if (failed.length > 0) {
    console.error(`Types do not hold in: ${failed.sort().join(', ')}.`)
    process.exit(1)
  }
  console.log(`Types hold in ${layers.length} layers and in the configuration files.`)
}

/** @returns {string[]} */
function layersWithSources() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_A_LAYER.has(entry.name))
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(root, name, 'tsconfig.json')) && hasSources(join(root, name)))
}

/** @param {string} folder */
function hasSources(folder) {
  return readdirSync(folder, { recursive: true }).some((name) => SOURCE.test(String(name)))
}

/**
 * Runs the compiler on one layer and prints its whole output in one piece, so that two layers never mix.
 * @param {string} layer
 * @returns {Promise<boolean>}
 */
function compiles(layer) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [compiler, '-p', join(layer, 'tsconfig.json'), '--pretty', 'false'],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    /** @type {Buffer[]} */
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', () => resolve(false))
    child.on('close', (code) => {
      if (output.length > 0) process.stdout.write(Buffer.concat(output))
      resolve(code === 0)
    })
  })
}

await typecheckAll()
