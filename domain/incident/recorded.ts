// An event as the log holds it: numbered, stamped by the server, linked to its predecessor.
// Shared and internal events have a numbering and a hash chain each; nothing in a shared event tells
// whether an internal one exists (AUD-1).

import type { AccountId, CommandId, EventId, RoomId } from '../ids.ts'
import type { Actor, Audience } from '../people.ts'
import type { Instant } from '../time.ts'

export interface Recorded<Body> {
  readonly id: EventId
  readonly roomId: RoomId
  readonly accountId: AccountId
  readonly audience: Audience
  /** Dense from 1 among the room's shared events; null on an internal event and while only predicted. */
  readonly sharedSeq: number | null
  /** Dense from 1 over both audiences: only in the provider's copy, null in a customer's. */
  readonly seq: number | null
  /** The server's stamp; on a prediction the device's estimate. */
  readonly recordedAt: Instant
  readonly actor: Actor
  readonly causedBy: CommandId
  /** SHA-256(previous hash of this audience ‖ canonical JSON of the event); null while only predicted. */
  readonly hash: string | null
  /**
   * 16 bytes in base64url that nobody can guess, under the hash: once the entry's words are erased, its hash tells
   * nothing of them. Missing on a prediction and on entries of before there were salts.
   */
  readonly salt?: string | null | undefined
  readonly body: Body
}
