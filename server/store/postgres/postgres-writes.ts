// What a work can change in PostgreSQL. What is written is sent at once and waited for at the end of the work (see
// postgres-turn.ts), so that a work costs as many round trips as it asks questions. An append is one statement: events,
// the room's end, the channels' ends and whom the account has met.

import type { ClockStep } from '../../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { FEED_START } from '../../../protocol/record.ts'
import { sha256 } from '../../sha256.ts'
import type { Appended, Channel, SigningKey, StoreTransaction } from '../event-store.ts'
import { type Ask, firstJson, firstOf, type Value } from './postgres-ask.ts'
import type { ChannelEnd, Memory } from './postgres-memory.ts'
import { postgresReads } from './postgres-reads.ts'

/** What a work has of its turn: questions are waited for, changes are not. */
export interface WorkConnection {
  readonly ask: Ask
  /** Sends a statement; when it fails, the work fails with it. */
  readonly change: (text: string, values: readonly Value[]) => Promise<void>
  /** What this turn knows already: nobody else changes it meanwhile. */
  readonly memory: Memory
  /** Said of every change of an account or a person. */
  readonly directoryChanged: () => void
}

export function postgresTransaction(work: WorkConnection): StoreTransaction {
  const { ask, change, memory } = work
  const reads = postgresReads(ask)
  return {
    ...reads,
    account: (id) => remembered(memory.accounts, id, () => reads.account(id)),
    roomHead: (id) => remembered(memory.heads, id, () => reads.roomHead(id)),
    append: (appended) => append(work, appended),
    saveReceipt: ({ actorId, commandId, contentHash, answer }) =>
      change('INSERT INTO receipt (actor_id, command_id, content_hash, answer) VALUES ($1, $2, $3, $4)', [
        actorId,
        commandId,
        contentHash,
        JSON.stringify(answer),
      ]),
    saveRoomSnapshot: (roomId, view, snapshot) => change(SAVE_ROOM_SNAPSHOT, [roomId, view, snapshot]),
    armDeadlines: (roomId, steps) => change(ARM, armed(roomId, steps)),
    saveAccount: (account) => changeDirectory(work, SAVE_ACCOUNT, [account.id, JSON.stringify(account)]),
    savePerson: (person) =>
      changeDirectory(work, SAVE_PERSON, [
        person.id,
        JSON.stringify(person),
        person.email?.toLowerCase() ?? null,
      ]),
    saveSigningKey: (key) => change(SAVE_SIGNING_KEY, signingKeyValues(key)),
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

/** Changes accounts or people: what this turn knows of them is asked for again. */
export function changeDirectory(work: WorkConnection, text: string, values: readonly Value[]): Promise<void> {
  work.memory.accounts.clear()
  work.memory.actors.clear()
  work.directoryChanged()
  return work.change(text, values)
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

/** One statement may not touch a row twice: what stays is left, what goes is deleted, what is new or moved is put. */
const ARM = `WITH wanted AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS w (clock_id, step, due_at)),
  gone AS (
    DELETE FROM deadline WHERE room_id = $1
      AND NOT EXISTS (SELECT 1 FROM wanted AS w WHERE w.clock_id = deadline.clock_id AND w.step = deadline.step)
  )
  INSERT INTO deadline (room_id, clock_id, step, due_at) SELECT $1, clock_id, step, due_at FROM wanted
  ON CONFLICT (room_id, clock_id, step) DO UPDATE SET due_at = excluded.due_at
    WHERE deadline.due_at <> excluded.due_at`

const armed = (roomId: RoomId, steps: readonly ClockStep[]): readonly Value[] => [
  roomId,
  steps.map(({ clockId }) => clockId),
  steps.map(({ step }) => step),
  steps.map(({ at }) => at),
]

const APPEND = `WITH log AS (
    INSERT INTO event (room_id, account_id, seq, shared_seq, id, provider_position, provider_digest,
      account_position, account_digest, provider_json, shared_json)
    SELECT $1, $2, e.* FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::bigint[],
      $9::text[], $10::text[], $11::text[]) AS e
  ), head AS (
    INSERT INTO room (id, account_id, seq, shared_seq, shared_hash, internal_hash, recorded_at, is_live, reported_at,
      summary, shared_peaks)
    VALUES ($1, $2, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, shared_seq = excluded.shared_seq,
      shared_hash = excluded.shared_hash, internal_hash = excluded.internal_hash,
      recorded_at = excluded.recorded_at, is_live = excluded.is_live, summary = excluded.summary,
      shared_peaks = excluded.shared_peaks
  ), met AS (
    INSERT INTO named_provider (account_id, person_id) SELECT $2, unnest($21::text[]) ON CONFLICT DO NOTHING
  )
  INSERT INTO channel (name, position, digest) SELECT * FROM unnest($22::text[], $23::bigint[], $24::text[])
  ON CONFLICT (name) DO UPDATE SET position = excluded.position, digest = excluded.digest`

interface Row {
  readonly seq: number
  readonly event: RecordedEvent
  readonly provider: ChannelEnd
  readonly account: ChannelEnd | null
}

async function append(work: WorkConnection, { head, events, namedProviders }: Appended): Promise<void> {
  const { roomId, accountId, summary } = head
  const account: Channel = `account/${accountId}/shared`
  await findEnds(work, ['provider', account])
  const rows = events.map((event) => rowOf(work, account, event))
  const ends = [
    ...new Set<Channel>(rows.flatMap((row) => (row.account === null ? ['provider'] : ['provider', account]))),
  ]
  work.memory.heads.set(roomId, head)
  await work.change(APPEND, [
    roomId,
    accountId,
    rows.map(({ seq }) => seq),
    rows.map(({ event }) => event.sharedSeq),
    rows.map(({ event }) => event.id),
    rows.map(({ provider }) => provider.position),
    rows.map(({ provider }) => provider.digest),
    rows.map((row) => row.account?.position ?? null),
    rows.map((row) => row.account?.digest ?? null),
    rows.map(({ event }) => JSON.stringify(event)),
    rows.map((row) => (row.account === null ? null : JSON.stringify({ ...row.event, seq: null }))),
    head.seq,
    head.sharedSeq,
    head.sharedHash,
    head.internalHash,
    head.recordedAt,
    head.isLive,
    summary.reportedAt,
    JSON.stringify(summary),
    head.sharedPeaks == null ? null : JSON.stringify(head.sharedPeaks),
    namedProviders,
    ends,
    ends.map((name) => endOf(work, name).position),
    ends.map((name) => endOf(work, name).digest),
  ])
}

/** Gives an event its place in the provider's feed and, where it is shared, in the account's. */
function rowOf(work: WorkConnection, account: Channel, event: RecordedEvent): Row {
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
