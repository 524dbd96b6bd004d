// What runs inside a page. The preload has a world of its own that shares nothing with the page but the document;
// `bridge` is one half of contextBridge and runs in both worlds, `preloadWorld` gives the preload its `electron`,
// `pageWorld` hands links and popups to the main process. Functions here are sent as text: each stands alone.

import { makeIpcRenderer } from './preload-ipc.ts'
import { codec } from './wire.ts'

export interface BridgeHalf {
  expose(name: string, api: unknown): void
}

/**
 * Functions cross as numbers, promises as tickets, the rest by the structured clone of an event's `detail`, which
 * refuses what Electron refuses. `secret` names the events, so that a page cannot speak for a world.
 */
export function bridge(secret: string, me: string, other: string): BridgeHalf {
  const DEPTH_MAX = 1_000
  const Carrier = window.CustomEvent
  const clone = window.structuredClone.bind(window)
  const dispatch = window.dispatchEvent.bind(window)
  const functionMark = `${secret}:function`
  const promiseMark = `${secret}:promise`
  const functions = new Map<number, (...given: unknown[]) => unknown>()
  const numbers = new Map<unknown, number>()
  const returned = new Map<number, { value?: unknown; fault?: string }>()
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>()
  let sequence = 0

  const say = (what: string, detail: unknown) =>
    void dispatch(new Carrier(`${secret}:${other}:${what}`, { detail }))
  const hear = (what: string, act: (detail: never) => void) =>
    window.addEventListener(`${secret}:${me}:${what}`, (event) => {
      event.stopImmediatePropagation()
      act((event as CustomEvent).detail as never)
    })
  const messageOf = (error: unknown) => String(error instanceof Error ? error.message : error)
  const isPlain = (value: unknown): value is Record<string, unknown> => {
    if (typeof value !== 'object' || value === null) return false
    const prototype: unknown = Object.getPrototypeOf(value)
    return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null
  }
  const rebuilt = (value: object, each: (item: unknown) => unknown, seen: Map<object, unknown>) => {
    const made = seen.get(value)
    if (made !== undefined) return made
    const copy: object = Array.isArray(value) ? [] : {}
    seen.set(value, copy)
    for (const [key, item] of Object.entries(value))
      Object.defineProperty(copy, key, {
        value: each(item),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    return copy
  }
  const encode = (value: unknown, seen = new Map<object, unknown>(), depth = 0): unknown => {
    if (depth > DEPTH_MAX) throw new Error('Electron contextBridge recursion depth exceeded.')
    if (typeof value === 'function') {
      const number = numbers.get(value) ?? ++sequence
      numbers.set(value, number)
      functions.set(number, value as (...given: unknown[]) => unknown)
      return { [functionMark]: number }
    }
    if (value instanceof Promise) {
      const ticket = ++sequence
      value.then(
        (result: unknown) => say('settle', { ticket, value: encode(result) }),
        (error: unknown) => say('settle', { ticket, fault: messageOf(error) }),
      )
      return { [promiseMark]: ticket }
    }
    return isPlain(value) ? rebuilt(value, (item) => encode(item, seen, depth + 1), seen) : value
  }
  const decode = (value: unknown, seen = new Map<object, unknown>()): unknown => {
    if (!isPlain(value)) return value
    const number = value[functionMark]
    if (typeof number === 'number')
      return (...given: unknown[]) => {
        const call = ++sequence
        say('call', clone({ call, number, given: given.map((item) => encode(item)) }))
        const result = returned.get(call)
        returned.delete(call)
        if (result === undefined || result.fault !== undefined) throw new Error(result?.fault ?? 'gone')
        return decode(result.value)
      }
    const ticket = value[promiseMark]
    if (typeof ticket === 'number')
      return new Promise((done, fail) => {
        waiting.set(ticket, { done, fail })
      })
    return rebuilt(value, (item) => decode(item, seen), seen)
  }
  const frozen = (value: unknown): unknown => {
    if (!isPlain(value)) return value
    for (const item of Object.values(value)) frozen(item)
    return Object.freeze(value)
  }
  hear('call', ({ call, number, given }: { call: number; number: number; given: unknown[] }) => {
    try {
      say('return', { call, value: encode(functions.get(number)?.(...given.map((item) => decode(item)))) })
    } catch (error) {
      say('return', { call, fault: messageOf(error) })
    }
  })
  hear('return', (result: { call: number; value?: unknown; fault?: string }) => {
    returned.set(result.call, result)
  })
  hear('settle', ({ ticket, value, fault }: { ticket: number; value: unknown; fault?: string }) => {
    const { done, fail } = waiting.get(ticket) ?? {}
    waiting.delete(ticket)
    if (fault === undefined) done?.(decode(value))
    else fail?.(new Error(fault))
  })
  hear('expose', ({ name, api }: { name: string; api: unknown }) => {
    Object.defineProperty(window, name, { value: frozen(decode(api)), enumerable: true })
  })
  return { expose: (name, api) => say('expose', { name, api: encode(api) }) }
}

/** A page's window.open and target=_blank ask the main process; no second window is ever made. */
function pageWorld(): void {
  const world = globalThis as unknown as { standinOpen?: (url: string) => void }
  const ask = world.standinOpen
  const say = (url: string) => ask?.(new URL(url, document.baseURI).href)
  window.open = (url) => {
    say(String(url ?? 'about:blank'))
    return null
  }
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target=_blank]') : null
    if (!(link instanceof HTMLAnchorElement)) return
    event.preventDefault()
    say(link.href)
  })
}

/** A function as it is sent into a page. */
const textOf = (send: { toString(): string }): string => send.toString()

/** The script of the page's own world: it hears what is exposed to it. */
export const pageScript = (secret: string): string =>
  `(${textOf(bridge)})(${JSON.stringify(secret)}, 'page', 'preload');(${textOf(pageWorld)})()`

/** The script of the preload's world. `everyFrame`: also where the window is not the topmost. */
export function preloadScript(secret: string, preload: string, everyFrame: boolean, process: object): string {
  return `(() => {
if (window !== window.top && !${everyFrame}) return
const half = (${textOf(bridge)})(${JSON.stringify(secret)}, 'preload', 'page')
const ipcRenderer = (${textOf(makeIpcRenderer)})((${textOf(codec)})())
const electron = {
  ipcRenderer,
  contextBridge: { exposeInMainWorld: half.expose },
  webFrame: { setZoomFactor() {}, setZoomLevel() {}, getZoomFactor: () => 1, setSpellCheckProvider() {} },
  webUtils: { getPathForFile: () => '' },
}
const lookUp = (name) => {
  if (name === 'electron' || name === 'electron/renderer') return electron
  throw new Error('module not found: ' + name)
}
const module = { exports: {} }
try {
;(function (require, module, exports, process) { ${preload}
})(lookUp, module, module.exports, ${JSON.stringify(process)})
} catch (error) { ipcRenderer.send('standin:preload-error', String(error?.stack ?? error)); throw error }
})()`
}
