// What almost every command reads and writes, by statements without anything around them. An event gets its place in the
// provider's feed and, where it is shared, in the account's, and carries both feeds' digests on. Ends of rooms and feeds
// move in memory and are written once for all works of a transaction (sqlite-ends.ts).

import type { Account } from '../../domain/account.ts'
import type { ClockStep } from '../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { CommandAnswer } from '../../protocol/command.ts'
import { FEED_START } from '../../protocol/record.ts'
import { sha256 } from '../sha256.ts'
import type { Appended, Channel, Receipt, RoomHead, StoreReads, StoreTransaction } from './event-store.ts'
import type { Connection } from './sqlite-file.ts'
import type { SqliteMemory } from './sqlite-memory.ts'
import { answer, fromJson } from './sqlite-reads.ts'

export type LogTransaction = Pick<
  StoreTransaction,
  'account' | 'actor' | 'append' | 'armDeadlines' | 'receipt' | 'roomHead' | 'roomHeads' | 'saveReceipt'
>

export interface SqliteLog {
  readonly transaction: LogTransaction
  /** Writes the ends that were moved: before a commit, and before rows of rooms are read. */
  readonly writeEnds: () => void
}

/** `reads`: those of the writing connection. */
export function sqliteLog(connection: Connection, memory: SqliteMemory, reads: StoreReads): SqliteLog {
  const writes = { ...prepareLog(connection), memory }
  const deadlines = prepareDeadlines(connection)
  const { receipt, saveReceipt, account, actor } = prepareFacts(connection)
  const accounts = lastRead<Account>()
  const people = lastRead<Person>()
  const writeEnds = (): void => {
    memory.heads.write((_id, head) => saveHead(writes, head))
    memory.channels.write((name, { position, digest }) => void writes.channel.run(name, position, digest))
  }
  const transaction: LogTransaction = {
    account: (id) => answer(() => accounts(account.get(id))),
    actor: (id) => answer(() => people(actor.get(id))),
    receipt: (actorId, commandId) =>
      answer(() => {
        const row = receipt.get(actorId, commandId)
        return row === undefined ? null : receiptOf({ actorId, commandId }, row)
      }),
    saveReceipt: ({ actorId, commandId, contentHash, answer: given }) =>
      answer(() => void saveReceipt.run(actorId, commandId, contentHash, JSON.stringify(given))),
    roomHead: async (id) => {
      const known = memory.heads.get(id)
      if (known !== undefined) return known
      const head = await reads.roomHead(id)
      if (head !== null) memory.heads.learn(id, head)
      return head
    },
    roomHeads: (accountId, liveOnly) => answer(writeEnds).then(() => reads.roomHeads(accountId, liveOnly)),
    append: (appended) => answer(() => append(writes, appended)),
    armDeadlines: (roomId, steps) => answer(() => armDeadlines(deadlines, memory, roomId, steps)),
  }
  return { transaction, writeEnds }
}

type Writes = ReturnType<typeof prepareLog> & { readonly memory: SqliteMemory }

function append(writes: Writes, { head, events, namedProviders }: Appended): void {
  writes.memory.heads.move(head.roomId, head)
  for (const event of events) appendEvent(writes, event)
  for (const personId of namedProviders) writes.namedProvider.run(head.accountId, personId)
}

function appendEvent(writes: Writes, event: RecordedEvent): void {
  const { roomId, seq, sharedSeq, id, accountId, hash } = event
  if (seq === null || hash === null) throw new Error('an event is numbered and linked before it is stored')
  const isShared = event.audience === 'SHARED'
  const provider = moveChannel(writes, 'provider', hash)
  const account = isShared ? moveChannel(writes, `account/${accountId}/shared`, hash) : null
  writes.event.run(
    roomId,
    seq,
    sharedSeq,
    id,
    accountId,
    provider.position,
    provider.digest,
    account?.position ?? null,
    account?.digest ?? null,
    JSON.stringify(event),
    isShared ? JSON.stringify({ ...event, seq: null }) : null,
  )
}

function moveChannel({ memory: { channels }, channelEnd }: Writes, name: Channel, hash: string) {
  const last = channels.get(name) ?? channelEnd.get(name)
  // As feedDigest, by this machine's own hash.
  const end = { position: (last?.position ?? 0) + 1, digest: sha256((last?.digest ?? FEED_START) + hash) }
  channels.move(name, end)
  return end
}

function saveHead({ room, newRoom }: Writes, head: RoomHead): void {
  const { roomId, accountId, seq, sharedSeq, sharedHash, internalHash, recordedAt, summary, sharedPeaks } =
    head
  const isLive = head.isLive ? 1 : 0
  const peaks = sharedPeaks == null ? null : JSON.stringify(sharedPeaks)
  const end = [seq, sharedSeq, sharedHash, internalHash, recordedAt, JSON.stringify(summary), peaks] as const
  // The index of live rooms changes with a room that begins or ends, and is left alone otherwise.
  if (room.run(...end, roomId, isLive).changes === 1) return
  newRoom.run(...end, roomId, isLive, accountId, summary.reportedAt)
}

function armDeadlines(
  { armed, disarm, arm }: ReturnType<typeof prepareDeadlines>,
  memory: SqliteMemory,
  roomId: RoomId,
  steps: readonly ClockStep[],
): void {
  const known = memory.armed.get(roomId) ?? armed.all(roomId)
  // Most commands move no deadline: what stays is left, since each changed page has to reach the disk.
  if (!isSame(known, steps)) {
    disarm.run(roomId)
    for (const { clockId, step, at } of steps) arm.run(roomId, clockId, step, at)
  }
  memory.armed.set(roomId, steps)
}

function isSame(armed: readonly ClockStep[], wanted: readonly ClockStep[]): boolean {
  if (armed.length !== wanted.length) return false
  const wordsOf = ({ clockId, step, at }: ClockStep): string => JSON.stringify([clockId, step, at])
  const known = new Set(armed.map(wordsOf))
  return wanted.every((step) => known.has(wordsOf(step)))
}

interface ReceiptRow {
  readonly content_hash: string
  readonly answer: string
}

const receiptOf = (of: Pick<Receipt, 'actorId' | 'commandId'>, row: ReceiptRow): Receipt => ({
  ...of,
  contentHash: row.content_hash,
  answer: fromJson<CommandAnswer>(row.answer),
})

/** More than act at a time. */
const TEXTS_MAX = 2_000

/** Values of texts, read once: the row is asked for each time, and only the same text is the same value. */
function lastRead<Value>(): (text: string | undefined) => Value | null {
  const values = new Map<string, Value>()
  return (text) => {
    if (text === undefined) return null
    const known = values.get(text)
    if (known !== undefined) return known
    if (values.size >= TEXTS_MAX) values.clear()
    const value = fromJson<Value>(text)
    values.set(text, value)
    return value
  }
}

function prepareFacts(connection: Connection) {
  return {
    account: connection.prepare<[string], string>('SELECT json FROM account WHERE id = ?').pluck(),
    actor: connection
      .prepare<[string], string>('SELECT json FROM person WHERE id = ? AND deactivated_at IS NULL')
      .pluck(),
    receipt: connection.prepare<[string, string], ReceiptRow>(
      'SELECT content_hash, answer FROM receipt WHERE actor_id = ? AND command_id = ?',
    ),
    saveReceipt: connection.prepare<[string, string, string, string]>(
      'INSERT INTO receipt (actor_id, command_id, content_hash, answer) VALUES (?, ?, ?, ?)',
    ),
  }
}

type RoomEnd = [number, number, string, string, string, string, string | null]

function prepareLog(connection: Connection) {
  return {
    event: connection.prepare(
      `INSERT INTO event (room_id, seq, shared_seq, id, account_id, provider_position, provider_digest,
                          account_position, account_digest, provider_json, shared_json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    room: connection.prepare<[...RoomEnd, string, number]>(
      `UPDATE room SET seq = ?, shared_seq = ?, shared_hash = ?, internal_hash = ?, recorded_at = ?, summary = ?,
         shared_peaks = ? WHERE id = ? AND is_live = ?`,
    ),
    newRoom: connection.prepare<[...RoomEnd, string, number, string, string]>(
      `INSERT INTO room (seq, shared_seq, shared_hash, internal_hash, recorded_at, summary, shared_peaks, id,
                         is_live, account_id, reported_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, shared_seq = excluded.shared_seq,
         shared_hash = excluded.shared_hash, internal_hash = excluded.internal_hash,
         recorded_at = excluded.recorded_at, is_live = excluded.is_live, summary = excluded.summary,
         shared_peaks = excluded.shared_peaks`,
    ),
    channelEnd: connection.prepare<[string], { readonly position: number; readonly digest: string }>(
      'SELECT position, digest FROM channel WHERE name = ?',
    ),
    channel: connection.prepare<[string, number, string]>(
      `INSERT INTO channel (name, position, digest) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET position = excluded.position, digest = excluded.digest`,
    ),
    namedProvider: connection.prepare<[string, string]>(
      'INSERT INTO named_provider (account_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
  }
}

function prepareDeadlines(connection: Connection) {
  return {
    armed: connection.prepare<[string], ClockStep>(
      'SELECT clock_id AS clockId, step, due_at AS at FROM deadline WHERE room_id = ?',
    ),
    disarm: connection.prepare<[string]>('DELETE FROM deadline WHERE room_id = ?'),
    arm: connection.prepare<[string, string, string, string]>(
      'INSERT INTO deadline (room_id, clock_id, step, due_at) VALUES (?, ?, ?, ?)',
    ),
  }
}
