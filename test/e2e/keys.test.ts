// By keyboard alone (UX/DESIGN.md section 7): the way through a room, the page of all keys, and single letters that are
// silent in text fields and can be turned off and changed in the settings.

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { enter, expect, openRoom, timeline } from '../support/pages.ts'
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

const focusedEntry = (page: Page) => timeline(page).locator('article:focus')

describe('in a room', () => {
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

  it('J and K walk through the entries, R answers, C goes to the text field', async () => {
    await reading(maeve)
    await maeve.keyboard.press('k')
    await maeve.keyboard.press('k')
    await expect(focusedEntry(maeve)).toHaveCount(1)
    const id = await focusedEntry(maeve).getAttribute('id')
    await maeve.keyboard.press('j')
    await expect(focusedEntry(maeve)).not.toHaveAttribute('id', id ?? '')
    await maeve.keyboard.press('c')
    await expect(maeve.getByRole('region', { name: 'Write' }).locator(':focus')).toHaveCount(1)
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
