// What a server hands to a device: pages of events after a cursor, the directory a person may see, and who is
// present. A cursor is opaque to clients; they only compare it for equality.

import type { Account } from '../domain/account.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { PersonId, RoomId } from '../domain/ids.ts'
import type { Party, Person } from '../domain/people.ts'
import { type Instant, type Millis, SECOND } from '../domain/time.ts'

/** Opaque to clients; "" stands for the beginning. */
export type Cursor = string
export const FROM_START: Cursor = ''

/** The next events of a person's feed. An empty page at head confirms that there is nothing newer. */
export interface FeedPage {
  /** Changes when the server was restored from a backup: everything cached must be rebuilt (I12). */
  readonly epoch: string
  /** The cursor this page follows. */
  readonly after: Cursor
  /** The cursor to ask with next. */
  readonly cursor: Cursor
  readonly events: readonly RecordedEvent[]
  /** Whether these were all there were. */
  readonly atHead: boolean
  /** The feed's running digest after these events; see `feedDigest`. */
  readonly digest: string
  readonly serverTime: Instant
  /** Another one than on the page before: the directory changed, ask for it again. */
  readonly directory?: string | null | undefined
}

/** Accounts and people a person may know of; for a customer see server/directory.ts. */
export interface Directory {
  readonly accounts: readonly Account[]
  readonly people: readonly Person[]
}

/** What somebody is about to send; never said to a customer when it is internal. */
export type Activity = 'READING' | 'MESSAGE' | 'UPDATE' | 'NOTE' | 'WORKAROUND' | 'CALL'

export interface Present {
  readonly personId: PersonId
  readonly name: string
  readonly party: Party
  readonly activity: Activity
}

/** A server confirms the head of a feed at least this often, so that a device can tell silence from quiet. */
export const HEAD_CONFIRMED_EVERY: Millis = 10 * SECOND
/** A server forgets a device that has not announced itself for this long. */
export const PRESENCE_KEPT: Millis = 30 * SECOND

/** Who is in a room now; never stored. */
export interface RoomPresence {
  readonly roomId: RoomId
  readonly people: readonly Present[]
}

/** Why a server ended a feed for good, or that it may be asked again. */
export type FeedEnd = 'SIGNED_OUT' | 'EXPIRED' | 'RESTARTING' | 'LOST'
