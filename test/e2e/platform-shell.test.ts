// The app without a server: the service worker keeps the build's files, and nothing that belongs to a person.

import { rm } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  buildPage,
  connect,
  openOwnBrowser,
  openPlace,
  openWindow,
  replaceBuild,
  said,
  say,
  untilSaid,
} from './platform-page/platform-world.ts'

const MAEVE = 'maeve-brennan'
const builds: string[] = []

beforeAll(async () => {
  builds.push(await buildPage('first build'), await buildPage('second build'), await buildPage('served'))
})
afterAll(() => Promise.all(builds.map((folder) => rm(folder, { recursive: true, force: true }))))

const [FIRST, SECOND, SERVED] = [0, 1, 2] as const
const folderOf = (build: number) => builds[build] ?? ''
const buildOf = (page: Page) => page.evaluate(() => window.platform.build)
const untilKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

it('with the server gone a reload opens the app over its copy, and what is said then is sent later', async () => {
  const place = await openPlace(folderOf(FIRST))
  const page = await openWindow(await openOwnBrowser(), place.url, MAEVE)
  await untilKept(page)
  await say(page, 'before')
  await untilSaid(page, 'before', 'RECORDED')
  await place.stop()

  await page.reload()
  await connect(page)
  expect(await said(page)).toContain('before RECORDED')
  expect(await say(page, 'without a server')).toBe('SAVED')
  await page.goto(`${place.url}/a/deeper/address`)
  await connect(page)
  expect((await said(page)).at(-1)).toMatch(/^without a server (WAITING|SENT)$/)

  await place.start()
  await page.evaluate(() => window.platform.replica().probe())
  await untilSaid(page, 'without a server', 'RECORDED')
})

it('what the server says to a person is never kept; what it says of itself is', async () => {
  const place = await openPlace(folderOf(FIRST))
  const page = await openWindow(await openOwnBrowser(), place.url, MAEVE)
  await untilKept(page)
  const info = () => page.evaluate(() => window.platform.sessions.serverInfo())
  const before = await info()
  await page.evaluate(() => window.platform.sessions.demoPeople())
  await place.stop()

  expect(await info()).toEqual(before)
  expect(before).toMatchObject({ demo: true })
  expect(await page.evaluate(() => window.platform.sessions.demoPeople())).toBeNull()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => /graphql|demo|gallery/.test(path))).toEqual([])
  expect(kept).toEqual(expect.arrayContaining(['/index.html', '/info', expect.stringMatching(/\.wasm$/)]))
})

it('a new build shows at the next load, is announced to open windows, and is the one that opens offline', async () => {
  await replaceBuild(folderOf(SERVED), folderOf(FIRST))
  const place = await openPlace(folderOf(SERVED))
  const context = await openOwnBrowser()
  const page = await openWindow(context, place.url, MAEVE)
  await untilKept(page)
  expect(await buildOf(page)).toBe('first build')
  expect(await page.evaluate(() => window.platform.newBuilds())).toBe(0)

  await place.stop()
  await replaceBuild(folderOf(SERVED), folderOf(SECOND))
  await place.start()
  const newer = await context.newPage()
  await newer.goto(place.url)
  expect(await buildOf(newer)).toBe('second build')
  await newer.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await page.waitForFunction(() => window.platform.newBuilds() === 1)

  await place.stop()
  await newer.reload()
  expect(await buildOf(newer)).toBe('second build')
})
