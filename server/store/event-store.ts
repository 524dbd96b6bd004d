// The server's store as a port: what is asked of it, never how. One adapter per database, one contract suite for all
// (test/contract/event-store.ts). Everything is asynchronous, so that a database on another machine fits.
//
//   submit ──▶ write(work) ──▶ work(tx): read, decide, append, receipt, deadlines ──▶ commit ──▶ resolved
//   feed   ──▶ feedAfter(channel, position)                (reads see committed works only)

import type { Mail } from '../auth/identity.ts'
import type { Account } from '../../domain/account.ts'
import type { ClockStep } from '../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { AccountId, CommandId, EventId, PersonId, RoomId } from '../../domain/ids.ts'
import type { Audience, Person } from '../../domain/people.ts'
import type { OpenRoom } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import type { CommandAnswer } from '../../protocol/command.ts'
import type { Peaks } from '../../protocol/record-tree.ts'
import type { JoinedTexts } from './joined-texts.ts'

/** What a reader follows: all of it, or the shared events of one account. */
export type Channel = 'provider' | `account/${AccountId}/shared`

/** Where a channel stands; its form is the adapter's own. "" is before the first event. */
export type Position = string
export const BEFORE_FIRST: Position = ''

/** The end of a room's log: the numbers and links on which the next event hangs. */
export interface RoomHead {
  readonly roomId: RoomId
  readonly accountId: AccountId
  /** Events of both audiences. */
  readonly seq: number
  readonly sharedSeq: number
  readonly sharedHash: string
  readonly internalHash: string
  /** The tree over the shared events (protocol/record-tree.ts); missing in a room that was stored before there was one. */
  readonly sharedPeaks?: Peaks | null | undefined
  /** The latest stamp of any of its events. */
  readonly recordedAt: Instant
  /** Neither resolved nor reclassified. */
  readonly isLive: boolean
  /** What a person who takes an intake must know of it. */
  readonly summary: OpenRoom
}

/** One stretch of a channel. */
export interface ChannelPage {
  /** The position these events follow: the one asked for, or BEFORE_FIRST when that could not be read. */
  readonly after: Position
  readonly position: Position
  readonly events: readonly RecordedEvent[]
  readonly atHead: boolean
  /** The channel's running digest at `position`; see `feedDigest`. */
  readonly digest: string
}

/** The same stretch as it is stored: each event as the JSON text of this channel's copy, in order. */
export interface ChannelTexts extends Omit<ChannelPage, 'events'> {
  readonly texts: JoinedTexts
}

/** What became of a command, kept as long as the room. */
export interface Receipt {
  readonly actorId: PersonId
  readonly commandId: CommandId
  readonly contentHash: string
  readonly answer: CommandAnswer
}

/** A person's signing key, with the certificate that was issued for it. Names of keys are thumbprints (RFC 7638). */
export interface SigningKey {
  readonly kid: string
  readonly personId: PersonId
  /** Ed25519, base64url. */
  readonly publicKey: string
  readonly certificate: string
  readonly enrolledAt: Instant
  readonly notAfter: Instant
  /** From then on nothing is signed with it; what was signed before stays. */
  readonly revokedAt: Instant | null
}

/** Events of one room that belong together, and the room's end after them. */
export interface Appended {
  readonly head: RoomHead
  /** Numbered, stamped and linked, in order, in the provider's copy (`seq` set). */
  readonly events: readonly RecordedEvent[]
  /** People of the provider whom the shared record names from now on. */
  readonly namedProviders: readonly PersonId[]
}

export interface StoreReads {
  account(id: AccountId): Promise<Account | null>
  accounts(): Promise<readonly Account[]>
  person(id: PersonId): Promise<Person | null>
  people(): Promise<readonly Person[]>
  /** People of the provider whom shared events of the account's rooms name. */
  namedProviders(accountId: AccountId): Promise<readonly PersonId[]>
  roomHead(id: RoomId): Promise<RoomHead | null>
  /** Newest report first; `accountId` null means all accounts. */
  roomHeads(accountId: AccountId | null, liveOnly: boolean): Promise<readonly RoomHead[]>
  /**
   * The next events of a room after a position, in order: SHARED are the customer's copies (`seq` null, position
   * `sharedSeq`), ALL the provider's (position `seq`).
   */
  roomEvents(id: RoomId, view: RoomView, after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** One event of a room in the provider's copy. */
  event(roomId: RoomId, id: EventId): Promise<RecordedEvent | null>
  /** What was last kept of a room's state (commands/snapshot.ts); null when nothing was. */
  roomSnapshot(id: RoomId, view: RoomView): Promise<string | null>
  receipt(actorId: PersonId, commandId: CommandId): Promise<Receipt | null>
  signingKey(kid: string): Promise<SigningKey | null>
  /** All of a person's, newest first. */
  signingKeys(personId: PersonId): Promise<readonly SigningKey[]>
}

/**
 * What a work will ask for first, as far as that is known before it runs: a store that is a network away asks for it
 * together with what the other works of the transaction foresee. It decides nothing.
 */
export interface Foreseen {
  readonly actorId?: PersonId
  /** Whose receipt the actor may have. */
  readonly commandId?: CommandId
  readonly roomId?: RoomId
  /** The position up to which the room's events are at hand. */
  readonly after?: number | undefined
}

/** Which of a room's events: what both parties see, or everything. */
export type RoomView = 'SHARED' | 'ALL'

export const viewOf = (audiences: readonly Audience[]): RoomView =>
  audiences.includes('INTERNAL') ? 'ALL' : 'SHARED'

/** Valid inside its work alone; a work awaits nothing but these. */
export interface StoreTransaction extends StoreReads {
  append(appended: Appended): Promise<void>
  saveReceipt(receipt: Receipt): Promise<void>
  /** Keeps a text for `roomSnapshot`, in place of what was there. */
  saveRoomSnapshot(id: RoomId, view: RoomView, snapshot: string): Promise<void>
  /** Makes the armed deadlines of a room exactly these. */
  armDeadlines(roomId: RoomId, steps: readonly ClockStep[]): Promise<void>
  saveAccount(account: Account): Promise<void>
  savePerson(person: Person): Promise<void>
  /** Makes or replaces it. */
  saveSigningKey(key: SigningKey): Promise<void>
  /** Makes or replaces a mail that goes out once the work is stored. */
  saveMail(mail: Mail): Promise<void>
  /** The person as one who may act: null for somebody deactivated, as for somebody who is not there. */
  actor(id: PersonId): Promise<Person | null>
  /** What `keep` kept under a name; null when nothing is. */
  kept(name: string): Promise<string | null>
  /** Keeps a text that belongs to the whole server under a name, in place of what was there. */
  keep(name: string, value: string): Promise<void>
  /** Writes a value that means nothing, so that whoever asks knows whether writing works. */
  probe(now: Instant): Promise<void>
}

/**
 * - Reads outside a work see what is committed, and every work that has been answered.
 * - A work is all or none; it never sees half of another, and runs after those that were asked for before it.
 * - A rejection with a StoreFault says whether anything may have been stored; other errors are the work's own.
 */
export interface EventStore extends StoreReads {
  /** Made when the store was; another one after a restore from a backup. */
  readonly epoch: string
  /** Made when the store was and never told: what nobody shall guess of its records follows from it. */
  readonly secret: string
  /** Resolves once what the work did is durable; rejects, with nothing of it stored, when the work throws. */
  write<T>(work: (tx: StoreTransaction) => Promise<T>, foreseen?: Foreseen): Promise<T>
  /** At most `limit` events; no more once they have `bytesMax` bytes as JSON, but always one. */
  feedAfter(channel: Channel, after: Position, limit: number, bytesMax?: number): Promise<ChannelPage>
  /** How many events a channel has after a position; all of them for one that cannot be read. */
  feedLength(channel: Channel, after: Position): Promise<number>
  /** The same page with its events as stored texts, for whoever hands them on without reading them. */
  feedTexts(channel: Channel, after: Position, limit: number, bytesMax?: number): Promise<ChannelTexts>
  /** Rooms with a deadline at or before `now`, the longest overdue first. */
  dueRooms(now: Instant): Promise<readonly RoomId[]>
  /** The armed deadlines of a room, earliest first. */
  deadlines(roomId: RoomId): Promise<readonly ClockStep[]>
  /** Waits for works that were asked for, then lets the database go. */
  close(): Promise<void>
}
