// WCAG 2.2 AA as far as a program can tell (test/support/looks.ts): the sign-off and the closed room, the states of every
// part as the gallery shows them, and every screen in Indonesian. The other screens are in accessibility.test.ts.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { glance, LAPTOP, look, violationsIn } from '../support/looks.ts'
import { DEMO_ROOM, enter, expect, openRoom, proposeResolution, shown, sign } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let server: RunningServer
let browser: Browser
let maeve: Page
let rani: Page

const newContext = (): Promise<BrowserContext> =>
  // Without motion: a colour in the middle of a fade is none that anybody reads.
  browser.newContext({ viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' })

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  maeve = await enter(await newContext(), server.url, 'Maeve Brennan')
  rani = await enter(await newContext(), server.url, 'Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

describe('nothing is in anybody’s way on', () => {
  it('the sign-off: the choice, the reasons of a no, what is signed, and the closed room', async () => {
    for (const page of [rani, maeve]) await openRoom(page, DEMO_ROOM)
    await proposeResolution(maeve, 'Mail flows again.')
    for (const page of [maeve, rani]) {
      await page.goto(page.url().replace(/(\/sign-off)?$/, '/sign-off'))
      await expect(page.getByRole('region', { name: 'Resolution statement' })).toContainText('Version 1, ')
      await look(page)
    }
    await rani.getByRole('radio', { name: /No, it is not resolved/ }).check()
    await glance(rani)
    await rani.getByRole('radio', { name: /Yes, it is resolved/ }).check()
    for (const [page, name] of [
      [maeve, 'Maeve Brennan'],
      [rani, 'Rani Wulandari'],
    ] as const) {
      await sign(page, name)
      await expect(shown(page, /You have signed for|both parties have signed/)).toBeVisible()
      await glance(page)
    }
    await rani.goto(rani.url().replace('/sign-off', ''))
    await expect(rani.getByRole('region', { name: 'Closed' })).toBeVisible()
    await look(rani)
    await maeve.goto(`${server.url}/#/`)
    await expect(maeve.getByRole('heading', { name: /No live rooms/ })).toBeVisible()
    await glance(maeve)
  })

  it('the states of every part, late clocks among them, as the gallery shows them', async () => {
    const nobody = await (await newContext()).newPage()
    await nobody.goto(`${server.url}/gallery.html`)
    await expect(nobody.getByRole('heading', { level: 1 })).toBeVisible()
    await violationsIn(nobody, { colorScheme: 'light' })
    await violationsIn(nobody, { colorScheme: 'dark' }, 'COLOURS')
    await violationsIn(nobody, { forcedColors: 'active' }, 'COLOURS')
    for (const ring of await nobody.locator('svg.ring').all())
      await expect(ring).toHaveCSS('outline-width', '1px')
    await violationsIn(nobody, { contrast: 'more' }, 'COLOURS')
  })
})

describe('in Indonesian nothing is in anybody’s way on', () => {
  let page: Page

  beforeAll(async () => {
    page = await enter(await newContext(), server.url, 'Aisha Karim')
    await page.evaluate(() => localStorage.setItem('accord.language', 'id'))
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  })

  it.each([
    ['the board', '#/'],
    ['the hotline intake', '#/intake'],
    ['the report', '#/report'],
  ])('%s', async (_title, address) => {
    await page.goto(`${server.url}/${address}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await glance(page)
  })

  it('the room and its sign-off', async () => {
    await page.goto(`${server.url}/#/`)
    await page.getByRole('main').getByRole('link', { name: DEMO_ROOM }).first().click()
    await expect(page.getByRole('log')).toBeVisible()
    await glance(page)
    await page.goto(`${page.url()}/sign-off`)
    await expect(page.getByRole('region').filter({ hasText: 'Mail flows again.' }).first()).toBeVisible()
    await glance(page)
    await page.context().close()
  })
})
