// WCAG 2.2 AA as far as a program can tell (test/support/looks.ts), on every screen up to a room at work; signing, the
// closed room, the gallery and Indonesian are in accessibility-signing.test.ts. What is done by keyboard and heard by a
// screen reader is in screen-reader.test.ts.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { glance, LAPTOP, look } from '../support/looks.ts'
import { compose, DEMO_ROOM, enter, entry, expect, openRoom, shown } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const COMPOSER = '.composer-box'
const BARE = { viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' } as const

let server: RunningServer
let browser: Browser
let nobody: Page
let maeve: Page
let rani: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  // Without motion: a colour in the middle of a fade is none that anybody reads.
  const context = (): Promise<BrowserContext> => browser.newContext(BARE)
  nobody = await (await context()).newPage()
  await nobody.goto(server.url)
  maeve = await enter(await context(), server.url, 'Maeve Brennan')
  rani = await enter(await context(), server.url, 'Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

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
      await glance(maeve, ['dark', 'light'], COMPOSER)
    }
    const note = await compose(maeve, 'Internal note')
    await note.getByRole('textbox').fill('Not for them.')
    await note.getByRole('tab', { name: 'Message' }).click()
    await expect(note.getByRole('button', { name: 'Keep it internal' })).toBeVisible()
    await glance(maeve, ['light', 'dark'], COMPOSER)
    await note.getByRole('button', { name: 'Keep it internal' }).click()
    await note.getByRole('textbox').fill('')
    const update = await compose(maeve, 'Periodic update')
    await update.getByRole('radio', { name: 'Not known yet' }).click()
    await update.getByRole('button', { name: /Post update/ }).click()
    await glance(maeve, ['light', 'dark'], COMPOSER)
  })

  it('the board of a program that is too old for the server, which says what to do', async () => {
    const context = await browser.newContext({ ...BARE, serviceWorkers: 'block' })
    await context.route('**/info', async (route) => {
      const said = (await (await route.fetch()).json()) as object
      await route.fulfill({ json: { ...said, oldestClient: '99.0.0' } })
    })
    const page = await enter(context, server.url, 'Aisha Karim')
    await expect(page.getByText('This program is too old for the server.')).toBeVisible()
    await expect(page.locator('.app-banner').getByRole('button', { name: 'Reload' })).toBeVisible()
    await glance(page, ['light', 'dark'], '.app-banner')
    await context.close()
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
})
