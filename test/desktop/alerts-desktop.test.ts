// Alerts on the desktop, through the real main process and bridge: a callback that is almost due is told by the system
// with its urgency and what it offers, tray and badge follow, the computer stays awake until the call was made, and a
// press opens the room. Its hotline call was answered a quarter of an hour ago, so nobody here waits for a clock.

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect as expectValue, it } from 'vitest'
import { type ApiPerson, signIn } from '../support/api-client.ts'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { expect } from '../support/pages.ts'

const MINUTE_MS = 60_000
/** So long ago that 2 min are left of the fifteen. */
const ALMOST = 13.05
/** Due in a second: the breach is there long before a window would call it late by its own clock. */
const LATE = 14.98
const TWO_LEFT = '2 min left to call back Kirana Air'
const LATE_TITLE = 'Callback to Kirana Air is late'
const NUMBER = '+62 21 5550 0187'

let world: DesktopWorld
let app: DesktopApp
let page: Page
let priya: ApiPerson
let aisha: ApiPerson
let sari: ApiPerson
const [room, lateRoom, quietRoom] = [randomUUID(), randomUUID(), randomUUID()] as const

interface Seen {
  readonly notices: readonly { readonly title: string; readonly body: string; readonly gone: boolean }[]
  readonly awake: number
  readonly badge: number
  readonly tray: string
}

beforeAll(async () => {
  world = await desktopWorld()
  priya = await signIn(world.server.url, 'priya-nair')
  aisha = await signIn(world.server.url, 'aisha-karim')
  sari = await signIn(world.server.url, 'sari-hartono')
  app = await world.launch()
  page = await app.firstWindow()
  await watch()
  await enterAs(page, 'Aisha Karim')
})

afterAll(async () => {
  for (const person of [priya, aisha, sari]) await person.close()
  await world.dispose()
})

/** Writes down what the system would show, and puts no window in front. */
async function watch(): Promise<void> {
  await app.evaluate(({ app: program, nativeTheme, Notification, powerSaveBlocker, Tray }) => {
    const seen = {
      notices: [] as { it: object; gone: boolean }[],
      held: new Set<number>(),
      badge: 0,
      tray: '',
    }
    Object.assign(globalThis, { seen })
    Notification.isSupported = () => true
    Notification.prototype.show = function keep() {
      seen.notices.push({ it: this as object, gone: false })
    }
    Notification.prototype.close = function drop() {
      for (const one of seen.notices) if (one.it === this) one.gone = true
    }
    powerSaveBlocker.start = () => {
      seen.held.add(1)
      return 1
    }
    powerSaveBlocker.stop = (id) => seen.held.delete(id)
    program.setBadgeCount = (count = 0) => {
      seen.badge = count
      return true
    }
    Tray.prototype.setToolTip = (text: string) => {
      seen.tray = text
    }
    nativeTheme.emit('updated')
  })
  const look = (): void => {
    document.hasFocus = () => false
  }
  await page.addInitScript(look)
  await page.evaluate(look)
}

const seen = (): Promise<Seen> =>
  app.evaluate(() => {
    const kept = Reflect.get(globalThis, 'seen') as {
      notices: { it: { title: string; body: string }; gone: boolean }[]
      held: Set<number>
      badge: number
      tray: string
    }
    return {
      notices: kept.notices.map(({ it, gone }) => ({ title: it.title, body: it.body, gone })),
      awake: kept.held.size,
      badge: kept.badge,
      tray: kept.tray,
    }
  })

const standing = async (): Promise<readonly string[]> =>
  (await seen()).notices.filter(({ gone }) => !gone).map(({ title }) => title)

/** A call to the hotline that was answered so many minutes ago, and Aisha who takes the room. */
async function owedCallback(roomId: string, minutesAgo: number, title: string): Promise<void> {
  await priya.does(roomId, {
    takeIntake: {
      company: 'Kirana Air',
      contactName: 'Sari Hartono',
      contactPhone: NUMBER,
      contactEmail: 'sari@kirana-air.example',
      accountId: 'kirana-air',
      description: 'They are not sent.',
      receivedAt: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(),
      failing: ['API'],
      title,
      separateFrom: [room, lateRoom].filter((other) => other !== roomId && opened.has(other)),
    },
  })
  opened.add(roomId)
  await aisha.does(roomId, { assignAgent: { agentId: 'aisha-karim', handOverNote: null } })
}
const opened = new Set<string>()

const called = (roomId: string): Promise<unknown> =>
  aisha.does(roomId, { recordCallback: { reached: 'Sari Hartono', occurredAt: new Date().toISOString() } })

it('2 min left: the system tells the owner once, the tray shows the clock, and the computer stays awake', async () => {
  expectValue((await seen()).awake, 'Aisha owes nobody anything yet').toBe(0)
  await owedCallback(room, ALMOST, 'Boarding passes are not sent')
  await expect.poll(standing).toContain(TWO_LEFT)
  await expect.poll(async () => (await seen()).awake).toBe(1)
  await expect.poll(async () => (await seen()).badge).toBeGreaterThan(0)
  await expect.poll(async () => (await seen()).tray).toContain('Kirana Air')
  const told = (await seen()).notices.filter(({ title }) => title === TWO_LEFT)
  expectValue(told).toHaveLength(1)
  expectValue(told[0]?.body).not.toContain('Boarding passes')
})

it('a press on the notice opens its room, and what was told is not told again after a reload', async () => {
  await app.evaluate(() => {
    const kept = Reflect.get(globalThis, 'seen') as {
      notices: { it: NodeJS.EventEmitter & { title: string }; gone: boolean }[]
    }
    const pressed = kept.notices.find(({ it }) => it.title.startsWith('2 min left'))
    // The system takes a notice away that was pressed.
    if (pressed !== undefined) pressed.gone = true
    pressed?.it.emit('click', {})
  })
  await expect(page.getByRole('heading', { level: 1, name: /Boarding passes/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: /Boarding passes/ })).toBeVisible()
  expectValue((await seen()).notices.filter(({ title }) => title.startsWith('2 min left'))).toHaveLength(1)
})

it('the callback was made: the computer may sleep', async () => {
  await called(room)
  await expect.poll(async () => (await seen()).awake).toBe(0)
})

it('late: the notice stays, and its button "I am on it" is said in the room', async () => {
  await page.evaluate(() => void (location.hash = '#/'))
  await owedCallback(lateRoom, LATE, 'Seat maps are not sent')
  await expect.poll(standing).toContainEqual(LATE_TITLE)
  const options = await app.evaluate((_electron, title) => {
    const kept = Reflect.get(globalThis, 'seen') as {
      notices: { it: NodeJS.EventEmitter & Record<string, unknown>; gone: boolean }[]
    }
    const pressed = kept.notices.find((one) => !one.gone && one.it['title'] === title)
    if (pressed !== undefined) pressed.gone = true
    const it = pressed?.it
    // Linux draws no buttons; what a press of one says is the same everywhere. First comes the call, then this.
    it?.emit('action', { actionIndex: 1 })
    return { urgency: it?.['urgency'], timeoutType: it?.['timeoutType'] }
  }, LATE_TITLE)
  expectValue(options).toEqual({ urgency: 'critical', timeoutType: 'never' })
  await expect.poll(async () => (await said(lateRoom)).includes('EscalationAcknowledged')).toBe(true)
  expectValue((await seen()).notices.filter(({ title }) => title === LATE_TITLE)).toHaveLength(1)
  await called(lateRoom)
})

it('in quiet time what others write is kept for later, 2 min left are told; the callback withdraws the notice', async () => {
  await app.evaluate(({ Menu }) => {
    const entries = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? [])
    entries.find(({ label }) => label === 'Quiet for me…')?.click()
  })
  await sari.does(lateRoom, { postMessage: { text: 'Still nothing here.', replyTo: null } })
  await expect(page.getByRole('button', { name: /^Alerts, \d+ new$/ })).toBeVisible()
  await owedCallback(quietRoom, ALMOST, 'Meal vouchers are not sent')
  await expect.poll(standing).toContainEqual(TWO_LEFT)
  const titles = (await seen()).notices.map(({ title }) => title)
  expectValue(titles.filter((title) => /wrote/.test(title))).toEqual([])
  await called(quietRoom)
  await expect.poll(standing).not.toContainEqual(TWO_LEFT)
})

/** The kinds of entries in a room, as everybody at the provider reads them. */
async function said(roomId: string): Promise<readonly string[]> {
  const { data } = await aisha.ask('query ($id: ID!) { room(id: $id) { events { body } } }', { id: roomId })
  const { events } = data['room'] as {
    readonly events: readonly { readonly body: { readonly type: string } }[]
  }
  return events.map(({ body }) => body.type)
}
