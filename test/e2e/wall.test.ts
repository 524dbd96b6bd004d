// Wall mode: the room's clock as a page of its own, read from far, with nothing internal and nothing to press.

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { DEMO_ROOM, enter, entry, expect, note, openRoom, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let server: RunningServer
let browser: Browser
let maeve: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  maeve = await enter(context, server.url, 'Maeve Brennan')
  await openRoom(maeve, DEMO_ROOM)
  await note(maeve, 'Our own key has run out')
  await expect(entry(maeve, 'Our own key has run out')).toBeVisible()
  await timeline(maeve).focus()
  await maeve.keyboard.press('Shift+F')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const clock = (page: Page) => page.getByRole('region', { name: 'Clock of the room' })

describe('the wall', () => {
  it('shows the clock at 352 px, as the mockup, and both parties’ times', async () => {
    await maeve.setViewportSize({ width: 1440, height: 900 })
    await expect(clock(maeve).getByRole('timer')).toBeVisible()
    await expect(clock(maeve)).toContainText(/Dublin, .*Jakarta/)
    const size = () =>
      clock(maeve)
        .getByRole('timer')
        .evaluate((digits) => Math.round(Number.parseFloat(getComputedStyle(digits).fontSize)))
    await expect.poll(size).toBe(352)
  })

  it('quotes what both parties can read, and nothing internal', async () => {
    await expect(maeve.getByText('Last line')).toBeVisible()
    await expect(maeve.getByText('Our own key has run out')).toHaveCount(0)
  })

  it.each([
    [1024, 768],
    [1440, 900],
    [1920, 1080],
    [390, 844],
  ])('fits a screen of %d by %d, and breaks no rule in both themes', async (width, height) => {
    await maeve.setViewportSize({ width, height })
    const wide = () => maeve.evaluate(() => document.documentElement.scrollWidth)
    await expect.poll(wide).toBeLessThanOrEqual(width)
    const rightEdge = async () => {
      const box = await clock(maeve).getByRole('timer').boundingBox()
      return (box?.x ?? 0) + (box?.width ?? Number.NaN)
    }
    await expect.poll(rightEdge).toBeLessThanOrEqual(width)
    for (const colorScheme of ['light', 'dark'] as const) {
      await maeve.emulateMedia({ colorScheme })
      expect(await violationsOf(maeve), colorScheme).toEqual([])
    }
  })

  it('has nothing that a passer-by could press: what leaves it is there for keys alone', async () => {
    await maeve.setViewportSize({ width: 1440, height: 900 })
    await expect(maeve.getByRole('link')).toHaveCount(0)
    await expect(maeve.getByRole('button')).toHaveCount(1)
    await maeve.mouse.click(60, 20)
    await expect(maeve).toHaveURL(/\/wall$/)
  })

  it('on a phone the way out is seen, has the size of a finger, and leads back', async () => {
    await maeve.setViewportSize({ width: 390, height: 844 })
    const leave = maeve.getByRole('button', { name: 'Leave the wall' })
    await expect(leave).toBeInViewport({ ratio: 1 })
    expect((await leave.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await leave.click()
    await expect(timeline(maeve)).toBeVisible()
    await maeve.setViewportSize({ width: 1440, height: 900 })
    await timeline(maeve).focus()
    await maeve.keyboard.press('Shift+F')
    await expect(clock(maeve)).toBeVisible()
  })

  it('without the server it says so, and the clock goes on', async () => {
    await server.kill()
    await expect(maeve.getByText(/^Offline/).first()).toBeVisible()
    await expect(clock(maeve).getByRole('timer')).toBeVisible()
    await server.restart()
  })

  it('Esc leads back to the room', async () => {
    await maeve.keyboard.press('Escape')
    await expect(timeline(maeve)).toBeVisible()
  })
})
