// What a window says reaches the system through the real preload and main process: the menu speaks its language, the
// computer stays awake for its clock, and what is pressed in the menu comes back to it. Only functions that Electron
// itself has are asked, so that the same holds on the real one.

import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DesktopBridge, DesktopStatus } from '../../protocol/desktop.ts'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld } from '../support/desktop-world.ts'

let world: DesktopWorld
let app: DesktopApp
let page: Page

beforeAll(async () => {
  world = await desktopWorld()
  app = await world.launch()
  page = await app.firstWindow()
  await page.getByRole('main').getByRole('button').first().waitFor()
})
afterAll(() => world.dispose())

const QUIET: DesktopStatus = {
  language: 'en',
  clocks: [],
  badge: 0,
  keepAwake: false,
  link: 'LIVE',
  waiting: 0,
  quietUntil: null,
}

const say = (status: DesktopStatus): Promise<void> =>
  page.evaluate((said) => (Reflect.get(window, 'accord') as DesktopBridge).setStatus(said), status)

const menuLabels = (): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
      label,
      ...(submenu?.items ?? []).map((item) => item.label),
    ]),
  )

/** Electron counts what keeps the computer awake from 0 or 1 on. */
const isAwake = (): Promise<boolean> =>
  app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))

it('the menu speaks the language of the window, and changes with it', async () => {
  await say({ ...QUIET, language: 'id' })
  await expect.poll(menuLabels).toContain('Penerimaan hotline baru')
  await say(QUIET)
  await expect.poll(menuLabels).toContain('New hotline intake')
  await expect.poll(menuLabels).not.toContain('Penerimaan hotline baru')
})

it('an entry of the menu asks the window', async () => {
  await page.evaluate(() => {
    const heard: unknown[] = []
    Reflect.set(window, 'heardInTest', heard)
    ;(Reflect.get(window, 'accord') as DesktopBridge).onEvent((event) => heard.push(event))
  })
  await app.evaluate(({ Menu }) => {
    const entries = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? [])
    entries.find(({ label }) => label === 'Wall mode')?.click()
  })
  const heard = () => page.evaluate(() => Reflect.get(window, 'heardInTest') as unknown[])
  await expect.poll(heard).toContainEqual({ type: 'menu', action: 'wall' })
})

it('the computer stays awake exactly while the window says that a clock of its person runs', async () => {
  expect(await isAwake()).toBe(false)
  await say({ ...QUIET, keepAwake: true })
  await expect.poll(isAwake).toBe(true)
  await say(QUIET)
  await expect.poll(isAwake).toBe(false)
})

it('sleep is given back when the page that asked for it is gone', async () => {
  await say({ ...QUIET, keepAwake: true })
  await expect.poll(isAwake).toBe(true)
  await page.reload()
  await expect.poll(isAwake).toBe(false)
})
