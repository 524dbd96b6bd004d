// Starts a main process on the stand-in for Electron: a Chromium with its storage below the same folder, and a Node
// that takes `electron` for the stand-in. The windows are ordinary pages of Playwright.

import { type ChildProcess, fork } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { launchOptions } from './browser.ts'
import type { DesktopApp } from './desktop.ts'

export const REGISTER = new URL('../standin/register.ts', import.meta.url).href

const ROOT = resolve(import.meta.dirname, '../..')
const QUIT_WITHIN_MS = 10_000
const WINDOW_WITHIN_MS = 30_000
const PRINTED_MAX = 200

interface StandInOptions {
  readonly main: string
  readonly userData: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly fault?: string
}

export async function launchOnStandIn(options: StandInOptions): Promise<DesktopApp> {
  const { main, userData, args, cwd = ROOT, env = process.env } = options
  const profile = join(userData, 'Chromium')
  const context = await openChromium(profile)
  const [blank] = context.pages()
  const child = fork(main, [...args], {
    cwd,
    execArgv: ['--no-warnings', '--import', REGISTER],
    env: { ...env, STANDIN_CHROMIUM: await debuggerOf(profile) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  sayAfterFailure(child)
  // As with Electron, no window outlives its main process.
  void gone.then(() => context.close().catch(() => undefined))
  const windows = () => context.pages().filter((page) => page !== blank && page.url() !== 'about:blank')
  const evaluate = evaluator(child, gone)
  return {
    windows,
    evaluate: evaluate as DesktopApp['evaluate'],
    process: () => child,
    firstWindow: (options) => firstWindow(context, windows, gone, options?.timeout ?? WINDOW_WITHIN_MS),
    async close() {
      evaluate('({ app }) => app.quit()').catch(() => undefined)
      const late = setTimeout(() => child.kill('SIGKILL'), QUIT_WITHIN_MS)
      await gone
      clearTimeout(late)
      await context.close()
    },
  }
}

/** What a main process printed is of interest when it failed. */
function sayAfterFailure(child: ChildProcess): void {
  const printed: string[] = []
  const hear = (chunk: Buffer): void => {
    printed.push(chunk.toString())
    if (printed.length > PRINTED_MAX) printed.shift()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  child.once('exit', (code) => {
    if (code !== 0 && code !== null)
      console.error(`the main process ended with ${code}:\n${printed.join('')}`)
  })
}

async function openChromium(folder: string): Promise<BrowserContext> {
  const options = await launchOptions()
  // What the last start left says another port.
  await rm(join(folder, 'DevToolsActivePort'), { force: true })
  return chromium.launchPersistentContext(folder, {
    ...options,
    viewport: null,
    args: [...(options.args ?? []), '--remote-debugging-port=0'],
  })
}

/** Chromium takes a free port itself, so that no other can take it in between, and writes down which. */
async function debuggerOf(profile: string): Promise<string> {
  const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).trim().split('\n')
  return `ws://127.0.0.1:${port}${path}`
}

/** Functions cross as text, as Playwright sends them to Electron. */
function evaluator(child: ChildProcess, gone: Promise<void>) {
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>()
  let sequence = 0
  child.on('message', (message) => {
    const { id, value, fault } = message as Answer
    const question = waiting.get(id)
    waiting.delete(id)
    if (fault === undefined) question?.done(value)
    else question?.fail(new Error(fault))
  })
  void gone.then(() => {
    for (const { fail } of waiting.values()) fail(new Error('the main process has ended'))
  })
  return (act: unknown, argument?: unknown): Promise<unknown> =>
    new Promise((done, fail) => {
      const id = ++sequence
      if (!child.connected) return fail(new Error('the main process has ended'))
      waiting.set(id, { done, fail })
      child.send({ id, source: String(act), argument })
    })
}

async function firstWindow(
  context: BrowserContext,
  windows: () => Page[],
  gone: Promise<void>,
  withinMs: number,
): Promise<Page> {
  const opened = async (): Promise<Page> => {
    const page = windows()[0] ?? (await context.waitForEvent('page', { timeout: withinMs }))
    await page.waitForURL((url) => url.href !== 'about:blank', { waitUntil: 'commit', timeout: withinMs })
    return page
  }
  const ended = gone.then(() => {
    throw new Error('the main process ended before it had a window')
  })
  return Promise.race([opened(), ended])
}
