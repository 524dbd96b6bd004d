// Text becomes markup, or a script's address, only through the two named policies of protocol/content-policy.ts: every
// screen runs with no report of a breach, the replica's worker and the service worker start, and a page that is made to
// write markup of its own throws. In a browser without Trusted Types everything works all the same.

import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, it, expect as value } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  compose,
  DEMO_ROOM,
  enter,
  entry,
  expect,
  openRoom,
  proposeResolution,
  say,
  shown,
  timeline,
} from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const LAPTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** How Chromium's console says it, in a page and in a worker. */
const BREACH = /Content Security Policy|Trusted(HTML|Script)/

let server: RunningServer
let browser: Browser
let maeve: Page
let rani: Page
const breaches: string[] = []

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  maeve = await enter(await watched(), server.url, 'Maeve Brennan')
  rani = await enter(await watched(), server.url, 'Rani Wulandari')
})

afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** A context whose pages and workers report every breach of the policy. */
async function watched(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: LAPTOP })
  await context.exposeBinding('reportBreach', (_source, breach: string) => void breaches.push(breach))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { reportBreach } = globalThis as { reportBreach?: (breach: string) => void }
      reportBreach?.(`${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  context.on('console', (message) => {
    if (BREACH.test(message.text())) breaches.push(message.text())
  })
  context.on('weberror', (error) => breaches.push(String(error.error())))
  return context
}

const atBothWidths = async (page: Page, look: () => Promise<void>): Promise<void> => {
  for (const viewport of [PHONE, LAPTOP]) {
    await page.setViewportSize(viewport)
    await look()
  }
}

describe('no screen breaks the policy', () => {
  it('neither the first page nor the board', async () => {
    const nobody = await (await watched()).newPage()
    await nobody.goto(server.url)
    await expect(nobody.getByRole('button', { name: 'Rani Wulandari' })).toBeVisible()
    for (const page of [maeve, rani])
      await atBothWidths(page, () => expect(page.getByRole('table')).toBeVisible())
  })

  it('nor the hotline intake, nor the report', async () => {
    await maeve.goto(`${server.url}/#/intake`)
    await maeve.getByRole('textbox', { name: 'Company' }).fill('Nusantara')
    await maeve.getByRole('textbox', { name: 'Contact phone' }).fill('123')
    await expect(maeve.getByRole('button', { name: 'Different' })).toBeVisible()
    await rani.goto(`${server.url}/#/report`)
    await expect(rani.getByRole('heading', { level: 1, name: 'Report an issue' })).toBeVisible()
  })

  it('nor the room, whatever is opened in it', async () => {
    for (const page of [maeve, rani]) {
      await page.goto(`${server.url}/#/`)
      await openRoom(page, DEMO_ROOM)
      await expect(entry(page, 'API confirmed on eu-west')).toBeVisible()
      await say(page, '<img src=x onerror=alert(1)> is only text')
      await expect(entry(page, 'is only text').first()).toBeVisible()
    }
    for (const mode of ['Periodic update', 'Internal note', 'Workaround'] as const)
      await expect(await compose(maeve, mode)).toBeVisible()
    await atBothWidths(maeve, () => expect(timeline(maeve)).toBeVisible())
  })

  it('nor the sign-off', async () => {
    await proposeResolution(maeve, 'Mail flows again.')
    for (const page of [maeve, rani]) {
      await page.goto(page.url().replace(/(\/sign-off)?$/, '/sign-off'))
      await expect(page.getByRole('region', { name: 'Resolution statement' })).toContainText('Version 1, ')
      await atBothWidths(page, () => expect(shown(page, 'Mail flows again.')).toBeVisible())
    }
  })

  it('and the service worker started, which reads the list of its files by a script', async () => {
    const started = () =>
      maeve.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
    await expect(started()).resolves.toBeTruthy()
  })

  it('so that nothing was reported', () => {
    value(breaches).toEqual([])
  })
})

describe('a page that is made to break the policy', () => {
  /** What a browser says to an attempt in the page; null when the attempt went through. */
  const attempt = (kind: 'markup' | 'worker' | 'policy' | 'code'): Promise<string | null> =>
    rani.evaluate((what) => {
      const types = globalThis as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): unknown }
      }
      try {
        if (what === 'markup') document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>'
        else if (what === 'worker') new Worker('/sw.js')
        else if (what === 'policy') types.trustedTypes.createPolicy('default', { createHTML: String })
        else document.createElement('script').text = 'alert(1)'
        return null
      } catch (error) {
        return String(error)
      }
    }, kind)

  it.each([
    ['markup from text', 'markup', /TrustedHTML/],
    ['a worker by an address in text', 'worker', /TrustedScriptURL/],
    ['a policy of its own', 'policy', /Policy/],
    ['a script from text', 'code', /TrustedScript/],
  ] as const)('gets an error instead of %s', async (_title, kind, error) => {
    value(await attempt(kind)).toMatch(error)
  })

  it('is reported, so that the silence of the screens means something', () => {
    value(breaches.join('\n')).toMatch(/require-trusted-types-for/)
  })
})

it('without Trusted Types in the browser, a person enters and reads a room', async () => {
  const context = await browser.newContext({ viewport: LAPTOP, serviceWorkers: 'block' })
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'trustedTypes'))
  // The page as such a browser reads it, which does not know the two directives.
  await context.route(/\/$/, async (route) => {
    const response = await route.fetch()
    const headers = response.headers()
    const policy = headers['content-security-policy'] ?? ''
    value(policy).toContain('require-trusted-types-for')
    const known = policy.replaceAll(/;\s*(require-)?trusted-types[^;]*/g, '')
    await route.fulfill({ response, headers: { ...headers, 'content-security-policy': known } })
  })
  const page = await enter(context, server.url, 'Maeve Brennan')
  await openRoom(page, DEMO_ROOM)
  await expect(entry(page, 'API confirmed on eu-west')).toBeVisible()
  await context.close()
})
