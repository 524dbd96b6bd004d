// A server is lost and comes back from a backup, in a real browser that knows more than the backup: its copy is fetched
// anew under the new epoch, its session has ended, and what it wrote while there was no server is sent once.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, it } from 'vitest'
import { backUp } from '../../server/backup/back-up.ts'
import { restore } from '../../server/backup/restore.ts'
import { openStoredContext } from '../support/browser.ts'
import { DEMO_ROOM, enter, entry, expect, isLive, openRoom, say, shown } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

let server: RunningServer
let folder: string
let browser: BrowserContext
let rani: Page

beforeAll(async () => {
  server = await startRunningServer()
  folder = await mkdtemp(join(tmpdir(), 'accord-restore-'))
  browser = await openStoredContext(join(folder, 'rani'), { viewport: { width: 1440, height: 900 } })
  rani = await enter(browser, server.url, 'Rani Wulandari')
  await openRoom(rani, DEMO_ROOM)
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

it('[I8] a device ahead of a restored server fetches its copy anew and sends what it had not sent', async () => {
  const recorded = (text: string) =>
    entry(rani, text).filter({ hasNotText: /sending|waiting to be sent|not confirmed/ })
  await say(rani, 'Said before the backup.')
  await expect(recorded('Said before the backup.')).toBeVisible()
  const { folder: backup } = await backUp(server.dataFolder, folder, Date.now())
  await say(rani, 'Said after the backup.')
  await expect(recorded('Said after the backup.')).toBeVisible()

  await server.kill()
  await expect(shown(rani, /You are offline/)).toBeVisible()
  await say(rani, 'Written while there was no server.')
  for (const name of await readdir(server.dataFolder))
    await rm(join(server.dataFolder, name), { recursive: true })
  await restore(backup, server.dataFolder)
  await server.restart()

  await rani.getByRole('button', { name: 'Sign in again' }).click({ timeout: 60_000 })
  const ways = rani.getByRole('main').getByRole('button', { name: 'Rani Wulandari' })
  // To go on with the session that has ended is offered at once, to sign in anew when the server has answered.
  await expect(ways).toHaveCount(2)
  await ways.last().click()
  await isLive(rani)
  await openRoom(rani, DEMO_ROOM)
  await expect(recorded('Written while there was no server.')).toHaveCount(1)
  await expect(recorded('Said before the backup.')).toHaveCount(1)
  await expect(entry(rani, 'Said after the backup.')).toHaveCount(0)
})
