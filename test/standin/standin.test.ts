// The stand-in for Electron is a program of its own, so it is tested by itself: a small main process with a preload
// and a utility process of a few lines each. What these tests show is what the desktop tests rest on. They speak of
// the stand-in only and run whether or not there is a real Electron.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect as pageExpect, type Page } from 'playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spawn } from 'node:child_process'
import type { DesktopApp } from '../support/desktop.ts'
import { launchOnStandIn, REGISTER } from '../support/desktop-standin.ts'

interface Fixture {
  echo(value: unknown): Promise<unknown>
  fail(): Promise<void>
  frame(): Promise<object>
  work(): Promise<void>
  hear(hear: (value: string) => void): () => void
  hasNode(): boolean
}
declare global {
  interface Window {
    readonly fixture: Fixture
    heard: string[]
    port: MessagePort
  }
}

const MAIN = join(import.meta.dirname, 'fixture', 'main.mjs')
let folder: string
let app: DesktopApp
let page: Page

const args = (): string[] => [`--user-data-dir=${folder}`]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-standin-'))
  app = await launchOnStandIn({ main: MAIN, userData: folder, args: args() })
  page = await app.firstWindow()
  await pageExpect(page.getByRole('heading')).toHaveText('Fixture')
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const noted = (name: string): Promise<unknown> =>
  app.evaluate(
    (_electron, key) => Reflect.get(Reflect.get(globalThis, 'noted') as object, key) as unknown,
    name,
  )

describe('the two worlds of a page', () => {
  it('shows the page the exposed methods, frozen, and nothing of the preload', async () => {
    expect(
      await page.evaluate(() => ({
        frozen: Object.isFrozen(window.fixture),
        require: typeof Reflect.get(window, 'require'),
        say: typeof Reflect.get(window, 'standinSay'),
        node: window.fixture.hasNode(),
      })),
    ).toEqual({ frozen: true, require: 'undefined', say: 'undefined', node: false })
  })

  it('carries values there and back as structured clones, circles and bytes too', async () => {
    expect(
      await page.evaluate(async () => {
        const circle: Record<string, unknown> = {
          when: new Date(5),
          map: new Map([['a', Number.NaN]]),
          bytes: Uint8Array.of(1, 2, 255),
          big: 12n,
          nothing: undefined,
        }
        circle['self'] = circle
        const back = (await window.fixture.echo(circle)) as typeof circle
        return [
          back['self'] === back,
          (back['when'] as Date).getTime(),
          [...(back['map'] as Map<string, number>)],
          [...(back['bytes'] as Uint8Array)],
          String(back['big']),
          'nothing' in back,
        ]
      }),
    ).toEqual([true, 5, [['a', Number.NaN]], [1, 2, 255], '12', true])
  })

  it('refuses what cannot be cloned, and words a failure in the main process as Electron does', async () => {
    await expect(page.evaluate(() => window.fixture.echo(Symbol('x')))).rejects.toThrow(/could not be cloned/)
    await expect(page.evaluate(() => window.fixture.fail())).rejects.toThrow(
      "Error invoking remote method 'fail': Error: on purpose",
    )
  })

  it('calls a function of the page from the preload until it is taken back', async () => {
    await page.evaluate(() => {
      window.heard = []
      const stop = window.fixture.hear((value) => {
        window.heard.push(value)
        if (value === 'two') stop()
      })
    })
    await app.evaluate(({ BrowserWindow }) => {
      for (const word of ['one', 'two', 'three'])
        BrowserWindow.getAllWindows()[0]?.webContents.send('say', word)
    })
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['one', 'two'])
  })
})

describe('ports', () => {
  it('lets a page and a real process of its own talk over a port, and knows when that process has died', async () => {
    const said = await page.evaluate(async () => {
      const arrived = new Promise<unknown>((done) => {
        window.addEventListener('message', ({ data, ports: [port] }) => {
          if (port === undefined) return
          window.port = port
          done((data as { said: unknown }).said)
        })
      })
      await window.fixture.work()
      return arrived
    })
    expect(said).toEqual({ hello: 'worker', argument: 'given' })
    const answer = await page.evaluate(
      () =>
        new Promise<{ heard: unknown; pid: number }>((done) => {
          window.port.onmessage = ({ data }) => done(data as { heard: unknown; pid: number })
          window.port.postMessage({ from: 'page', bytes: Uint8Array.of(7) })
        }),
    )
    expect(answer.heard).toEqual({ from: 'page', bytes: expect.anything() as unknown })
    const metrics = await app.evaluate((electron) => electron.app.getAppMetrics())
    expect(metrics).toContainEqual(expect.objectContaining({ pid: answer.pid, serviceName: 'Worker' }))
    process.kill(answer.pid, 'SIGKILL')
    await expect
      .poll(() => app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid }) => pid)))
      .not.toContain(answer.pid)
  })
})

describe('where a page may go', () => {
  it('asks before a page leaves and before a frame loads, and opens no second window', async () => {
    await page.evaluate(() => {
      location.href = 'http://other.localhost/'
    })
    await expect.poll(() => noted('navigations')).toContainEqual(['http://other.localhost/', true])
    await page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.src = '/frame'
      document.body.append(frame)
      window.open('https://example.invalid/popup')
    })
    await page.getByText('Out').click()
    await expect.poll(() => noted('navigations')).toContainEqual(['app://room/frame', false])
    await expect
      .poll(() => noted('opened'))
      .toEqual(['https://example.invalid/popup', 'https://example.invalid/x'])
    await pageExpect(page.getByRole('heading')).toHaveText('Fixture')
    expect(app.windows()).toHaveLength(1)
  })

  it('tells a frame and a foreign page from the topmost frame of the program', async () => {
    expect(await page.evaluate(() => window.fixture.frame())).toEqual({
      url: 'app://room/',
      isMain: true,
      hasParent: false,
    })
  })

  it('answers its own scheme from the program alone, and an unknown path as the program says', async () => {
    expect(await page.evaluate(async () => (await fetch('/nowhere')).status)).toBe(404)
    expect(await app.evaluate(async ({ net }) => (await net.fetch('app://room/')).status)).toBe(200)
  })

  it('refuses to open a window that is not sandboxed', async () => {
    await expect(
      app.evaluate(() => {
        const open = Reflect.get(globalThis, 'openWindow') as (more: object) => void
        open({ sandbox: false })
      }),
    ).rejects.toThrow(/webPreferences.sandbox must not be false/)
  })

  it('grants in Chromium only what both permission handlers grant', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        ['notifications', 'geolocation'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    )
    expect(states).toEqual(['granted', 'denied'])
  })
})

describe('processes', () => {
  it('lets a second start hand its arguments to the first and end', async () => {
    const second = spawn(
      process.execPath,
      ['--no-warnings', '--import', REGISTER, MAIN, ...args(), 'accord://room/1'],
      { stdio: 'inherit' },
    )
    expect(await new Promise((done) => second.once('exit', done))).toBe(7)
    await expect
      .poll(() => app.evaluate(() => Reflect.get(globalThis, 'second') as unknown))
      .toMatchObject({
        argv: expect.arrayContaining(['accord://room/1']) as unknown,
        data: { from: 'second' },
      })
  })

  it('says that a page crashed, and loads it again', async () => {
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await expect.poll(() => noted('crashes')).toBe(1)
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            'document.body.innerText + typeof fixture',
          ),
        ),
      )
      .toMatch(/^Fixture[\s\S]*object$/)
  })
})
