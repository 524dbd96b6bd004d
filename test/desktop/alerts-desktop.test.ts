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
const NUMBER = '+62 21 5550 0187'

let world: DesktopWorld
let app: DesktopApp
let page: Page
let priya: ApiPerson
let aisha: ApiPerson
const room = randomUUID()

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
  app = await world.launch()
  page = await app.firstWindow()
  await watch()
  await enterAs(page, 'Aisha Karim')
})

afterAll(async () => {
  for (const person of [priya, aisha]) await person.close()
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
  await page.evaluate(() => {
    document.hasFocus = () => false
  })
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

it('2 min left: the system tells the owner once, the tray shows the clock, and the computer stays awake', async () => {
  expectValue((await seen()).awake, 'Aisha owes nobody anything yet').toBe(0)
  await priya.does(room, {
    takeIntake: {
      company: 'Kirana Air',
      contactName: 'Sari Hartono',
      contactPhone: NUMBER,
      contactEmail: 'sari@kirana-air.example',
      accountId: 'kirana-air',
      description: 'Boarding passes are not sent.',
      receivedAt: new Date(Date.now() - ALMOST * MINUTE_MS).toISOString(),
      failing: ['API'],
      title: 'Boarding passes are not sent',
      separateFrom: [],
    },
  })
  await aisha.does(room, { assignAgent: { agentId: 'aisha-karim', handOverNote: null } })
  await expect.poll(standing).toContain('2 min left to call back Kirana Air')
  await expect.poll(async () => (await seen()).awake).toBe(1)
  await expect.poll(async () => (await seen()).badge).toBeGreaterThan(0)
  await expect.poll(async () => (await seen()).tray).toContain('Kirana Air')
  const told = (await seen()).notices.filter(({ title }) => title === '2 min left to call back Kirana Air')
  expectValue(told).toHaveLength(1)
  expectValue(told[0]?.body).not.toContain('Boarding passes')
})

it('a press on the notice opens its room, and what was told is not told again after a reload', async () => {
  await app.evaluate(() => {
    const kept = Reflect.get(globalThis, 'seen') as {
      notices: { it: NodeJS.EventEmitter & { title: string } }[]
    }
    kept.notices.find(({ it }) => it.title.startsWith('2 min left'))?.it.emit('click', {})
  })
  await expect(page.getByRole('heading', { level: 1, name: /Boarding passes/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: /Boarding passes/ })).toBeVisible()
  expectValue((await seen()).notices.filter(({ title }) => title.startsWith('2 min left'))).toHaveLength(1)
})

it('the callback was made: the computer may sleep', async () => {
  await aisha.does(room, {
    recordCallback: { reached: 'Sari Hartono', occurredAt: new Date().toISOString() },
  })
  await expect.poll(async () => (await seen()).awake).toBe(0)
})
