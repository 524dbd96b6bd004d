// The desktop as its people live with it: the agent in the desktop program, the customer in a browser, the real server
// between them and the replica in a process of its own. The server dies, the program is ended and started without it,
// the replica's process and the page are killed in mid-sentence: nothing written is lost, and everything counts once.

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs, replicaProcess } from '../support/desktop-world.ts'
import { compose, DEMO_ROOM, enter, entry, expect, isLive, openRoom, say, shown } from '../support/pages.ts'

const WAITS = /waiting to be sent since|not confirmed yet/

let world: DesktopWorld
let app: DesktopApp
let maeve: Page
let browser: Browser
let rani: Page

beforeAll(async () => {
  world = await desktopWorld()
  app = await world.launch()
  maeve = await app.firstWindow()
  await enterAs(maeve, 'Maeve Brennan')
  await openRoom(maeve, DEMO_ROOM)
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  rani = await enter(context, world.server.url, 'Rani Wulandari')
  await openRoom(rani, DEMO_ROOM)
})

afterAll(async () => {
  await browser.close()
  await world.dispose()
})

/** The program is ended and started again on the same computer. */
async function startAgain(): Promise<void> {
  await app.close()
  app = await world.launch()
  maeve = await app.firstWindow()
}

const isOffline = (page: Page): Promise<void> => expect(shown(page, /You are offline/)).toBeVisible()
const isOnlyOnce = (page: Page, text: string): Promise<void> => expect(entry(page, text)).toHaveCount(1)

/** Presses "Try now" where it still stands, instead of waiting for the next try. */
async function comeBack(page: Page): Promise<void> {
  await expect(async () => {
    const tryNow = page.getByRole('button', { name: 'Try now' })
    if (await tryNow.isVisible()) await tryNow.click({ timeout: 1_000 })
    await expect(shown(page, /^Live$/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

/** Typed and left: nobody presses anything to keep it. */
async function draft(page: Page, text: string): Promise<void> {
  const composer = await compose(page, 'Message')
  await composer.getByRole('textbox', { name: 'Message' }).fill(text)
}
const drafted = (page: Page) => page.getByRole('textbox', { name: 'Message' })

it('a message from the desktop reaches the browser, and one from the browser the desktop', async () => {
  await say(maeve, 'We see the failing calls in eu-west.')
  await expect(entry(rani, 'We see the failing calls in eu-west.')).toBeVisible()
  await say(rani, 'Our retries fail as well.')
  await expect(entry(maeve, 'Our retries fail as well.')).toBeVisible()
})

it('[I4] without a server the program is ended and started: the draft and the waiting message are there', async () => {
  const noted = await compose(maeve, 'Internal note')
  await noted.getByRole('textbox').fill('Half a thou')
  await expect(noted.getByText('Draft kept on this computer')).toBeVisible()
  await world.server.kill()
  await isOffline(maeve)
  await say(maeve, 'Written while the server was away.')
  await expect(entry(maeve, 'Written while the server was away.')).toContainText(WAITS)
  await startAgain()
  await openRoom(maeve, DEMO_ROOM)
  await expect(entry(maeve, 'Written while the server was away.')).toContainText(WAITS)
  await expect((await compose(maeve, 'Internal note')).getByRole('textbox')).toHaveValue('Half a thou')
})

it('[I1] the server comes back: what waited is sent once, and the draft stays a draft', async () => {
  await world.server.restart()
  await Promise.all([comeBack(maeve), comeBack(rani)])
  await isOnlyOnce(rani, 'Written while the server was away.')
  await isOnlyOnce(maeve, 'Written while the server was away.')
  await expect(entry(maeve, 'Written while the server was away.')).not.toContainText(WAITS)
  await expect((await compose(maeve, 'Internal note')).getByRole('textbox')).toHaveValue('Half a thou')
})

it('[I1] [I4] the replica’s process is killed in mid-sentence: the text goes on, another process takes over, it counts once', async () => {
  const before = await replicaProcess(app)
  await compose(maeve, 'Message')
  await drafted(maeve).fill('The router in eu-west')
  process.kill(before, 'SIGKILL')
  await drafted(maeve).pressSequentially(' drops one in ten.')
  await expect(drafted(maeve)).toHaveValue('The router in eu-west drops one in ten.')
  await maeve.getByRole('region', { name: 'Write' }).getByRole('button', { name: 'Send' }).click()
  await isOnlyOnce(rani, 'The router in eu-west drops one in ten.')
  await isOnlyOnce(maeve, 'The router in eu-west drops one in ten.')
  await expect(drafted(maeve)).toHaveValue('')
  expectValue(await replicaProcess(app)).not.toBe(before)
})

it('[I4] the replica’s process is killed with unsent work: outbox and draft are whole in the next one', async () => {
  await world.server.kill()
  await isOffline(maeve)
  await say(maeve, 'Kept by the process that dies.')
  await expect(entry(maeve, 'Kept by the process that dies.')).toContainText(WAITS)
  await draft(maeve, 'And this is half')
  const before = await replicaProcess(app)
  process.kill(before, 'SIGKILL')
  await expect.poll(() => replicaProcess(app).catch(() => before), { timeout: 20_000 }).not.toBe(before)
  await expect(drafted(maeve)).toHaveValue('And this is half')
  await world.server.restart()
  await Promise.all([comeBack(maeve), comeBack(rani)])
  await isOnlyOnce(rani, 'Kept by the process that dies.')
  await isOnlyOnce(maeve, 'Kept by the process that dies.')
})

it('the computer wakes: the window is told at once, and is live without anybody pressing anything', async () => {
  await maeve.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const bridge = Reflect.get(window, 'accord') as { onEvent(hear: (event: { type: string }) => void): void }
    bridge.onEvent(({ type }) => heard.push(type))
  })
  await world.server.kill()
  await isOffline(maeve)
  await world.server.restart()
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume')
    powerMonitor.emit('unlock-screen')
  })
  await expect
    .poll(() => maeve.evaluate(() => Reflect.get(window, 'heard') as unknown))
    .toEqual(['probe', 'probe'])
  await isLive(maeve)
})

it('the page’s process dies: the same window shows the same room again, with the draft', async () => {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const says = (): Promise<string> =>
    app.evaluate(
      async ({ BrowserWindow }) =>
        (await BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(
            `[...document.querySelectorAll('[role=tab]')].find((tab) => tab.innerText.startsWith('Message'))?.click(); document.querySelector('h1')?.innerText + ' / ' + [...document.querySelectorAll('textarea')].map((box) => box.value).join()`,
          )
          .catch(() => '')) as string,
    )
  await expect.poll(says, { timeout: 30_000 }).toMatch(/API sends return 503[\s\S]*And this is half/)
  expectValue(app.windows().length).toBeLessThanOrEqual(1)
  await startAgain()
  await isLive(maeve)
})
