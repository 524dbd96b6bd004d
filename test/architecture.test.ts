// The architecture as a test: the import table, no circles, purity of the shared layers, length, names and opening
// comments, and the desktop's safety rules, over every source file of the project. It fails when it sees fewer files than there are: a check that
// looked at nothing must not pass. That each rule catches a violation is shown in support/architecture.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { importCycles } from './support/architecture/import-cycles.ts'
import { importViolations } from './support/architecture/import-table.ts'
import { missingGuards, safetyViolations } from './support/architecture/safety-check.ts'
import { sourceViolations } from './support/architecture/source-rules.ts'
import { isSourcePath, readSourceTree } from './support/architecture/source-tree.ts'

const root = resolve(import.meta.dirname, '..')
const files = readSourceTree(root)

/** Below these the walk has lost a layer. Raise a number when its layer has grown well past it. */
const FEWEST_FILES: Readonly<Record<string, number>> = {
  domain: 25,
  protocol: 4,
  replica: 4,
  server: 12,
  renderer: 40,
  scripts: 6,
  test: 8,
}

it('sees at least the files that each layer is known to have', () => {
  const tooFew = Object.entries(FEWEST_FILES).filter(
    ([layer, fewest]) => files.filter(({ path }) => path.startsWith(`${layer}/`)).length < fewest,
  )
  expect(tooFew).toEqual([])
})

it.runIf(existsSync(join(root, '.git')))('sees every source file that is under version control', () => {
  const seen = new Set(files.map(({ path }) => path))
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  const missed = tracked.filter(
    (path) => isSourcePath(path) && existsSync(join(root, path)) && !seen.has(path),
  )
  expect(missed).toEqual([])
})

it('lets each layer import only what the table in ARCHITECTURE.md allows', () => {
  expect(importViolations(files)).toEqual([])
})

it('has no circle of imports', () => {
  expect(importCycles(files).map((cycle) => cycle.join(' → '))).toEqual([])
})

it('keeps the shared layers pure, files short and named for their purpose, each opening with what it is for', () => {
  expect(sourceViolations(files)).toEqual([])
})

it('opens each of the desktop’s doors at its one place only', () => {
  expect(safetyViolations(files)).toEqual([])
})

it('has every guard of the desktop in force', () => {
  expect(missingGuards(files)).toEqual([])
})
