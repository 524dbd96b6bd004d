// [I22] Signing in as people do it, over a real server and a real mail receiver: the mail's link and its code, a code by
// phone when mail is down, a passkey; then what becomes of the session: renewed under an open stream, asked for anew
// before signing, ended from another device with its copy gone. Each state is looked at for WCAG 2.2 AA on the way.

import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { instantAt } from '../../domain/time.ts'
import { type MailReceiver, openMailReceiver } from '../server/mail/mail-receiver.ts'
import { startTestServer, type TestServer } from '../server/support/running-server.ts'
import { openBrowser } from '../support/browser.ts'
import { glance, LAPTOP, violationsIn } from '../support/looks.ts'
import {
  DEMO_ROOM,
  enter,
  entry,
  expect,
  facts,
  isLive,
  openRoom,
  proposeResolution,
  readStatement,
  say,
  sign,
} from '../support/pages.ts'

const MINUTE = 60_000
const RANI = 'rani@nusantarapay.example'
const DIMAS = 'dimas@nusantarapay.example'
const SARI = 'sari@kirana-air.example'
const BARE = { viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' } as const

let server: TestServer
let mails: MailReceiver
let browser: Browser
/** How far the server's clock is ahead of the machine's. */
let ahead = 0
/** Where people reach the server: passkeys need a name, which an address without one does not give. */
let url: string
let mailsRead = 0

beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  ;[mails, browser] = await Promise.all([openMailReceiver(), openBrowser()])
  server = await startTestServer({
    now: () => instantAt(Date.now() + ahead),
    pace: { lookEveryMs: 100 },
    config: {
      port,
      publicUrl: url,
      smtpUrl: mails.url,
      mailFrom: 'accord@halyard.example',
      hotline: '+353 1 555 0100',
    },
  })
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await mails.close()
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

const device = (): Promise<BrowserContext> => browser.newContext(BARE)

async function firstPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.getByRole('textbox', { name: 'Work e-mail' })).toBeVisible()
  return page
}

/** Asks for a mail and returns what is in it. */
async function askForMail(
  page: Page,
  address: string,
): Promise<{ readonly code: string; readonly link: string }> {
  await page.getByRole('textbox', { name: 'Work e-mail' }).fill(address)
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click()
  await expect(page.getByRole('textbox', { name: 'Code of six digits' })).toBeFocused()
  return nextMail()
}

/** The next mail with a code; others tell people what was done in their name. */
async function nextMail(): Promise<{ readonly code: string; readonly link: string }> {
  for (;;) {
    mailsRead += 1
    const mail = await mails.mail(mailsRead)
    if (!mail.text.includes('Your code')) continue
    return { code: mails.codeIn(mail), link: `${url}/#/sign-in/link/${mails.secretIn(mail)}` }
  }
}

/** Signs in by mail on a device of their own, without taking the passkey that is offered. */
async function signedIn(address: string): Promise<Page> {
  const page = await firstPage(await device())
  const { code } = await askForMail(page, address)
  await page.getByRole('textbox', { name: 'Code of six digits' }).fill(code)
  await page.getByRole('button', { name: 'Not now' }).click()
  await isLive(page)
  return page
}

/** In both themes; how it is laid out is looked at where a state is of another shape. */
async function legible(page: Page, part?: string): Promise<void> {
  await violationsIn(page, { colorScheme: 'light' }, 'ALL', part)
  await violationsIn(page, { colorScheme: 'dark' }, 'COLOURS', part)
}

describe('by mail', () => {
  it('a link signs in by a button of its page alone, and the window in which one began goes on too', async () => {
    const context = await device()
    const began = await firstPage(context)
    await glance(began, ['light', 'dark'], 'main')
    const { link } = await askForMail(began, RANI)
    await glance(began, ['light', 'dark'], 'main')
    const opened = await context.newPage()
    await opened.goto(link)
    await expect(opened.getByRole('heading', { name: 'Sign in with this link' })).toBeVisible()
    await glance(opened)
    // A mail program that looks at the page uses nothing up.
    await opened.reload()
    await opened.getByRole('button', { name: 'Sign in' }).click()
    await legible(opened)
    await opened.getByRole('button', { name: 'Not now' }).click()
    await isLive(opened)
    expect(opened.url()).toBe(`${url}/#/`)
    await isLive(began)
    await opened.goto(link)
    await expect(opened.getByRole('heading', { name: 'Go back to where you began' })).toBeVisible()
    await context.close()
  })

  it('a link that is opened elsewhere sends one back to type the code, which works once', async () => {
    const [here, elsewhere] = [await device(), await device()]
    const page = await firstPage(here)
    const { code, link } = await askForMail(page, DIMAS)
    const other = await elsewhere.newPage()
    await other.goto(link)
    await expect(other.getByRole('heading', { name: 'Go back to where you began' })).toBeVisible()
    await legible(other)
    const field = page.getByRole('textbox', { name: 'Code of six digits' })
    await field.fill(code === '000000' ? '111111' : '000000')
    await expect(page.getByText('That code does not fit')).toBeVisible()
    await legible(page, 'main')
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await page.getByRole('button', { name: 'Not now' }).click()
    await isLive(page)
    await Promise.all([here.close(), elsewhere.close()])
  })
})

describe('when mail is down', () => {
  it('an agent who has checked the caller reads out a code, which signs in once', async () => {
    const maeve = await enter(await device(), url, 'Maeve Brennan')
    await openRoom(maeve, DEMO_ROOM)
    await facts(maeve).getByRole('button', { name: 'Give Rani a sign-in code by phone' }).click()
    const giving = maeve.getByRole('region', { name: 'Sign-in code for Rani Wulandari' })
    await expect(giving.getByRole('button', { name: 'Make the code' })).toBeDisabled()
    await giving.getByRole('radio', { name: 'Called back on the number on file' }).check()
    await giving.getByRole('button', { name: 'Make the code' }).click()
    const read = giving.getByText(/^(\d{2} ){3}\d{2}$/)
    const code = (await read.innerText()).replaceAll(' ', '')
    const rani = await firstPage(await device())
    await rani.getByRole('textbox', { name: 'Work e-mail' }).fill(RANI)
    await rani.getByRole('button', { name: 'Get a code by phone call' }).click()
    await expect(rani.getByRole('link', { name: 'Call +353 1 555 0100' })).toBeVisible()
    await glance(rani, ['light', 'dark'], 'main')
    await rani.getByRole('textbox', { name: 'Code of eight digits' }).fill(code)
    await rani.getByRole('button', { name: 'Not now' }).click()
    await isLive(rani)
    await maeve.context().close()
    await rani.context().close()
  })
})

describe('a session', () => {
  it('outlives its short token under an open stream, and a reload', async () => {
    const rani = await signedIn(RANI)
    await openRoom(rani, DEMO_ROOM)
    ahead += 16 * MINUTE
    const maeve = await enter(await device(), url, 'Maeve Brennan')
    await openRoom(maeve, DEMO_ROOM)
    await say(maeve, 'Said after the token ran out')
    await expect(entry(rani, 'Said after the token ran out')).toBeVisible()
    await rani.reload()
    await expect(entry(rani, 'Said after the token ran out')).toBeVisible()
    await maeve.context().close()
    await rani.context().close()
  })

  it('is shown anew before signing, and the signature then goes on by itself', async () => {
    const rani = await signedIn(RANI)
    const maeve = await enter(await device(), url, 'Maeve Brennan')
    await openRoom(maeve, DEMO_ROOM)
    await proposeResolution(maeve, 'Sending works again since the relay was replaced.')
    await openRoom(rani, DEMO_ROOM)
    await readStatement(rani, 1)
    ahead += 16 * MINUTE
    await sign(rani, 'Rani Wulandari')
    const dialog = rani.getByRole('dialog', { name: /Confirm who you are/ })
    await expect(dialog).toBeFocused()
    await glance(rani)
    await dialog.getByRole('button', { name: 'Send me a code' }).click()
    await dialog.getByRole('textbox', { name: 'Code of six digits' }).fill((await nextMail()).code)
    await expect(dialog).toBeHidden()
    await expect(rani.getByRole('heading', { name: /^You have signed for/ })).toBeVisible()
    await maeve.context().close()
    await rani.context().close()
  })

  it('is ended from another device: signed out, told why, and nothing of it is left on the disk', async () => {
    const lost = await signedIn(SARI)
    const copies = () =>
      lost.evaluate(async () => {
        const root = await navigator.storage.getDirectory()
        const names: string[] = []
        for await (const name of (await root.getDirectoryHandle('accord')).keys()) names.push(name)
        return names
      })
    expect(await copies()).toEqual(['sari-hartono'])
    const own = await signedIn(SARI)
    await own.goto(`${url}/#/settings`)
    const devices = own.getByRole('region', { name: 'Devices that are signed in' })
    await expect(devices.getByRole('listitem')).toHaveCount(2)
    await legible(own)
    await devices.getByRole('button', { name: /^Sign out / }).click()
    await expect(devices.getByRole('listitem')).toHaveCount(1)
    await expect(lost.getByText(/The access of Sari Hartono on this computer was ended/)).toBeVisible()
    await legible(lost, 'main')
    await expect.poll(copies).toEqual([])
    await lost.context().close()
    await own.context().close()
  })
})

describe('a passkey', () => {
  it('is offered after the first sign-in by mail, and then signs in without any', async () => {
    const context = await device()
    const page = await firstPage(context)
    const authenticator = await context.newCDPSession(page)
    await authenticator.send('WebAuthn.enable')
    await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const { code } = await askForMail(page, DIMAS)
    await page.getByRole('textbox', { name: 'Code of six digits' }).fill(code)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await isLive(page)
    await page.goto(`${url}/#/settings`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    // The address field offers it by itself; this device's owner says yes at once.
    await isLive(page)
    await expect(page.getByText('Dimas Prakoso').first()).toBeVisible()
    await context.close()
  })
})
