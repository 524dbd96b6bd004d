// [I22] An administrator and a customer over a real server and a real mail receiver: the customer is invited, comes in by
// the mail's link, opens a room, and is out of it seconds after the access ends. The screens are looked at for WCAG 2.2
// AA on the way.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type MailReceiver, openMailReceiver } from '../server/mail/mail-receiver.ts'
import { startTestServer, type TestServer } from '../server/support/running-server.ts'
import { openBrowser } from '../support/browser.ts'
import { glance, LAPTOP, violationsIn } from '../support/looks.ts'
import { DEMO_ROOM, enter, expect, openRoom, shown } from '../support/pages.ts'

const EMAIL = 'bima@nusantarapay.example'

let server: TestServer
let mails: MailReceiver
let browser: Browser

beforeAll(async () => {
  ;[mails, browser] = await Promise.all([openMailReceiver(), openBrowser()])
  server = await startTestServer({
    pace: { lookEveryMs: 100 },
    // The link of a mail leads there; the test takes its secret alone.
    config: { smtpUrl: mails.url, publicUrl: 'https://accord.example' },
  })
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await mails.close()
})

const device = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' })

/** In both themes; how it is laid out is looked at where most is shown. */
async function legible(page: Page): Promise<void> {
  await violationsIn(page, { colorScheme: 'light' }, 'ALL', 'main')
  await violationsIn(page, { colorScheme: 'dark' }, 'COLOURS', 'main')
}

async function invite(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invite a person' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bima Santoso')
  await page.getByRole('textbox', { name: 'Job title' }).fill('SRE')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('bima at nusantarapay')
  await page.getByRole('combobox', { name: 'Company' }).selectOption('Nusantara Pay')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
  await expect(page.getByText('Give an address such as')).toBeVisible()
  await legible(page)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(EMAIL)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `The mail to ${EMAIL}` })).toBeVisible()
}

describe('an administrator', () => {
  it('invites a customer, who comes in by the mail, and ends the access while the customer is in a room', async () => {
    const admin = await enter(await device(), server.url, 'Ingrid Solberg')
    await expect(admin.getByRole('list', { name: 'People' }).getByRole('link')).toHaveCount(9)
    await legible(admin)
    await invite(admin)

    const bima = await (await device()).newPage()
    await bima.goto(`${server.url}/#/sign-in/invitation/${mails.secretIn(await mails.mail(1))}`)
    await bima.getByRole('main').getByRole('button').first().click()
    await bima
      .getByRole('button', { name: 'Not now' })
      .or(shown(bima, /^Live$/))
      .first()
      .waitFor()
    if (await bima.getByRole('button', { name: 'Not now' }).isVisible())
      await bima.getByRole('button', { name: 'Not now' }).click()
    await openRoom(bima, DEMO_ROOM)

    await admin.getByRole('searchbox', { name: 'Find people' }).fill('bima')
    await admin.getByRole('link', { name: /Bima Santoso/ }).click()
    await expect(admin.getByRole('button', { name: /^Sign out/ })).toHaveCount(1)
    await admin.getByRole('combobox', { name: 'Role' }).selectOption('Signatory')
    await admin.getByRole('button', { name: 'Save' }).click()
    // Felt in the room that is open, and the room goes on.
    await expect(bima.getByRole('button', { name: /^Agree to/ }).first()).toBeVisible()
    await expect(shown(bima, /^Live$/)).toBeVisible()
    await admin.getByRole('button', { name: 'Deactivate' }).click()
    await glance(admin, ['light', 'dark'], 'main')
    await admin
      .getByRole('group', { name: /End the access/ })
      .getByRole('button', { name: 'Deactivate' })
      .click()
    await expect(admin.getByText('Has no access.')).toBeVisible()
    await expect(bima.getByRole('textbox', { name: 'Work e-mail' })).toBeVisible()
    await expect(bima.getByRole('heading', { level: 1, name: DEMO_ROOM })).toHaveCount(0)

    await admin.getByText('Audit log', { exact: true }).click()
    await expect(admin.getByRole('list', { name: 'Audit log' }).getByRole('listitem').first()).toContainText(
      'deactivated Bima Santoso',
    )
    await legible(admin)
  })
})
