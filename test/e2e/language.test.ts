// The language is changed while everything is open and half written: board, room, intake, report and sign-off follow at
// once, no English sentence is left where a person can read or hear it, and nothing that was typed is lost. Chosen in
// one window, it holds in every window of that browser, and again after a reload.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { pairsOfSentences } from '../renderer/text/tables.ts'
import { openBrowser } from '../support/browser.ts'
import {
  compose,
  enter,
  expect,
  facts,
  openRoom,
  proposeResolution,
  readStatement,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const TITLE = 'API sends return 503, SMTP injections time out'

let server: RunningServer
let browser: Browser
let maeves: BrowserContext
let ranis: BrowserContext

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const viewport = { width: 1440, height: 900 }
  ;[maeves, ranis] = await Promise.all([browser.newContext({ viewport }), browser.newContext({ viewport })])
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** Chooses a language in a person's menu, whichever is spoken now. */
async function choose(page: Page, person: string, name: 'English' | 'Bahasa Indonesia'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${person}`) }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

const speaks = (page: Page, language: 'en' | 'id'): Promise<void> =>
  expect(page.locator('html')).toHaveAttribute('lang', language)

/** What people wrote themselves, and their titles: stays in the words it was written in. */
const WRITTEN_BY_PEOPLE = [
  'Support',
  'Hotline',
  'Duty manager',
  'Head of Platform',
  'Technical Account Manager',
]

/** Whatever a person reads or hears on a page: texts, names, descriptions, examples. */
const allWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const isForeign = (element: Element | null) => element?.closest('[lang]')?.matches('body [lang]') ?? false
    const isSpoken = (element: Element | null) => element?.closest('[aria-live][aria-atomic=true]') !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      // A voice has spoken already, in the language of then; questions to read aloud have their own.
      if (parent?.closest('script, style, noscript') || isForeign(parent) || isSpoken(parent)) continue
      found.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('body *')) {
      if (isForeign(element)) continue
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '')
    }
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))]
  })

/** Every English sentence that differs in Indonesian, as a pattern for a whole text, or for any place in one where it is
 * long enough to be nothing else; facts may be anything. */
async function englishSentences(): Promise<readonly { readonly path: string; readonly pattern: RegExp }[]> {
  const pairs = await pairsOfSentences()
  return (
    pairs
      .filter(({ en, id }) => en !== id && /\p{L}{2}/u.test(en))
      .map(({ path, en, facts: filled }) => {
        const plain = en.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        const open = filled
          .reduce((text, fact) => text.replaceAll(fact, '.+'), plain)
          .replaceAll(/\b1\b/g, '.+')
        const isLong = open === plain && plain.split(' ').length > 2
        return { path, pattern: new RegExp(isLong ? plain : `^${open}$`) }
      })
      // Little more than facts would fit what people write themselves, as "from … to …" does.
      .filter(({ pattern }) => {
        const fixed = pattern.source.replace(/^\^|\$$/g, '')
        const isOpen = fixed.startsWith('.+') && fixed.endsWith('.+')
        const words = fixed.replaceAll('.+', ' ').match(/\p{L}{2,}/gu) ?? []
        return words.length > (isOpen ? 1 : 0)
      })
  )
}

async function expectNoEnglish(page: Page, screen: string): Promise<void> {
  const sentences = await englishSentences()
  const left = (await allWords(page))
    .filter((text) => !WRITTEN_BY_PEOPLE.includes(text))
    .map((text) => text.replace(TITLE, ''))
    .flatMap((text) => {
      const found = sentences.find(({ pattern }) => pattern.test(text))
      return found === undefined ? [] : [`${text} (${found.path})`]
    })
  expect(left, screen).toEqual([])
}

/** Everything that stands in fields, in order. */
const typedOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map((field) =>
      field.matches('[type=checkbox], [type=radio]') ? String(field.matches(':checked')) : field.value,
    ),
  )

async function inBoth(page: Page, screen: string, change: () => Promise<void>): Promise<void> {
  const before = await typedOn(page)
  const focused = await page.evaluate(() => document.activeElement?.tagName)
  await change()
  await speaks(page, 'id')
  await expectNoEnglish(page, screen)
  expect(await typedOn(page), `${screen}: what was typed`).toEqual(before)
  expect(await page.evaluate(() => document.activeElement?.tagName), `${screen}: the focus`).toBe(focused)
}

describe('the first page', () => {
  it('offers each language in its own name, and speaks the one that is chosen', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(server.url)
    await expect(page.getByRole('button', { name: 'Rani Wulandari' })).toBeVisible()
    await inBoth(page, 'first page', () =>
      page
        .getByRole('button', { name: 'Bahasa Indonesia' })
        .evaluate((button: HTMLElement) => button.click()),
    )
    await page.reload()
    await speaks(page, 'id')
    await expect(page.getByRole('heading', { name: 'Masuk ke ruang dukungan Anda' })).toBeVisible()
    await context.close()
  })

  it('speaks Indonesian by itself where the system does', async () => {
    const context = await browser.newContext({ locale: 'id-ID' })
    const page = await context.newPage()
    await page.goto(server.url)
    await speaks(page, 'id')
    await context.close()
  })
})

describe('a change of language in another window', () => {
  it('turns the provider’s room, intake and report with all that is half written', async () => {
    const board = await enter(maeves, server.url, 'Maeve Brennan')
    const inNewWindow = async (): Promise<Page> => enter(maeves, server.url, 'Maeve Brennan')
    const room = await inNewWindow()
    await openRoom(room, TITLE)
    await facts(room).getByRole('button', { name: 'Propose another' }).click()
    const composer = await compose(room, 'Periodic update')
    await composer.getByRole('textbox', { name: 'Nature of the issue' }).fill('Half an upd')
    const intake = await inNewWindow()
    await intake.goto(`${server.url}/#/intake`)
    await intake.getByRole('textbox', { name: 'Company' }).fill('Nusantara')
    await intake.getByRole('textbox', { name: 'Contact phone' }).fill('12')
    await intake.getByRole('textbox', { name: 'Description' }).fill('Half a descr')
    const report = await inNewWindow()
    await report.goto(`${server.url}/#/report`)
    await report.getByRole('textbox', { name: 'What fails, in one line' }).fill('Half a li')

    const typed = await Promise.all([room, intake, report].map(typedOn))
    await choose(board, 'Maeve Brennan', 'Bahasa Indonesia')
    for (const [page, screen] of [
      [board, 'board'],
      [room, 'room'],
      [intake, 'intake'],
      [report, 'report'],
    ] as const) {
      await speaks(page, 'id')
      await expectNoEnglish(page, `the agent’s ${screen}`)
    }
    expect(await Promise.all([room, intake, report].map(typedOn))).toEqual(typed)

    await choose(board, 'Maeve Brennan', 'English')
    await speaks(room, 'en')
    await expect(composer.getByRole('textbox', { name: 'Nature of the issue' })).toHaveValue('Half an upd')
    await proposeResolution(room, 'Mail flows again.')
  })

  it('turns the customer’s room and sign-off, and a chosen reason stays chosen', async () => {
    const board = await enter(ranis, server.url, 'Rani Wulandari')
    const room = await enter(ranis, server.url, 'Rani Wulandari')
    await openRoom(room, TITLE)
    const signOff = await enter(ranis, server.url, 'Rani Wulandari')
    await openRoom(signOff, TITLE)
    await readStatement(signOff, 1)
    await signOff.getByText('No, it is not resolved').click()
    await signOff.getByRole('button', { name: 'SMTP still fails' }).click()
    await signOff.getByRole('textbox', { name: 'In your words' }).fill('Half a rea')
    const composer = await compose(room, 'Message')
    await composer.getByRole('textbox', { name: 'Message' }).fill('Half a mess')

    await inBoth(signOff, 'the sign-off', () => choose(board, 'Rani Wulandari', 'Bahasa Indonesia'))
    await expectNoEnglish(board, 'the customer’s board')
    await speaks(room, 'id')
    await expectNoEnglish(room, 'the customer’s room')
    await expect(room.getByRole('textbox', { name: 'Pesan' })).toHaveValue('Half a mess')
    await expect(signOff.getByRole('button', { name: 'SMTP masih gagal' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await signOff.getByRole('button', { name: 'Kembalikan ke Halyard' }).click()
    await expect(signOff.getByText('SMTP masih gagal. Half a rea').first()).toBeVisible()
  })
})
