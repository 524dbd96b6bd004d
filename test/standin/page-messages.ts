// What a page and the main process say to each other: messages and calls of the preload with the frame that made them,
// answers, and the ports that crossed.

import { quietly, type Fields } from './devtools.ts'
import type { FrameTree, WebFrame } from './frames.ts'
import { invoke, IpcEvent, ipcMain } from './ipc-main.ts'
import { type MessagePortMain, type PortMessage, PortTable } from './ports.ts'
import { codec } from './wire.ts'

const { pack, unpack } = codec()

type FromPage =
  | {
      readonly type: 'send' | 'invoke'
      readonly id: string
      readonly channel: string
      readonly arguments: readonly unknown[]
      readonly ports: readonly string[]
    }
  | PortMessage

/** What of a window this needs. */
interface Speaking {
  isDestroyed(): boolean
  command(method: string, params: Fields): Promise<Fields>
  emit(event: string, ...given: readonly unknown[]): boolean
}

export class PageMessages {
  readonly #contents: Speaking
  readonly #frames: FrameTree
  readonly #ports = new PortTable('m', (message) => this.#deliver(this.#frames.main, message))

  constructor(contents: Speaking, frames: FrameTree) {
    this.#contents = contents
    this.#frames = frames
  }

  /** The page was left, or its process has gone. */
  closeAll(): void {
    this.#ports.closeAll()
  }

  say(
    frame: WebFrame,
    channel: string,
    given: readonly unknown[],
    ports: readonly MessagePortMain[] = [],
  ): void {
    const cloned = structuredClone(given)
    this.#deliver(frame, { type: 'event', channel, arguments: cloned, ports: ports.map(this.#ports.give) })
  }

  /** `context` is the world that spoke: only a preload's can. */
  hear(context: number, payload: string): void {
    const frame = this.#frames.byContext(context)
    if (frame !== undefined) quietly(this.#said(frame, unpack(payload) as FromPage))
  }

  async #said(frame: WebFrame, message: FromPage): Promise<void> {
    if (message.type === 'port' || message.type === 'portClosed') return this.#ports.hear(message)
    const event = new IpcEvent(this.#contents, frame, message.ports.map(this.#ports.take))
    if (message.channel === 'standin:preload-error') {
      console.error('preload:', ...message.arguments)
      this.#contents.emit('preload-error', event, '', new Error(String(message.arguments[0])))
    } else if (message.type === 'send') {
      ipcMain.emit(message.channel, event, ...message.arguments)
    } else {
      const answer = await invoke(message.channel, event, message.arguments)
      this.#deliver(frame, { type: 'reply', id: message.id, ...answer })
    }
  }

  #deliver(frame: WebFrame, message: object): void {
    if (frame.context === null || this.#contents.isDestroyed()) return
    const expression = `standinHear(${JSON.stringify(pack(message))})`
    quietly(this.#contents.command('Runtime.evaluate', { contextId: frame.context, expression }))
  }
}
