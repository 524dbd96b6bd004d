// A computer that is not as it should be: the replica's process dies again and again, files are broken or cannot be
// written, a page floods or leaks, something in the main process fails. The person reads a sentence, loses nothing, and
// the program goes on or ends with a word.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs, replicaProcess } from '../support/desktop-world.ts'
import { compose, DEMO_ROOM, entry, expect, isLive, openRoom, say } from '../support/pages.ts'

const STOPPED = /copy on this computer stopped and is being started again/

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
const inUserData = (...names: readonly string[]): string => join(world.folder, 'user-data', ...names)
const messageBox = () => page.getByRole('textbox', { name: 'Message' })

/** Kills the replica's process as soon as there is one. */
async function killReplica(): Promise<void> {
  const pid = await replicaProcess(app).catch(() => null)
  if (pid === null) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}
const noReplica = (): Promise<boolean> =>
  replicaProcess(app).then(
    () => false,
    () => true,
  )

it('[I1] [I4] the replica’s process dies during a send, twice in a row: the message counts once', async () => {
  const composer = await compose(page, 'Message')
  await messageBox().fill('Sent while it died twice.')
  await Promise.all([composer.getByRole('button', { name: 'Send' }).click(), killReplica()])
  await expect.poll(noReplica).toBe(false)
  await killReplica()
  await expect(entry(page, 'Sent while it died twice.')).toHaveCount(1)
  await isLive(page)
})

it('[I4] it dies again and again: the window says so, keeps what is typed, and is whole when the copy is back', async () => {
  await compose(page, 'Message')
  await messageBox().fill('Typed between')
  await expect(async () => {
    await killReplica()
    await expect(page.getByText(STOPPED)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000, intervals: [100] })
  await messageBox().pressSequentially(' two deaths.')
  await expect(page.getByText(STOPPED)).toHaveCount(0, { timeout: 60_000 })
  await expect(messageBox()).toHaveValue('Typed between two deaths.')
  await page.getByRole('region', { name: 'Write' }).getByRole('button', { name: 'Send' }).click()
  await expect(entry(page, 'Typed between two deaths.')).toHaveCount(1)
})

it('loading the page anew while its replica is being opened leaves one that answers', async () => {
  for (let times = 0; times < 5; times += 1) {
    await page
      .evaluate(() => {
        const bridge = Reflect.get(window, 'accord') as { openReplica(person: string): Promise<string> }
        void bridge.openReplica('maeve-brennan')
        location.reload()
      })
      // The page that was asked is gone before it can answer.
      .catch(() => undefined)
    await page.waitForLoadState('domcontentloaded')
  }
  await isLive(page)
  await openRoomAgain()
})

async function openRoomAgain(): Promise<void> {
  if (!/rooms\//.test(page.url())) await openRoom(page, DEMO_ROOM)
  await expect(page.getByRole('heading', { level: 1, name: DEMO_ROOM })).toBeVisible()
}

it('[I29] a page that listens ten thousand times and calls without end harms only itself', async () => {
  const heard = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'accord') as {
      onEvent(hear: () => void): () => void
      profiles(): Promise<unknown>
    }
    const stops = Array.from({ length: 10_000 }, () => bridge.onEvent(() => undefined))
    for (const stop of stops) stop()
    const calls = await Promise.allSettled(Array.from({ length: 3_000 }, () => bridge.profiles()))
    return calls.filter(({ status }) => status === 'rejected').length
  })
  expectValue(heard).toBeGreaterThan(1_000)
  // Another method has a pace of its own, and the window still hears what it is told.
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await say(page, 'Said after the flood.')
  await expect(entry(page, 'Said after the flood.')).toHaveCount(1)
})

it('a promise that the main process left to fail is survived', async () => {
  await app.evaluate(() => {
    void Promise.reject(new Error('left to fail in a test'))
  })
  await isLive(page)
  await say(page, 'Said after the failure.')
  await expect(entry(page, 'Said after the failure.')).toHaveCount(1)
})

it('a fault that nobody caught in the main process ends it with a sentence, and what was typed is kept', async () => {
  const child = app.process()
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const said = await app.evaluate(({ dialog }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    dialog.showErrorBox = (title, content) => {
      process.getBuiltinModule('node:fs').writeFileSync('said.txt', `${title}\n${content}`)
    }
    return shown.length
  })
  expectValue(said).toBe(0)
  await compose(page, 'Message')
  await messageBox().fill('Typed before the fault.')
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error(`fault in ${process.cwd()}`)
    })
  })
  expectValue(await ended).toBe(1)
  await app.close()
  const sentence = await readFile(join(world.home, 'said.txt'), 'utf8')
  expectValue(sentence).toMatch(/failed/)
  expectValue(sentence).not.toContain(world.folder)
  await start()
  await openRoom(page, DEMO_ROOM)
  await compose(page, 'Message')
  await expect(messageBox()).toHaveValue('Typed before the fault.')
})

it('broken files of servers, sessions and windows: the program starts, and somebody signs in again', async () => {
  await app.close()
  for (const name of ['servers.json', 'sessions', 'window.json'])
    await writeFile(inUserData(name), '{"__proto__":{"admin":true},"\u0000')
  await start()
  await enterAs(page, 'Maeve Brennan')
  await openRoom(page, DEMO_ROOM)
  await expect(entry(page, 'Said after the failure.')).toHaveCount(1)
})

it('files in the place of which folders stand: the program starts all the same', async () => {
  await app.close()
  for (const name of ['servers.json', 'window.json']) {
    await rm(inUserData(name), { recursive: true, force: true })
    await mkdir(inUserData(name))
  }
  await start()
  await isLive(page)
  await app.close()
  for (const name of ['servers.json', 'window.json']) await rm(inUserData(name), { recursive: true })
})

it('an outbox that cannot be read: the person is told, nothing is deleted, and it opens again once it is mended', async () => {
  await start()
  await isLive(page)
  const { id } = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'accord') as {
      profiles(): Promise<readonly { readonly id: string }[]>
    }
    return (await bridge.profiles())[0] ?? { id: '' }
  })
  await app.close()
  const outbox = inUserData('replicas', id, 'maeve-brennan', 'outbox.db')
  await rename(outbox, `${outbox}.whole`)
  await writeFile(outbox, 'this is no database, but it may hold somebody’s words')
  await start()
  await expect(page.getByText(/copy on this computer cannot be opened/)).toBeVisible()
  expectValue(await readFile(outbox, 'utf8')).toContain('somebody’s words')
  await rename(`${outbox}.whole`, outbox)
  await page.getByRole('button', { name: 'Reload' }).click()
  await isLive(page)
})
