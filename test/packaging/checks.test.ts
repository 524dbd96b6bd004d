// The checks of a packed program must be able to fail: each is shown a small archive in which exactly one thing is wrong.

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

interface Check {
  readonly what: string
  readonly holds: boolean
  readonly because?: string
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-packed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const GOOD: Readonly<Record<string, string>> = {
  'main.js': 'main',
  'preload.cjs': 'preload',
  'replica-process.js': 'replica',
  'better_sqlite3.node': 'native',
  'package.json': '{"main":"main.js"}',
  'renderer-files.json': '["index.html","assets/a.js"]',
  'renderer/index.html': 'page',
  'renderer/assets/a.js': 'script',
}

function write(under: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, under, name)), { recursive: true })
    writeFileSync(join(folder, under, name), content)
  }
}

const without = (name: string) => Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name))

/** Packs files and returns the checks that do not hold, against what is said to have been built. */
async function broken({ packed = GOOD, built = GOOD, unpack = '**/*.node', licences = true } = {}) {
  const { checkResources } = (await import('../../scripts/dist-checks.mjs' as string)) as {
    checkResources: (places: { resources: string; built: string }) => readonly Check[]
  }
  write('built', built)
  write('packed', packed)
  const resources = join(folder, 'resources')
  mkdirSync(resources)
  await createPackageWithOptions(join(folder, 'packed'), join(resources, 'app.asar'), { unpack })
  if (licences) write('resources', { 'LICENSE.txt': 'ours', 'THIRD-PARTY-NOTICES.txt': 'theirs' })
  return {
    resources,
    checks: checkResources({ resources, built: join(folder, 'built') })
      .filter(({ holds }) => !holds)
      .map(({ what, because }) => `${what}: ${because}`),
    again: () => checkResources({ resources, built: join(folder, 'built') }).filter(({ holds }) => !holds),
  }
}

describe('a packed program', () => {
  it('passes when it is exactly what was built', async () => {
    expect((await broken()).checks).toEqual([])
  })

  it('fails without a file that it starts from', async () => {
    expect((await broken({ packed: without('preload.cjs'), built: without('preload.cjs') })).checks).toEqual([
      'the program starts from the files that were built: preload.cjs is missing',
    ])
  })

  it('fails when a file is not the one that was built', async () => {
    expect((await broken({ packed: { ...GOOD, 'main.js': 'another' } })).checks).toEqual([
      'each file is what was built, byte by byte: main.js',
    ])
  })

  it('fails when the interface has a file that is not on its list, or lacks one that is', async () => {
    const more = { ...GOOD, 'renderer/extra.js': 'x' }
    expect((await broken({ packed: more, built: more })).checks).toEqual([
      'the interface is exactly its own list of files: renderer/extra.js is not listed',
    ])
  })

  it('fails when the list names a file that is not there', async () => {
    const fewer = without('renderer/assets/a.js')
    expect((await broken({ packed: fewer, built: fewer })).checks).toEqual([
      'the interface is exactly its own list of files: renderer/assets/a.js is missing',
    ])
  })

  it.each(['main.js.map', 'electron/main.ts', 'node_modules/left/index.js'])(
    'fails with %s in it',
    async (name) => {
      const more = { ...GOOD, [name]: 'x' }
      expect((await broken({ packed: more, built: more })).checks).toEqual([
        `the archive holds exactly what was built: ${name} was not built`,
        `no source, source map or package is in it: ${name}`,
      ])
    },
  )

  it('fails when native code lies inside of the archive, where no system can open it', async () => {
    expect((await broken({ unpack: 'nothing' })).checks).toEqual([
      'native code lies beside the archive: better_sqlite3.node',
    ])
  })

  it('fails when native code was lost beside the archive', async () => {
    const { resources, again } = await broken()
    renameSync(join(resources, 'app.asar.unpacked'), join(folder, 'lost'))
    expect(again().map(({ what }) => what)).toContain('native code lies beside the archive')
  })

  it('fails without the licence texts', async () => {
    expect((await broken({ licences: false })).checks).toEqual([
      'the licence texts are there: LICENSE.txt is missing; THIRD-PARTY-NOTICES.txt is missing',
    ])
  })
})
