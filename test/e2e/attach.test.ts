// Files and evidence through the real screens: a log is judged where it lies, becomes an entry for both parties, and
// comes back byte for byte; an internal file stays with the provider; without the connection nothing is kept.

import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect as value, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { allSee, compose, DEMO_ROOM, enter, entry, expect, openRoom, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const LOG = [
  'time,channel,result',
  '2026-11-23T12:00:00.100Z,API,503',
  '2026-11-23T12:00:00.900Z,API,timeout',
  '2026-11-23T12:00:01.100Z,API,202',
  '2026-11-23T12:00:02.100Z,SMTP,421',
  '',
].join('\n')

let server: RunningServer
let browser: Browser
let maeve: Page
let dimas: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const person = async (name: string): Promise<Page> => {
    const page = await enter(
      await browser.newContext({ viewport: { width: 1440, height: 900 } }),
      server.url,
      name,
    )
    await openRoom(page, DEMO_ROOM)
    return page
  }
  maeve = await person('Maeve Brennan')
  dimas = await person('Dimas Prakoso')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const textFile = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

async function chooseFile(page: Page, kind: string, file: ReturnType<typeof textFile>): Promise<void> {
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: kind }).click()
  await (await choosing).setFiles(file)
}

async function downloaded(
  page: Page,
  name: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const coming = page.waitForEvent('download')
  await timeline(page)
    .getByRole('button', { name: `Download ${name}` })
    .first()
    .click()
  const download = await coming
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

it('[UNA-1] [UNA-5] an attempt log is counted before it is attached, and is there for both, with the log itself', async () => {
  await chooseFile(dimas, 'Evidence: attempt log', textFile('log.csv', LOG))
  const panel = dimas.getByRole('group', { name: 'Attach log.csv' })
  await expect(panel).toContainText('4 attempts between')
  await expect(panel).toContainText('API: unavailable 1 second')
  await expect(panel).toContainText('SMTP: unavailable 1 second')
  await expect(panel).toContainText('Everyone in the room')
  await panel.getByRole('button', { name: 'Attach the evidence' }).click()
  await expect(panel).toBeHidden()
  await allSee([maeve, dimas], /Evidence added by Dimas Prakoso: API unavailable 1 s, SMTP unavailable 1 s/)
  for (const page of [maeve, dimas]) {
    await entry(page, 'SMTP unavailable 1 s').getByRole('button', { name: 'Open seconds' }).click()
    value(await downloaded(page, 'log.csv')).toEqual({ name: 'log.csv', text: LOG })
  }
})

it('a log with a wrong line is refused with the line and what is wrong in it', async () => {
  await chooseFile(
    dimas,
    'Evidence: attempt log',
    textFile('log.csv', `${LOG}2026-11-23T12:00:03Z,API,broken\n`),
  )
  await expect(dimas.getByRole('alert')).toContainText('log.csv, line 6: “broken” is no known result.')
  await dimas.getByRole('button', { name: 'Close', exact: true }).click()
})

it('[AUD-1] [I28] a file of a note stays with the provider; one for all reaches the customer under a harmless name', async () => {
  await compose(maeve, 'Internal note')
  await chooseFile(maeve, 'File', textFile('what we think.txt', 'tangerine'))
  await maeve.getByRole('button', { name: 'Attach the file' }).click()
  await allSee([maeve], 'what we think.txt')
  await compose(maeve, 'Message')
  await chooseFile(maeve, 'File', textFile('trace\u202Efdp.exe', 'for you'))
  await maeve.getByRole('button', { name: 'Attach the file' }).click()
  await allSee([maeve, dimas], 'tracefdp.exe')
  value(await downloaded(dimas, 'tracefdp.exe')).toEqual({ name: 'tracefdp.exe', text: 'for you' })
  value(await downloaded(maeve, 'what we think.txt')).toMatchObject({ text: 'tangerine' })
  await expect(entry(dimas, 'what we think.txt')).toHaveCount(0)
})

it('without the connection it says so, and keeps nothing', async () => {
  await dimas.context().setOffline(true)
  await server.kill()
  await expect(
    dimas
      .getByText(/You are offline/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  await dimas.getByRole('button', { name: 'Attach', exact: true }).click()
  await dimas.getByRole('menuitem', { name: 'File' }).click()
  await expect(dimas.getByRole('alert')).toContainText('Files need the connection. Nothing was kept')
})
