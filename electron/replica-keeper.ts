// Keeps one person's replica running: starts its process, hands every window a port straight into it, and starts it
// again when it ends by itself or hangs (replica-pulse.ts), with a new port for every window. Windows send again what has no answer yet
// (replica/port/port-client.ts), so nothing is lost.
//
//   starting ── opened ──▶ up ── exit ──▶ waiting (restart-pace.ts) ──▶ starting …
//                           └── close() ──▶ closing ── exit ──▶ gone

import type { Person } from '../domain/people.ts'
import type { AccessAnswer } from './access-tokens.ts'
import { parseFromReplica, type ToReplicaProcess } from './replica-messages.ts'
import { feelPulse, type PulseParts } from './replica-pulse.ts'
import { cameUp, ended, FRESH_PACE } from './restart-pace.ts'

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
  /** The session's id as of now; null once it is gone. */
  readonly session: () => string | null
  /** A token of it that opens something now; `refused` was not taken. */
  readonly access: (refused: string | null) => Promise<AccessAnswer>
}

/** A window, as far as its replica is concerned. */
export interface ReplicaWindow<Port> {
  readonly id: string
  /** Hands the window its end of a channel. */
  readonly give: (port: Port) => void
  /** The process ended by itself and is started again in so many ms. */
  readonly stopped: (againInMs: number) => void
  /** The process was started again; a new port is about to be given. */
  readonly restarted: () => void
}

export interface KeeperParts<Port> {
  readonly fork: () => ReplicaProcess<Port>
  readonly channel: () => { readonly port1: Port; readonly port2: Port }
  /** Says through a port that there will be no replica. */
  readonly sayUnusable: (port: Port, code: string) => void
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
  /** What the process is asked by whether it still answers. */
  readonly pulse?: PulseParts['timers'] | undefined
}

export interface ReplicaKeeper<Port> {
  readonly windows: ReadonlyMap<string, ReplicaWindow<Port>>
  /** Gives the window a port, now or as soon as there is a process to give one into. */
  add(window: ReplicaWindow<Port>): void
  /** False when it was none of this replica's windows. */
  remove(windowId: string): boolean
  /** The person has signed in anew. */
  renew(session: string): void
  /** Resolves when the process has ended. Windows that were added meanwhile are still in `windows` then. */
  close(): Promise<void>
}

const CLOSE_WITHIN_MS = 3_000

/** One that hangs is ended, and goes the way of one that ended by itself. */
function withPulse<Port>(started: ReplicaProcess<Port>, timers: PulseParts['timers']): ReplicaProcess<Port> {
  const ask = () => started.postMessage({ type: 'ask' })
  const pulse = feelPulse({ ask, hangs: () => void started.kill(), timers })
  started.on('message', () => pulse.heard())
  started.on('exit', () => pulse.stop())
  return started
}

/** Starts at once. `gone`: it has been given up; its windows have been told. */
export function keepReplica<Port>(
  of: ReplicaOf,
  parts: KeeperParts<Port>,
  gone: () => void,
): ReplicaKeeper<Port> {
  const { fork, channel, sayUnusable, now = () => performance.now() } = parts
  const windows = new Map<string, ReplicaWindow<Port>>()
  let running: ReplicaProcess<Port> | null = null
  let pace = FRESH_PACE
  let timer: NodeJS.Timeout | undefined
  let closing: PromiseWithResolvers<void> | null = null
  /** Why it was given up. */
  let lost: string | null = null

  function start(): void {
    const session = of.session()
    if (session === null) return giveUp('SIGNED_OUT')
    const started = withPulse(fork(), parts.pulse)
    running = started
    started.on('message', (said) => {
      const message = parseFromReplica(said)
      if (message?.type === 'opened') pace = cameUp(pace, now())
      // The windows have been told by itself. It ends here, and only another try of a person's starts one again.
      if (message?.type === 'unusable') gone()
      if (message?.type === 'closed') started.kill()
      if (message?.type === 'askToken')
        void of.access(message.refused).then((answer) => {
          if (running === started) started.postMessage({ type: 'token', answer })
        })
    })
    started.on('exit', () => {
      running = null
      if (closing === null) startAgain()
      else closing.resolve()
    })
    const { person, origin, folder } = of
    started.postMessage({ type: 'start', person, session, origin, folder })
    for (const window of windows.values()) give(window)
  }

  function startAgain(): void {
    const end = ended(pace, now())
    pace = end.pace
    if (end.waitMs === null) return giveUp('CRASHING')
    for (const window of windows.values()) window.stopped(end.waitMs)
    timer = setTimeout(() => {
      for (const window of windows.values()) window.restarted()
      start()
    }, end.waitMs)
  }

  function giveUp(code: string): void {
    lost = code
    gone()
    for (const window of windows.values()) give(window)
  }

  function give(window: ReplicaWindow<Port>): void {
    if (closing !== null || (running === null && lost === null)) return
    const { port1, port2 } = channel()
    running?.postMessage({ type: 'window', window: window.id }, [port1])
    window.give(port2)
    if (lost !== null) sayUnusable(port1, lost)
  }

  start()
  return {
    windows,
    add(window) {
      windows.set(window.id, window)
      give(window)
    },
    remove: (windowId) => windows.delete(windowId),
    renew: (session) => running?.postMessage({ type: 'session', session }),
    close() {
      if (closing !== null) return closing.promise
      closing = Promise.withResolvers()
      clearTimeout(timer)
      if (running === null) closing.resolve()
      running?.postMessage({ type: 'close' })
      const late = setTimeout(() => running?.kill(), CLOSE_WITHIN_MS)
      return closing.promise.finally(() => clearTimeout(late))
    },
  }
}
