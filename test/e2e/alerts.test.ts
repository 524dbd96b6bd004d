// Alerts as people get them, in real windows of a real server: a room whose callback is almost due (its hotline call was
// answered a quarter of an hour ago), told to its owner and those on duty, never to the customer; in the window that
// is in front, by the system where none is, and once for all windows. axe looks at toasts and bell in both themes.

import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, it } from 'vitest'
import { type ApiPerson, signIn } from '../support/api-client.ts'
import { violationsOf } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { enter, expect, isLive, openRoom } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const MINUTE_MS = 60_000
/** Answered so long ago that 2 min are about to be left of the fifteen. */
const ALMOST = 13.05
/** Answered so long ago that the callback is about to be late. */
const NEARLY_LATE = 14.95
const CALL_OF = { company: 'Kirana Air', contactName: 'Sari Hartono', contactPhone: '+62 21 5550 0187' }

let server: RunningServer
let browser: Browser
let priya: ApiPerson
let maeve: ApiPerson
/** The room of the first test, which the customer's next call is no part of. */
let almostDue: string

/** Counts what the system would show and sound; `isInFront` says whether the window is looked at. */
const WATCH = `
  globalThis.isInFront = true
  document.hasFocus = () => globalThis.isInFront
  globalThis.notices = []
  globalThis.tones = 0
  globalThis.Notification = class {
    static permission = 'granted'
    constructor(title, options) { globalThis.notices.push({ title, ...options, it: this }) }
    close() {}
  }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) { globalThis.tones += 1; return start.call(this, when) }
`

interface Watched {
  isInFront: boolean
  readonly tones: number
  readonly notices: readonly {
    readonly title: string
    readonly body: string
    readonly requireInteraction: boolean
    readonly it: { onclick: (() => void) | null }
  }[]
}

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startRunningServer(), openBrowser()])
  priya = await signIn(server.url, 'priya-nair')
  maeve = await signIn(server.url, 'maeve-brennan')
})

afterAll(async () => {
  await browser.close()
  for (const person of [priya, maeve]) await person.close()
  await server.dispose()
})

async function watchedContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  await context.addInitScript(WATCH)
  return context
}

const watched = <Answer>(page: Page, look: (from: Watched) => Answer): Promise<Answer> =>
  page.evaluate<Answer>(`(${look.toString()})(globalThis)`)

/** A call to the hotline that was answered so many minutes ago, and Maeve who takes the room. */
async function owedCallback(
  minutesAgo: number,
  title: string,
  separateFrom: readonly string[] = [],
): Promise<string> {
  const room = randomUUID()
  await priya.does(room, {
    takeIntake: {
      ...CALL_OF,
      accountId: 'kirana-air',
      contactEmail: 'sari@kirana-air.example',
      description: 'Boarding passes are not sent.',
      receivedAt: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(),
      failing: ['API'],
      title,
      separateFrom: [...separateFrom],
    },
  })
  await maeve.does(room, { assignAgent: { agentId: 'maeve-brennan', handOverNote: null } })
  return room
}

const alerts = (page: Page) => page.getByRole('region', { name: 'Alerts' })

it('2 min left: a toast that says whom to call in the window in front, once, and nothing for the customer', async () => {
  const owner = await enter(await watchedContext(), server.url, 'Maeve Brennan')
  const duty = await enter(await watchedContext(), server.url, 'Aisha Karim')
  const customer = await enter(await watchedContext(), server.url, 'Rani Wulandari')
  almostDue = await owedCallback(ALMOST, 'Boarding passes are not sent')

  const toast = alerts(owner).getByRole('listitem')
  await expect(toast).toContainText('2 min left to call back Kirana Air')
  await expect(toast).toContainText('Sari Hartono, +622155500187')
  await expect(toast.getByRole('button', { name: 'Call Sari' })).toBeVisible()
  await expect.poll(() => watched(owner, ({ tones }) => tones)).toBe(2)
  await expect(owner).toHaveTitle(/^0[01]:\d\d Kirana Air · Board · Accord$/)
  for (const colorScheme of ['light', 'dark'] as const) {
    await owner.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(owner.locator('html')).toHaveAttribute('data-theme', colorScheme)
    expect(await violationsOf(owner), `toast, ${colorScheme}`).toEqual([])
  }
  await expect(alerts(duty).getByRole('listitem')).toHaveCount(1)

  await owner.reload()
  await isLive(owner)
  await owner.getByRole('button', { name: /^Alerts, 1 new$/ }).click()
  const list = owner.getByRole('dialog', { name: 'Recent alerts' })
  await expect(list.getByRole('listitem')).toContainText('2 min left to call back Kirana Air')
  for (const colorScheme of ['dark', 'light'] as const) {
    await owner.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violationsOf(owner), `bell, ${colorScheme}`).toEqual([])
  }
  await expect(alerts(owner).getByRole('listitem')).toHaveCount(0)
  await list.getByRole('button', { name: 'Open room' }).click()
  await expect(owner.getByRole('heading', { level: 1, name: /Boarding passes/ })).toBeVisible()

  expect(await watched(customer, ({ tones, notices }) => [tones, notices.length])).toEqual([0, 0])
  await expect(alerts(customer).getByRole('listitem')).toHaveCount(0)
  for (const page of [owner, duty, customer]) await page.context().close()
})

it('with no window in front the system tells, once for two windows, and a press opens the room', async () => {
  const context = await watchedContext()
  const one = await enter(context, server.url, 'Maeve Brennan')
  const two = await context.newPage()
  await two.goto(server.url)
  await two.getByRole('main').getByRole('button', { name: 'Maeve Brennan' }).first().click()
  await isLive(two)
  for (const page of [one, two])
    await watched(page, (from) => {
      from.isInFront = false
    })
  const rani = await signIn(server.url, 'rani-wulandari')
  const demo = await one.evaluate<string>(
    `[...document.querySelectorAll('a[href^="#/rooms/"]')].find((a) => /API sends/.test(a.textContent)).getAttribute('href').split('/')[2]`,
  )
  await rani.does(demo, { postMessage: { text: 'A password: swordfish.', replyTo: null } })
  await rani.close()
  const noticesOf = (page: Page) =>
    watched(page, ({ notices }) => notices.map(({ title, body }) => `${title}: ${body}`))
  await expect
    .poll(async () =>
      (await Promise.all([one, two].map(noticesOf))).flat().filter((text) => /wrote/.test(text)),
    )
    .toEqual([expect.stringContaining('Rani Wulandari wrote in Nusantara Pay')])
  const told = (await noticesOf(one)).some((text) => /wrote/.test(text)) ? one : two
  expect((await noticesOf(told)).join()).not.toContain('swordfish')
  await watched(told, ({ notices }) => notices.find(({ title }) => /wrote/.test(title))?.it.onclick?.())
  await expect(told.getByRole('heading', { level: 1, name: /API sends return 503/ })).toBeVisible()
  await context.close()
})

it('ESC-4 late: "I am on it" in the toast is kept in the room, and the clock runs on', async () => {
  const page = await enter(await watchedContext(), server.url, 'Aisha Karim')
  await openRoom(page, /API sends return 503/)
  await owedCallback(NEARLY_LATE, 'Check-in codes are not sent', [almostDue])
  const toast = alerts(page).getByRole('listitem').filter({ hasText: 'Callback to Kirana Air is' })
  await expect(toast).toBeVisible({ timeout: 30_000 })
  await expect(toast).toContainText('Call now; the room shows the delay to both sides.')
  const deck = await page.locator('[data-deck]').boundingBox()
  const box = await toast.boundingBox()
  expect(box?.y ?? 0, 'below the clock deck').toBeGreaterThan((deck?.y ?? 0) + (deck?.height ?? 0))
  await toast.getByRole('button', { name: 'I am on it' }).click()
  await expect(toast).toHaveCount(0)
  await page.goto(`${server.url}/#/`)
  await openRoom(page, /Check-in codes/)
  await expect(page.getByText(/is on it/).first()).toBeVisible()
  await expect(page.getByRole('timer').first()).toContainText('+')
  await page.context().close()
})
