// A room of many entries in a real browser: of all of them only those in view are in the page, and yet the first one, a
// filter and a link reach the whole room; what comes moves nothing that is read; and a second of the clocks changes one
// text and at most one stroke offset for each clock, and nothing else.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect as expectNow, it } from 'vitest'
import { tellLongRoom } from '../../bench/long-room.ts'
import { type ApiPerson, signIn } from '../support/api-client.ts'
import { openBrowser } from '../support/browser.ts'
import { enter, entry, expect, openRoom, timeline } from '../support/pages.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'

const ENTRIES = 700
const TITLE = 'Every send times out'

let folder: string
let roomId: string
let server: RunningServer
let browser: Browser
let maeve: Page
let sari: ApiPerson

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-long-room-'))
  roomId = (await tellLongRoom(folder, ENTRIES)).roomId
  server = await startRunningServer({ ACCORD_DATA: folder })
  browser = await openBrowser()
  sari = await signIn(server.url, 'sari-hartono')
  maeve = await enter(
    await browser.newContext({ viewport: { width: 1440, height: 900 } }),
    server.url,
    'Maeve Brennan',
  )
  await openRoom(maeve, TITLE)
})

afterAll(async () => {
  await sari.close()
  await browser.close()
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

const articles = () => timeline(maeve).getByRole('article')
const says = (text: string) => sari.does(roomId, { postMessage: { text } })
const focusedPlace = () => maeve.evaluate(() => document.activeElement?.getAttribute('aria-posinset') ?? null)

it('draws the newest entries alone, each of which says which of how many it is', async () => {
  await expect(articles().last()).toBeVisible()
  await expect
    .poll(async () => Number(await articles().last().getAttribute('aria-setsize')))
    .toBeGreaterThan(600)
  const size = await articles().last().getAttribute('aria-setsize')
  expectNow(await articles().last().getAttribute('aria-posinset')).toBe(size)
  expectNow(await articles().count()).toBeLessThan(100)
})

it('reaches the first entry and the last one by keyboard', async () => {
  await timeline(maeve).focus()
  await maeve.keyboard.press('ArrowUp')
  await expect.poll(focusedPlace).not.toBeNull()
  await maeve.keyboard.press('Home')
  await expect.poll(focusedPlace).toBe('1')
  await expect(entry(maeve, 'Hotline intake')).toBeInViewport()
  await maeve.keyboard.press('ArrowDown')
  await expect.poll(focusedPlace).toBe('2')
  await maeve.keyboard.press('End')
  await expect.poll(focusedPlace).toBe(await articles().last().getAttribute('aria-setsize'))
})

it('filters the whole room, not what was read of it', async () => {
  await maeve.getByRole('radio', { name: 'Updates' }).click()
  await timeline(maeve).focus()
  await maeve.keyboard.press('ArrowDown')
  await expect.poll(focusedPlace).not.toBeNull()
  await maeve.keyboard.press('Home')
  await expect(entry(maeve, /agreed: updates every 30 min/)).toBeInViewport()
  await maeve.getByRole('radio', { name: 'All' }).click()
})

it('a link to an entry leads to it wherever it stands, with the focus', async () => {
  const events = await sari.ask(`query ($id: ID!) { room(id: $id) { events { id body } } }`, {
    id: roomId,
  })
  expectNow(events.status).toBe(200)
  const { room } = events.data as {
    readonly room: { readonly events: readonly { id: string; body: { type: string } }[] }
  }
  const early = room.events.find(({ body }) => body.type === 'CallbackMade')
  await maeve.goto(`${server.url}/#/`)
  await expect(timeline(maeve)).toBeHidden()
  await maeve.goto(`${server.url}/#/rooms/${roomId}?entry=${early?.id ?? ''}`)
  await expect(entry(maeve, /called back/)).toBeFocused()
  await expect(entry(maeve, /called back/)).toBeInViewport()
})

it('what comes while somebody reads further up moves nothing, and a pill says how much it is', async () => {
  const read = entry(maeve, /called back/)
  const before = await read.boundingBox()
  await says('Something new, far below.')
  await expect(maeve.getByRole('button', { name: '1 new entry' })).toBeVisible()
  expectNow(await read.boundingBox()).toEqual(before)
  await maeve.getByRole('button', { name: '1 new entry' }).click()
  await expect(entry(maeve, 'Something new, far below.')).toBeInViewport()
})

it('says what came with the focus elsewhere, and keeps the end in view', async () => {
  await maeve.getByRole('button', { name: 'Propose another' }).focus()
  await says('And one more.')
  await expect(entry(maeve, 'And one more.')).toBeInViewport()
  await expect(
    maeve.locator('[aria-live=polite]').filter({ hasText: 'Sari Hartono: And one more.' }),
  ).toHaveCount(1)
})

it('a second of the clocks changes one text and at most one stroke offset a clock, and nothing else', async () => {
  // Now and then something else happens in a room, once a minute at least; what a tick does, it does each second.
  const seconds = await maeve.evaluate(async () => {
    const seen: { readonly what: string; readonly target: Node; readonly second: number }[] = []
    const observer = new MutationObserver((records) => {
      const second = Math.floor(performance.now() / 1_000)
      for (const { type, target, attributeName } of records)
        seen.push({ what: attributeName ?? type, target, second })
    })
    // The title of the window says the time too; it is not in the page.
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    await new Promise((done) => setTimeout(done, 6_000))
    observer.disconnect()
    const told = Map.groupBy(seen, ({ second }) => second)
    return [...told.values()].map((changes) => ({
      whats: changes.map(({ what }) => what),
      isOnceEach: new Set(changes.map(({ target }) => target)).size === changes.length,
    }))
  })
  const allowed = ['characterData', 'stroke-dashoffset']
  const clean = seconds.filter(
    ({ whats, isOnceEach }) => isOnceEach && whats.every((what) => allowed.includes(what)),
  )
  expectNow(clean.length, JSON.stringify(seconds)).toBeGreaterThan(seconds.length / 2)
})
