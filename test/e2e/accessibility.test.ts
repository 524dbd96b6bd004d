// WCAG 2.2 AA as far as a program can tell, on every screen and the states of it that can be reached: axe finds nothing
// in both themes, in both languages, on a laptop and on a phone, with forced colours and with more contrast; nothing is
// scrolled sideways at 320 px or at 200 % zoom; targets have their size; what has the focus is seen; nothing moves for
// who wants no motion. What is done by keyboard and heard by a screen reader is in screen-reader.test.ts.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import {
  compose,
  DEMO_ROOM,
  enter,
  entry,
  expect,
  openRoom,
  proposeResolution,
  shown,
  sign,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'
import { hiddenFocusOf, motionOf, sidewaysOf, smallTargetsOf } from '../support/screen-checks.ts'

const LAPTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }
/** A laptop of 1280 x 720 at 200 %. */
const ZOOMED = { width: 640, height: 360 }
const TARGET = 24
const TARGET_ON_PHONES = 44

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

interface Mode {
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active' | 'none'
  readonly contrast?: 'more' | 'no-preference'
}

const PLAIN = { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' } as const

async function violationsIn(page: Page, mode: Mode): Promise<void> {
  const wanted = { ...PLAIN, ...mode }
  await page.emulateMedia({ ...wanted, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', wanted.colorScheme)
  expect(await violationsOf(page), JSON.stringify(mode)).toEqual([])
}

/** Looks at a state of a screen in both themes and at both widths. */
async function glance(page: Page, themes: readonly ('light' | 'dark')[] = ['light', 'dark']): Promise<void> {
  for (const viewport of [LAPTOP, PHONE]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of themes) await violationsIn(page, { colorScheme })
    const least = viewport === PHONE ? TARGET_ON_PHONES : TARGET
    expect(await smallTargetsOf(page, least), `targets at ${viewport.width} px`).toEqual([])
  }
  for (const viewport of [NARROWEST, ZOOMED]) {
    await page.setViewportSize(viewport)
    expect(await sidewaysOf(page), `sideways at ${viewport.width} px`).toEqual([])
  }
  await page.setViewportSize(LAPTOP)
}

/** Looks at a screen in every mode of seeing and moving. */
async function look(page: Page): Promise<void> {
  await glance(page)
  await violationsIn(page, { forcedColors: 'active' })
  await violationsIn(page, { contrast: 'more' })
  await violationsIn(page, { contrast: 'more', colorScheme: 'dark' })
  await page.emulateMedia({ ...PLAIN, reducedMotion: 'reduce' })
  expect(await motionOf(page), 'moves').toEqual([])
  for (const viewport of [ZOOMED, PHONE, LAPTOP]) {
    await page.setViewportSize(viewport)
    expect(await hiddenFocusOf(page), `focus at ${viewport.width} px`).toEqual([])
  }
}

const toRoom = async (page: Page): Promise<void> => {
  await page.goto(`${server.url}/#/`)
  await openRoom(page, DEMO_ROOM)
  await expect(entry(page, 'API confirmed on eu-west')).toBeVisible()
}

describe('nothing is in anybody’s way on', () => {
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
    await maeve.getByRole('button', { name: 'Start over' }).click()
  })

  it('the report', async () => {
    await rani.goto(`${server.url}/#/report`)
    await expect(rani.getByRole('heading', { level: 1, name: 'Report an issue' })).toBeVisible()
    await look(rani)
  })

  it('the room of an agent and of a customer', async () => {
    for (const page of [maeve, rani]) {
      await toRoom(page)
      await look(page)
    }
  })

  it('the composer in every mode, with the question about an internal text, and with what is wrong', async () => {
    for (const mode of ['Workaround', 'Message', 'Periodic update', 'Internal note'] as const) {
      await compose(maeve, mode)
      await glance(maeve, ['dark'])
    }
    const note = await compose(maeve, 'Internal note')
    await note.getByRole('textbox').fill('Not for them.')
    await note.getByRole('tab', { name: 'Message' }).click()
    await expect(note.getByRole('button', { name: 'Keep it internal' })).toBeVisible()
    await glance(maeve)
    await note.getByRole('button', { name: 'Keep it internal' }).click()
    await note.getByRole('textbox').fill('')
    const update = await compose(maeve, 'Periodic update')
    await update.getByRole('radio', { name: 'Not known yet' }).click()
    await update.getByRole('button', { name: /Post update/ }).click()
    await glance(maeve)
  })

  it('the room and the board of somebody who is offline with something unsent', async () => {
    await maeve.context().setOffline(true)
    const composer = await compose(maeve, 'Message')
    await composer.getByRole('textbox', { name: 'Message' }).fill('Written in a tunnel.')
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect(shown(maeve, /You are offline/)).toBeVisible()
    await expect(entry(maeve, 'Written in a tunnel.')).toContainText('waiting to be sent')
    await glance(maeve)
    await maeve.evaluate(() => void (location.hash = '#/'))
    await expect(maeve.getByRole('button', { name: 'Take back' })).toBeVisible()
    await glance(maeve)
    await maeve.context().setOffline(false)
    await expect(maeve.getByRole('button', { name: 'Take back' })).toBeHidden()
  })

  it('the sign-off: the choice, the reasons of a no, what is signed, and the closed room', async () => {
    await toRoom(rani)
    await toRoom(maeve)
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
    await nobody.goto(`${server.url}/gallery.html`)
    await expect(nobody.getByRole('heading', { level: 1 })).toBeVisible()
    await nobody.setViewportSize(LAPTOP)
    for (const colorScheme of ['light', 'dark'] as const) await violationsIn(nobody, { colorScheme })
    await violationsIn(nobody, { forcedColors: 'active' })
    for (const ring of await nobody.locator('svg.ring').all())
      await expect(ring).toHaveCSS('outline-width', '1px')
    await violationsIn(nobody, { contrast: 'more' })
  })
})

describe('in Indonesian nothing is in anybody’s way on', () => {
  let page: Page

  beforeAll(async () => {
    const context = await browser.newContext({ viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' })
    page = await enter(context, server.url, 'Aisha Karim')
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
