// The network port: how a replica reaches a server. The adapter for the real API is graphql-transport.ts;
// simulations have their own. No method retries by itself: when to try again is decided in session.ts and push.ts.

import type { RoomId } from '../../domain/ids.ts'
import type { Instant, Millis } from '../../domain/time.ts'
import type { CommandAnswer, CommandEnvelope } from '../../protocol/command.ts'
import type { AccountAsk } from '../../protocol/identity-operations.ts'
import type { EnrolAnswer, EnrolAsk } from '../../protocol/enrolment.ts'
import type { Activity, Cursor, Directory, FeedEnd, FeedPage, RoomPresence } from '../../protocol/feed.ts'

export interface SubmitAnswers {
  readonly answers: readonly CommandAnswer[]
  readonly serverTime: Instant
}

export interface FeedSink {
  page(page: FeedPage): void
  /**
   * At most once, and nothing after it; not called when the replica itself closed the feed. `comeBackWithin`: a server
   * that restarts asks its devices to come back at a random moment within this time.
   */
  end(reason: FeedEnd, comeBackWithin?: Millis): void
}

export interface PresenceSink {
  /** Everything at first, then each room that changes. */
  rooms(rooms: readonly RoomPresence[]): void
  end(): void
}

export interface Transport {
  /**
   * Hands in at most COMMANDS_PER_REQUEST commands, in order. Rejects with a `Fault` (replica/fault.ts); unless its
   * retry policy is NEVER or SIGN_IN it is not known whether the server has them, so the same ids must be sent again.
   */
  submit(envelopes: readonly CommandEnvelope[]): Promise<SubmitAnswers>
  /** Everything after a cursor, for ever. Returns the way to stop it. */
  openFeed(after: Cursor, epoch: string, sink: FeedSink): () => void
  openPresence(sink: PresenceSink): () => void
  directory(): Promise<Directory>
  serverTime(): Promise<Instant>
  /** Says that a room is open here, or with null that it was left. */
  announce(roomId: RoomId | null, activity: Activity): Promise<void>
  /** One step of certifying a signing key. Rejects with a `Fault`. */
  /** A question about the person's own account; rejects like the others. Absent where no server is behind. */
  account?(ask: AccountAsk): Promise<unknown>
  enrol(ask: EnrolAsk): Promise<EnrolAnswer>
  close(): void
}
