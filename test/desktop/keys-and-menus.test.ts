// The desktop's own keys and its menu, from the key or the entry to what the window then shows: the chords that a browser
// keeps for itself, every entry of the menu that asks the window, a link, and what is known of updates.

import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect as expectValue, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { expect, openRoom } from '../support/pages.ts'

const DEMO = /API sends return 503/

let world: DesktopWorld
let app: DesktopApp
let page: Page
let room: string

beforeAll(async () => {
  world = await desktopWorld()
  app = await world.launch()
  page = await app.firstWindow()
  await enterAs(page, 'Maeve Brennan')
  await openRoom(page, DEMO)
  room = new URL(page.url()).hash
})
afterAll(() => world.dispose())

const goTo = (hash: string): Promise<void> =>
  page.evaluate((where) => {
    location.hash = where
  }, hash)
async function toRoom(): Promise<void> {
  await goTo(room)
  await expect(page.getByRole('heading', { level: 1, name: DEMO })).toBeVisible()
}
beforeEach(async () => {
  await page.keyboard.press('Escape')
  await toRoom()
})

/** Presses an entry of the application's menu by its label. */
const choose = (label: string): Promise<void> =>
  app.evaluate(({ Menu }, wanted) => {
    const entries = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? [])
    const found = entries.find((entry) => entry.label === wanted)
    if (found === undefined) throw new Error(`no entry ${wanted}`)
    found.click()
  }, label)

const tab = (name: string): Locator => page.getByRole('region', { name: 'Write' }).getByRole('tab', { name })
const isChosen = (name: string): Promise<void> => expect(tab(name)).toHaveAttribute('aria-selected', 'true')

it.each([
  ['Alt+2', 'Periodic update'],
  ['Alt+3', 'Internal note'],
  ['Alt+4', 'Workaround'],
  ['Alt+1', 'Message'],
])('%s chooses "%s", also in the middle of a text', async (keys, mode) => {
  await page.getByRole('region', { name: 'Write' }).getByRole('textbox').first().focus()
  await page.keyboard.press(keys)
  await isChosen(mode)
})

it.each([
  ['Periodic update', 'Periodic update'],
  ['Internal note', 'Internal note'],
  ['Workaround', 'Workaround'],
  ['Message', 'Message'],
])('the menu’s "%s" chooses it', async (label, mode) => {
  await choose(label)
  await isChosen(mode)
})

it('Ctrl+N and the menu begin an intake', async () => {
  await page.keyboard.press('Control+n')
  await expect.poll(() => new URL(page.url()).hash).toBe('#/intake')
  await toRoom()
  await choose('New hotline intake')
  await expect.poll(() => new URL(page.url()).hash).toBe('#/intake')
})

it('board, settings, wall, palette and the page of keys open from the menu', async () => {
  for (const entry of ['Search or jump to…', 'All keys']) {
    await choose(entry)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await choose('Settings…')
  await expect.poll(() => new URL(page.url()).hash).toBe('#/settings')
  await toRoom()
  await choose('Wall mode')
  await expect.poll(() => new URL(page.url()).hash).toBe(`${room}/wall`)
  await toRoom()
  await choose('Board')
  await expect.poll(() => new URL(page.url()).hash).toBe('#/')
})

it('Alt+C hands the contact’s number to the system, and nothing but a number', async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (address) => void opened.push(address)
  })
  await page.keyboard.press('Alt+c')
  const opened = () => app.evaluate(() => Reflect.get(globalThis, 'opened') as readonly string[])
  await expect.poll(async () => (await opened()).length).toBe(1)
  expectValue((await opened())[0]).toMatch(/^tel:\+[1-9][0-9]{6,14}$/)
})

it('a link from outside shows its room in the window that is there', async () => {
  await goTo('#/')
  await world.again([`accord://room/${decodeURIComponent(room.replace('#/rooms/', ''))}`])
  await expect.poll(() => new URL(page.url()).hash).toBe(room)
})

it('an update that is ready is said in the settings, and installing it is asked of the main process alone', async () => {
  await goTo('#/settings')
  await app.evaluate(({ BrowserWindow }) => {
    const update = { state: 'READY', version: '9.9.9' }
    BrowserWindow.getAllWindows()[0]?.webContents.send('accord:event', { type: 'update', update })
  })
  await expect(page.getByText('Version 9.9.9 is ready.')).toBeVisible()
  await page.getByRole('button', { name: 'Restart and install' }).click()
  // The main process knows of no update: nothing is installed, and the window stands.
  await expect(page.getByText('Version 9.9.9 is ready.')).toBeVisible()
})
