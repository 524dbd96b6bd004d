// The theme is painted twice: by a small script before the first paint, and by the page afterwards. Both must agree, or
// the window flashes.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { THEME_KEY, themeFor } from '../../../renderer/ui/theme.ts'

const script = readFileSync(resolve(import.meta.dirname, '../../../renderer/public/theme-first.js'), 'utf8')

function firstPaint(getItem: (key: string) => string | null, systemDark: boolean): string | undefined {
  const dataset: { theme?: string } = {}
  runInNewContext(script, {
    localStorage: { getItem },
    matchMedia: () => ({ matches: systemDark }),
    document: { documentElement: { dataset } },
  })
  return dataset.theme
}

it('paints the same theme before and after the first paint, for every stored choice', () => {
  for (const systemDark of [true, false]) {
    for (const choice of ['light', 'dark', 'system', 'nonsense', null]) {
      const stored = (key: string) => (key === THEME_KEY ? choice : null)
      expect(firstPaint(stored, systemDark), `${choice} on ${systemDark}`).toBe(themeFor(choice, systemDark))
    }
  }
})

it('follows the system when storage is switched off', () => {
  const off = (): never => {
    throw new Error('denied')
  }
  expect([firstPaint(off, true), firstPaint(off, false)]).toEqual(['dark', 'light'])
})
