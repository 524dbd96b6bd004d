// The licence texts of what is bundled into the desktop edition: current, and complete.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './packaging-config.ts'

const notices = readFileSync(join(ROOT, 'build/third-party-notices.txt'), 'utf8')

it('the licence texts are those of the packages that are bundled now', () => {
  const said = execFileSync(process.execPath, [join(ROOT, 'scripts/licences.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect(said).toContain('is current')
})

it('name what the product runs on, and nothing that only builds or serves it', () => {
  const names = [...notices.matchAll(/^=+\n(\S+) \d[^\n]*\nLicence: /gm)].map(([, name]) => name)
  for (const bundled of [
    'solid-js',
    'better-sqlite3',
    'electron-updater',
    '@noble/curves',
    '@fontsource-variable/inter',
  ]) {
    expect(names).toContain(bundled)
  }
  for (const other of ['vite', 'vitest', 'fastify', 'electron-builder', 'typescript'])
    expect(names).not.toContain(other)
})
