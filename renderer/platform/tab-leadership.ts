// Several tabs of one person share one replica, because its files have one owner at a time. Every tab runs a worker;
// the one that holds the person's lock leads: it opens the replica and answers all tabs. The others pass on what
// their window says, over a channel between tabs, and what comes back.
//
//   joining ── hello ──▶ following ◀── ready(host) ── leader
//      └──── lock granted ────┴──────▶ opening ──▶ leading ── ready(new host) to every tab
//
// Nothing is remembered on the way: windows send again what is unanswered when a new host speaks up (port-client.ts),
// so a leader that closes, crashes or is reloaded loses nothing. A tab that speaks a newer version of the port makes
// older ones step aside.

import type { Replica } from '../../replica/api.ts'
import { openLeader } from '../../replica/port/leader.ts'
import { type ClientMessage, type HostMessage, PORT_VERSION } from '../../replica/port/port.ts'
import { makeLeading } from '../../replica/port/leading.ts'
import { parseTabFrame, type TabFrame } from './tab-frame.ts'

/** What a BroadcastChannel is used for here. */
export interface TabChannel {
  postMessage(value: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

/** What navigator.locks is used for here. */
export interface TabLocks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal },
    holding: () => Promise<void>,
  ): Promise<unknown>
}

export interface TabOptions {
  /** This tab, among all there ever were. */
  readonly tab: string
  readonly personId: string
  readonly token: string
  /** Null where the browser has none (an address without TLS): then each tab is on its own. */
  readonly locks: TabLocks | null
  readonly openChannel: (name: string) => TabChannel
  readonly toWindow: (message: HostMessage) => void
  /** Rejects when there can be no replica. */
  readonly openReplica: (token: string) => Promise<Replica>
  readonly newId: () => string
}

export interface TabMember {
  receive(message: ClientMessage): void
  /** Closes what is open and lets another tab lead. */
  leave(): Promise<void>
}

export const leaderLock = (personId: string): string => `accord-leader-${personId}`
const tabLock = (tab: string): string => `accord-tab-${tab}`

export function joinTabs(options: TabOptions): TabMember {
  const { tab, personId, token, locks, toWindow } = options
  const channel = locks === null ? null : options.openChannel(`accord-tabs-${personId}`)
  const leaving = new AbortController()
  const left = Promise.withResolvers<void>()
  const post = (frame: Unversioned) => channel?.postMessage({ version: PORT_VERSION, ...frame })
  const say = (to: string, message: HostMessage) =>
    to === tab ? toWindow(message) : post({ type: 'say', to, message })

  const leading = makeLeading({
    token,
    open: async (opening) =>
      openLeader({
        replica: await options.openReplica(opening),
        id: options.newId(),
        say,
        whenGone: (other, gone) => whenFree(tabLock(other), async () => gone()),
        linkChanged: (link) => leading.linkChanged(link),
        report: (error) => console.error(error),
      }),
    opened: ({ id }) => {
      toWindow({ type: 'ready', host: id })
      post({ type: 'say', to: null, message: { type: 'ready', host: id } })
    },
    failed: (error) => {
      console.error(error)
      giveUp(error instanceof Error && 'code' in error ? String(error.code) : 'BUG')
    },
  })

  /** Runs `then` when nobody holds the lock any more: whoever held it has left or died. It is held until `then` ends. */
  function whenFree(name: string, then: () => Promise<void>): void {
    locks?.request(name, { signal: leaving.signal }, then).catch((error: unknown) => {
      if (!leaving.signal.aborted) console.error(error)
    })
  }

  function giveUp(code: string): void {
    toWindow({ type: 'unusable', code })
    leave().catch(console.error)
  }

  async function leave(): Promise<void> {
    leaving.abort()
    await leading.end()
    channel?.close()
    left.resolve()
  }

  function lead(): Promise<void> {
    leading.begin()
    return left.promise
  }

  function hear(frame: TabFrame): void {
    if (frame.version > PORT_VERSION) return giveUp('OUTDATED')
    const leader = leading.leader()
    if (frame.type === 'hello') {
      if (leader !== null) say(frame.from, { type: 'ready', host: leader.id })
      return leading.offerToken(frame.token)
    }
    // An older tab has heard of this version by now, and reloads.
    if (frame.version < PORT_VERSION) return
    if (frame.type === 'ask') leader?.receive(frame.from, frame.message)
    else if (leader === null && (frame.to === null || frame.to === tab)) toWindow(frame.message)
  }

  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const frame = parseTabFrame(data)
      if (frame !== null && !leaving.signal.aborted) hear(frame)
    }
  }
  if (locks === null) leading.begin()
  // The own lock comes before the hello: a leader takes a tab whose lock is free for dead.
  whenFree(tabLock(tab), async () => {
    post({ type: 'hello', from: tab, token })
    whenFree(leaderLock(personId), lead)
    await left.promise
  })

  return {
    receive: (message) => {
      const leader = leading.leader()
      if (leader === null) post({ type: 'ask', from: tab, message })
      else leader.receive(tab, message)
    },
    leave,
  }
}

type Unversioned = TabFrame extends infer Frame
  ? Frame extends TabFrame
    ? Omit<Frame, 'version'>
    : never
  : never
