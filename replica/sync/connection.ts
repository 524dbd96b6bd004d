// The feed's connection as a pure state machine. Time and randomness come in as data; what happens to the feed comes
// out. "Live" means: the server confirmed within the last 15 seconds that there is nothing newer than what is here.
//
//   OFFLINE ──wait over, probe──▶ CONNECTING ──page──▶ CATCHING_UP ──head──▶ LIVE ──page not at head──▶ CATCHING_UP
//      ▲                              │                     │                 │
//      └───── lost, silent for 15 s, copy diverged ─────────┴─────────────────┘   (LIVE and silent: connect anew at once)
//   any ──session over──▶ SIGNED_OUT ──probe──▶ CONNECTING

import { type Millis, SECOND } from '../../domain/time.ts'
import { HEAD_CONFIRMED_EVERY } from '../../protocol/feed.ts'
import type { Link } from '../api.ts'
import { BACKOFF_MAX, backoff } from './backoff.ts'

/** After this long without a page the connection counts as lost: half as long again as the server may be quiet. */
export const SILENCE_MAX: Millis = 1.5 * HEAD_CONFIRMED_EVERY
/** After this long in LIVE the count of failures starts again at zero. */
const STABLE_AFTER: Millis = 30 * SECOND

/** Times are this computer's clock, which may jump; `failures` counts broken attempts in a row. */
export type Connection =
  | { readonly state: 'OFFLINE'; readonly failures: number; readonly retryAt: number }
  | { readonly state: 'CONNECTING'; readonly failures: number; readonly heardAt: number }
  | { readonly state: 'CATCHING_UP'; readonly failures: number; readonly heardAt: number }
  | {
      readonly state: 'LIVE'
      readonly failures: number
      /** When the head was last confirmed. */
      readonly heardAt: number
      readonly liveSince: number
    }
  | { readonly state: 'SIGNED_OUT' }

export type ConnectionEvent =
  /** A page that is not the last. */
  | 'PAGE'
  /** A page at the head. */
  | 'HEAD'
  /** The feed ended and may be asked again. */
  | 'LOST'
  /** The server restarts, and said within what time its devices are to come back. */
  | 'RESTARTING'
  /** The feed, or a command, was refused because the session is over. */
  | 'SIGNED_OUT'
  /** The copy differed from the server and was emptied. */
  | 'DIVERGED'
  /** Time has passed. */
  | 'TICK'
  /** The network came back, the machine woke, the window got the focus: do not wait. */
  | 'PROBE'

export interface Step {
  readonly next: Connection
  /** OPEN closes what is open first. */
  readonly feed: 'KEEP' | 'OPEN' | 'CLOSE'
}

export interface Chance {
  readonly now: number
  readonly random: number
  /** What a server that restarts asked for; 0 for nothing. */
  readonly comeBackWithin?: Millis | undefined
}

export const START: Connection = { state: 'OFFLINE', failures: 0, retryAt: 0 }

type Transitions = {
  readonly [State in Link]: Readonly<
    Record<ConnectionEvent, (connection: Extract<Connection, { state: State }>, chance: Chance) => Step>
  >
}

const keep = (next: Connection): Step => ({ next, feed: 'KEEP' })
const signOut = (): Step => ({ next: { state: 'SIGNED_OUT' }, feed: 'CLOSE' })

const connect = (failures: number, { now }: Chance): Step => ({
  next: { state: 'CONNECTING', failures, heardAt: now },
  feed: 'OPEN',
})

const wait = (failures: number, { now, random }: Chance): Step => ({
  next: { state: 'OFFLINE', failures: failures + 1, retryAt: now + backoff(failures, random) },
  feed: 'CLOSE',
})

/** The wait is spread as the server asked, and never over less time than after any other failure. */
const comeBack = (failures: number, { now, random, comeBackWithin = 0 }: Chance): Step => ({
  next: {
    state: 'OFFLINE',
    failures: failures + 1,
    retryAt: now + Math.max(backoff(failures, random), Math.round(random * comeBackWithin)),
  },
  feed: 'CLOSE',
})

const goLive = (failures: number, { now }: Chance): Step =>
  keep({ state: 'LIVE', failures, heardAt: now, liveSince: now })

const catchUp = (failures: number, { now }: Chance): Step =>
  keep({ state: 'CATCHING_UP', failures, heardAt: now })

/** When this computer's clock was set back, nobody knows how long ago the last page came: it counts as silence. */
const isSilent = ({ heardAt }: { readonly heardAt: number }, now: number): boolean =>
  now < heardAt || now - heardAt >= SILENCE_MAX

const isWaitOver = ({ retryAt }: { readonly retryAt: number }, now: number): boolean =>
  now >= retryAt || retryAt - now > BACKOFF_MAX

type Live = Extract<Connection, { state: 'LIVE' }>

/** A failure soon after going live keeps the count: the waits must grow when a server drops everybody at once. */
const failuresOf = ({ failures, liveSince, heardAt }: Live): number =>
  heardAt - liveSince >= STABLE_AFTER ? 0 : failures

const TRANSITIONS: Transitions = {
  OFFLINE: {
    PAGE: keep,
    HEAD: keep,
    LOST: keep,
    RESTARTING: keep,
    SIGNED_OUT: signOut,
    DIVERGED: keep,
    TICK: (offline, chance) =>
      isWaitOver(offline, chance.now) ? connect(offline.failures, chance) : keep(offline),
    PROBE: (offline, chance) => connect(offline.failures, chance),
  },
  CONNECTING: {
    PAGE: (connecting, chance) => catchUp(connecting.failures, chance),
    HEAD: (connecting, chance) => goLive(connecting.failures, chance),
    LOST: (connecting, chance) => wait(connecting.failures, chance),
    RESTARTING: (connecting, chance) => comeBack(connecting.failures, chance),
    SIGNED_OUT: signOut,
    DIVERGED: (connecting, chance) => wait(connecting.failures, chance),
    TICK: (connecting, chance) =>
      isSilent(connecting, chance.now) ? wait(connecting.failures, chance) : keep(connecting),
    PROBE: keep,
  },
  CATCHING_UP: {
    PAGE: (behind, chance) => catchUp(behind.failures, chance),
    HEAD: (behind, chance) => goLive(behind.failures, chance),
    LOST: (behind, chance) => wait(behind.failures, chance),
    RESTARTING: (behind, chance) => comeBack(behind.failures, chance),
    SIGNED_OUT: signOut,
    DIVERGED: (behind, chance) => wait(behind.failures, chance),
    TICK: (behind, chance) => (isSilent(behind, chance.now) ? wait(behind.failures, chance) : keep(behind)),
    PROBE: keep,
  },
  LIVE: {
    PAGE: (live, chance) => catchUp(failuresOf(live), chance),
    HEAD: (live, chance) => keep({ ...live, heardAt: chance.now }),
    LOST: (live, chance) => wait(failuresOf(live), chance),
    RESTARTING: (live, chance) => comeBack(failuresOf(live), chance),
    SIGNED_OUT: signOut,
    DIVERGED: (live, chance) => wait(failuresOf(live), chance),
    TICK: (live, chance) => (isSilent(live, chance.now) ? connect(failuresOf(live), chance) : keep(live)),
    PROBE: (live, chance) => (isSilent(live, chance.now) ? connect(failuresOf(live), chance) : keep(live)),
  },
  SIGNED_OUT: {
    PAGE: keep,
    HEAD: keep,
    LOST: keep,
    RESTARTING: keep,
    SIGNED_OUT: keep,
    DIVERGED: keep,
    TICK: keep,
    PROBE: (_, chance) => connect(0, chance),
  },
}

/** Total: every state answers every event. */
export function transition(connection: Connection, event: ConnectionEvent, chance: Chance): Step {
  // The row of a state takes that state's connection; the compiler cannot follow the link through the index.
  const row = TRANSITIONS[connection.state] as Readonly<
    Record<ConnectionEvent, (connection: Connection, chance: Chance) => Step>
  >
  return row[event](connection, chance)
}

/** When the next TICK can change something, on this computer's clock; null when only an event can. */
export function wakeAt(connection: Connection): number | null {
  if (connection.state === 'SIGNED_OUT') return null
  return connection.state === 'OFFLINE' ? connection.retryAt : connection.heardAt + SILENCE_MAX
}

/**
 * What a person is told now. A timer can be late, after a sleep for instance, so silence counts before it is noticed.
 * Trying again after a failure is still offline for a person; only a first try is "connecting".
 */
export function linkOf(connection: Connection, now: number): Link {
  if (connection.state === 'LIVE' && isSilent(connection, now)) return 'CONNECTING'
  if (connection.state === 'CONNECTING' && connection.failures > 0) return 'OFFLINE'
  return connection.state
}
