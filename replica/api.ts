// The only thing an interface sees of its replica: hand in an intent, watch a question, know how fresh the answer is.
// Everything here is plain data, since it crosses a message port (desktop: utility process; browser: worker).
// The replica answers from the local copy at once; the network only makes the answers newer.

import type { PersonCommand } from '../domain/incident/commands.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { Room } from '../domain/incident/state.ts'
import type { CommandId, EventId, RoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import type { Rejection } from '../domain/result.ts'
import type { Instant, Millis } from '../domain/time.ts'
import type { AccountAsk } from '../protocol/identity-operations.ts'
import type { EnrolAnswer, EnrolAsk } from '../protocol/enrolment.ts'
import type { RecordContent } from '../protocol/exported-record.ts'
import type { Activity, Directory, RoomPresence } from '../protocol/feed.ts'
import type { Outline } from '../protocol/outline.ts'
import type { TextMatch } from '../protocol/text-match.ts'

/** Answer to an intent. SAVED: it is on disk and will be sent, whatever happens now. */
export type Submitted =
  | { readonly outcome: 'SAVED'; readonly commandId: CommandId }
  /**
   * The law says no on this copy; nothing was stored, the text is still with the caller. A copy that has never heard
   * from the server cannot say no: it saves, and the server judges.
   */
  | { readonly outcome: 'REJECTED'; readonly rejection: Rejection }

/** An entry of a room's timeline: recorded, or predicted from a command that is still on its way. */
export interface Entry {
  readonly event: RecordedEvent
  /** SENT: handed to the server at least once, answer not known yet. */
  readonly state: 'RECORDED' | 'WAITING' | 'SENT'
}

/** A command of mine that is not confirmed. */
export interface Pending {
  readonly commandId: CommandId
  readonly roomId: RoomId
  readonly command: PersonCommand
  readonly issuedAt: Instant
  /** REJECTED: the server refused it; its text is kept here until edited or discarded. */
  readonly state: 'WAITING' | 'SENT' | 'REJECTED'
  /** The server takes it once this person has shown anew who they are (step-up). */
  readonly held?: boolean | undefined
  readonly rejection: Rejection | null
  /** Ids of the events it is predicted to lead to on this copy; empty when this copy cannot predict it. */
  readonly predicted: readonly EventId[]
}

export interface RoomView {
  /** Confirmed events and predictions together; null when this copy has no such room. */
  readonly room: Room | null
  /** The room without predictions: what a signature may rest on. */
  readonly confirmed: Room | null
  /** The newest entries, oldest first. */
  readonly entries: readonly Entry[]
  /** How many older entries this copy holds that are not in `entries`. */
  readonly olderCount: number
  readonly pending: readonly Pending[]
  readonly renewing?: Renewing
}

/** True while the copy is fetched anew: some of what was here is not here again. Who has shown it may go on showing it. */
export type Renewing = boolean | undefined

/** One row of the board. */
export interface BoardRow {
  readonly room: Room
  /** Commands of mine in this room that are not confirmed. */
  readonly unsent: number
}

export interface BoardView {
  readonly rows: readonly BoardRow[]
  readonly renewing?: Renewing
}

export type Link =
  /** Head confirmed within the last 15 s. */
  | 'LIVE'
  | 'CATCHING_UP'
  | 'CONNECTING'
  | 'OFFLINE'
  /** The server ended this session; sign in again, nothing unsent is lost. */
  | 'SIGNED_OUT'

/** A long catch-up on its way, in entries. */
export interface CatchUp {
  readonly taken: number
  readonly total: number
}

/** How fresh the copy is, and what waits. */
export interface Status {
  readonly link: Link
  /** When the head was last confirmed, by the server's clock; null before the first time. */
  readonly asOf: Instant | null
  /** Server clock minus this computer's clock. */
  readonly offsetMs: Millis
  /** How far `offsetMs` may be off; null while unknown. */
  readonly offsetErrorMs: Millis | null
  readonly nextTryAt: number | null
  /** Null or missing while nothing is being caught up with that takes its time. */
  readonly catchUp?: CatchUp | null | undefined
  readonly waiting: number
  readonly rejected: number
  readonly renewing?: Renewing
  /** True when nothing can be kept on this device (no storage): said to the person. */
  readonly volatile: boolean
}

/** Text not handed in yet, kept on every key stroke. */
export interface Draft {
  readonly roomId: string
  /** Composer mode or form name; one draft each. */
  readonly mode: string
  /** Whatever the form needs to show itself again, as JSON text. */
  readonly content: string
}

/** What can be watched, and what each watch yields. */
export interface Views {
  readonly board: BoardView
  readonly room: RoomView
  readonly pending: readonly Pending[]
  readonly status: Status
  readonly directory: Directory
  readonly presence: readonly RoomPresence[]
}

export type Question =
  | { readonly view: 'board' }
  /** `limit`: at most this many of the newest entries. */
  | { readonly view: 'room'; readonly roomId: RoomId; readonly limit: number }
  | { readonly view: 'pending' }
  | { readonly view: 'status' }
  | { readonly view: 'directory' }
  | { readonly view: 'presence' }

/** Recorded entries as they were asked for, and what has to be known to read them. */
export interface Passage {
  readonly entries: readonly RecordedEvent[]
  /** What they answer or speak about, and every correction of and annotation on them. */
  readonly related: readonly RecordedEvent[]
}

/** An entry in which somebody's words hold what was looked for. */
export interface Found {
  readonly roomId: RoomId
  readonly eventId: EventId
  readonly author: string
  readonly recordedAt: Instant
  readonly internal: boolean
  /** The words around the first match, on one line. */
  readonly excerpt: string
  /** Where the match stands in the excerpt. */
  readonly match: TextMatch
}

/** What can be read of a room's record, and what each reading yields. */
export interface Readings {
  readonly outline: Outline
  readonly passage: Passage
  /** Null for an entry that this copy does not hold. */
  readonly entry: RecordedEvent | null
  /** Newest first. */
  readonly search: readonly Found[]
  /** What an export holds: shared entries alone, whatever this copy holds. Null for a room that is not here. */
  readonly record: RecordContent | null
  /** Root of the tree over the shared entries up to a position (record-tree.ts); null where they are not all here. */
  readonly root: string | null
}

export type Reading =
  | { readonly read: 'outline'; readonly roomId: RoomId }
  /** `positions`: in the copy's own numbering, from 1; those it does not hold are left out. */
  | { readonly read: 'passage'; readonly roomId: RoomId; readonly positions: readonly number[] }
  | { readonly read: 'entry'; readonly roomId: RoomId; readonly eventId: EventId }
  /** Entries that hold every word of `text`, without case and marks; `roomId` null: in all rooms of this copy. */
  | { readonly read: 'search'; readonly roomId: RoomId | null; readonly text: string; readonly limit: number }
  | { readonly read: 'record'; readonly roomId: RoomId }
  | { readonly read: 'root'; readonly roomId: RoomId; readonly sharedSeq: number }

export interface Replica {
  readonly me: Person
  /**
   * Decides on this copy, stores the command durably, then answers; the entry is in every watched view at once.
   * `commandId` is made here, once per intent, unless one is given (a retried call after a lost answer).
   */
  submit(roomId: RoomId, command: PersonCommand, commandId?: CommandId): Promise<Submitted>
  /** Takes back a command that has not left yet, or discards a rejected one; false when it is on its way. */
  discard(commandId: CommandId): Promise<boolean>
  /**
   * Calls back with the present answer, soon but never before this returns, and then after every change: commits of
   * one turn of the event loop are answered together. Returns the way to stop.
   */
  watch<V extends keyof Views>(
    question: Extract<Question, { view: V }>,
    changed: (answer: Views[V]) => void,
  ): () => void
  /**
   * Recorded entries never change: the end of a room is watched, the rest of it is read, once. What one change costs
   * does therefore not grow with what was read before it.
   */
  read<R extends keyof Readings>(reading: Extract<Reading, { read: R }>): Promise<Readings[R]>
  /** Asks the server about the person's own account; null where it refused or cannot be asked now. */
  account?(ask: AccountAsk): Promise<unknown>
  /** Asks the server to certify a signing key; null where it cannot be asked now. */
  enrol(ask: EnrolAsk): Promise<EnrolAnswer | null>
  /** Asks the server for its signed word on a room's record; null where it gives none or cannot be asked now. */
  checkpoint?(roomId: RoomId): Promise<string | null>
  saveDraft(draft: Draft): Promise<void>
  /** The kept draft's content, or null. */
  loadDraft(roomId: string, mode: string): Promise<string | null>
  dropDraft(roomId: string, mode: string): Promise<void>
  /** Tells the others that a room is open here; null when it is left. */
  announce(roomId: RoomId | null, activity: Activity): void
  /** Try the network now: it came back, the machine woke, the window got the focus. */
  probe(): void
  close(): Promise<void>
}
