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

/**
 * How a download ended.
 * - DONE: with the page at the head.
 * - NEAR: the copy is so near that the feed is as quick.
 * - NONE: this server has no downloads, or somebody on the way lets none through.
 * - BUSY: no place now.
 * - CUT: anywhere before the head.
 */
export type DownloadEnd = 'DONE' | 'NEAR' | 'NONE' | 'BUSY' | 'CUT' | 'SIGNED_OUT'

export type DownloadPart =
  /** First: how many entries follow. */
  | { readonly kind: 'HEAD'; readonly count: number }
  | { readonly kind: 'PAGE'; readonly page: FeedPage }
  /** Last. */
  | { readonly kind: 'END'; readonly end: DownloadEnd }

/** One answer with all pages after a cursor. */
export interface Download {
  /** The next part; nothing more is fetched than is asked for. Rejects with a `Fault` where no server answers. */
  next(): Promise<DownloadPart>
  close(): void
}

export interface Transport {
  /**
   * Hands in at most COMMANDS_PER_REQUEST commands, in order. Rejects with a `Fault` (replica/fault.ts); unless its
   * retry policy is NEVER or SIGN_IN it is not known whether the server has them, so the same ids must be sent again.
   */
  submit(envelopes: readonly CommandEnvelope[]): Promise<SubmitAnswers>
  /** Everything after a cursor, for ever. Returns the way to stop it. */
  openFeed(after: Cursor, epoch: string, sink: FeedSink): () => void
  /** Everything after a cursor up to the head, at once. Absent where the feed is the only way. */
  download?(after: Cursor, epoch: string): Download
  openPresence(sink: PresenceSink): () => void
  directory(): Promise<Directory>
  serverTime(): Promise<Instant>
  /** Says that a room is open here, or with null that it was left. */
  announce(roomId: RoomId | null, activity: Activity): Promise<void>
  /** One step of certifying a signing key. Rejects with a `Fault`. */
  /** A question about the person's own account; rejects like the others. Absent where no server is behind. */
  account?(ask: AccountAsk): Promise<unknown>
  enrol(ask: EnrolAsk): Promise<EnrolAnswer>
  /** The provider's signed word on a room's record; rejects like the others. Absent where no server is behind. */
  checkpoint?(roomId: RoomId): Promise<string | null>
  close(): void
}
