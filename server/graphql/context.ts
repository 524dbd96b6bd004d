// What every resolver is given: who asks, the core that answers, and, on a socket, the way out to that one client.

import type { Instant } from '../../domain/time.ts'
import type { Administration } from '../administration/administration.ts'
import type { IdentityStore } from '../auth/identity-store.ts'
import type { SessionDesk, Viewer } from '../auth/session-desk.ts'
import type { Core } from '../core.ts'
import type { Presence } from '../fanout/presence.ts'
import type { GiveCheckpoint } from '../keys/checkpoints.ts'
import type { Enrolment } from '../keys/enrolment.ts'
import type { MailOutbox } from '../mail/outbox.ts'
import type { Log } from '../observe/log.ts'
import { QUOTA, type QuotaSizes } from '../files/quota.ts'
import type { AskedOperation } from './feed-shape.ts'

/** How often a subscription looks by itself, how long a reader may take (milliseconds), how much may be brought in. */
export interface Pace {
  /** Session and membership are read again, and the head confirmed, at least this often: at most 5 s (I22). */
  readonly lookEveryMs: number
  /** A client that takes nothing for this long is dropped (I10). */
  readonly patienceMs: number
  /** How often a socket is pinged, and how long its answer may take. */
  readonly pingEveryMs: number
  readonly fileQuota: QuotaSizes
}

export const PACE: Pace = {
  lookEveryMs: 5_000,
  patienceMs: 30_000,
  pingEveryMs: 12_000,
  fileQuota: QUOTA,
}

/** What the server holds for all requests. */
export interface Desk {
  readonly core: Core
  readonly presence: Presence
  readonly sessions: SessionDesk
  readonly identity: IdentityStore
  /** Told when a mail was handed in. */
  readonly outbox: Pick<MailOutbox, 'wake'>
  /** Signing keys and their certificates. */
  readonly keys: Enrolment
  /** The provider's signed word on a room's shared record. */
  readonly checkpoint: GiveCheckpoint
  readonly administration: Administration
  readonly now: () => Instant
  readonly log: Log
  readonly pace: Pace
}

/** The way out to one client. */
export interface Outlet {
  /** Resolves when the client has taken most of what was sent to it, or is gone. */
  drained(): Promise<void>
  /** Whether too much waits for the client already. */
  isFull(): boolean
  /** Closes the socket; `code` is one of CLOSE. */
  end(code: number, reason: string): void
}

/** The way out to one client by WebSocket. */
export interface FrameOutlet extends Outlet {
  /** Writes a whole WebSocket frame, after everything that was sent before; nothing once the socket is closing. */
  sendFrame(frame: Buffer): void
}

/** A subscription that wants the feed. */
export interface Joining {
  /** The operation's, on its socket. */
  readonly id: string
  readonly viewer: Viewer
  readonly outlet: FrameOutlet
  readonly from: { readonly after: string; readonly epoch: string }
  readonly asked: AskedOperation
}

export interface FeedFanOut {
  /** Serves a reader from its cursor on, for ever; returns how to leave. A reader's trouble ends its socket. */
  join(joining: Joining): () => void
  close(): void
}

export interface RequestContext extends Desk {
  readonly viewer: Viewer
  /** Null on HTTP. */
  readonly outlet: Outlet | null
  /** What a subscription to the feed joins, and under which of its socket's operations; missing on HTTP. */
  readonly following?: (Pick<Joining, 'id' | 'outlet'> & { readonly feeds: FeedFanOut }) | undefined
}

/** Close codes of ours. Never 4500 or 1011: clients take those as final (M7). */
export const CLOSE = { ENDED: 4403, RESTART: 1012, OVERLOAD: 1013 } as const
