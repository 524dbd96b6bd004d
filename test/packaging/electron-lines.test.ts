// Hardening point 9: the desktop knows until when the Electron that it is built on gets security fixes.

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { supportEnds } = (await import(pathToFileURL(join(root, 'scripts/electron-lines.mjs')).href)) as {
  readonly supportEnds: (version: string) => string | null
}

it('a line has 24 weeks from its first release', () => {
  expect(supportEnds('45.4.1')).toBe('2027-04-07')
  expect(supportEnds('1.0.0')).toBeNull()
})

it('the line that is installed is known', () => {
  const file = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')
  const { version } = JSON.parse(file) as { readonly version: string }
  expect(supportEnds(version)).toMatch(/^\d{4}-\d\d-\d\d$/)
})
