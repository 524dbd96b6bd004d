// Electron's `ipcMain`: handlers and listeners by channel, called with an event that says which frame asked.

import { EventEmitter } from 'node:events'
import type { WebFrame } from './frames.ts'
import { RefusableEvent } from './events.ts'
import type { MessagePortMain } from './ports.ts'

export type Handler = (event: IpcEvent, ...given: readonly unknown[]) => unknown

/** What a handler is told about its caller. */
export class IpcEvent extends RefusableEvent {
  readonly type = 'frame'
  readonly sender: unknown
  /** Null when the frame has gone meanwhile. */
  readonly senderFrame: WebFrame | null
  readonly ports: readonly MessagePortMain[]
  returnValue: unknown = undefined
  constructor(sender: unknown, senderFrame: WebFrame | null, ports: readonly MessagePortMain[]) {
    super()
    this.sender = sender
    this.senderFrame = senderFrame
    this.ports = ports
  }
  get frameId(): number {
    return this.senderFrame?.routingId ?? -1
  }
  get processId(): number {
    return this.senderFrame?.processId ?? -1
  }
  reply(channel: string, ...given: readonly unknown[]): void {
    this.senderFrame?.send(channel, ...given)
  }
}

export class IpcMain extends EventEmitter {
  /** Named as Electron's own, so that a test reaches a handler with a forged event in both. */
  readonly _invokeHandlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this._invokeHandlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._invokeHandlers.set(channel, handler)
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...given) => {
      this.removeHandler(channel)
      return handler(event, ...given)
    })
  }
  removeHandler(channel: string): void {
    this._invokeHandlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

/** The answer to an `invoke`, or Electron's words for what went wrong. */
export async function invoke(
  channel: string,
  event: IpcEvent,
  given: readonly unknown[],
): Promise<{ readonly data: unknown } | { readonly fault: string }> {
  const handler = ipcMain._invokeHandlers.get(channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return { data: structuredClone(await handler(event, ...given)) }
  } catch (error) {
    return { fault: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}
