// WCAG 2.2 AA as far as a program can tell: axe finds nothing on any screen, in both themes, on a laptop and on a
// phone; nothing has to be scrolled sideways at 320 px; and the two acts that matter most, to say something and to
// sign, are done by keyboard alone.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { enter, entry, expect, openRoom, proposeResolution, shown, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const LAPTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }
const DEMO = /API sends return 503/

let server: RunningServer
let browser: Browser
let nobody: Page
let maeve: Page
let rani: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  // Without motion: a colour in the middle of a fade is none that anybody reads.
  const context = (): Promise<BrowserContext> =>
    browser.newContext({ viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' })
  nobody = await (await context()).newPage()
  await nobody.goto(server.url)
  maeve = await enter(await context(), server.url, 'Maeve Brennan')
  rani = await enter(await context(), server.url, 'Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** Looks at a screen in both themes and at both widths. */
async function look(page: Page): Promise<void> {
  for (const viewport of [LAPTOP, PHONE]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      expect(await violationsOf(page), `${colorScheme}, ${viewport.width} px`).toEqual([])
    }
  }
  await page.setViewportSize(NARROWEST)
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: innerWidth,
  }))
  expect(wide, 'wider than a window of 320 px').toBeLessThanOrEqual(window)
  await page.setViewportSize(LAPTOP)
}

describe('axe finds nothing on', () => {
  it('the first page', async () => {
    await expect(nobody.getByRole('button', { name: 'Rani Wulandari' })).toBeVisible()
    await look(nobody)
  })

  it('the board of an agent and of a customer', async () => {
    for (const page of [maeve, rani]) {
      await expect(page.getByRole('table')).toBeVisible()
      await look(page)
    }
  })

  it('the hotline intake, filled in and asking about the open room', async () => {
    await maeve.goto(`${server.url}/#/intake`)
    await maeve.getByRole('textbox', { name: 'Company' }).fill('Nusantara')
    await maeve.getByRole('textbox', { name: 'Contact phone' }).fill('123')
    await expect(maeve.getByRole('button', { name: 'Different' })).toBeVisible()
    await look(maeve)
  })

  it('the report', async () => {
    await rani.goto(`${server.url}/#/report`)
    await expect(rani.getByRole('heading', { level: 1, name: 'Report an issue' })).toBeVisible()
    await look(rani)
  })

  it('the room of an agent and of a customer', async () => {
    for (const page of [maeve, rani]) {
      await page.goto(`${server.url}/#/`)
      await openRoom(page, DEMO)
      await expect(entry(page, 'API confirmed on eu-west')).toBeVisible()
      await look(page)
    }
  })

  it('the sign-off of both', async () => {
    await proposeResolution(maeve, 'Mail flows again.')
    for (const page of [maeve, rani]) {
      await page.goto(page.url().replace(/(\/sign-off)?$/, '/sign-off'))
      await expect(page.getByRole('region', { name: 'Resolution statement' })).toContainText('Version 1, ')
      await look(page)
    }
  })
})

/** Presses Tab until something has the focus, which must show at every stop on the way (2.4.7). */
async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox' | 'checkbox',
  name: RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name })
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press('Tab')
    const isShown = await page.evaluate(() => document.activeElement?.matches(':focus-visible') ?? false)
    expect(isShown, `stop ${stop} shows the focus`).toBe(true)
    const [focused] = await page.locator(':focus').all()
    if (focused !== undefined && (await wanted.and(focused).count()) > 0) return
  }
  throw new Error(`the keyboard does not reach ${role} ${name}`)
}

describe('by keyboard alone', () => {
  it('somebody enters, opens the room, says something, and signs', async () => {
    const context = await browser.newContext({ viewport: LAPTOP })
    const page = await context.newPage()
    await page.goto(server.url)
    await expect(page.getByRole('button', { name: 'Rani Wulandari' })).toBeVisible()
    await tabTo(page, 'button', /Rani Wulandari/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('table')).toBeVisible()
    await tabTo(page, 'link', DEMO)
    await page.keyboard.press('Enter')
    await expect(timeline(page)).toBeVisible()
    await tabTo(page, 'textbox', /Message/)
    await page.keyboard.type('Written without a mouse.')
    await page.keyboard.press('Control+Enter')
    await expect(entry(page, 'Written without a mouse.')).toBeVisible()

    await tabTo(page, 'link', /Read and sign/)
    await page.keyboard.press('Enter')
    await expect(shown(page, /Do you agree/)).toBeVisible()
    await tabTo(page, 'checkbox', /I may decide this/)
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await expect(shown(page, /You have signed for/)).toBeVisible()
    await context.close()
  })
})
