// Electron's module while the stand-in takes its place in the main process, the start of everything once Chromium
// answers, and the line on which a test evaluates functions here.

import { runInThisContext } from 'node:vm'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { browser } from './chromium.ts'
import { type Fields, quietly } from './devtools.ts'
import { watchDownloads } from './session.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { MessageChannelMain, MessagePortMain } from './ports.ts'
export { safeStorage } from './safe-storage.ts'
export { protocol } from './schemes.ts'
export { net, session } from './session.ts'
export {
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  systemPreferences,
  Tray,
} from './shell-of-the-desktop.ts'
export { utilityProcess } from './utility-process.ts'
export { WebContents as webContents } from './web-contents.ts'

/** What a test asks to run here. */
interface Question {
  readonly id: number
  readonly source: string
  readonly argument: unknown
}

process.on('message', (message) => void answer(message as Question))
process.on('disconnect', () => app.exit(0))
process.on('SIGTERM', () => app.quit())
// A page that goes away leaves commands to it unanswered; that is no reason to end the program.
process.on('unhandledRejection', (reason) => {
  console.error('main: a promise was left to fail:', reason)
  process.exitCode = 1
})

async function answer({ id, source, argument }: Question): Promise<void> {
  try {
    const act = runInThisContext(`(${source})`) as (module: unknown, argument: unknown) => unknown
    // This module, by the name that everybody in this process knows it by.
    process.send?.({ id, value: await act(await import('electron'), argument) })
  } catch (error) {
    process.send?.({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

async function start(): Promise<void> {
  const contentsOf = (frameId: string) =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.frame(frameId))?.webContents
  const downloads = await watchDownloads(contentsOf)
  browser().listen(undefined, (method, params) => {
    if (method === 'Target.targetCreated') closePopup(params)
    else if (method === 'Target.targetDestroyed') windowOf(params['targetId'])?.destroy()
    else downloads(method, params)
  })
  await browser().send('Target.setDiscoverTargets', { discover: true })
  app.becomeReady()
}

const windowOf = (targetId: unknown): BrowserWindow | undefined =>
  BrowserWindow.getAllWindows().find((window) => window.webContents.targetId === targetId)

/** Whatever a page managed to open beside the handler is closed. */
function closePopup({ targetInfo }: Fields): void {
  const { targetId, type, openerId } = targetInfo as { targetId: string; type: string; openerId?: string }
  if (type === 'page' && windowOf(openerId) !== undefined)
    quietly(browser().send('Target.closeTarget', { targetId }))
}

if (process.env['STANDIN_CHROMIUM'] !== undefined)
  setImmediate(() => {
    start().catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
