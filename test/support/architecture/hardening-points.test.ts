// Every point of hardening has guards that exist: a test that was renamed or taken out is missed here, and so is a rule
// that belongs to no point.

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HARDENING_POINTS } from './hardening-points.ts'
import { SAFETY_PRESENCES } from './safety-check.ts'
import { SAFETY_RULES } from './safety-rules.ts'

const root = resolve(import.meta.dirname, '../../..')
const rules = [...SAFETY_RULES, ...SAFETY_PRESENCES]

it('there are fifteen points, each with a guard', () => {
  expect(HARDENING_POINTS).toHaveLength(15)
  const bare = HARDENING_POINTS.filter((point) => point.rules.length + Object.keys(point.tests).length === 0)
  expect(bare).toEqual([])
})

describe.each(HARDENING_POINTS.map((point, at) => ({ ...point, number: at + 1 })))(
  'point $number: $says',
  ({ number, tests, rules: named }) => {
    it('names tests that exist, and the rules that guard it', () => {
      const missing = Object.entries(tests).flatMap(([file, titles]) => {
        const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
        return titles.filter((title) => !text.includes(title)).map((title) => `${file}: ${title}`)
      })
      expect(missing).toEqual([])
      const guarding = rules.filter(({ point }) => point === number).map(({ name }) => name)
      expect([...named].sort()).toEqual(guarding.sort())
    })
  },
)

it('Electron is named by its exact version, and that version is the one installed', () => {
  const versionIn = (file: string, read: (manifest: Record<string, unknown>) => unknown): unknown =>
    read(JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>)
  const wanted = versionIn('package.json', (manifest) =>
    Reflect.get(manifest['devDependencies'] as object, 'electron'),
  )
  expect(wanted).toMatch(/^\d+\.\d+\.\d+$/)
  expect(versionIn('node_modules/electron/package.json', ({ version }) => version)).toBe(wanted)
})
