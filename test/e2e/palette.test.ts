// The command palette: found by typing, done with Enter, below the clock and never over it, also without the server.

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { DEMO_ROOM, enter, expect, openRoom, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let server: RunningServer
let browser: Browser
let maeve: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  maeve = await enter(context, server.url, 'Maeve Brennan')
  await openRoom(maeve, DEMO_ROOM)
  await expect(timeline(maeve).getByRole('article').first()).toBeVisible()
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const field = (page: Page) => palette(page).getByRole('combobox', { name: 'Search or jump to' })
/** With the keys, from wherever the focus is; what is typed next lands in its field. */
async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
}
async function closePalette(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
}
const line = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })

describe('the palette', () => {
  it('opens from the text field and gives the focus back to it', async () => {
    await openPalette(maeve)
    await closePalette(maeve)
    await expect(maeve.getByRole('textbox', { name: 'Nature of the issue' })).toBeFocused()
  })

  it.each([
    ['a laptop', 1440, 900],
    ['a small window', 1024, 640],
    ['a phone', 390, 844],
  ])('never covers the clock on %s, and breaks no rule', async (_name, width, height) => {
    await maeve.setViewportSize({ width, height })
    await openPalette(maeve)
    await field(maeve).fill('upd')
    const below = async () => {
      const deck = await maeve.locator('[data-deck]').boundingBox()
      const panel = await palette(maeve).boundingBox()
      return (panel?.y ?? Number.NaN) - (deck?.y ?? 0) - (deck?.height ?? Number.NaN)
    }
    await expect.poll(below).toBeGreaterThanOrEqual(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await maeve.emulateMedia({ colorScheme })
      expect(await violationsOf(maeve), colorScheme).toEqual([])
    }
    await closePalette(maeve)
  })

  it('says the chosen line by aria-activedescendant, and arrow keys choose another', async () => {
    await maeve.setViewportSize({ width: 1440, height: 900 })
    await openPalette(maeve)
    await maeve.keyboard.type('upd')
    await expect(line(maeve, /Post update 2/)).toHaveAttribute('aria-selected', 'true')
    await maeve.keyboard.press('ArrowDown')
    const chosen = palette(maeve).getByRole('option', { selected: true })
    await expect(chosen).toContainText('Propose another update cadence')
    await expect(field(maeve)).toHaveAttribute(
      'aria-activedescendant',
      (await chosen.getAttribute('id')) ?? '',
    )
    await maeve.keyboard.press('Enter')
    await expect(maeve.getByRole('form', { name: /Propose/ })).toBeVisible()
    await maeve.keyboard.press('Escape')
  })

  it('finds what was said, without the server, and goes to it', async () => {
    await server.kill()
    await openPalette(maeve)
    await maeve.keyboard.type('OTP MAIL')
    await line(maeve, /OTP mail/)
      .first()
      .click()
    await expect(timeline(maeve).locator('article:focus')).toContainText('OTP mail')
    await server.restart()
  })

  it('looks beyond the room when its chip is dropped, and calls people by name', async () => {
    await openPalette(maeve)
    await palette(maeve)
      .getByRole('button', { name: /Look beyond/ })
      .click()
    await expect(field(maeve)).toBeFocused()
    await expect(line(maeve, /Offer a workaround/)).toHaveCount(0)
    await maeve.keyboard.type('tiago')
    await expect(line(maeve, /Call Tiago Lemos/)).toBeVisible()
    await closePalette(maeve)
  })

  it('goes where it says: to the settings, and from the sidebar’s search field too', async () => {
    await maeve.getByRole('button', { name: 'Search or jump to' }).click()
    await expect(field(maeve)).toBeFocused()
    await maeve.keyboard.type('settings')
    await expect(line(maeve, 'Settings')).toHaveAttribute('aria-selected', 'true')
    await maeve.keyboard.press('Enter')
    await expect(maeve.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  })
})
