// What a work can change in PostgreSQL. What is written is gathered (postgres-written.ts) and goes out with the rest of
// the turn, so that a work waits for its questions alone, and for none that its turn has the answer to already.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { FEED_START } from '../../../protocol/record.ts'
import { sha256 } from '../../sha256.ts'
import type { Appended, Channel, RoomView, SigningKey, StoreTransaction } from '../event-store.ts'
import { type Ask, firstJson, firstOf, fromJson, type Value } from './postgres-ask.ts'
import { type ChannelEnd, type Memory, receiptKey, sharedChannelOf } from './postgres-memory.ts'
import { saveIn, valuesFor } from './postgres-identity-tables.ts'
import { postgresReads } from './postgres-reads.ts'
import type { EventRow, Written } from './postgres-written.ts'

/** What a work has of its turn. */
export interface WorkConnection {
  /** For questions alone: what it changes would stay where the work fails. */
  readonly ask: Ask
  /** A question that changes something. */
  readonly take: Ask
  /** Adds to what the turn sends; where that fails, the work does. */
  readonly write: (write: (written: Written) => void) => Promise<void>
  /** What this turn knows already: nobody else changes it meanwhile. */
  readonly memory: Memory
  /** Said of every change of an account or a person. */
  readonly directoryChanged: () => void
}

export function postgresTransaction(work: WorkConnection): StoreTransaction {
  const { ask, memory, write } = work
  const change = changeOf(work)
  const reads = postgresReads(ask)
  return {
    ...reads,
    account: (id) => remembered(memory.accounts, id, () => reads.account(id)),
    roomHead: (id) => remembered(memory.heads, id, () => reads.roomHead(id)),
    roomEvents: async (id, view, after, limit) =>
      eventsAtHand(memory, id, view, after, limit) ?? reads.roomEvents(id, view, after, limit),
    receipt: (actorId, commandId) =>
      remembered(memory.receipts, receiptKey(actorId, commandId), () => reads.receipt(actorId, commandId)),
    append: (appended) => append(work, appended),
    saveReceipt: (receipt) => {
      memory.receipts.set(receiptKey(receipt.actorId, receipt.commandId), receipt)
      return write(({ receipts }) => receipts.push(receipt))
    },
    saveRoomSnapshot: (roomId, view, snapshot) => change(SAVE_ROOM_SNAPSHOT, [roomId, view, snapshot]),
    armDeadlines: (roomId, steps) => write(({ armed }) => armed.set(roomId, steps)),
    saveAccount: (account) => changeDirectory(work, SAVE_ACCOUNT, [account.id, JSON.stringify(account)]),
    savePerson: (person) =>
      changeDirectory(work, SAVE_PERSON, [
        person.id,
        JSON.stringify(person),
        person.email?.toLowerCase() ?? null,
      ]),
    saveSigningKey: (key) => change(SAVE_SIGNING_KEY, signingKeyValues(key)),
    saveMail: (mail) => change(saveIn('mail', 'id'), valuesFor('mail', mail)),
    actor: (id) =>
      remembered(memory.actors, id, async () =>
        firstJson<Person>(
          await ask('SELECT json FROM person WHERE id = $1 AND deactivated_at IS NULL', [id]),
        ),
      ),
    kept: async (name) => {
      const text = 'SELECT value FROM meta WHERE name = $1'
      return firstOf(await ask<{ readonly value: string }>(text, [keptName(name)]))?.value ?? null
    },
    keep: (name, value) => change(KEEP, [keptName(name), value]),
    probe: (now) => change(KEEP, ['probed', now]),
  }
}

export type Change = (text: string, values: readonly Value[]) => Promise<void>

/** How a work writes a statement of its own. */
export const changeOf =
  ({ write }: WorkConnection): Change =>
  (text, values) =>
    write(({ others }) => others.push({ text, values }))

/** Changes accounts or people: what this turn knows of them is asked for again. */
export function changeDirectory(work: WorkConnection, text: string, values: readonly Value[]): Promise<void> {
  work.memory.accounts.clear()
  work.memory.actors.clear()
  work.directoryChanged()
  return changeOf(work)(text, values)
}

/** The events that were foreseen, where they are all that is asked for. */
function eventsAtHand(
  { since }: Memory,
  id: RoomId,
  view: RoomView,
  after: number,
  limit: number,
): readonly RecordedEvent[] | null {
  const found = since.get(id)
  if (view !== 'ALL' || found === undefined || found.after !== after || found.texts.length < limit)
    return null
  return found.texts.slice(0, limit).map((text) => fromJson<RecordedEvent>(text))
}

async function remembered<Key, Found>(
  memory: Map<Key, Found>,
  key: Key,
  find: () => Promise<Found>,
): Promise<Found> {
  const known = memory.get(key)
  if (known !== undefined) return known
  const found = await find()
  memory.set(key, found)
  return found
}

/** Apart from what the store keeps there for itself, such as its epoch. */
const keptName = (name: string): string => `kept ${name}`

const KEEP = `INSERT INTO meta (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`

const SAVE_ACCOUNT = `INSERT INTO account (id, json) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET json = excluded.json`

const SAVE_PERSON = `INSERT INTO person (id, json, email) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET json = excluded.json, email = excluded.email`

const SAVE_ROOM_SNAPSHOT = `INSERT INTO room_snapshot (room_id, view, snapshot) VALUES ($1, $2, $3)
  ON CONFLICT (room_id, view) DO UPDATE SET snapshot = excluded.snapshot`

const SAVE_SIGNING_KEY = `INSERT INTO signing_key
    (kid, person_id, public_key, certificate, enrolled_at, not_after, revoked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (kid) DO UPDATE SET certificate = excluded.certificate, enrolled_at = excluded.enrolled_at,
    not_after = excluded.not_after, revoked_at = excluded.revoked_at`

const signingKeyValues = (key: SigningKey): readonly Value[] => [
  key.kid,
  key.personId,
  key.publicKey,
  key.certificate,
  key.enrolledAt,
  key.notAfter,
  key.revokedAt,
]

/** Gives each event its place in the feeds and moves their ends. */
async function append(work: WorkConnection, { head, events, namedProviders }: Appended): Promise<void> {
  const { roomId, accountId } = head
  const account = sharedChannelOf(accountId)
  await findEnds(work, ['provider', account])
  const rows = events.map((event) => rowOf(work, account, event))
  work.memory.heads.set(roomId, head)
  await work.write((written) => {
    written.events.push(...rows)
    written.heads.set(roomId, head)
    written.met.push(...namedProviders.map((personId) => ({ accountId, personId })))
    for (const row of rows) {
      written.ends.set('provider', row.provider)
      if (row.account !== null) written.ends.set(account, row.account)
    }
  })
}

/** Gives an event its place in the provider's feed and, where it is shared, in the account's. */
function rowOf(work: WorkConnection, account: Channel, event: RecordedEvent): EventRow {
  const { seq, hash } = event
  if (seq === null || hash === null) throw new Error('an event is numbered and linked before it is stored')
  const isShared = event.audience === 'SHARED'
  return {
    seq,
    event,
    provider: move(work, 'provider', hash),
    account: isShared ? move(work, account, hash) : null,
  }
}

function move(work: WorkConnection, name: Channel, hash: string): ChannelEnd {
  const last = endOf(work, name)
  // As feedDigest, by this machine's own hash.
  const end = { position: last.position + 1, digest: sha256(last.digest + hash) }
  work.memory.channels.set(name, end)
  return end
}

const endOf = ({ memory }: WorkConnection, name: Channel): ChannelEnd =>
  memory.channels.get(name) ?? { position: 0, digest: FEED_START }

async function findEnds({ ask, memory }: WorkConnection, names: readonly Channel[]): Promise<void> {
  const unknown = names.filter((name) => memory.channels.get(name) === undefined)
  if (unknown.length === 0) return
  const text = 'SELECT name, position, digest FROM channel WHERE name = ANY($1)'
  const found = await ask<ChannelEnd & { readonly name: Channel }>(text, [unknown])
  for (const name of unknown) memory.channels.set(name, { position: 0, digest: FEED_START })
  for (const { name, position, digest } of found) memory.channels.set(name, { position, digest })
}
