// The frames of a window as Electron's WebFrameMain: which is the topmost, whose child each is, and what it shows. The
// world of the preload in each frame is where messages come from and go to.

import { originOf } from './schemes.ts'

/** Says something in a frame's preload. */
export type SendToFrame = (frame: WebFrame, channel: string, given: readonly unknown[]) => void

let sequence = 0

export class WebFrame {
  readonly id: string
  readonly parent: WebFrame | null
  readonly frameTreeNodeId = ++sequence
  readonly routingId = ++sequence
  readonly processId = 1
  url = ''
  name = ''
  detached = false
  /** The preload's world in the document that is there now. */
  context: number | null = null
  readonly children = new Set<WebFrame>()
  readonly #sendTo: SendToFrame

  constructor(id: string, parent: WebFrame | null, sendTo: SendToFrame) {
    this.id = id
    this.parent = parent
    this.#sendTo = sendTo
    parent?.children.add(this)
  }

  get origin(): string {
    return originOf(this.url)
  }
  get top(): WebFrame {
    return this.parent?.top ?? this
  }
  get frames(): readonly WebFrame[] {
    return [...this.children]
  }
  get framesInSubtree(): readonly WebFrame[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)]
  }
  get visibilityState(): string {
    return 'visible'
  }
  isDestroyed = (): boolean => this.detached
  send(channel: string, ...given: readonly unknown[]): void {
    this.#sendTo(this, channel, given)
  }
}

/** All frames of one window, by the protocol's frame ids and by the worlds in them. */
export class FrameTree {
  readonly #frames = new Map<string, WebFrame>()
  readonly #sendTo: SendToFrame
  #main: WebFrame | null = null

  constructor(sendTo: SendToFrame) {
    this.#sendTo = sendTo
  }

  get main(): WebFrame {
    this.#main ??= new WebFrame('', null, this.#sendTo)
    return this.#main
  }

  /** The topmost frame keeps its object over every navigation, as in Electron. */
  setMain(id: string): void {
    this.#frames.set(id, this.main)
  }

  get(id: string): WebFrame | undefined {
    return this.#frames.get(id)
  }

  attached(id: string, parentId: string): void {
    const parent = this.#frames.get(parentId)
    if (parent !== undefined && !this.#frames.has(id))
      this.#frames.set(id, new WebFrame(id, parent, this.#sendTo))
  }

  detached(id: string): void {
    const frame = this.#frames.get(id)
    if (frame === undefined || frame === this.#main) return
    frame.detached = true
    frame.parent?.children.delete(frame)
    this.#frames.delete(id)
  }

  byContext(context: number): WebFrame | undefined {
    return [...this.#frames.values()].find((frame) => frame.context === context)
  }

  contextGone(context: number | null): void {
    for (const frame of this.#frames.values())
      if (context === null || frame.context === context) frame.context = null
  }
}
