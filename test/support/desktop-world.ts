// One computer for the desktop tests: a folder of its own for everything that the program keeps, a home to see what it
// writes beside that, and a server process that can be killed and comes back at its address.

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { type DesktopApp, type DesktopOptions, launchAgain, launchDesktop } from './desktop.ts'
import { expect, isLive } from './pages.ts'
import { type RunningServer, startRunningServer } from './running-server.ts'

export interface DesktopWorld {
  readonly server: RunningServer
  readonly folder: string
  readonly home: string
  /** Starts the program; the one that runs is ended by `dispose` at the latest. */
  launch(options?: Partial<DesktopOptions>): Promise<DesktopApp>
  /** Starts it a second time over the same folder; resolves when that process has ended and the first one was told. */
  again(argv: readonly string[]): Promise<number | null>
  dispose(): Promise<void>
}

export async function desktopWorld(): Promise<DesktopWorld> {
  const server = await startRunningServer()
  const folder = await mkdtemp(join(tmpdir(), 'accord-desktop-'))
  const home = join(folder, 'home')
  await mkdir(home)
  const usual: DesktopOptions = { userData: join(folder, 'user-data'), home, server: server.url }
  let app: DesktopApp | null = null
  return {
    server,
    folder,
    home,
    async launch(options = {}) {
      app = await launchDesktop({ ...usual, ...options })
      return app
    },
    async again(argv) {
      const first = app
      await first?.evaluate((electron) => {
        Reflect.set(globalThis, 'wasTold', false)
        electron.app.once('second-instance', () => Reflect.set(globalThis, 'wasTold', true))
      })
      const code = await launchAgain({ ...usual, argv })
      // The second process ends before the first one has read what it left, and then the first one shows its window.
      if (first !== null)
        await expect
          .poll(() => first.evaluate(() => Reflect.get(globalThis, 'wasTold') as boolean))
          .toBe(true)
      return code
    },
    async dispose() {
      await app?.close().catch(() => undefined)
      await server.dispose()
      // Chromium's last writes may still be on their way.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

/** In a window where nobody is chosen yet, somebody chooses to be a demo person. */
export async function enterAs(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).first().click()
  await isLive(page)
}

/** The process that holds the replica: found as the system shows it. */
export async function replicaProcess(app: DesktopApp): Promise<number> {
  const metrics = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name })),
  )
  const found = metrics.find(({ type, name }) => type === 'Utility' && /replica/i.test(name ?? ''))
  if (found === undefined) throw new Error(`no replica process runs: ${JSON.stringify(metrics)}`)
  return found.pid
}
