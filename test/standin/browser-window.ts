// Electron's BrowserWindow: a page in a window of the Chromium that the test started. What that window cannot do
// (flash, progress, a title bar of its own) is recorded in `calls`.

import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { browser } from './chromium.ts'
import { addRecorders, type Call, RefusableEvent } from './events.ts'
import { quietly } from './devtools.ts'
import type { WebPreferences } from './page-opening.ts'
import { WebContents } from './web-contents.ts'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowOptions extends Partial<Bounds> {
  readonly title?: string
  readonly show?: boolean
  readonly webPreferences?: WebPreferences
  readonly [other: string]: unknown
}

const windows = new Set<BrowserWindow>()
let sequence = 0
app.windows = () => [...windows]

type Shape = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

export class BrowserWindow extends EventEmitter {
  readonly id = ++sequence
  readonly options: WindowOptions
  readonly webContents: WebContents
  readonly calls: Call[] = []
  title: string
  #bounds: Bounds
  #visible: boolean
  #shape: Shape = 'normal'

  static getAllWindows = (): readonly BrowserWindow[] => [...windows]
  static getFocusedWindow = (): BrowserWindow | null => focused
  static fromId = (id: number): BrowserWindow | null => [...windows].find((one) => one.id === id) ?? null
  static fromWebContents = (contents: unknown): BrowserWindow | null =>
    [...windows].find((one) => one.webContents === contents) ?? null

  constructor(options: WindowOptions = {}) {
    super()
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.options = options
    this.title = options.title ?? app.getName()
    this.#bounds = { x, y, width, height }
    this.#visible = options.show !== false
    windows.add(this)
    try {
      this.webContents = new WebContents(options.webPreferences ?? {}, { width, height })
    } catch (error) {
      windows.delete(this)
      throw error
    }
    this.webContents.once('dom-ready', () => this.emit('ready-to-show', new RefusableEvent()))
    app.emit('browser-window-created', new RefusableEvent(), this)
    if (this.#visible) this.focus()
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  loadFile = (): never => {
    throw new Error('stand-in: a window never loads a file: address')
  }
  reload = (): void => this.webContents.reload()

  show(): void {
    this.showInactive()
    this.focus()
  }
  showInactive(): void {
    if (this.#visible) return
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    if (!this.#visible) return
    this.blur()
    this.#visible = false
    this.emit('hide')
  }
  focus(): void {
    if (focused === this) return
    focused?.blur()
    giveFocus(this)
    this.emit('focus')
    app.emit('browser-window-focus', new RefusableEvent(), this)
  }
  blur(): void {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', new RefusableEvent(), this)
  }
  isVisible = (): boolean => this.#visible
  isFocused = (): boolean => focused === this
  isDestroyed = (): boolean => !windows.has(this)

  minimize = (): void => this.#become('minimized', 'minimize')
  maximize = (): void => this.#become('maximized', 'maximize')
  unmaximize = (): void => this.#become('normal', 'unmaximize')
  restore = (): void => this.#become('normal', 'restore')
  setFullScreen = (on: boolean): void =>
    this.#become(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen')
  isMinimized = (): boolean => this.#shape === 'minimized'
  isMaximized = (): boolean => this.#shape === 'maximized'
  isFullScreen = (): boolean => this.#shape === 'fullscreen'
  isNormal = (): boolean => this.#shape === 'normal'
  #become(shape: Shape, event: string): void {
    if (this.#shape === shape) return
    this.#shape = shape
    this.emit(event)
  }

  getBounds = (): Bounds => ({ ...this.#bounds })
  getNormalBounds = (): Bounds => ({ ...this.#bounds })
  getContentBounds = (): Bounds => ({ ...this.#bounds })
  getSize = (): [number, number] => [this.#bounds.width, this.#bounds.height]
  getPosition = (): [number, number] => [this.#bounds.x, this.#bounds.y]
  setSize = (width: number, height: number): void => this.setBounds({ width, height })
  setPosition = (x: number, y: number): void => this.setBounds({ x, y })
  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    const { x, y, width, height } = this.#bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width !== before.width || height !== before.height) {
      this.emit('resize')
      this.emit('resized')
    }
    const { targetId } = this.webContents
    if (targetId === '') return
    quietly(
      browser()
        .send('Browser.getWindowForTarget', { targetId })
        .then(({ windowId }) =>
          browser().send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } }),
        ),
    )
  }

  setTitle(title: string): void {
    this.title = title
  }
  getTitle = (): string => this.title
  isMenuBarVisible = (): boolean => true
  isAlwaysOnTop = (): boolean => false
  isResizable = (): boolean => true
  getNativeWindowHandle = (): Buffer => Buffer.alloc(8)
  getBackgroundColor = (): string => '#ffffff'

  /** May be refused by a listener; `destroy` may not. */
  close(): void {
    const event = new RefusableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    if (!windows.delete(this)) return
    if (focused === this) focused = null
    this.webContents.destroy()
    this.emit('closed')
    if (windows.size === 0) app.lastWindowClosed()
  }
}

let focused: BrowserWindow | null = null
function giveFocus(window: BrowserWindow): void {
  focused = window
}

addRecorders(BrowserWindow.prototype, [
  'flashFrame',
  'setProgressBar',
  'setOverlayIcon',
  'setThumbarButtons',
  'setTitleBarOverlay',
  'setBackgroundColor',
  'setBackgroundMaterial',
  'setVibrancy',
  'setIcon',
  'setMenu',
  'removeMenu',
  'setMenuBarVisibility',
  'setAutoHideMenuBar',
  'setMinimumSize',
  'setMaximumSize',
  'setResizable',
  'setAlwaysOnTop',
  'setVisibleOnAllWorkspaces',
  'setSkipTaskbar',
  'setContentProtection',
  'setWindowButtonVisibility',
  'setWindowButtonPosition',
  'setDocumentEdited',
  'setAccessibleTitle',
  'setAppDetails',
  'center',
  'moveTop',
])
