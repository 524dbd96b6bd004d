// What the desktop does around its page: the tray keeps the program, a link and a notice open their room, a second
// start helps the first one, several servers are known, and what must not be kept in plain text is not kept at all.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { DEMO_ROOM, expect, isLive, openRoom } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let world: DesktopWorld
let other: RunningServer
let app: DesktopApp
let page: Page

beforeAll(async () => {
  ;[world, other] = await Promise.all([desktopWorld(), startRunningServer()])
  await start()
  await enterAs(page, 'Maeve Brennan')
})

afterAll(async () => {
  await world.dispose()
  await other.dispose()
})

async function start(options: Parameters<DesktopWorld['launch']>[0] = {}): Promise<void> {
  app = await world.launch(options)
  page = await app.firstWindow()
}

const theRoom = (): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name: DEMO_ROOM })).toBeVisible()
const toBoard = (): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Board' }).click()

/** Through the bridge, as the interface does it. */
const ask = (method: string, ...given: readonly unknown[]): Promise<unknown> =>
  page.evaluate(
    ([name, list]) => {
      const bridge = Reflect.get(window, 'accord') as Record<string, (...all: unknown[]) => unknown>
      return bridge[name]?.(...list)
    },
    [method, given] as const,
  )

/** Hidden, or on Linux minimised: not every Linux has a tray to come back from. */
const visible = (): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window !== undefined && window.isVisible() && !window.isMinimized()
  })

it('a second start with a link opens the room in the window that is there, and ends', async () => {
  await openRoom(page, DEMO_ROOM)
  const roomId = /rooms\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  await toBoard()
  expectValue(await world.again([`accord://room/${roomId}`])).toBe(0)
  await theRoom()
  expectValue(app.windows()).toHaveLength(1)
})

it('a link that says more than a room opens nothing', async () => {
  await toBoard()
  const before = page.url()
  await world.again(['accord://room/../sessions', 'accord://sign?room=1', 'accord://room/x/y', '--inspect'])
  await isLive(page)
  expectValue(page.url()).toBe(before)
})

it('closing the last window only puts it away, and the tray opens it again where it was', async () => {
  await app.evaluate(({ nativeTheme, Tray }) => {
    // The next time the tray is drawn says which it is.
    Tray.prototype.setToolTip = function follow(text: string) {
      Object.assign(globalThis, { tray: this, trayText: text })
    }
    nativeTheme.emit('updated')
  })
  await expect
    .poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'trayText'))), { timeout: 20_000 })
    .toMatch(/\S/)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(visible).toBe(false)
  await app.evaluate(() => (Reflect.get(globalThis, 'tray') as NodeJS.EventEmitter).emit('click'))
  await expect.poll(visible).toBe(true)
  await isLive(page)
})

it('on Linux the last window is minimised: a desktop without a tray still has it among its windows', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const found = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return { isThere: window?.isVisible(), isMinimised: window?.isMinimized() }
    })
  const isLinux = process.platform === 'linux'
  await expect.poll(found).toEqual({ isThere: isLinux, isMinimised: isLinux })
  await world.again([])
  await expect.poll(visible).toBe(true)
})

it('a notice appears once for its group, and pressing it shows the window and tells the page which it was', async () => {
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const shown: object[] = []
    Object.assign(globalThis, { shown })
    Notification.prototype.show = function keep() {
      shown.push(this as object)
    }
    BrowserWindow.getAllWindows()[0]?.hide()
  })
  await page.evaluate(() => {
    const told: unknown[] = []
    Object.assign(window, { told })
    const bridge = Reflect.get(window, 'accord') as { onEvent(hear: (event: { type: string }) => void): void }
    bridge.onEvent((event) => event.type === 'notice' && told.push(event))
  })
  await ask('notify', {
    id: 'n1',
    group: 'room-1',
    title: 'Nusantara Pay',
    body: 'Update 2 is due in 5 minutes.',
    urgency: 'CRITICAL',
    stays: true,
    actions: [{ key: 'update', label: 'Write update' }],
    roomId: null,
  })
  await expect
    .poll(() => app.evaluate(() => (Reflect.get(globalThis, 'shown') as readonly object[]).length))
    .toBe(1)
  await app.evaluate(() => {
    const [notice] = Reflect.get(globalThis, 'shown') as readonly NodeJS.EventEmitter[]
    notice?.emit('click', {})
  })
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'told') as unknown))
    .toEqual([{ type: 'notice', id: 'n1', action: null }])
  await expect.poll(visible).toBe(true)
})

it('the window stands after the next start where it was left', async () => {
  const place = { x: 120, y: 90, width: 1200, height: 800 }
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  )
  await app.close()
  await start()
  await isLive(page)
  const found = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  await expect.poll(found).toMatchObject(place)
})

it('another server has people and rooms of its own, and the first one is as it was left', async () => {
  const added = (await ask('addProfile', other.url)) as { readonly id: string }
  const [first] = (await ask('profiles')) as readonly { readonly id: string }[]
  await ask('chooseProfile', added.id)
  await page.reload()
  await enterAs(page, 'Joon Park')
  expectValue(await ask('people')).toMatchObject([{ id: 'joon-park' }])
  await ask('chooseProfile', first?.id)
  await page.reload()
  // The window was Joon's of the other server; Maeve's session here is offered again.
  await enterAs(page, 'Maeve Brennan')
  expectValue(await ask('people')).toMatchObject([{ id: 'maeve-brennan' }])
})

it('without a keyring the session stays in memory: the page says so, and the next start knows nobody', async () => {
  await app.close()
  const userData = join(world.folder, 'user-data-without-keyring')
  await start({ userData, withoutKeyring: true })
  await expect(page.getByText(/has no safe place for sessions/)).toBeVisible()
  await enterAs(page, 'Maeve Brennan')
  expectValue(await ask('secretStore')).toBe('MEMORY')
  expectValue(existsSync(join(userData, 'sessions'))).toBe(false)
  await app.close()
  await start({ userData, withoutKeyring: true })
  expectValue(await ask('people')).toEqual([])
})
