// A real server that serves the platform page, and real windows of one browser whose storage lies in a folder.

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'
import { build } from 'vite'
import { launchOptions } from '../../support/browser.ts'
import { startTestServer, type TestServer } from '../../server/support/running-server.ts'
import type { Platform } from './main.ts'

const root = resolve(import.meta.dirname, '../../..')

declare global {
  interface Window {
    platform: Platform
  }
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'accord-platform-'))
const remove = (folder: string) => rm(folder, { recursive: true, force: true })

/** Builds the page exactly as the product is built; `mark` makes a build that differs from another. */
export async function buildPage(mark: string): Promise<string> {
  const folder = await newFolder()
  // The test runner's own mode would make it a build for development, without a service worker.
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(root, 'renderer/vite.config.ts'),
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [
      {
        name: 'mark',
        transform: (code: string, id: string) =>
          id.endsWith('platform-page/main.ts') ? code.replace('BUILD_MARK', mark) : null,
      },
    ],
    build: { outDir: folder, rolldownOptions: { input: join(import.meta.dirname, 'index.html') } },
  })
  return folder
}

/** Puts the files of one build where another one was. */
export async function replaceBuild(folder: string, by: string): Promise<void> {
  await rm(folder, { recursive: true })
  await cp(by, folder, { recursive: true })
}

/** A server that can be stopped and started again at the same address with the same data. */
export interface Place {
  readonly url: string
  /** The same server by a name that is not of this machine: for a browser, an address without TLS. */
  readonly insecureUrl: string
  stop(): Promise<void>
  start(): Promise<void>
}

const INSECURE_HOST = 'rooms.test'

export async function openPlace(pagesFolder: string): Promise<Place> {
  const dataFolder = await newFolder()
  const port = await freePort()
  const insecureUrl = `http://${INSECURE_HOST}:${port}`
  const open = () => startTestServer({ pagesFolder, config: { dataFolder, port, origins: [insecureUrl] } })
  let running: TestServer | null = await open()
  const { url } = running
  const stop = async () => {
    const stopping = running
    running = null
    await stopping?.stop()
  }
  onTestFinished(async () => {
    await stop()
    await remove(dataFolder)
  })
  return {
    url,
    insecureUrl,
    stop,
    start: async () => {
      running = await open()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** A browser of its own, whose storage survives its windows. */
export async function openOwnBrowser(): Promise<BrowserContext> {
  const folder = await newFolder()
  const options = await launchOptions()
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    args: [...(options.args ?? []), `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`],
  })
  onTestFinished(async () => {
    await context.close()
    await remove(folder)
  })
  return context
}

/** A window of a person who has just signed in, with a copy at head. */
export async function openWindow(context: BrowserContext, url: string, personId: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.evaluate((id) => window.platform.signIn(id), personId)
  await connect(page)
  return page
}

/** Opens the copy of the person this window is, and waits until it knows a room. */
export async function connect(page: Page): Promise<void> {
  await page.evaluate(() => window.platform.connect())
  await page.waitForFunction(() => window.platform.latest.room !== undefined)
}

export const said = (page: Page) => page.evaluate(() => window.platform.said())
export const say = (page: Page, text: string) => page.evaluate((what) => window.platform.say(what), text)

/** Waits until the page shows this as said, at this state. */
export async function untilSaid(page: Page, text: string, state: string): Promise<void> {
  await expect.poll(() => said(page), { timeout: 30_000 }).toContain(`${text} ${state}`)
}
