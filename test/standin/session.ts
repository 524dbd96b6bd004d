// Electron's `session`: permissions (asked of the program once per load and set in the real Chromium), web requests,
// downloads and spell checking, and `net`, whose requests see the program's own schemes too.

import { EventEmitter } from 'node:events'
import { copyFile, mkdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app.ts'
import { browser } from './chromium.ts'
import { addRecorders, type Call, RefusableEvent } from './events.ts'
import { quietly } from './devtools.ts'
import { answerFor, fromHttp, originOf, protocol, toHttp } from './schemes.ts'

/** Electron's name of a permission, and the developer protocol's. */
const PERMISSIONS: readonly (readonly [electron: string, chromium: string])[] = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['display-capture', 'display-capture'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
]

export type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean
export type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void

export interface RequestDetails {
  readonly url: string
  readonly method: string
  readonly resourceType: string
  readonly webContentsId: number
}
type Judge = (details: RequestDetails, answer: (verdict: { readonly cancel?: boolean }) => void) => void

class WebRequest {
  #judge: Judge | null = null
  onBeforeRequest(filter: unknown, judge?: Judge | null): void {
    this.#judge = typeof filter === 'function' ? (filter as Judge) : (judge ?? null)
  }
  onHeadersReceived(): void {}
  onBeforeSendHeaders(): void {}
  mayLeave(details: RequestDetails): Promise<boolean> {
    const judge = this.#judge
    if (judge === null) return Promise.resolve(true)
    return new Promise((done) => judge(details, ({ cancel = false }) => done(!cancel)))
  }
}

class Session extends EventEmitter {
  readonly webRequest = new WebRequest()
  readonly protocol = protocol
  readonly calls: Call[] = []
  readonly cookies = { get: async () => [], set: async () => undefined }
  readonly availableSpellCheckerLanguages = ['en-GB', 'en-US', 'id']
  readonly handlers: { check: PermissionCheck | null; request: PermissionRequest | null } = {
    check: null,
    request: null,
  }
  languages: readonly string[] = ['en-US']
  fetch = netFetch

  setPermissionCheckHandler(check: PermissionCheck | null): void {
    this.handlers.check = check
  }
  setPermissionRequestHandler(request: PermissionRequest | null): void {
    this.handlers.request = request
  }
  setSpellCheckerLanguages(languages: readonly string[]): void {
    this.languages = languages
  }
  getSpellCheckerLanguages = (): readonly string[] => this.languages
  clearStorageData = async (): Promise<void> => undefined
  clearCache = async (): Promise<void> => undefined
  isPersistent = (): boolean => true
  resolveProxy = async (): Promise<string> => 'DIRECT'
}
addRecorders(Session.prototype, [
  'setSpellCheckerEnabled',
  'setSpellCheckerDictionaryDownloadURL',
  'addWordToSpellCheckerDictionary',
  'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler',
  'setBluetoothPairingHandler',
  'setUSBProtectedClassesHandler',
  'setCertificateVerifyProc',
  'setProxy',
  'setUserAgent',
  'setPreloads',
  'enableNetworkEmulation',
])

export const defaultSession = new Session()
export const session = { defaultSession, fromPartition: () => defaultSession }

async function netFetch(address: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const url = address instanceof Request ? address.url : String(address)
  if (url.startsWith('file:')) return new Response(readFileSync(new URL(url)))
  return (await answerFor(new Request(address, init))) ?? fetch(address, init)
}

/** The computer has a network: tests take the server away instead. */
export const net = Object.assign(new EventEmitter(), {
  fetch: netFetch,
  online: true,
  isOnline: () => true,
})

/** Both handlers must agree, as Chromium asks the one before use and the other when a page asks. */
export async function applyPermissions(contents: unknown, url: string): Promise<void> {
  // Electron hands an origin over as an address, with its slash.
  const origin = `${originOf(url)}/`
  const { check, request } = defaultSession.handlers
  for (const [electron, name] of PERMISSIONS) {
    const details = { requestingUrl: url, isMainFrame: true, securityOrigin: origin }
    const checked = check?.(contents, electron, origin, details) ?? true
    const granted =
      checked &&
      (request === null || (await new Promise<boolean>((done) => request(contents, electron, done, details))))
    const setting = granted ? 'granted' : 'denied'
    const inChromium = new URL(toHttp(url)).origin
    await browser()
      .send('Browser.setPermission', { permission: { name }, setting, origin: inChromium })
      .catch(() => undefined)
  }
}

/** One file that a page wants to store. */
class DownloadItem extends EventEmitter {
  savePath = ''
  state = 'progressing'
  readonly url: string
  readonly filename: string
  readonly cancel: () => void
  constructor(url: string, filename: string, cancel: () => void) {
    super()
    this.url = url
    this.filename = filename
    this.cancel = cancel
  }
  getURL = (): string => this.url
  getFilename = (): string => this.filename
  getMimeType = (): string => ''
  getTotalBytes = (): number => 0
  getReceivedBytes = (): number => 0
  getState = (): string => this.state
  getSavePath = (): string => this.savePath
  setSavePath = (path: string): void => void (this.savePath = path)
  setSaveDialogOptions = (): void => undefined
}

/** Downloads are the whole browser's; `contentsOf` finds the window that one came from. */
export async function watchDownloads(
  contentsOf: (frameId: string) => unknown,
): Promise<(method: string, params: Readonly<Record<string, unknown>>) => void> {
  const folder = app.getPath('downloading')
  const items = new Map<string, DownloadItem>()
  await mkdir(folder, { recursive: true })
  await browser().send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
  return (method, params) => {
    const guid = String(params['guid'])
    if (method === 'Browser.downloadWillBegin') {
      const cancel = () => quietly(browser().send('Browser.cancelDownload', { guid }))
      const item = new DownloadItem(
        ownAddress(String(params['url'])),
        String(params['suggestedFilename']),
        cancel,
      )
      const event = new RefusableEvent()
      defaultSession.emit('will-download', event, item, contentsOf(String(params['frameId'])))
      if (event.defaultPrevented) cancel()
      else items.set(guid, item)
    } else if (method === 'Browser.downloadProgress' && params['state'] !== 'inProgress') {
      const item = items.get(guid)
      items.delete(guid)
      if (item !== undefined) quietly(finish(item, params['state'] === 'completed', join(folder, guid)))
    }
  }
}

/** Content that a page made itself is named after the page. */
const ownAddress = (url: string): string =>
  url.startsWith('blob:') ? `blob:${fromHttp(url.slice('blob:'.length))}` : fromHttp(url)

async function finish(item: DownloadItem, completed: boolean, file: string): Promise<void> {
  item.state = completed ? 'completed' : 'cancelled'
  if (completed && item.savePath !== '') await copyFile(file, item.savePath)
  item.emit('done', new RefusableEvent(), item.state)
}
