// What the works of a turn foresee that they will ask (Foreseen), asked for all of them at once and remembered: a receipt
// for each command, and of rooms of which nothing is known the end, the events since those at hand, the account and its
// channel's end. What is not foreseen, or not found here, a work asks for itself.

import type { Account } from '../../../domain/account.ts'
import type { AccountId, PersonId, RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Channel, Foreseen } from '../event-store.ts'
import { type Ask, fromJson } from './postgres-ask.ts'
import { type ChannelEnd, type Memory, receiptKey, sharedChannelOf } from './postgres-memory.ts'
import { HEAD, headOf, type HeadRow, RECEIPT, receiptOf, type ReceiptRow } from './postgres-reads.ts'

/** One look-up each: a plan that joins would read the table. */
const RECEIPTS = `SELECT found.* FROM unnest($1::text[], $2::text[]) AS w (actor, command)
  CROSS JOIN LATERAL (SELECT ${RECEIPT} FROM receipt WHERE actor_id = w.actor AND command_id = w.command LIMIT 1) AS found`

/** Asks for the works' receipts; resolves to how to remember them. */
export async function foreseeReceipts(
  ask: Ask,
  works: readonly Foreseen[],
): Promise<(memory: Memory) => void> {
  const asked = works.flatMap(({ actorId, commandId }) =>
    actorId === undefined || commandId === undefined ? [] : [{ actorId, commandId }],
  )
  if (asked.length === 0) return () => {}
  const rows = await ask<ReceiptRow>(RECEIPTS, [
    asked.map(({ actorId }) => actorId),
    asked.map(({ commandId }) => commandId),
  ])
  return ({ receipts }) => {
    for (const { actorId, commandId } of asked) receipts.set(receiptKey(actorId, commandId), null)
    for (const row of rows) receipts.set(receiptKey(row.actorId, row.commandId), receiptOf(row))
  }
}

/** Asks for what the memory does not know of the works' people and rooms, and remembers it. */
export async function foreseeRest(ask: Ask, works: readonly Foreseen[], memory: Memory): Promise<void> {
  const rooms = new Map(
    works.flatMap(({ roomId, after }) =>
      roomId === undefined || memory.heads.has(roomId) ? [] : [[roomId, after] as const],
    ),
  )
  const people = works.flatMap(({ actorId }) =>
    actorId === undefined || memory.actors.has(actorId) ? [] : [actorId],
  )
  await Promise.all([
    people.length > 0 ? rememberActors(ask, [...new Set(people)], memory) : null,
    rooms.size > 0 ? rememberRooms(ask, [...rooms.keys()], memory) : null,
    rooms.size > 0 ? rememberEvents(ask, rooms, memory) : null,
    rememberAccounts(ask, works, [...rooms.keys()], memory),
  ])
}

const ACTORS = 'SELECT id, json FROM person WHERE id = ANY($1) AND deactivated_at IS NULL'

async function rememberActors(ask: Ask, ids: readonly PersonId[], { actors }: Memory): Promise<void> {
  const rows = await ask<{ readonly id: PersonId; readonly json: string }>(ACTORS, [ids])
  for (const id of ids) actors.set(id, null)
  for (const { id, json } of rows) actors.set(id, fromJson<Person>(json))
}

const HEADS = `SELECT ${HEAD} FROM room WHERE id = ANY($1)`

async function rememberRooms(ask: Ask, ids: readonly RoomId[], { heads }: Memory): Promise<void> {
  const rows = await ask<HeadRow>(HEADS, [ids])
  for (const id of ids) heads.set(id, null)
  for (const row of rows) heads.set(row.id, headOf(row))
}

/** Of a room that is further ahead, a work asks for the events itself. */
const EVENTS_MAX = 64
const EVENTS = `SELECT w.id, e.json FROM unnest($1::text[], $2::bigint[]) AS w (id, after)
  CROSS JOIN LATERAL (SELECT seq, provider_json AS json FROM event WHERE room_id = w.id AND seq > w.after
    ORDER BY seq LIMIT ${EVENTS_MAX}) AS e ORDER BY w.id, e.seq`

async function rememberEvents(
  ask: Ask,
  rooms: ReadonlyMap<RoomId, number | undefined>,
  { since }: Memory,
): Promise<void> {
  const asked = [...rooms].flatMap(([id, after]) => (after === undefined ? [] : [{ id, after }]))
  if (asked.length === 0) return
  const rows = await ask<{ readonly id: RoomId; readonly json: string }>(EVENTS, [
    asked.map(({ id }) => id),
    asked.map(({ after }) => after),
  ])
  for (const { id, after } of asked) {
    const texts = rows.filter((row) => row.id === id).map(({ json }) => json)
    since.set(id, { after, texts })
  }
}

const ACCOUNTS = `WITH asked AS (
    SELECT account_id AS id FROM room WHERE id = ANY($1) UNION SELECT * FROM unnest($2::text[])
  )
  SELECT account.id, account.json, channel.position, channel.digest FROM asked JOIN account ON account.id = asked.id
  LEFT JOIN channel ON channel.name = 'account/' || asked.id || '/shared'`

/** Of the accounts whose rooms these are: themselves, and where their channels end. */
async function rememberAccounts(
  ask: Ask,
  works: readonly Foreseen[],
  unknown: readonly RoomId[],
  { accounts, channels, heads }: Memory,
): Promise<void> {
  const known = works.flatMap(({ roomId }) => {
    const accountId = roomId === undefined ? undefined : heads.get(roomId)?.accountId
    if (accountId === undefined) return []
    return accounts.has(accountId) && channels.has(sharedChannelOf(accountId)) ? [] : [accountId]
  })
  if (unknown.length === 0 && known.length === 0) return
  const rows = await ask<AccountRow>(ACCOUNTS, [unknown, [...new Set(known)]])
  for (const { id, json, position, digest } of rows) {
    const channel: Channel = sharedChannelOf(id)
    if (!accounts.has(id)) accounts.set(id, fromJson<Account>(json))
    if (position !== null && digest !== null && !channels.has(channel))
      channels.set(channel, { position, digest })
  }
}

interface AccountRow {
  readonly id: AccountId
  readonly json: string
  readonly position: ChannelEnd['position'] | null
  readonly digest: ChannelEnd['digest'] | null
}
