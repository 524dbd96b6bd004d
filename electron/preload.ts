// Runs before each page, sandboxed and apart from it: puts the bridge on `window.accord` and passes a replica's port on.
// Only named methods and plain values cross; no channel name, no event object, nothing of Electron's.

import { contextBridge, ipcRenderer } from 'electron'
import {
  type BridgeMethod,
  type BridgeReply,
  EVENT_CHANNEL,
  PORT_CHANNEL,
  requestChannel,
} from '../protocol/desktop-channels.ts'
import {
  BRIDGE_METHODS,
  BRIDGE_NAME,
  type DesktopBridge,
  type DesktopEvent,
  REPLICA_PORT,
} from '../protocol/desktop.ts'

/** The part of the page's window that is used here: this layer has no types of a page. */
declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void
}

async function request(method: BridgeMethod, given: readonly unknown[]): Promise<unknown> {
  const reply = (await ipcRenderer.invoke(requestChannel(method), ...given)) as BridgeReply
  if (reply.ok) return reply.value
  throw new Error(reply.code)
}

const listeners = new Set<(event: DesktopEvent) => void>()
let isHeard = false

ipcRenderer.on(EVENT_CHANNEL, (_event, said: DesktopEvent) => {
  for (const hear of listeners) hear(said)
})

// A port cannot cross the bridge between the two worlds; a message of the window to itself can carry it.
ipcRenderer.on(PORT_CHANNEL, (event) => {
  window.postMessage(REPLICA_PORT, window.location.origin, event.ports)
})

function onEvent(hear: (event: DesktopEvent) => void): () => void {
  const listener = (event: DesktopEvent): void => hear(event)
  listeners.add(listener)
  // The main process keeps what it has to tell until somebody listens: once for the page, however many do.
  if (!isHeard) request('onEvent', []).catch(() => undefined)
  isHeard = true
  return () => {
    listeners.delete(listener)
  }
}

const asked = BRIDGE_METHODS.filter((method) => method !== 'onEvent').map((method) => [
  method,
  (...given: readonly unknown[]) => request(method, given),
])

const bridge: Pick<DesktopBridge, 'platform' | 'version' | 'supportEnds' | 'onEvent'> = {
  platform: process.platform as DesktopBridge['platform'],
  // Written into the bundle by the build.
  version: process.env.ACCORD_VERSION ?? '',
  supportEnds: process.env.ACCORD_SUPPORT_ENDS ?? null,
  onEvent,
}

// exposeInMainWorld freezes what it copies.
contextBridge.exposeInMainWorld(BRIDGE_NAME, { ...bridge, ...Object.fromEntries(asked) })
