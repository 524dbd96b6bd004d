// The server without its network: everything a transport may ask for, over one store and one clock. HTTP, GraphQL and
// sign-in are built on this alone; they pass a person in and get what that person may have.

import type { Account } from '../domain/account.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { Room } from '../domain/incident/state.ts'
import { type AccountId, type EventId, type PersonId, type RoomId, toPersonId } from '../domain/ids.ts'
import { audiencesOf, maySeeAccount, type Person } from '../domain/people.ts'
import type { Instant } from '../domain/time.ts'
import type { CommandAnswer, CommandEnvelope } from '../protocol/command.ts'
import type { Cursor, Directory, FeedPage } from '../protocol/feed.ts'
import { openRoomStates } from './commands/room-states.ts'
import { type Submitting, submitCommands } from './commands/submit.ts'
import type { HoldsContent } from './commands/handle.ts'
import { openRecordSeal } from './commands/record-seal.ts'
import { type CoreLog, SILENT } from './core-log.ts'
import { openFireDue } from './deadlines/fire-due.ts'
import { directoryFor } from './directory.ts'
import { channelOf, type FeedTexts, openFeedTexts, parsedFeed, positionIn } from './fanout/feed-pages.ts'
import { openNews } from './fanout/news.ts'
import { type EventStore, type RoomHead, type RoomView, viewOf } from './store/event-store.ts'
import { type Signals, SILENT_SIGNALS } from './store/signals.ts'

export interface Core {
  /**
   * Decides commands in order, each in a transaction of its own; resolves when all answers are durable.
   * - Safe to repeat: a command id of a person has one effect and one answer for ever (I3).
   * - `mayBind` is false for somebody whose sign-in is not fresh: what binds a party is then HELD, and nothing stored.
   * - Rejects only when it is unknown what was stored; the process must stop then.
   */
  submit(
    person: Person,
    envelopes: readonly CommandEnvelope[],
    mayBind?: boolean,
  ): Promise<readonly CommandAnswer[]>
  /** The page after a cursor; from the start for another epoch or a cursor that is not this person's. */
  feedPage(person: Person, after: Cursor, epoch: string, limit: number): Promise<FeedPage>
  /** The same page with its events as stored texts, for whoever hands one page on to many. */
  feedTexts(person: Person, after: Cursor, epoch: string, limit: number): Promise<FeedTexts>
  /** How many events follow a cursor of this person's feed, as one of its pages named it. */
  feedLength(person: Person, after: Cursor): Promise<number>
  /**
   * Calls `poked` after every commit that the person's feed may show; returns how to stop it. A poke carries nothing;
   * making one out of many is the listener's business. Register first, then read. With `everything`, something else
   * than the feed's events has changed: the directory, and perhaps the person.
   */
  onPoke(person: Person, poked: (everything: boolean) => void): () => void
  /** The room as this person may see it: a customer's is built from shared events alone. */
  room(person: Person, id: RoomId): Promise<Room | null>
  /** Newest report first. */
  rooms(person: Person, live: boolean): Promise<readonly Room[]>
  /** Events after a position: `sharedSeq` for a customer, `seq` for the provider. Empty for a room not to be seen. */
  roomEvents(person: Person, id: RoomId, after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** One event of a room as this person may read it; null alike for a hidden one and for one that is not there. */
  event(person: Person, id: RoomId, eventId: EventId): Promise<RecordedEvent | null>
  /** Whose room it is, or null when there is none: for the gates alone, which tell nobody. */
  roomAccount(id: RoomId): Promise<AccountId | null>
  directory(person: Person): Promise<Directory>
  person(id: PersonId): Promise<Person | null>
  people(): Promise<readonly Person[]>
  saveAccount(account: Account): Promise<void>
  savePerson(person: Person): Promise<void>
  /** For whoever stored accounts or people in a work of their own: open feeds learn of it at once. */
  directoryChanged(): void
  /** Resolves when the store has written something and read it: the server can do its work. */
  probe(): Promise<void>
  /** One tick of the deadline engine: fires what is due and resolves to the number of rooms it touched. */
  fireDue(): Promise<number>
  /** Waits for what was asked for, then closes the store. */
  close(): Promise<void>
}

export interface CoreOptions {
  readonly store: EventStore
  /** The wall clock; may step either way. */
  readonly now: () => Instant
  readonly log?: CoreLog | undefined
  /** Asked before an entry refers to a file; without it, every content counts as held. */
  readonly holdsContent?: HoldsContent | undefined
  /** The provider's name as statements say it. */
  readonly provider?: string | undefined
  /** To and from the other nodes on this store; none unless given. */
  readonly signals?: Signals | undefined
  /** Whether the provider's people are written to about clocks (mail/clock-letters.ts); not unless given. */
  readonly writesLetters?: boolean | undefined
}

export function openCore(options: CoreOptions): Core {
  const { store, now, log = SILENT, holdsContent = () => true, provider = 'Support' } = options
  const { signals = SILENT_SIGNALS, writesLetters = false } = options
  const news = openNews(store, signals, log)
  const seal = openRecordSeal(store.secret, provider)
  const states = openRoomStates({ store, log })
  const around: Submitting = {
    store,
    hub: news.hub,
    log,
    desk: { now, logs: states.logs, holdsContent, seal, writesLetters },
  }
  const feedTexts = openFeedTexts(store, now, (person) => news.markOf(person))
  const directoryChanged = (): void => news.directoryChanged()
  const seen = async (person: Person, id: RoomId): Promise<RoomHead | null> => {
    const head = await store.roomHead(id)
    return head !== null && maySeeAccount(person, head.accountId) ? head : null
  }
  return {
    submit: (person, envelopes, mayBind) => submitCommands(around, person, envelopes, mayBind),
    feedLength: async (person, after) => {
      const channel = channelOf(person)
      return channel === null ? 0 : store.feedLength(channel, positionIn(after))
    },
    feedTexts,
    feedPage: async (...asked) => parsedFeed(await feedTexts(...asked)),
    onPoke: (person, poked) => {
      const channel = channelOf(person)
      return channel === null ? () => {} : news.hub.on(channel, poked)
    },
    room: async (person, id) => {
      const head = await seen(person, id)
      return head === null ? null : states.read(head, viewFor(person))
    },
    rooms: async (person, live) => {
      const heads = await store.roomHeads(person.party === 'CUSTOMER' ? person.accountId : null, live)
      const visible = heads.filter((head) => maySeeAccount(person, head.accountId))
      const rooms: Room[] = []
      // One after the other: all at once they would be folded in one turn of the loop, and everybody else would wait.
      for (const head of visible) {
        const room = await states.read(head, viewFor(person))
        if (room !== null) rooms.push(room)
      }
      return rooms
    },
    roomEvents: async (person, id, after, limit) =>
      (await seen(person, id)) === null ? [] : store.roomEvents(id, viewFor(person), after, limit),
    event: async (person, id, eventId) => {
      const event = (await seen(person, id)) === null ? null : await store.event(id, eventId)
      if (event === null || viewFor(person) === 'ALL') return event
      return event.audience === 'SHARED' ? { ...event, seq: null } : null
    },
    roomAccount: async (id) => (await store.roomHead(id))?.accountId ?? null,
    directory: (person) => directoryFor(store, person),
    person: (id) => store.person(id),
    people: () => store.people(),
    saveAccount: (account) => store.write((tx) => tx.saveAccount(account)).then(directoryChanged),
    savePerson: (person) => store.write((tx) => tx.savePerson(person)).then(directoryChanged),
    directoryChanged,
    probe: async () => {
      await store.write((tx) => tx.probe(now()))
      await store.person(NOBODY)
    },
    fireDue: openFireDue(around),
    close: () => {
      news.close()
      return store.close()
    },
  }
}

const viewFor = (person: Person): RoomView => viewOf(audiencesOf(person.party))
/** Asked for by the probe alone. */
const NOBODY = toPersonId('nobody')
