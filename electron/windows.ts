// The one place where windows are made, all alike: sandboxed, isolated, showing the program's own page. Where the last
// one was is kept for the next start; the last one to be closed is only put away, since its clocks still count and warn.

import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import { EVENT_CHANNEL } from '../protocol/desktop-channels.ts'
import type { DesktopEvent } from '../protocol/desktop.ts'
import { APP_PAGE } from './app-files.ts'
import { paceKeeper } from './bridge-pace.ts'
import { readKeptJson, writeKept } from './kept-file.ts'
import {
  besideLast,
  fitToScreens,
  HEIGHT_MIN,
  inkOn,
  isColour,
  parseWindowState,
  WIDTH_MIN,
  type WindowState,
} from './window-state.ts'

/** One window of the program, and what it has been told. */
export interface AppWindow {
  readonly id: string
  readonly window: BrowserWindow
  /** Tells it now, or as soon as its page listens. */
  readonly tell: (event: DesktopEvent) => void
  /** Tells it now; false when its page does not listen, and then it is never told. */
  readonly tellNow: (event: DesktopEvent) => boolean
  /** Shows it before all others, also when it was minimised. */
  readonly toFront: () => void
  /** Its page listens from now on. */
  readonly listens: () => void
}

export interface Windows {
  /** Opens one more. */
  open(): AppWindow
  /** Brings the last used one to the front, or opens one. */
  show(): AppWindow
  all(): readonly AppWindow[]
  of(contents: WebContents): AppWindow | null
}

export interface WindowsParts {
  /** Folder of the built program: the preload lies there. */
  readonly root: string
  /** Where the last window's state is kept. */
  readonly stateFile: string
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  /** While the program quits, closing is closing. */
  readonly isQuitting: () => boolean
  readonly opened: (window: AppWindow) => void
  /** Resolves when what was typed in it is kept, or after a moment. Never rejects. */
  readonly keepTyped: (window: AppWindow) => Promise<void>
  /** Its page has gone: closed, crashed, or about to be loaded anew. */
  readonly pageGone: (window: AppWindow) => void
  /** The window itself has gone. */
  readonly closed: (window: AppWindow) => void
  /** It crashed again and again; resolves to whether to load it once more. */
  readonly askToReload: () => Promise<boolean>
  /** The person would rather end the program. */
  readonly giveUp: () => void
}

const TITLE_BAR_HEIGHT = 40
const TRAFFIC_LIGHTS = { x: 14, y: 13 }
const SAVE_AFTER_MS = 500
const TOLD_MAX = 50
const CRASHES = { burst: 3, everyMs: 20_000 }
const PAPER = { light: '#f6f7f9', dark: '#0f1114' }

export function openWindows(parts: WindowsParts): Windows {
  const windows: AppWindow[] = []
  let state = parseWindowState(readKeptJson(parts.stateFile))

  function keep(window: BrowserWindow): void {
    if (window.isDestroyed() || window.isMinimized()) return
    const { x, y, width, height } = window.getNormalBounds()
    state = { ...state, x, y, width, height, maximised: window.isMaximized() }
    save(parts.stateFile, state)
  }

  function open(): AppWindow {
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
    const shown = fitToScreens(windows.length === 0 ? state : besideLast(state), areas)
    const window = makeWindow(parts, shown)
    const one = appWindow(window)
    windows.push(one)
    followState(window, keep)
    window.on('focus', () => {
      windows.splice(windows.indexOf(one), 1)
      windows.push(one)
    })
    closeInPeace(one, parts, () => {
      keep(window)
      return windows.length === 1
    })
    window.on('closed', () => {
      windows.splice(windows.indexOf(one), 1)
      parts.pageGone(one)
      parts.closed(one)
    })
    window.webContents.on('did-navigate', () => parts.pageGone(one))
    window.webContents.on('did-change-theme-color', (_event, colour) => {
      if (!isColour(colour)) return
      state = { ...state, background: colour }
      paint(window, colour, parts.platform)
    })
    reloadAfterCrash(one, parts)
    window.once('ready-to-show', () => {
      if (shown.maximised) window.maximize()
      window.show()
    })
    parts.opened(one)
    window.loadURL(APP_PAGE).catch((error: unknown) => console.error('the page was not loaded:', error))
    return one
  }

  return {
    open,
    show() {
      const last = windows.at(-1) ?? open()
      last.toFront()
      return last
    },
    all: () => windows,
    of: (contents) => windows.find(({ window }) => window.webContents === contents) ?? null,
  }
}

/** The last window is put away; any other one goes when what was typed in it is kept. */
function closeInPeace(one: AppWindow, parts: WindowsParts, isLast: () => boolean): void {
  const { window } = one
  let isKept = false
  window.on('close', (event) => {
    const last = isLast()
    if (parts.isQuitting() || (isKept && !last)) return
    event.preventDefault()
    if (last) return putAway(window, parts.platform)
    void parts.keepTyped(one).then(() => {
      isKept = true
      if (!window.isDestroyed()) window.close()
    })
  })
  // Windows asks nobody to quit when the person signs out of it or shuts it down.
  window.on('query-session-end', () => void parts.keepTyped(one))
}

function makeWindow({ root, isPackaged, platform }: WindowsParts, state: WindowState): BrowserWindow {
  const background = state.background ?? (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light)
  return new BrowserWindow({
    width: state.width,
    height: state.height,
    ...(state.x === null || state.y === null ? {} : { x: state.x, y: state.y }),
    minWidth: WIDTH_MIN,
    minHeight: HEIGHT_MIN,
    show: false,
    title: 'Accord',
    backgroundColor: background,
    autoHideMenuBar: true,
    titleBarStyle: 'hidden',
    ...(platform === 'darwin'
      ? // Also here, so that the page is told where the buttons are.
        { trafficLightPosition: TRAFFIC_LIGHTS, titleBarOverlay: { height: TITLE_BAR_HEIGHT } }
      : { titleBarOverlay: overlayOn(background) }),
    webPreferences: {
      preload: join(root, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: true,
      // A clock counts and warns behind other windows too.
      backgroundThrottling: false,
      devTools: !isPackaged,
    },
  })
}

const overlayOn = (background: string) => ({
  color: background,
  symbolColor: inkOn(background),
  height: TITLE_BAR_HEIGHT,
})

/** The window's own buttons and what shows behind the page while it is resized. */
function paint(window: BrowserWindow, colour: string, platform: NodeJS.Platform): void {
  window.setBackgroundColor(colour)
  if (platform !== 'darwin') window.setTitleBarOverlay(overlayOn(colour))
}

function followState(window: BrowserWindow, keep: (window: BrowserWindow) => void): void {
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => keep(window), SAVE_AFTER_MS)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('closed', () => clearTimeout(timer))
}

function save(file: string, state: WindowState): void {
  try {
    writeKept(file, JSON.stringify(state))
  } catch (error) {
    console.warn('the window’s place was not kept:', error)
  }
}

/**
 * Not every Linux has a tray, and none tells whether it has: there the window is minimised, where every desktop finds it
 * again. Elsewhere it is hidden. A full screen of macOS would stay behind, black.
 */
function putAway(window: BrowserWindow, platform: NodeJS.Platform): void {
  if (platform === 'linux') return window.minimize()
  if (!window.isFullScreen()) return window.hide()
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}

function appWindow(window: BrowserWindow): AppWindow {
  let waiting: DesktopEvent[] = []
  let hears = false
  const { webContents } = window
  // A new page has not asked to hear anything yet, and one that crashed hears nothing.
  const deafen = (): void => {
    hears = false
  }
  webContents.on('did-navigate', deafen)
  webContents.on('render-process-gone', deafen)
  const send = (event: DesktopEvent): void => {
    if (!webContents.isDestroyed()) webContents.send(EVENT_CHANNEL, event)
  }
  return {
    id: String(window.id),
    window,
    tell(event) {
      if (hears) send(event)
      else waiting = [...waiting, event].slice(-TOLD_MAX)
    },
    toFront() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    tellNow(event) {
      if (hears) send(event)
      return hears
    },
    listens() {
      hears = true
      for (const event of waiting) send(event)
      waiting = []
    },
  }
}

function reloadAfterCrash(one: AppWindow, { pageGone, askToReload, giveUp }: WindowsParts): void {
  const crashes = paceKeeper(CRASHES)
  one.window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    console.error('a window’s process has ended:', reason)
    pageGone(one)
    if (crashes.take(performance.now())) return one.window.webContents.reload()
    askToReload().then(
      (again) => {
        if (!again) giveUp()
        else if (!one.window.isDestroyed()) one.window.webContents.reload()
      },
      (error: unknown) => console.error(error),
    )
  })
}
