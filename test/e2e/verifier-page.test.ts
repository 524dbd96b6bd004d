// The verifier's page as somebody gets it: one file, opened from a disk with the network off. It says the same as the
// command, by keyboard and by dropping, in both languages and themes, and nothing in it asks for anything from outside.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect as value, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { expect } from '../support/pages.ts'
import { violationsOf } from '../support/axe.ts'
import { sidewaysOf } from '../support/screen-checks.ts'

const golden = (name: string): string => resolve(import.meta.dirname, '../golden', `${name}.accord-record`)
const folder = mkdtempSync(join(tmpdir(), 'accord-verifier-'))
const edited = join(folder, 'edited.accord-record')

let browser: Browser
let context: BrowserContext
let page: Page
let address: string
const asked: string[] = []
const faults: string[] = []

beforeAll(async () => {
  writeFileSync(edited, readFileSync(golden('signed'), 'utf8').replace('again.', 'again!'))
  ;[address, browser] = await Promise.all([built(), openBrowser()])
  context = await browser.newContext({ offline: true, locale: 'en-GB', colorScheme: 'light' })
  page = await context.newPage()
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(address)
})

afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

/** The page's address. Scripts are plain JavaScript, without types for other layers. */
async function built(): Promise<string> {
  const script = (await import('../../scripts/build-verifier.mjs' as string)) as {
    buildVerifier(): Promise<string>
  }
  return pathToFileURL(await script.buildVerifier()).href
}

const verdict = () => page.getByRole('heading', { level: 2 })

it('[RES-7] verifies a chosen record, and moves to what it found', async () => {
  await page.getByLabel('Choose a record').setInputFiles(golden('signed'))
  await expect(verdict()).toHaveText('The record is whole, and both parties signed it.')
  await expect(verdict()).toBeFocused()
  const report = page.getByRole('article')
  await expect(report).toContainText('Calls are answered again.')
  await expect(report).toContainText('Rani Wulandari (SIGNATORY)')
  await expect(report).toContainText('a7_IFBOufCTELAsikAKYQfQjcQW6cYNnDoZ7yG8jT6s')
  await expect(report).toContainText('What this cannot show')
})

it('says where one that was edited does not hold, when it is dropped on the page', async () => {
  const text = readFileSync(edited, 'utf8')
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dropped.accord-record'))
    return transfer
  }, text)
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  await expect(verdict()).toHaveText('The record does not hold.')
  await expect(page.getByRole('article')).toContainText('dropped.accord-record')
  await expect(page.getByRole('article')).toContainText('entries[4].hash')
})

it('is worked by keyboard: language, theme and choice are reached in order, and keep the report', async () => {
  // Listened for from the start: a chooser that opens before the browser heard of it stays unseen.
  const chosen = page.waitForEvent('filechooser')
  await page.locator('#file').setInputFiles(golden('unsigned'))
  await expect(verdict()).toHaveText('The record is whole, and it is not signed by both.')
  await page.getByLabel('Language').focus()
  await page.keyboard.press('ArrowDown')
  await expect(verdict()).toHaveText('Catatan ini utuh, tetapi belum ditandatangani keduanya.')
  await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('button', { name: 'Gelap' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.locator('#file')).toBeFocused()
  await page.keyboard.press('Space')
  await (await chosen).setFiles(golden('sent-back-and-reopened'))
  await expect(page.getByRole('article')).toContainText('dibuka kembali setelah selesai')
})

it('can be read by everybody, in both themes and on a narrow screen', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without the page's own policy, since the checker's script comes from outside.
    const checked = await browser.newContext({
      colorScheme,
      bypassCSP: true,
      viewport: { width: 390, height: 844 },
    })
    const other = await checked.newPage()
    await other.goto(address)
    for (const name of ['signed', 'unsigned']) await other.locator('#file').setInputFiles(golden(name))
    await expect(other.getByRole('heading', { level: 2 })).toBeVisible()
    await expect(other.locator('html')).toHaveAttribute('data-theme', colorScheme)
    value(await violationsOf(other)).toEqual([])
    value(await sidewaysOf(other)).toEqual([])
    await checked.close()
  }
})

it('is one file that asks for nothing: no request but itself, and its policy forbids every other', async () => {
  value(asked).toEqual([address])
  value(faults).toEqual([])
  const refused = await page.evaluate(async () => {
    const heard: string[] = []
    addEventListener('securitypolicyviolation', (event) => heard.push(event.effectiveDirective))
    await fetch('https://example.com/').catch(() => null)
    const script = document.createElement('img')
    script.src = 'https://example.com/x.png'
    await new Promise((done) => script.addEventListener('error', done))
    return heard
  })
  value(refused.sort()).toEqual(['connect-src', 'img-src'])
})
