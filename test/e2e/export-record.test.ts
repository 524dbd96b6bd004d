// Two people sign in two browsers, the customer exports the record with the server gone, and the file convinces somebody
// who has never heard of either: the verifier's own code accepts it, and no longer after one edit.

import { readFile } from 'node:fs/promises'
import type { Browser, Download, Page } from 'playwright'
import { afterAll, beforeAll, expect as value, it } from 'vitest'
import { verifyBytes } from '../../verifier/record-file.ts'
import { openBrowser } from '../support/browser.ts'
import {
  backToRoom,
  enter,
  expect,
  note,
  openRoom,
  proposeResolution,
  readStatement,
  shown,
  sign,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const ROOM = /API sends return 503/
const STATEMENT = 'API sends are accepted again; the cause was one router.'
const SECRET = 'Do not tell them which router it was.'

let server: RunningServer
let browser: Browser
let maeve: Page
let rani: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const person = async (name: string): Promise<Page> =>
    enter(await browser.newContext({ viewport: { width: 1440, height: 900 } }), server.url, name)
  maeve = await person('Maeve Brennan')
  rani = await person('Rani Wulandari')
  await openRoom(maeve, ROOM)
  await openRoom(rani, ROOM)
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

async function downloaded(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return download
}
const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path())

it('[RES-9] a record that nobody signed is whole, and says so', async () => {
  await note(maeve, SECRET)
  const download = await downloaded(rani, async () => {
    await rani.getByRole('button', { name: 'More' }).first().click()
    await rani.getByRole('menuitem', { name: 'Export the record' }).click()
  })
  const { verdict, facts } = verifyBytes(await bytesOf(download))
  value(verdict).toBe('UNSIGNED')
  // The server is there, and vouches for what nobody has signed.
  value(facts?.checkpoint?.sharedSeq).toBe(facts?.entries)
})

it('[I17] [RES-7] both sign; with the server gone the customer exports, and the file says who signed what', async () => {
  await proposeResolution(maeve, STATEMENT)
  await readStatement(maeve, 1)
  await sign(maeve, 'Maeve Brennan')
  await readStatement(rani, 1)
  await sign(rani, 'Rani Wulandari')
  for (const page of [maeve, rani])
    await expect(shown(page, 'Resolved: both parties have signed')).toBeVisible()
  await server.kill()
  const download = await downloaded(rani, () =>
    rani.getByRole('button', { name: 'Export the record' }).click(),
  )
  value(download.suggestedFilename()).toMatch(/^AC-[A-Z0-9]+\.accord-record$/)
  const bytes = await bytesOf(download)
  const { verdict, facts } = verifyBytes(bytes)
  value(verdict).toBe('VALID')
  value(facts?.checkpoint).toBeNull()
  value(facts?.resolutions).toMatchObject([
    {
      statement: STATEMENT,
      signatures: [
        { party: 'PROVIDER', assurance: 'DEVICE_KEY', certificate: { name: 'Maeve Brennan' } },
        { party: 'CUSTOMER', assurance: 'DEVICE_KEY', certificate: { name: 'Rani Wulandari' } },
      ],
    },
  ])
  value(bytes.toString('utf8')).not.toContain(SECRET)
  const edited = Buffer.from(bytes.toString('utf8').replace('one router', 'our router'))
  value(verifyBytes(edited)).toMatchObject({ verdict: 'BROKEN', fault: { code: 'LINK' } })
})

it('[AUD-1] the provider’s copy, which holds the notes, exports the same entries', async () => {
  const entriesOf = async (page: Page): Promise<unknown> => {
    const download = await downloaded(page, () =>
      page.getByRole('button', { name: 'Export the record' }).click(),
    )
    const { entries, head } = JSON.parse((await bytesOf(download)).toString('utf8')) as Record<
      string,
      unknown
    >
    return { entries, head }
  }
  value(await entriesOf(maeve)).toEqual(await entriesOf(rani))
  await backToRoom(maeve)
})
