// Electron's `webContents`: one page of the Chromium that the test started, driven over the developer protocol. The
// preload runs in a world of its own there; what it says arrives here with the frame that said it.

import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { addRecorders, type Call, RefusableEvent } from './events.ts'
import { browser } from './chromium.ts'
import { type Fields, quietly } from './devtools.ts'
import { FrameTree, type WebFrame } from './frames.ts'
import { PageMessages } from './page-messages.ts'
import {
  openPage,
  PRELOAD_WORLD,
  type PageSize,
  refuseInsecure,
  type WebPreferences,
} from './page-opening.ts'
import { answerPaused, type Paused } from './page-requests.ts'
import type { MessagePortMain } from './ports.ts'
import { fromHttp, toHttp } from './schemes.ts'
import { applyPermissions, defaultSession } from './session.ts'

const all = new Map<number, WebContents>()
let sequence = 0
/** What a page said while it went is on its way for no longer than this. */
const LAST_WORDS_MS = 200

export class WebContents extends EventEmitter {
  readonly id = ++sequence
  readonly session = defaultSession
  readonly ipc = new EventEmitter()
  readonly calls: Call[] = []
  readonly preferences: WebPreferences
  /** Where this window may go without being asked: what the program itself loads. */
  going: string | null = null
  targetId = ''
  readonly #frames = new FrameTree((frame, channel, given) => this.#messages.say(frame, channel, given))
  readonly #messages = new PageMessages(this, this.#frames)
  readonly #ready: Promise<void>
  #sessionId = ''
  #destroyed = false
  #crashed = false
  #openHandler: (details: object) => { readonly action: string } = () => ({ action: 'allow' })

  static getAllWebContents = (): readonly WebContents[] => [...all.values()]
  static fromId = (id: number): WebContents | undefined => all.get(id)

  /** @throws for preferences that would open a page to the computer. */
  constructor(preferences: WebPreferences, size: PageSize) {
    super()
    refuseInsecure(preferences)
    this.preferences = preferences
    all.set(this.id, this)
    this.#ready = this.#create(size)
    quietly(this.#ready)
    app.emit('web-contents-created', new RefusableEvent(), this)
  }

  async #create(size: PageSize): Promise<void> {
    await app.whenReady()
    const page = await openPage(this.preferences, size, (method, params) => this.#hear(method, params))
    this.targetId = page.targetId
    this.#sessionId = page.sessionId
    this.#frames.setMain(page.frameId)
  }

  command = (method: string, params: Fields = {}): Promise<Fields> =>
    browser().send(method, params, this.#sessionId)

  #hear(method: string, params: Fields): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { id, name, auxData } = params['context'] as {
          id: number
          name: string
          auxData?: { frameId?: string }
        }
        const frame = this.#frames.get(auxData?.frameId ?? '')
        if (name === PRELOAD_WORLD && frame !== undefined) frame.context = id
        return
      }
      case 'Runtime.executionContextDestroyed':
        return this.#frames.contextGone(Number(params['executionContextId']))
      case 'Runtime.executionContextsCleared':
        this.#messages.closeAll()
        return this.#frames.contextGone(null)
      case 'Runtime.bindingCalled':
        return this.#called(
          String(params['name']),
          String(params['payload']),
          Number(params['executionContextId']),
        )
      case 'Runtime.exceptionThrown':
        return console.error('renderer:', JSON.stringify(params['exceptionDetails']))
      case 'Page.frameAttached':
        return this.#frames.attached(String(params['frameId']), String(params['parentFrameId']))
      case 'Page.frameDetached':
        return params['reason'] === 'swap' ? undefined : this.#frames.detached(String(params['frameId']))
      case 'Page.frameNavigated':
        return this.#navigated(params['frame'] as { id: string; url: string; parentId?: string })
      case 'Page.navigatedWithinDocument': {
        const frame = this.#frames.get(String(params['frameId']))
        if (frame !== undefined) frame.url = fromHttp(String(params['url']))
        return void this.emit(
          'did-navigate-in-page',
          new RefusableEvent(),
          frame?.url,
          frame === this.mainFrame,
        )
      }
      case 'Page.domContentEventFired':
        return void this.emit('dom-ready', new RefusableEvent())
      case 'Page.loadEventFired':
        this.emit('did-finish-load', new RefusableEvent())
        return void this.emit('did-stop-loading', new RefusableEvent())
      case 'Fetch.requestPaused':
        return quietly(answerPaused(this, params as unknown as Paused))
      case 'Inspector.targetCrashed':
        return this.#crash()
    }
  }

  #navigated({ id, url, parentId }: { id: string; url: string; parentId?: string }): void {
    if (parentId !== undefined) this.#frames.attached(id, parentId)
    else this.#frames.setMain(id)
    const frame = this.#frames.get(id)
    if (frame === undefined) return
    frame.url = fromHttp(url)
    if (frame !== this.mainFrame) return
    this.#crashed = false
    this.emit('did-navigate', new RefusableEvent(), frame.url, 200, '')
  }

  #crash(): void {
    this.#crashed = true
    this.#frames.contextGone(null)
    this.#messages.closeAll()
    const details = { reason: 'crashed', exitCode: 5 }
    this.emit('render-process-gone', new RefusableEvent(), details)
    app.emit('render-process-gone', new RefusableEvent(), this, details)
  }

  #called(binding: string, payload: string, context: number): void {
    if (binding === 'standinSay') return this.#messages.hear(context, payload)
    if (binding !== 'standinOpen') return
    const details = { url: fromHttp(payload), frameName: '', features: '', disposition: 'new-window' }
    if (this.#openHandler(details).action !== 'deny')
      console.error('stand-in: a page may not open windows here:', payload)
  }

  get mainFrame(): WebFrame {
    return this.#frames.main
  }
  frame = (id: string): WebFrame | undefined => this.#frames.get(id)

  send(channel: string, ...given: readonly unknown[]): void {
    this.#messages.say(this.mainFrame, channel, given)
  }
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#messages.say(this.mainFrame, channel, [message], transfer)
  }
  setWindowOpenHandler(handler: (details: object) => { readonly action: string }): void {
    this.#openHandler = handler
  }

  /** Rejects as Electron does when nothing came, for the page of the error too. */
  async loadURL(url: string): Promise<void> {
    await this.#ready
    await applyPermissions(this, url)
    this.going = new URL(url).href
    const loaded = new Promise<void>((done) => this.once('did-finish-load', () => done()))
    const { errorText } = await this.command('Page.navigate', { url: toHttp(url) })
    if (errorText !== undefined) {
      this.emit('did-fail-load', new RefusableEvent(), -2, errorText, url, true)
      throw new Error(`${JSON.stringify(errorText)} loading '${url}'`)
    }
    await loaded
  }
  reload(): void {
    if (this.#crashed) quietly(this.loadURL(this.getURL()))
    else quietly(this.command('Page.reload'))
  }
  reloadIgnoringCache = (): void => this.reload()
  async executeJavaScript(expression: string): Promise<unknown> {
    await this.#ready
    const answer = await this.command('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (answer['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(answer['exceptionDetails']))
    return (answer['result'] as { value?: unknown }).value
  }
  forcefullyCrashRenderer(): void {
    quietly(this.command('Page.crash'))
  }
  getLastWebPreferences = (): WebPreferences => ({
    contextIsolation: true,
    sandbox: true,
    ...this.preferences,
  })
  getURL = (): string => this.mainFrame.url
  getTitle = (): string => ''
  getType = (): string => 'window'
  isDestroyed = (): boolean => this.#destroyed
  isCrashed = (): boolean => this.#crashed
  isLoading = (): boolean => false
  isFocused = (): boolean => true
  isDevToolsOpened = (): boolean => false
  getZoomLevel = (): number => 0
  getZoomFactor = (): number => 1
  getUserAgent = (): string => 'stand-in'

  /** The window has gone. Its page is closed as Electron does it: what it says while it goes is still heard. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.id)
    quietly(this.#close())
    this.emit('destroyed')
  }

  async #close(): Promise<void> {
    await this.#ready
    await browser().send('Target.closeTarget', { targetId: this.targetId })
    setTimeout(() => {
      this.#messages.closeAll()
      browser().listen(this.#sessionId, () => undefined)
    }, LAST_WORDS_MS)
  }
}

addRecorders(WebContents.prototype, [
  'openDevTools',
  'closeDevTools',
  'toggleDevTools',
  'setZoomLevel',
  'setZoomFactor',
  'setVisualZoomLevelLimits',
  'setBackgroundThrottling',
  'setIgnoreMenuShortcuts',
  'setUserAgent',
  'replaceMisspelling',
  'insertText',
  'cut',
  'copy',
  'paste',
  'undo',
  'redo',
  'selectAll',
  'focus',
  'stop',
])
