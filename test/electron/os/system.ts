// The parts of Electron that the desktop's surroundings use, as recorders: they keep what was asked of them and can be
// pressed like the real ones. What a system then does with it is the system's business.

import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, NotificationConstructorOptions } from 'electron'
import type { RoomId } from '../../../domain/ids.ts'
import type { ClockStatus, DesktopStatus, Notice } from '../../../protocol/desktop.ts'

export const NOON = Date.UTC(2026, 10, 18, 12)
const MINUTE = 60_000

export const roomId = (name: string): RoomId => name as RoomId

/** A callback of 15 minutes that has `minutesLeft` minutes to go at noon. */
export function clock(title: string, minutesLeft: number, what = 'callback'): ClockStatus {
  const dueAt = NOON + minutesLeft * MINUTE
  return { roomId: roomId(title), title, what, state: 'RUNNING', startedAt: dueAt - 15 * MINUTE, dueAt }
}

export function status(changes: Partial<DesktopStatus> = {}): DesktopStatus {
  return {
    language: 'en',
    clocks: [],
    badge: 0,
    keepAwake: false,
    link: 'LIVE',
    waiting: 0,
    quietUntil: null,
    ...changes,
  }
}

export function notice(changes: Partial<Notice> = {}): Notice {
  return {
    id: 'notice-1',
    group: 'callback of Kirana Air',
    title: 'Call back Kirana Air within 10 min',
    body: 'Sari Hartono, +62 21 5550 0187',
    urgency: 'NORMAL',
    stays: false,
    actions: [],
    roomId: roomId('kirana'),
    ...changes,
  }
}

/** A menu as built; pressing goes by the label that a person reads. */
export interface BuiltMenu {
  readonly template: readonly MenuItemConstructorOptions[]
}

export const labelsOf = ({ template }: BuiltMenu): readonly string[] =>
  template.map(({ label, type }) => label ?? type ?? '')

export function press({ template }: BuiltMenu, label: string): void {
  const entry = template.find((candidate) => candidate.label === label)
  if (entry?.click === undefined) throw new Error(`The menu has no entry "${label}" that can be pressed.`)
  Reflect.apply(entry.click, entry, [])
}

export class RecordedTray extends EventEmitter {
  static made: RecordedTray[] = []
  images: RecordedImage[]
  toolTip = ''
  title = ''
  menus: BuiltMenu[] = []
  isDestroyed = false
  constructor(image: RecordedImage) {
    super()
    this.images = [image]
    RecordedTray.made.push(this)
  }
  setImage(image: RecordedImage): void {
    this.images.push(image)
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setTitle(text: string): void {
    this.title = text
  }
  setContextMenu(menu: BuiltMenu): void {
    this.menus.push(menu)
  }
  destroy(): void {
    this.isDestroyed = true
  }
}

export class RecordedImage {
  readonly pictures: { scaleFactor: number; width: number; buffer: Buffer }[] = []
  isTemplate = false
  addRepresentation(picture: { scaleFactor: number; width: number; buffer: Buffer }): void {
    this.pictures.push(picture)
  }
  setTemplateImage(is: boolean): void {
    this.isTemplate = is
  }
}

export class RecordedNotification extends EventEmitter {
  static made: RecordedNotification[] = []
  static isSupported = (): boolean => true
  isShown = false
  isClosed = false
  readonly options: NotificationConstructorOptions
  constructor(options: NotificationConstructorOptions) {
    super()
    this.options = options
    RecordedNotification.made.push(this)
  }
  show(): void {
    this.isShown = true
  }
  close(): void {
    this.isClosed = true
    this.emit('close')
  }
}

export class RecordedWindow extends EventEmitter {
  readonly webContents = new EventEmitter()
  isInFront = false
  progress: unknown[] = []
  overlays: (string | null)[] = []
  flashes: boolean[] = []
  isFocused(): boolean {
    return this.isInFront
  }
  isVisible(): boolean {
    return true
  }
  show(): void {
    this.isInFront = true
  }
  setProgressBar(share: number, options?: { mode: string }): void {
    this.progress.push(options === undefined ? share : [share, options.mode])
  }
  setOverlayIcon(image: RecordedImage | null, description: string): void {
    this.overlays.push(image === null ? null : description)
  }
  flashFrame(on: boolean): void {
    this.flashes.push(on)
  }
}

/** A fresh system with one window: nothing has been asked of it yet. `electron` stands for the module of that name. */
export function recordedSystem() {
  RecordedTray.made = []
  RecordedNotification.made = []
  const asked = {
    badges: [] as number[],
    jumpLists: [] as unknown[],
    dockMenus: [] as BuiltMenu[],
    applicationMenus: [] as BuiltMenu[],
    awake: [] as string[],
    dictionaries: [] as string[][],
    quits: 0,
  }
  const window = new RecordedWindow()
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true })
  const electron = {
    app: {
      isPackaged: true,
      quit: () => {
        asked.quits++
      },
      setBadgeCount: (count: number) => asked.badges.push(count) > 0,
      setJumpList: (list: unknown) => asked.jumpLists.push(list),
      getPreferredSystemLanguages: () => ['en-GB'],
      dock: { setMenu: (menu: BuiltMenu) => asked.dockMenus.push(menu) },
    },
    BrowserWindow: { getAllWindows: () => [window] },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]): BuiltMenu => ({ template }),
      setApplicationMenu: (menu: BuiltMenu) => asked.applicationMenus.push(menu),
    },
    nativeImage: { createEmpty: () => new RecordedImage() },
    nativeTheme,
    Notification: RecordedNotification,
    powerSaveBlocker: {
      start: (kind: string) => asked.awake.push(kind),
      stop: (id: number) => asked.awake.push(`stopped ${id}`) > 0,
    },
    session: {
      defaultSession: {
        availableSpellCheckerLanguages: ['en-GB', 'id'],
        getSpellCheckerLanguages: () => asked.dictionaries.at(-1) ?? [],
        setSpellCheckerEnabled: () => {},
        setSpellCheckerLanguages: (names: string[]) => asked.dictionaries.push(names),
      },
    },
    Tray: RecordedTray,
  }
  return { asked, nativeTheme, window, electron }
}
