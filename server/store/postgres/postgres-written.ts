// What works write, gathered until it is sent: the rows of all works of a turn for one table go in one statement. Works
// write each room, channel and armed step as it stands after them, so that of several the last one counts.

import type { ClockStep } from '../../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { AccountId, PersonId, RoomId } from '../../../domain/ids.ts'
import type { Channel, Receipt, RoomHead } from '../event-store.ts'
import type { Value } from './postgres-ask.ts'
import type { ChannelEnd } from './postgres-memory.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly Value[]
}

/** An event with its place in the provider's feed and, where it is shared, in the account's. */
export interface EventRow {
  readonly seq: number
  readonly event: RecordedEvent
  readonly provider: ChannelEnd
  readonly account: ChannelEnd | null
}

export interface Written {
  readonly events: EventRow[]
  readonly heads: Map<RoomId, RoomHead>
  readonly ends: Map<Channel, ChannelEnd>
  readonly met: { readonly accountId: AccountId; readonly personId: PersonId }[]
  readonly receipts: Receipt[]
  readonly armed: Map<RoomId, readonly ClockStep[]>
  /** Everything else, in its order: no other table says anything of those above. */
  readonly others: Statement[]
}

export const nothingWritten = (): Written => ({
  events: [],
  heads: new Map(),
  ends: new Map(),
  met: [],
  receipts: [],
  armed: new Map(),
  others: [],
})

export const hasWritten = ({ heads, receipts, armed, others }: Written): boolean =>
  heads.size > 0 || receipts.length > 0 || armed.size > 0 || others.length > 0

/** Adds what a later work wrote. */
export function addWritten(
  to: Written,
  { events, heads, ends, met, receipts, armed, others }: Written,
): void {
  to.events.push(...events)
  to.met.push(...met)
  to.receipts.push(...receipts)
  to.others.push(...others)
  for (const [roomId, head] of heads) to.heads.set(roomId, head)
  for (const [channel, end] of ends) to.ends.set(channel, end)
  for (const [roomId, steps] of armed) to.armed.set(roomId, steps)
}

/** At most four statements, besides those that are sent as they are. */
export function statementsOf(written: Written): readonly Statement[] {
  const { heads, receipts, armed, others } = written
  return [
    ...others,
    ...(heads.size > 0 ? [{ text: APPEND, values: appendValues(written) }] : []),
    ...(receipts.length > 0 ? [{ text: RECEIPTS, values: receiptValues(receipts) }] : []),
    ...(armed.size > 0 ? [{ text: ARM, values: armedValues(armed) }] : []),
  ]
}

const APPEND = `WITH log AS (
    INSERT INTO event (room_id, account_id, seq, shared_seq, id, provider_position, provider_digest,
      account_position, account_digest, provider_json, shared_json)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::text[],
      $8::bigint[], $9::text[], $10::text[], $11::text[])
  ), head AS (
    INSERT INTO room (id, account_id, seq, shared_seq, shared_hash, internal_hash, recorded_at, is_live, reported_at,
      summary, shared_peaks)
    SELECT * FROM unnest($12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::text[], $17::text[], $18::text[],
      $19::boolean[], $20::text[], $21::text[], $22::text[])
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, shared_seq = excluded.shared_seq,
      shared_hash = excluded.shared_hash, internal_hash = excluded.internal_hash,
      recorded_at = excluded.recorded_at, is_live = excluded.is_live, summary = excluded.summary,
      shared_peaks = excluded.shared_peaks
  ), met AS (
    INSERT INTO named_provider (account_id, person_id) SELECT * FROM unnest($23::text[], $24::text[])
    ON CONFLICT DO NOTHING
  )
  INSERT INTO channel (name, position, digest) SELECT * FROM unnest($25::text[], $26::bigint[], $27::text[])
  ON CONFLICT (name) DO UPDATE SET position = excluded.position, digest = excluded.digest`

function appendValues({ events, heads, ends, met }: Written): readonly Value[] {
  const rooms = [...heads.values()]
  const channels = [...ends.values()]
  return [
    events.map(({ event }) => event.roomId),
    events.map(({ event }) => event.accountId),
    events.map(({ seq }) => seq),
    events.map(({ event }) => event.sharedSeq),
    events.map(({ event }) => event.id),
    events.map(({ provider }) => provider.position),
    events.map(({ provider }) => provider.digest),
    events.map(({ account }) => account?.position ?? null),
    events.map(({ account }) => account?.digest ?? null),
    events.map(({ event }) => JSON.stringify(event)),
    events.map(({ account, event }) => (account === null ? null : JSON.stringify({ ...event, seq: null }))),
    [...heads.keys()],
    rooms.map(({ accountId }) => accountId),
    rooms.map(({ seq }) => seq),
    rooms.map(({ sharedSeq }) => sharedSeq),
    rooms.map(({ sharedHash }) => sharedHash),
    rooms.map(({ internalHash }) => internalHash),
    rooms.map(({ recordedAt }) => recordedAt),
    rooms.map(({ isLive }) => isLive),
    rooms.map(({ summary }) => summary.reportedAt),
    rooms.map(({ summary }) => JSON.stringify(summary)),
    rooms.map(({ sharedPeaks }) => (sharedPeaks == null ? null : JSON.stringify(sharedPeaks))),
    met.map(({ accountId }) => accountId),
    met.map(({ personId }) => personId),
    [...ends.keys()],
    channels.map(({ position }) => position),
    channels.map(({ digest }) => digest),
  ]
}

const RECEIPTS = `INSERT INTO receipt (actor_id, command_id, content_hash, answer)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`

const receiptValues = (receipts: readonly Receipt[]): readonly Value[] => [
  receipts.map(({ actorId }) => actorId),
  receipts.map(({ commandId }) => commandId),
  receipts.map(({ contentHash }) => contentHash),
  receipts.map(({ answer }) => JSON.stringify(answer)),
]

/** One statement may not touch a row twice: what stays is left, what goes is deleted, what is new or moved is put. */
const ARM = `WITH wanted AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS w (room_id, clock_id, step, due_at)
  ), gone AS (
    DELETE FROM deadline WHERE room_id = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM wanted AS w
      WHERE w.room_id = deadline.room_id AND w.clock_id = deadline.clock_id AND w.step = deadline.step)
  )
  INSERT INTO deadline (room_id, clock_id, step, due_at) SELECT room_id, clock_id, step, due_at FROM wanted
  ON CONFLICT (room_id, clock_id, step) DO UPDATE SET due_at = excluded.due_at
    WHERE deadline.due_at <> excluded.due_at`

function armedValues(armed: Written['armed']): readonly Value[] {
  const rows = [...armed].flatMap(([roomId, steps]) => steps.map((step) => ({ roomId, ...step })))
  return [
    [...armed.keys()],
    rows.map(({ roomId }) => roomId),
    rows.map(({ clockId }) => clockId),
    rows.map(({ step }) => step),
    rows.map(({ at }) => at),
  ]
}
