// By keyboard alone (UX/DESIGN.md section 7): the way through a room, the page of all keys, and single letters that are
// silent in text fields and can be turned off and changed in the settings.

import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { compose, enter, entry, expect, facts, openRoom, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const DEMO = /API sends return 503/

let server: RunningServer
let browser: Browser
let maeve: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  maeve = await enter(context, server.url, 'Maeve Brennan')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** In a room, with the focus on the timeline. */
async function reading(page: Page): Promise<void> {
  await page.goto(`${server.url}/#/`)
  await openRoom(page, DEMO)
  await timeline(page).focus()
}

/** Presses J or K once, and waits until another entry has the focus than before: it may have to be drawn first. */
async function step(page: Page, key: 'j' | 'k'): Promise<void> {
  const entry = () => page.evaluateHandle(() => document.activeElement?.closest('article') ?? null)
  const before = await entry()
  await page.keyboard.press(key)
  await page.waitForFunction((left) => {
    const now = document.activeElement
    return now?.tagName === 'ARTICLE' && now !== left
  }, before)
  await before.dispose()
}

/** With K to the entry that says this. */
async function walkTo(page: Page, words: string): Promise<void> {
  await expect(timeline(page)).toBeFocused()
  const wanted = focusedEntry(page).filter({ hasText: words })
  do await step(page, 'k')
  while ((await wanted.count()) === 0 && (await focusedEntry(page).getAttribute('aria-posinset')) !== '1')
  await expect(wanted, `K comes to an entry that says "${words}"`).toHaveCount(1)
}

const focusedEntry = (page: Page) => timeline(page).locator('article:focus')

describe('in a room', () => {
  it('who has just signed in begins at the title of the board', async () => {
    await expect(maeve.getByRole('heading', { level: 1, name: 'Board' })).toBeFocused()
  })

  it('an agent arrives in the composer, where letters are letters', async () => {
    await maeve.goto(`${server.url}/#/`)
    await openRoom(maeve, DEMO)
    const nature = maeve.getByRole('textbox', { name: 'Nature of the issue' })
    await expect(nature).toBeFocused()
    await maeve.keyboard.type('jk?')
    await expect(nature).toHaveValue('jk?')
    await expect(maeve.getByRole('dialog')).toHaveCount(0)
    await nature.fill('')
  })

  it('J and K walk through the entries, C goes to the text field', async () => {
    await reading(maeve)
    const place = () => focusedEntry(maeve).getAttribute('aria-posinset')
    await step(maeve, 'k')
    const newest = await place()
    await step(maeve, 'k')
    expect(Number(await place())).toBe(Number(newest) - 1)
    await step(maeve, 'j')
    expect(await place()).toBe(newest)
    await maeve.keyboard.press('c')
    await expect(maeve.getByRole('region', { name: 'Write' }).locator(':focus')).toHaveCount(1)
  })

  it('R answers the entry: what all can read with a message, what is internal with a note', async () => {
    await reading(maeve)
    const writing = maeve.getByRole('region', { name: 'Write' })
    await walkTo(maeve, 'SMTP carries our OTP mail')
    await maeve.keyboard.press('r')
    await expect(writing.getByRole('tab', { name: 'Message' })).toHaveAttribute('aria-selected', 'true')
    await expect(writing).toContainText('Reply to Rani Wulandari')
    await expect(writing.getByRole('textbox', { name: 'Message' })).toBeFocused()
    await maeve.keyboard.type('Every 20 minutes then.')
    await maeve.keyboard.press('Control+Enter')
    await expect(entry(maeve, 'Every 20 minutes then.')).toContainText('Rani Wulandari')
    await timeline(maeve).focus()
    await walkTo(maeve, 'Internal, customer cannot see')
    await maeve.keyboard.press('r')
    await expect(writing.getByRole('tab', { name: 'Internal note' })).toHaveAttribute('aria-selected', 'true')
    await writing.getByRole('button', { name: 'No reply' }).click()
  })

  it('"/note " and its kin go to another mode from every mode, with the caret, and leave no trace', async () => {
    await reading(maeve)
    await compose(maeve, 'Periodic update')
    await maeve.keyboard.press('Tab')
    for (const [typed, mode, field] of [
      ['/note ', 'Internal note', 'Internal note'],
      ['/workaround ', 'Workaround', 'What to do, in a few words'],
      ['/message ', 'Message', 'Message'],
      ['/update ', 'Periodic update', 'Nature of the issue'],
    ] as const) {
      await maeve.keyboard.type(typed)
      const writing = maeve.getByRole('region', { name: 'Write' })
      await expect(writing.getByRole('tab', { name: mode })).toHaveAttribute('aria-selected', 'true')
      const first = writing.getByRole('textbox', { name: field })
      await expect(first).toBeFocused()
      await expect(first).toHaveValue('')
    }
  })

  it('the timeline is one stop: Tab goes to the buttons of the entry alone, then on to the composer, and back', async () => {
    await reading(maeve)
    await walkTo(maeve, 'SMTP carries our OTP mail')
    const entryOf = (where: Locator) => where.locator('xpath=ancestor-or-self::article')
    const focused = maeve.locator(':focus')
    const writing = maeve.getByRole('region', { name: 'Write' })
    await maeve.keyboard.press('Tab')
    await expect(focused).toHaveRole('button')
    for (let stop = 0; (await writing.locator(':focus').count()) === 0; stop++) {
      await expect(entryOf(focused)).toContainText('SMTP carries our OTP mail')
      expect(stop, 'an entry has few buttons').toBeLessThan(10)
      await maeve.keyboard.press('Tab')
    }
    await maeve.keyboard.press('Shift+Tab')
    await expect(focusedEntry(maeve)).toContainText('SMTP carries our OTP mail')
    await maeve.keyboard.press('Shift+Tab')
    await expect(timeline(maeve).locator(':focus')).toHaveCount(0)
    await expect(timeline(maeve)).not.toBeFocused()
  })

  it('the sidebar comes last, after the facts', async () => {
    const order = await maeve
      .locator('main, aside, nav')
      .filter({ visible: true })
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label') ?? part.tagName))
    expect(order).toEqual(['MAIN', 'Facts', 'Main'])
  })

  it('what goes away with the focus leaves it in its part, never on another button', async () => {
    await reading(maeve)
    await facts(maeve).getByRole('button', { name: 'Escalate' }).press('Enter')
    await expect(maeve.getByRole('form').getByRole('textbox').first()).toBeFocused()
    await maeve.keyboard.press('Escape')
    const part = facts(maeve).locator('section:focus')
    await expect(part).toContainText('Escalation')
    await facts(maeve).getByRole('button', { name: 'Withdraw' }).press('Enter')
    await expect(part).toContainText('Update cadence')
    await expect(part).not.toContainText('Withdraw')
  })

  it('G U goes to the last update, and G B to the board', async () => {
    await reading(maeve)
    await maeve.keyboard.press('g')
    await maeve.keyboard.press('u')
    await expect(focusedEntry(maeve)).toContainText('Update 1')
    await maeve.keyboard.press('g')
    await maeve.keyboard.press('b')
    await expect(maeve).toHaveURL(`${server.url}/#/`)
  })
})

describe('the page of all keys', () => {
  it('opens with "?", says what works here, breaks no rule, and gives the focus back', async () => {
    await reading(maeve)
    await maeve.keyboard.press('k')
    // What has the focus when the page of keys opens gets it back.
    await expect(focusedEntry(maeve)).toHaveCount(1)
    await maeve.keyboard.press('?')
    const keys = maeve.getByRole('dialog', { name: 'All keys' })
    await expect(keys).toContainText('Go to the first unread entry')
    await expect(keys).toContainText('/update')
    for (const colorScheme of ['light', 'dark'] as const) {
      await maeve.emulateMedia({ colorScheme })
      expect(await violationsOf(maeve), colorScheme).toEqual([])
    }
    await maeve.keyboard.press('Escape')
    await expect(keys).toHaveCount(0)
    await expect(focusedEntry(maeve)).toHaveCount(1)
  })
})

describe('the settings', () => {
  it('break no rule in both themes', async () => {
    await maeve.goto(`${server.url}/#/settings`)
    await maeve.getByRole('button', { name: 'Change letters' }).click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await maeve.emulateMedia({ colorScheme })
      expect(await violationsOf(maeve), colorScheme).toEqual([])
    }
  })

  it('another letter acts at once, a taken one is refused, and after a reload it is as it was left', async () => {
    await maeve.getByRole('textbox', { name: 'Previous entry' }).fill('j')
    await expect(maeve.getByText('Already used for: Next entry. Choose another letter.')).toBeVisible()
    await maeve.getByRole('textbox', { name: 'All keys' }).fill('h')
    await maeve.reload()
    await maeve.getByRole('heading', { name: 'Settings' }).click()
    await maeve.keyboard.press('h')
    await expect(maeve.getByRole('dialog', { name: 'All keys' })).toBeVisible()
    await maeve.keyboard.press('Escape')
  })

  it('letters that are turned off do nothing', async () => {
    await maeve.getByRole('checkbox', { name: 'Single letters act outside of text fields' }).uncheck()
    await reading(maeve)
    await maeve.keyboard.press('h')
    await maeve.keyboard.press('k')
    await expect(maeve.getByRole('dialog')).toHaveCount(0)
    await expect(focusedEntry(maeve)).toHaveCount(0)
  })

  it('sign out and forget asks first, and leaves nobody on this device', async () => {
    const context = await browser.newContext()
    const joon = await enter(context, server.url, 'Aisha Karim')
    await joon.goto(`${server.url}/#/settings`)
    await joon.getByRole('button', { name: 'Sign out and forget this copy' }).click()
    await expect(joon.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await joon.getByRole('button', { name: 'Delete and sign out' }).click()
    await expect(joon.getByRole('heading', { name: 'Try the demo' })).toBeVisible()
    await expect
      .poll(() =>
        joon.evaluate(async () => {
          const root = await navigator.storage.getDirectory()
          const names: string[] = []
          const copies = await root.getDirectoryHandle('accord').catch(() => null)
          if (copies !== null) for await (const name of copies.keys()) names.push(name)
          return names
        }),
      )
      .toEqual([])
    await context.close()
  })
})
