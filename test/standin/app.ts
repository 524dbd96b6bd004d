// Electron's `app`: its life from ready to quit, the single instance, and what a desktop knows about a program.

import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Call, RefusableEvent, switchValue, userDataFolder } from './events.ts'
import { instanceLock } from './single-instance.ts'

/** A window, as far as quitting is concerned. */
export interface Closable {
  close(): void
  isDestroyed(): boolean
}

export interface ProcessMetric {
  readonly pid: number
  readonly type: 'Browser' | 'Utility' | 'Tab'
  readonly name?: string
  readonly serviceName?: string
}

const main = resolve(process.argv[1] ?? '.')

class App extends EventEmitter {
  name = 'accord'
  readonly isPackaged = false
  readonly calls: Call[] = []
  /** Who is told that the program quits; set by the windows. */
  windows: () => readonly Closable[] = () => []
  /** What runs beside the main process. */
  readonly processes = new Set<ProcessMetric>()
  readonly dock = process.platform === 'darwin' ? new Dock() : undefined
  readonly commandLine = {
    appendSwitch: (name: string, value = '') =>
      this.calls.push({ method: 'appendSwitch', given: [name, value] }),
    appendArgument: (value: string) => this.calls.push({ method: 'appendArgument', given: [value] }),
    hasSwitch: (name: string) =>
      process.argv.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => switchValue(name) ?? '',
    removeSwitch: () => undefined,
  }
  #badge = 0
  #ready = false
  #quitting = false
  readonly #paths = new Map<string, string>()
  #markReady: () => void = () => undefined
  readonly #whenReady = new Promise<void>((done) => {
    this.#markReady = done
  })
  readonly #lock = instanceLock(userDataFolder(), ({ argv, workingDirectory, additionalData }) =>
    this.emit('second-instance', new RefusableEvent(), argv, workingDirectory, additionalData),
  )

  /** Called once Chromium answers. */
  becomeReady(): void {
    this.#ready = true
    this.emit('will-finish-launching')
    this.#markReady()
    this.emit('ready', new RefusableEvent(), {})
  }

  whenReady = (): Promise<void> => this.#whenReady
  isReady = (): boolean => this.#ready

  /** Each window may refuse, as before-quit and will-quit may. */
  quit(): void {
    if (this.#quitting) return
    const before = new RefusableEvent()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    for (const window of this.windows()) {
      window.close()
      if (window.isDestroyed()) continue
      this.#quitting = false
      return
    }
    setImmediate(() => {
      const last = new RefusableEvent()
      this.emit('will-quit', last)
      this.#quitting = false
      if (!last.defaultPrevented) this.exit(0)
    })
  }

  exit(code = 0): void {
    this.emit('quit', new RefusableEvent(), code)
    this.#lock.release()
    process.exit(code)
  }

  /** The last window has gone by itself. */
  lastWindowClosed(): void {
    if (!this.#quitting && !this.emit('window-all-closed')) this.quit()
  }

  requestSingleInstanceLock = (additionalData?: unknown): boolean => this.#lock.request(additionalData)
  hasSingleInstanceLock = (): boolean => this.#lock.isHeld()
  releaseSingleInstanceLock = (): void => this.#lock.release()

  getPath(name: string): string {
    if (name === 'exe') return process.execPath
    const folder = this.#paths.get(name) ?? join(userDataFolder(), name === 'userData' ? '' : name)
    mkdirSync(folder, { recursive: true })
    return folder
  }
  setPath = (name: string, folder: string): void => void this.#paths.set(name, folder)
  setAppLogsPath = (): void => undefined
  getAppPath = (): string => dirname(main)
  getName = (): string => this.name
  setName(name: string): void {
    this.name = name
  }
  getVersion = (): string => versionBeside(main)
  getLocale = (): string => switchValue('lang') ?? 'en-GB'
  getSystemLocale = (): string => this.getLocale()
  getPreferredSystemLanguages = (): string[] => [this.getLocale()]
  getLocaleCountryCode = (): string => 'GB'

  setBadgeCount(count = 0): boolean {
    this.#badge = count
    return true
  }
  getBadgeCount = (): number => this.#badge
  get badgeCount(): number {
    return this.#badge
  }
  set badgeCount(count: number) {
    this.#badge = count
  }

  getAppMetrics = (): readonly ProcessMetric[] => [{ pid: process.pid, type: 'Browser' }, ...this.processes]
  setAsDefaultProtocolClient = (...given: unknown[]): boolean =>
    this.#recorded('setAsDefaultProtocolClient', given)
  removeAsDefaultProtocolClient = (...given: unknown[]): boolean =>
    this.#recorded('removeAsDefaultProtocolClient', given)
  isDefaultProtocolClient = (scheme: string): boolean =>
    this.calls.some(({ method, given }) => method === 'setAsDefaultProtocolClient' && given[0] === scheme)
  enableSandbox = (): void => void this.#recorded('enableSandbox', [])
  disableHardwareAcceleration = (): void => void this.#recorded('disableHardwareAcceleration', [])
  setAppUserModelId = (id: string): void => void this.#recorded('setAppUserModelId', [id])
  setLoginItemSettings = (settings: unknown): void => void this.#recorded('setLoginItemSettings', [settings])
  getLoginItemSettings = (): object => ({ openAtLogin: false })
  setJumpList = (list: unknown): string => (this.#recorded('setJumpList', [list]), 'ok')
  setUserTasks = (tasks: unknown): boolean => this.#recorded('setUserTasks', [tasks])
  setAboutPanelOptions = (options: unknown): void => void this.#recorded('setAboutPanelOptions', [options])
  showAboutPanel = (): void => void this.#recorded('showAboutPanel', [])
  setSecureKeyboardEntryEnabled = (on: boolean): void => void this.#recorded('setSecureKeyboardEntry', [on])
  addRecentDocument = (path: string): void => void this.#recorded('addRecentDocument', [path])
  focus = (): void => void this.#recorded('focus', [])
  show = (): void => void this.#recorded('show', [])
  hide = (): void => void this.#recorded('hide', [])
  relaunch = (): void => void this.#recorded('relaunch', [])
  isAccessibilitySupportEnabled = (): boolean => false
  isUnityRunning = (): boolean => false
  getFileIcon = async (): Promise<object> => ({})

  #recorded(method: string, given: readonly unknown[]): boolean {
    this.calls.push({ method, given })
    return true
  }
}

/** macOS alone. */
class Dock {
  badge = ''
  readonly calls: Call[] = []
  setBadge(text: string): void {
    this.badge = text
  }
  getBadge = (): string => this.badge
  bounce = (kind = 'informational'): number => this.calls.push({ method: 'bounce', given: [kind] })
  cancelBounce = (id: number): void => void this.calls.push({ method: 'cancelBounce', given: [id] })
  setMenu = (menu: unknown): void => void this.calls.push({ method: 'setMenu', given: [menu] })
  setIcon = (icon: unknown): void => void this.calls.push({ method: 'setIcon', given: [icon] })
  show = async (): Promise<void> => undefined
  hide = (): void => undefined
  isVisible = (): boolean => true
}

/** The version of the nearest package.json, as Electron reads it. */
function versionBeside(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string }
      if (manifest.version !== undefined) return manifest.version
    } catch {}
  }
  return '0.0.0'
}

export const app = new App()
