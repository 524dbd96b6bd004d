// What stands around a window on a desktop: notices, menus, the tray, dialogs, power. Nothing is drawn; everything
// keeps what it was given, so that a test can look at it and press it.

import { EventEmitter } from 'node:events'
import { addRecorders, type Call } from './events.ts'

export class Notification extends EventEmitter {
  readonly calls: Call[] = []
  static isSupported = (): boolean => true
  constructor(options: object = {}) {
    super()
    Object.assign(this, options)
  }
  show(): void {
    this.emit('show', {})
  }
  close(): void {
    this.emit('close', {})
  }
}

interface ItemOptions {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly click?: (item: unknown, window?: unknown, event?: unknown) => void
  readonly submenu?: readonly ItemOptions[] | Menu
  readonly [other: string]: unknown
}

export class MenuItem {
  readonly id: string | undefined
  readonly submenu: Menu | undefined
  enabled = true
  visible = true
  checked = false
  readonly #press: ItemOptions['click']
  constructor({ click, submenu, id, ...rest }: ItemOptions) {
    Object.assign(this, rest)
    this.id = id
    this.#press = click
    this.submenu =
      submenu instanceof Menu || submenu === undefined ? submenu : Menu.buildFromTemplate(submenu)
  }
  click = (event: unknown = {}, window?: unknown): void => this.#press?.(this, window, event)
}

export class Menu extends EventEmitter {
  items: MenuItem[] = []
  static #ofApp: Menu | null = null
  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    menu.items = template.map((item) => (item instanceof MenuItem ? item : new MenuItem(item)))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApp = menu
  }
  static getApplicationMenu = (): Menu | null => Menu.#ofApp
  append(item: MenuItem): void {
    this.items.push(item)
  }
  insert(at: number, item: MenuItem): void {
    this.items.splice(at, 0, item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found != null) return found
    }
    return null
  }
  popup(): void {
    this.emit('menu-will-show')
  }
  closePopup(): void {
    this.emit('menu-will-close')
  }
}

export class Tray extends EventEmitter {
  readonly calls: Call[] = []
  image: unknown
  toolTip = ''
  title = ''
  menu: Menu | null = null
  #destroyed = false
  constructor(image: unknown) {
    super()
    this.image = image
  }
  setImage(image: unknown): void {
    this.image = image
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }
  setTitle(title: string): void {
    this.title = title
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  isDestroyed = (): boolean => this.#destroyed
  destroy(): void {
    this.#destroyed = true
  }
}
addRecorders(Tray.prototype, [
  'setPressedImage',
  'setIgnoreDoubleClickEvents',
  'displayBalloon',
  'popUpContextMenu',
])

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
  getSystemIdleState: () => 'active',
  getCurrentThermalState: () => 'nominal',
  isOnBatteryPower: () => false,
  onBatteryPower: false,
})

const blockers = new Set<number>()
let blockerSequence = 0
export const powerSaveBlocker = {
  start: (_kind: string): number => {
    blockers.add(++blockerSequence)
    return blockerSequence
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
}

/** Nothing is opened; a test that wants to know puts its own function here, as it would in Electron. */
export const shell = {
  openExternal: async (_url: string): Promise<void> => undefined,
  openPath: async (_path: string): Promise<string> => '',
  showItemInFolder: (_path: string): void => undefined,
  beep: (): void => undefined,
}

interface Asked {
  readonly cancelId?: number
}

/** Everything is answered as if it was closed without a choice. A window may come before the options. */
export const dialog = {
  showMessageBox: async (...given: readonly unknown[]): Promise<object> => ({
    response: (given.at(-1) as Asked).cancelId ?? 0,
    checkboxChecked: false,
  }),
  showMessageBoxSync: (...given: readonly unknown[]): number => (given.at(-1) as Asked).cancelId ?? 0,
  showOpenDialog: async (): Promise<object> => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async (): Promise<object> => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string): void => console.error(title, content),
}

let clipboardText = ''
export const clipboard = {
  writeText: (text: string): void => void (clipboardText = text),
  readText: (): string => clipboardText,
  clear: (): void => void (clipboardText = ''),
}

const image = (bytes: Buffer, size: { width: number; height: number }) => ({
  isEmpty: () => bytes.length === 0,
  toPNG: () => bytes,
  toBitmap: () => bytes,
  toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
  getSize: () => size,
  resize: () => image(bytes, size),
  addRepresentation: () => undefined,
  setTemplateImage: () => undefined,
  isTemplateImage: () => false,
})
export const nativeImage = {
  createEmpty: () => image(Buffer.alloc(0), { width: 0, height: 0 }),
  createFromPath: (path: string) => image(Buffer.from(path), { width: 16, height: 16 }),
  createFromBuffer: (bytes: Buffer, size = { width: 16, height: 16 }) => image(bytes, size),
  createFromBitmap: (bytes: Buffer, size = { width: 16, height: 16 }) => image(bytes, size),
  createFromDataURL: (url: string) => image(Buffer.from(url), { width: 16, height: 16 }),
}

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  shouldUseHighContrastColors: false,
  prefersReducedTransparency: false,
  themeSource: 'system',
})

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
}
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
})

const shortcuts = new Map<string, () => void>()
export const globalShortcut = {
  register: (keys: string, act: () => void): boolean => shortcuts.set(keys, act).has(keys),
  unregister: (keys: string): void => void shortcuts.delete(keys),
  unregisterAll: (): void => shortcuts.clear(),
  isRegistered: (keys: string): boolean => shortcuts.has(keys),
}

export const systemPreferences = Object.assign(new EventEmitter(), {
  getAccentColor: () => '3366ffff',
  getAnimationSettings: () => ({ prefersReducedMotion: false }),
  getUserDefault: () => undefined,
})
export const autoUpdater = new EventEmitter()
export const crashReporter = { start: (): void => undefined }
