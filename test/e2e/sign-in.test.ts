// [I22] Signing in as people do it, over a real server and a real mail receiver: an invitation, the mail's link and its
// code, a code by phone when mail is down, a passkey; then what becomes of the session: renewed under an open stream,
// asked for anew before signing, ended from another device with its copy gone. Each state is looked at for WCAG 2.2 AA
// on the way; the tests of one story go on in the same windows.

import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { instantAt } from '../../domain/time.ts'
import { makeInvitation, mailInvitation } from '../../server/auth/invitations.ts'
import { MAEVE, SARI } from '../../server/demo/cast.ts'
import type { Desk } from '../../server/graphql/context.ts'
import { type MailReceiver, openMailReceiver, type ReceivedMail } from '../server/mail/mail-receiver.ts'
import { startTestServer, type TestServer } from '../server/support/running-server.ts'
import { openBrowser } from '../support/browser.ts'
import { type OpenidProvider, startOpenidProvider } from '../support/openid-provider.ts'
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
const SARIS_ADDRESS = 'sari@kirana-air.example'
/** The panel in which an agent makes a code for the phone. */
const GIVING = 'section[aria-label^="Sign-in code"]'
const ELSEWHERE = 'Go back to where you began'
const BARE = { viewport: LAPTOP, bypassCSP: true, reducedMotion: 'reduce' } as const

let server: TestServer
let desk: Desk
let mails: MailReceiver
let provider: OpenidProvider
let browser: Browser
/** How far the server's clock is ahead of the machine's. */
let ahead = 0
/** Where people reach the server: passkeys need a name, which an address without one does not give. */
let url: string
let mailsRead = 0

beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  ;[mails, browser, provider] = await Promise.all([
    openMailReceiver(),
    openBrowser(),
    startOpenidProvider([`${url}/auth/oidc/callback`]),
  ])
  server = await startTestServer({
    now: () => instantAt(Date.now() + ahead),
    pace: { lookEveryMs: 100 },
    onDesk: (opened) => {
      desk = opened
    },
    config: {
      port,
      publicUrl: url,
      smtpUrl: mails.url,
      mailFrom: 'accord@halyard.example',
      hotline: '+353 1 555 0100',
      staffIssuer: provider.issuer,
      staffClientId: provider.clientId,
      staffSecret: provider.clientSecret,
      staffDomains: ['halyard.example'],
    },
  })
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await mails.close()
  await provider.close()
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

interface SignInMail {
  readonly code: string
  readonly link: string
}

/** Asks for a mail and returns what is in it. */
async function askForMail(page: Page, address: string): Promise<SignInMail> {
  await page.getByRole('textbox', { name: 'Work e-mail' }).fill(address)
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click()
  await expect(page.getByRole('textbox', { name: 'Code of six digits' })).toBeFocused()
  return signInMail()
}

async function signInMail(): Promise<SignInMail> {
  const mail = await nextMail('Your code')
  return { code: mails.codeIn(mail), link: linkIn(mail) }
}

/** The next mail that says this; others tell people what was done in their name. */
async function nextMail(saying: string): Promise<ReceivedMail> {
  for (;;) {
    mailsRead += 1
    const mail = await mails.mail(mailsRead)
    if (mail.text.includes(saying)) return mail
  }
}

/** As it stands in the mail: that it leads to the page it means is what is tested. */
const linkIn = ({ text }: ReceivedMail): string => /http\S+/.exec(text)?.[0] ?? ''

/** In both themes; how it is laid out is looked at where a state is of another shape. */
async function legible(page: Page, part = 'main'): Promise<void> {
  await violationsIn(page, { colorScheme: 'light' }, 'ALL', part)
  await violationsIn(page, { colorScheme: 'dark' }, 'COLOURS', part)
}

/** Another page of the same window, without loading it anew. */
async function goTo(page: Page, hash: string, heading: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next
  }, hash)
  await expect(page.getByRole('heading', { name: heading })).toBeVisible()
}

describe('by mail', () => {
  it('a link signs in by a button of its page alone, and the window in which one began goes on too', async () => {
    const context = await device()
    const began = await firstPage(context)
    await glance(began)
    const { link } = await askForMail(began, RANI)
    await legible(began)
    const opened = await context.newPage()
    await opened.goto(link)
    await expect(opened.getByRole('heading', { name: 'Sign in with this link' })).toBeVisible()
    await glance(opened, ['light', 'dark'], 'main')
    // A mail program that looks at the page uses nothing up.
    await opened.reload()
    await opened.getByRole('button', { name: 'Sign in' }).click()
    await legible(opened)
    await opened.getByRole('button', { name: 'Not now' }).click()
    await isLive(opened)
    expect(opened.url()).toBe(`${url}/#/`)
    await isLive(began)
    await opened.goto(link)
    await expect(opened.getByRole('heading', { name: ELSEWHERE })).toBeVisible()
    await context.close()
  })
})

describe('at the provider of the staff', () => {
  it('an invitation is taken along and links the two; whoever the provider names beside that is refused in a sentence', async () => {
    const context = await device()
    const page = await context.newPage()
    const token = await desk.identity.write((tx) => makeInvitation(tx, MAEVE, null, desk.now()))
    await page.goto(`${url}/#/sign-in/invitation/${token}`)
    await page.getByRole('button', { name: 'Accept and sign in' }).click()
    await expect(page.getByText('This invitation is for staff')).toBeVisible()
    await legible(page)
    provider.signsIn('maeve-at-work')
    await page.getByRole('textbox', { name: 'Work e-mail' }).fill('maeve@halyard.example')
    await page.getByRole('button', { name: 'Continue with single sign-on' }).click()
    await isLive(page)
    expect(page.url()).toBe(`${url}/#/`)
    const linked = await desk.identity.outsideIdentitiesOf(MAEVE)
    expect(linked).toMatchObject([{ issuer: provider.issuer, subject: 'maeve-at-work' }])
    await context.close()

    const other = await device()
    const refused = await firstPage(other)
    provider.signsIn('somebody-else')
    await refused.getByRole('textbox', { name: 'Work e-mail' }).fill('maeve@halyard.example')
    await refused.getByRole('button', { name: 'Continue with single sign-on' }).click()
    await expect(refused.getByText('You were not signed in.')).toBeVisible()
    await violationsIn(refused, { colorScheme: 'light' }, 'ALL', 'html')
    await refused.evaluate(() => {
      document.documentElement.dataset['theme'] = 'dark'
    })
    await violationsIn(refused, { colorScheme: 'dark' }, 'COLOURS', 'html')
    await refused.getByRole('link', { name: 'Back to sign-in' }).click()
    await expect(refused.getByRole('textbox', { name: 'Work e-mail' })).toBeVisible()
    await other.close()
  })
})

describe('a code and a passkey', () => {
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    context = await device()
    page = await firstPage(context)
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
  })

  afterAll(() => context.close())

  it('a link that is opened elsewhere sends one back to type the code, which works once', async () => {
    const { code, link } = await askForMail(page, DIMAS)
    const elsewhere = await (await device()).newPage()
    await elsewhere.goto(link)
    await expect(elsewhere.getByRole('heading', { name: ELSEWHERE })).toBeVisible()
    await legible(elsewhere)
    await legibleBesides(elsewhere)
    await elsewhere.context().close()
    const field = page.getByRole('textbox', { name: 'Code of six digits' })
    await field.fill(code === '000000' ? '111111' : '000000')
    await expect(page.getByText('That code does not fit')).toBeVisible()
    await legible(page)
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeVisible()
  })

  it('a passkey is offered after the first sign-in by mail, and then signs in without any', async () => {
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await isLive(page)
    await goTo(page, '#/settings', 'Settings')
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    // The address field offers it by itself; this device's owner says yes at once.
    await isLive(page)
    await expect(page.getByText('Dimas Prakoso').first()).toBeVisible()
  })
})

/** The pages that a link opens, where what it holds is good for nothing, and the page that a desktop opens. */
async function legibleBesides(page: Page): Promise<void> {
  const spent = 'x'.repeat(43)
  await goTo(page, `#/sign-in/invitation/${spent}`, 'You are invited to a support room')
  await page.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('This invitation was used already')
  await legible(page)
  await goTo(page, `#/sign-in/done/${spent}`, 'You are not signed in')
  await legible(page)
  await goTo(page, `#/sign-in/desktop/${spent}?device=PC`, 'Sign in to the program on your computer')
  await expect(page.getByRole('textbox', { name: 'Work e-mail' })).toBeVisible()
  await glance(page, ['light', 'dark'], 'main')
}

describe('when mail is down', () => {
  let maeve: Page
  let rani: Page

  afterAll(() => Promise.all([maeve.context().close(), rani.context().close()]))

  it('an agent who has checked the caller reads out a code, which signs in once', async () => {
    maeve = await enter(await device(), url, 'Maeve Brennan')
    await openRoom(maeve, DEMO_ROOM)
    await facts(maeve).getByRole('button', { name: 'Give Rani a sign-in code by phone' }).click()
    const giving = maeve.getByRole('region', { name: 'Sign-in code for Rani Wulandari' })
    await expect(giving.getByRole('button', { name: 'Make the code' })).toBeDisabled()
    await legible(maeve, GIVING)
    await giving.getByRole('radio', { name: 'Called back on the number on file' }).check()
    await giving.getByRole('button', { name: 'Make the code' }).click()
    const read = giving.getByText(/^(\d{2} ){3}\d{2}$/)
    const code = (await read.innerText()).replaceAll(' ', '')
    await legible(maeve, GIVING)
    rani = await firstPage(await device())
    await rani.getByRole('textbox', { name: 'Work e-mail' }).fill(RANI)
    await rani.getByRole('button', { name: 'Get a code by phone call' }).click()
    await expect(rani.getByRole('link', { name: 'Call +353 1 555 0100' })).toBeVisible()
    await glance(rani, ['light', 'dark'], 'main')
    await rani.getByRole('textbox', { name: 'Code of eight digits' }).fill(code)
    await rani.getByRole('button', { name: 'Not now' }).click()
    await isLive(rani)
  })

  it('the session outlives its short token under an open stream, and a reload', async () => {
    await openRoom(rani, DEMO_ROOM)
    ahead += 16 * MINUTE
    await say(maeve, 'Said after the token ran out')
    await expect(entry(rani, 'Said after the token ran out')).toBeVisible()
    await rani.reload()
    await expect(entry(rani, 'Said after the token ran out')).toBeVisible()
  })

  it('it is shown anew before signing, and the signature then goes on by itself', async () => {
    await proposeResolution(maeve, 'Sending works again since the relay was replaced.')
    await readStatement(rani, 1)
    await sign(rani, 'Rani Wulandari')
    // Beside the statement: on a phone, as which it is looked at below, it stands at the foot.
    const dialog = rani.getByRole('complementary').getByRole('dialog', { name: /Confirm who you are/ })
    await expect(dialog).toBeFocused()
    await glance(rani, ['light', 'dark'], '[role=dialog]')
    await dialog.getByRole('button', { name: 'Send me a code' }).click()
    await dialog.getByRole('textbox', { name: 'Code of six digits' }).fill((await signInMail()).code)
    await expect(dialog).toBeHidden()
    await expect(rani.getByRole('heading', { name: /^You have signed for/ })).toBeVisible()
  })
})

describe('an invited person', () => {
  it('comes in by the link of the mail, and is put out from another device with nothing left on the disk', async () => {
    await desk.identity.write(async (tx) => {
      const token = await makeInvitation(tx, SARI, null, desk.now())
      await mailInvitation(tx, token, SARIS_ADDRESS, desk.now())
    })
    desk.outbox.wake()
    const lost = await (await device()).newPage()
    await lost.goto(linkIn(await nextMail('/#/sign-in/invitation/')))
    await legible(lost)
    await lost.getByRole('button', { name: 'Accept and sign in' }).click()
    await lost.getByRole('button', { name: 'Not now' }).click()
    await isLive(lost)
    const copies = () =>
      lost.evaluate(async () => {
        const root = await navigator.storage.getDirectory()
        const names: string[] = []
        for await (const name of (await root.getDirectoryHandle('accord')).keys()) names.push(name)
        return names
      })
    expect(await copies()).toEqual(['sari-hartono'])

    const own = await firstPage(await device())
    const { code } = await askForMail(own, SARIS_ADDRESS)
    await own.getByRole('textbox', { name: 'Code of six digits' }).fill(code)
    await own.getByRole('button', { name: 'Not now' }).click()
    await isLive(own)
    await goTo(own, '#/settings', 'Settings')
    const devices = own.getByRole('region', { name: 'Devices that are signed in' })
    await expect(devices.getByRole('listitem')).toHaveCount(2)
    await legible(own)
    await devices.getByRole('button', { name: /^Sign out / }).click()
    await expect(devices.getByRole('listitem')).toHaveCount(1)
    await expect(lost.getByText(/The access of Sari Hartono on this computer was ended/)).toBeVisible()
    await legible(lost)
    await expect.poll(copies).toEqual([])
    await Promise.all([lost.context().close(), own.context().close()])
  })
})
