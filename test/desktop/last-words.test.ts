// [I4] A person who has just typed a word and quits, closes the window or shuts the computer down finds it again: the
// window keeps it before it goes, and the program waits for that. A page that hangs keeps nobody from quitting.

import type { Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { compose, DEMO_ROOM, entry, expect, openRoom } from '../support/pages.ts'

let world: DesktopWorld
let app: DesktopApp
let page: Page

beforeAll(async () => {
  world = await desktopWorld()
  await start()
  await enterAs(page, 'Maeve Brennan')
  await openRoom(page, DEMO_ROOM)
})
afterAll(() => world.dispose())

async function start(): Promise<void> {
  app = await world.launch()
  page = await app.firstWindow()
}

/** Types a few letters; the last key is pressed immediately before `end` begins. */
async function typeAndThen(where: Page, text: string, end: () => Promise<unknown>): Promise<void> {
  const box = (await compose(where, 'Message')).getByRole('textbox', { name: 'Message' })
  await box.fill('')
  await box.pressSequentially(text)
  await end()
}

/** Resolves when the main process has ended; its exit code. */
function ended(): Promise<number | null> {
  const child = app.process()
  return new Promise((done) => {
    if (child.exitCode !== null) return done(child.exitCode)
    child.once('exit', done)
  })
}

async function findsAgain(text: string): Promise<void> {
  await start()
  await openRoom(page, DEMO_ROOM)
  const box = (await compose(page, 'Message')).getByRole('textbox', { name: 'Message' })
  await expect(box).toHaveValue(text)
}

it('[I4] what was typed at the moment of quitting is there at the next start', async () => {
  await typeAndThen(page, 'Typed and quit.', () => app.close())
  await findsAgain('Typed and quit.')
})

it('[I4] what was typed when the system shuts down is there at the next start', async () => {
  const end = ended()
  await typeAndThen(page, 'Typed and shut down.', () =>
    app.evaluate(({ powerMonitor }) => {
      let isHeld = false
      powerMonitor.emit('shutdown', {
        preventDefault() {
          isHeld = true
        },
      })
      if (!isHeld) throw new Error('the system was not asked to wait')
    }),
  )
  expectValue(await end).toBe(0)
  await app.close()
  await findsAgain('Typed and shut down.')
})

it('[I4] what was typed in a window that is closed is there in the next one', async () => {
  const opening = page.context().waitForEvent('page')
  await app.evaluate(({ Menu }) => {
    const entries = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? [])
    entries.find(({ label }) => label === 'New window')?.click()
  })
  const second = await opening
  await openRoom(second, DEMO_ROOM)
  await typeAndThen(second, 'Typed and closed.', () =>
    app.evaluate(({ BrowserWindow }) => {
      const newest = BrowserWindow.getAllWindows().toSorted((a, b) => b.id - a.id)[0]
      newest?.close()
    }),
  )
  await expect.poll(() => app.windows().length).toBe(1)
  await page.reload()
  const box = (await compose(page, 'Message')).getByRole('textbox', { name: 'Message' })
  await expect(box).toHaveValue('Typed and closed.')
})

it('[I1] [I4] a message that was sent at the moment of quitting is in the record once', async () => {
  const composer = await compose(page, 'Message')
  await composer.getByRole('textbox', { name: 'Message' }).fill('Sent and quit.')
  await composer.getByRole('button', { name: 'Send' }).click()
  await app.close()
  await start()
  await openRoom(page, DEMO_ROOM)
  await expect(entry(page, 'Sent and quit.')).toHaveCount(1)
})

it('Windows ending the session asks every window to keep what was typed', async () => {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const bridge = Reflect.get(window, 'accord') as { onEvent(hear: (event: { type: string }) => void): void }
    bridge.onEvent(({ type }) => heard.push(type))
  })
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.emit('query-session-end', {})
  })
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'heard') as unknown)).toContain('flush')
})

it('a page that hangs is waited for only a moment: the program ends by itself', async () => {
  const end = ended()
  void page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined)
  await app.evaluate(({ app: program }) => program.quit())
  expectValue(await end).toBe(0)
  await app.close()
})
