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

import type { Link, Replica } from '../../replica/api.ts'
import { type Leader, openLeader } from './leader.ts'
import { type ClientMessage, type HostMessage, PORT_VERSION } from './port.ts'
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
  const { tab, locks } = options
  const channel = locks === null ? null : options.openChannel(`accord-tabs-${options.personId}`)
  const leaving = new AbortController()
  const left = Promise.withResolvers<void>()
  let token = options.token
  /** A later sign-in of the same person, for when the session in use ends. */
  let spareToken: string | null = null
  let leader: Leader | null = null
  let link: Link = 'CONNECTING'
  /** Opening and closing take turns. */
  let turn: Promise<void> = Promise.resolve()

  const post = (frame: TabFrame) => channel?.postMessage(frame)
  const say = (to: string, message: HostMessage) => {
    if (to === tab) options.toWindow(message)
    else post({ version: PORT_VERSION, type: 'say', to, message })
  }

  async function open(): Promise<void> {
    if (leaving.signal.aborted) return
    const replica = await options.openReplica(token)
    leader = openLeader({
      replica,
      id: options.newId(),
      say,
      whenGone: (other, gone) => onceFree(tabLock(other), gone),
      linkChanged: useSpareToken,
    })
    const ready: HostMessage = { type: 'ready', host: leader.id }
    options.toWindow(ready)
    post({ version: PORT_VERSION, type: 'say', to: null, message: ready })
  }

  async function close(): Promise<void> {
    const closing = leader
    leader = null
    await closing?.close()
  }

  function useSpareToken(now: Link): void {
    link = now
    if (link !== 'SIGNED_OUT' || spareToken === null || leader === null) return
    token = spareToken
    spareToken = null
    link = 'CONNECTING'
    turn = turn.then(close).then(open).catch(giveUp)
  }

  function giveUp(error: unknown): void {
    console.error(error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'BUG'
    options.toWindow({ type: 'unusable', code })
    leave().catch(console.error)
  }

  async function lead(): Promise<void> {
    turn = turn.then(open).catch(giveUp)
    await left.promise
  }

  /** Runs `then` when nobody holds the lock any more: whoever held it has left or died. */
  function onceFree(name: string, then: () => void): void {
    if (locks === null) return
    const request = locks.request(name, { signal: leaving.signal }, async () => then())
    request.catch(ignoreLeaving)
  }

  function ignoreLeaving(error: unknown): void {
    if (!leaving.signal.aborted) console.error(error)
  }

  function hear(frame: TabFrame): void {
    if (frame.version > PORT_VERSION) {
      options.toWindow({ type: 'unusable', code: 'OUTDATED' })
      leave().catch(console.error)
      return
    }
    if (frame.type === 'say') {
      const forMe = frame.to === null || frame.to === tab
      if (leader === null && forMe && frame.version === PORT_VERSION) options.toWindow(frame.message)
      return
    }
    if (leader === null) return
    if (frame.type === 'ask') {
      if (frame.version === PORT_VERSION) leader.receive(frame.from, frame.message)
      return
    }
    say(frame.from, { type: 'ready', host: leader.id })
    if (frame.token !== token) spareToken = frame.token
    useSpareToken(link)
  }

  async function leave(): Promise<void> {
    if (leaving.signal.aborted) return turn
    leaving.abort()
    turn = turn.then(close)
    await turn
    channel?.close()
    left.resolve()
  }

  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const frame = parseTabFrame(data)
      if (frame !== null && !leaving.signal.aborted) hear(frame)
    }
  }
  if (locks === null) lead().catch(console.error)
  else {
    // The own lock comes first: a leader that hears of this tab takes a free lock for a tab that has died.
    const alive = locks.request(tabLock(tab), {}, async () => {
      post({ version: PORT_VERSION, type: 'hello', from: tab, token })
      locks.request(leaderLock(options.personId), { signal: leaving.signal }, lead).catch(ignoreLeaving)
      await left.promise
    })
    alive.catch(ignoreLeaving)
  }

  return {
    receive: (message) => {
      if (leader !== null) leader.receive(tab, message)
      else post({ version: PORT_VERSION, type: 'ask', from: tab, message })
    },
    leave,
  }
}
