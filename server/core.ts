// The server without its network: everything a transport may ask for, over one store and one clock. HTTP, GraphQL and
// sign-in are built on this alone; they pass a person in and get what that person may have.

import type { Account } from '../domain/account.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { Room } from '../domain/incident/state.ts'
import type { PersonId, RoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import type { Instant } from '../domain/time.ts'
import type { CommandAnswer, CommandEnvelope } from '../protocol/command.ts'
import type { Cursor, Directory, FeedPage } from '../protocol/feed.ts'
import type { EventStore } from './store/event-store.ts'

/** What the core tells an operator; `fields` never hold what people wrote. */
export interface CoreLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** Sessions by the hash of their secret; the secret itself is never stored. */
export interface Sessions {
  save(tokenHash: string, personId: PersonId, expiresAt: Instant): Promise<void>
  /** The person as stored now, or null when the session is unknown, ended or expired. */
  find(tokenHash: string, now: Instant): Promise<Person | null>
  end(tokenHash: string): Promise<void>
}

export interface Core {
  /**
   * Decides commands in order, each in a transaction of its own; resolves when all answers are durable.
   * - Safe to repeat: a command id of a person has one effect and one answer for ever (I3).
   * - Rejects only when it is unknown what was stored; the process must stop then.
   */
  submit(person: Person, envelopes: readonly CommandEnvelope[]): Promise<readonly CommandAnswer[]>
  /** The page after a cursor; from the start for another epoch or a cursor that is not this person's. */
  feedPage(person: Person, after: Cursor, epoch: string, limit: number): Promise<FeedPage>
  /**
   * Calls `poked` after every commit that the person's feed may show; returns how to stop it. A poke carries nothing;
   * making one out of many is the listener's business. Register first, then read.
   */
  onPoke(person: Person, poked: () => void): () => void
  /** The room as this person may see it: a customer's is built from shared events alone. */
  room(person: Person, id: RoomId): Promise<Room | null>
  /** Newest report first. */
  rooms(person: Person, live: boolean): Promise<readonly Room[]>
  /** Events after a position: `sharedSeq` for a customer, `seq` for the provider. Empty for a room not to be seen. */
  roomEvents(person: Person, id: RoomId, after: number, limit: number): Promise<readonly RecordedEvent[]>
  directory(person: Person): Promise<Directory>
  person(id: PersonId): Promise<Person | null>
  people(): Promise<readonly Person[]>
  saveAccount(account: Account): Promise<void>
  savePerson(person: Person): Promise<void>
  readonly sessions: Sessions
  /** One tick of the deadline engine: fires what is due and resolves to the number of steps fired. */
  fireDue(): Promise<number>
  /** Waits for what was asked for, then closes the store. */
  close(): Promise<void>
}

export interface CoreOptions {
  readonly store: EventStore
  /** The wall clock; may step either way. */
  readonly now: () => Instant
  readonly log?: CoreLog | undefined
}

export function openCore(_options: CoreOptions): Core {
  throw new Error('not built yet')
}
