// The replicas' processes, seen from the main process: one for each person and server that a window is open for. Every
// window gets a port straight into its person's process. A process that ends by itself is started again and every
// window gets a new port; windows send again what has no answer yet (replica/port/port-client.ts), so nothing is lost.
//
//   starting ── opened ──▶ up ── exit ──▶ waiting (restart-pace.ts) ──▶ starting …
//                           └── last window gone ──▶ closing ──▶ gone

import type { Person } from '../domain/people.ts'
import { parseFromReplica, type ToReplicaProcess } from './replica-messages.ts'
import { cameUp, ended, FRESH_PACE, type RestartPace } from './restart-pace.ts'

/** A process as it is used here: Electron's UtilityProcess, or a stand-in of a test. */
export interface ReplicaProcess<Port> {
  postMessage(message: ToReplicaProcess, ports?: Port[]): void
  on(event: 'message', hear: (message: unknown) => void): unknown
  on(event: 'exit', hear: () => void): unknown
  kill(): unknown
}

/** Whose replica, on which server, with what. */
export interface ReplicaOf {
  /** Profile and person: two of the same are one process. */
  readonly key: string
  readonly person: Person
  readonly origin: string
  readonly folder: string
  /** The session's token as of now; null once it is gone. */
  readonly token: () => string | null
}

/** A window, as far as its replica is concerned. */
export interface ReplicaWindow<Port> {
  readonly id: string
  /** Hands the window its end of a channel. */
  readonly give: (port: Port) => void
  /** The process was started again; a new port has been given. */
  readonly restarted: () => void
}

export interface ReplicaHostParts<Port> {
  readonly fork: () => ReplicaProcess<Port>
  readonly channel: () => { readonly port1: Port; readonly port2: Port }
  /** Says through a port that there will be no replica. */
  readonly sayUnusable: (port: Port, code: string) => void
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

export interface ReplicaHost<Port> {
  /** The window's replica from now on, in place of an earlier one. */
  connect(window: ReplicaWindow<Port>, of: ReplicaOf): void
  /** The window needs none any more; the last window of a replica closes it. */
  leave(windowId: string): void
  /** The person has signed in anew. */
  renew(key: string, token: string): void
  /** Whether a replica of that key is open or being closed. */
  isOpen(key: string): boolean
  /** Closes them all; resolves when every file is closed or a few seconds have passed. */
  closeAll(): Promise<void>
}

interface Running<Port> {
  readonly of: ReplicaOf
  readonly windows: Map<string, ReplicaWindow<Port>>
  process: ReplicaProcess<Port> | null
  pace: RestartPace
  timer: NodeJS.Timeout | undefined
  closing: PromiseWithResolvers<void> | null
  /** It said that it cannot be used: only another try of a person's starts it again. */
  unusable: boolean
}

const CLOSE_WITHIN_MS = 3_000

export function openReplicaHost<Port>(parts: ReplicaHostParts<Port>): ReplicaHost<Port> {
  const { fork, channel, sayUnusable, now = () => performance.now() } = parts
  const running = new Map<string, Running<Port>>()

  function start(one: Running<Port>): void {
    const token = one.of.token()
    if (token === null) return giveUp(one, 'SIGNED_OUT')
    const { person, origin, folder, key } = one.of
    const process = fork()
    one.process = process
    process.on('message', (said) => {
      const message = parseFromReplica(said)
      if (message?.type === 'opened') one.pace = cameUp(one.pace, now())
      if (message?.type === 'unusable') one.unusable = true
      if (message?.type === 'closed') process.kill()
    })
    process.on('exit', () => {
      if (one.process !== process) return
      one.process = null
      if (one.closing === null) return startAgain(one)
      running.delete(key)
      one.closing.resolve()
      // Somebody wanted it again while it was closing.
      if (one.windows.size > 0) begin(one.of, [...one.windows.values()])
    })
    process.postMessage({ type: 'start', person, token, origin, folder })
  }

  function startAgain(one: Running<Port>): void {
    const end = ended(one.pace, now())
    one.pace = end.pace
    if (end.waitMs === null) return giveUp(one, 'CRASHING')
    one.timer = setTimeout(() => {
      start(one)
      for (const window of one.windows.values()) {
        window.restarted()
        give(one, window)
      }
    }, end.waitMs)
  }

  function giveUp(one: Running<Port>, code: string): void {
    running.delete(one.of.key)
    for (const window of one.windows.values()) {
      const { port1, port2 } = channel()
      window.give(port2)
      sayUnusable(port1, code)
    }
    one.closing?.resolve()
  }

  function give(one: Running<Port>, window: ReplicaWindow<Port>): void {
    if (one.process === null) return
    const { port1, port2 } = channel()
    one.process.postMessage({ type: 'window', window: window.id }, [port1])
    window.give(port2)
  }

  function begin(of: ReplicaOf, windows: readonly ReplicaWindow<Port>[]): void {
    const one: Running<Port> = {
      of,
      windows: new Map(windows.map((window) => [window.id, window])),
      process: null,
      pace: FRESH_PACE,
      timer: undefined,
      closing: null,
      unusable: false,
    }
    running.set(of.key, one)
    start(one)
    for (const window of windows) give(one, window)
  }

  function close(one: Running<Port>): Promise<void> {
    if (one.closing !== null) return one.closing.promise
    clearTimeout(one.timer)
    one.closing = Promise.withResolvers()
    const { process, closing } = one
    if (process === null) {
      running.delete(one.of.key)
      closing.resolve()
      return closing.promise
    }
    process.postMessage({ type: 'close' })
    const late = setTimeout(() => process.kill(), CLOSE_WITHIN_MS)
    return closing.promise.finally(() => clearTimeout(late))
  }

  function leave(windowId: string, except?: string): void {
    for (const one of running.values()) {
      if (one.of.key === except || !one.windows.delete(windowId) || one.windows.size > 0) continue
      void close(one)
    }
  }

  return {
    connect(window, of) {
      leave(window.id, of.key)
      const one = running.get(of.key)
      if (one === undefined) return begin(of, [window])
      one.windows.set(window.id, window)
      // One that is closing starts again when it has gone, and then gives the port; so does one that crashed.
      if (one.unusable) void close(one)
      if (one.closing === null) give(one, window)
    },
    leave: (windowId) => leave(windowId),
    renew: (key, token) => running.get(key)?.process?.postMessage({ type: 'token', token }),
    isOpen: (key) => running.has(key),
    async closeAll() {
      for (const one of running.values()) one.windows.clear()
      await Promise.all([...running.values()].map(close))
    },
  }
}
