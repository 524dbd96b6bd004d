// What every look at a screen for WCAG 2.2 AA tries: axe with all its rules on a laptop and on a phone, and with those
// that depend on colours in the other theme, with forced colours and with more contrast; the size of targets; nothing
// scrolled sideways at 320 px or at 200 % zoom; what has the focus is seen; nothing moves for who wants no motion.

import type { Page } from 'playwright'
import { type AxeRules, violationsOf } from './axe.ts'
import { expect } from './pages.ts'
import { hiddenFocusOf, motionOf, sidewaysOf, smallTargetsOf } from './screen-checks.ts'

export const LAPTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }
/** A laptop of 1280 x 720 at 200 %. */
const ZOOMED = { width: 640, height: 360 }
const TARGET = 24
const TARGET_ON_PHONES = 44

interface Mode {
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active' | 'none'
  readonly contrast?: 'more' | 'no-preference'
}

const PLAIN = { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } as const

/** The page breaks none of these rules when it is seen like this. */
export async function violationsIn(
  page: Page,
  mode: Mode,
  rules: AxeRules = 'ALL',
  part?: string,
): Promise<void> {
  const wanted = { ...PLAIN, ...mode }
  await page.emulateMedia({ ...wanted, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', wanted.colorScheme)
  expect(await violationsOf(page, rules, part), JSON.stringify(mode)).toEqual([])
}

/**
 * Looks at a state of a screen in both themes and at both widths; the document is the same in both themes. Where only
 * `part` (a selector) is another than in a state that was looked at before, the rules are tried on that alone.
 */
export async function glance(
  page: Page,
  [first, ...others]: readonly ('light' | 'dark')[] = ['light', 'dark'],
  part?: string,
): Promise<void> {
  for (const viewport of [LAPTOP, PHONE]) {
    await page.setViewportSize(viewport)
    await violationsIn(page, { colorScheme: first ?? 'light' }, 'ALL', part)
    for (const colorScheme of others) await violationsIn(page, { colorScheme }, 'COLOURS', part)
    const least = viewport === PHONE ? TARGET_ON_PHONES : TARGET
    await expect.poll(() => smallTargetsOf(page, least), `targets at ${viewport.width} px`).toEqual([])
  }
  for (const viewport of [NARROWEST, ZOOMED]) {
    await page.setViewportSize(viewport)
    await expect.poll(() => sidewaysOf(page), `sideways at ${viewport.width} px`).toEqual([])
  }
  await page.setViewportSize(LAPTOP)
}

/** Looks at a screen in every mode of seeing and moving. */
export async function look(page: Page): Promise<void> {
  await glance(page)
  await violationsIn(page, { forcedColors: 'active' }, 'COLOURS')
  await violationsIn(page, { contrast: 'more' }, 'COLOURS')
  await violationsIn(page, { contrast: 'more', colorScheme: 'dark' }, 'COLOURS')
  await page.emulateMedia({ ...PLAIN, reducedMotion: 'reduce' })
  await expect.poll(() => motionOf(page), 'moves').toEqual([])
  for (const viewport of [ZOOMED, PHONE, LAPTOP]) {
    await page.setViewportSize(viewport)
    await expect.poll(() => hiddenFocusOf(page), `focus at ${viewport.width} px`).toEqual([])
  }
}
