// A room's log in memory: where it ends, the state it leads to, and what is about to be appended. Pure: numbering,
// stamping and linking happen here, storing elsewhere.

import { evolve } from '../../domain/incident/evolve.ts'
import { type Context, eventIdFor } from '../../domain/incident/context.ts'
import type { IncidentEvent, RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START, isClosed, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { AccountId, EventId } from '../../domain/ids.ts'
import { actorOf, type Audience, SYSTEM_ACTOR } from '../../domain/people.ts'
import type { NewEvent } from '../../domain/result.ts'
import { type Instant, later } from '../../domain/time.ts'
import { linkedTexts } from '../../protocol/record.ts'
import { grownBy, type Peaks, sealedText } from '../../protocol/record-tree.ts'
import { sha256, sha256OfBytes } from '../sha256.ts'
import type { Appended, RoomHead } from '../store/event-store.ts'

/** The numbers and links on which the next event hangs. */
export type LogEnd = Pick<RoomHead, 'seq' | 'sharedSeq' | 'sharedHash' | 'internalHash'> & {
  readonly recordedAt: Instant | null
  readonly sharedPeaks: Peaks
}

export interface RoomLog {
  readonly end: LogEnd
  /** Null while nothing has been reported. */
  readonly room: Room | null
  /** To be appended, in order. */
  readonly fresh: readonly RecordedEvent[]
}

export const EMPTY_LOG: RoomLog = {
  end: {
    seq: 0,
    sharedSeq: 0,
    sharedHash: CHAIN_START,
    internalHash: CHAIN_START,
    sharedPeaks: [],
    recordedAt: null,
  },
  room: null,
  fresh: [],
}

/**
 * The server's stamp for what happens to a room now: the wall clock, but never before the room's last shared event.
 * Internal events have no say in it, since a stamp that they moved would tell a customer of them (AUD-1).
 */
export const stampFor = (room: Room | null, now: Instant): Instant =>
  room === null ? now : later(now, room.lastSharedAt)

/** The salt of an entry (record-seal.ts). */
export type SaltOf = (eventId: EventId) => string

/** The log with new events at its end, each with its id, numbers, stamp, salt and link. */
export function extend(
  log: RoomLog,
  events: readonly NewEvent<IncidentEvent>[],
  ctx: Context,
  accountId: AccountId,
  saltOf: SaltOf,
): RoomLog {
  const counts: Record<Audience, number> = { SHARED: 0, INTERNAL: 0 }
  let current = log
  for (const event of events) {
    const id = eventIdFor(ctx, event.audience, counts[event.audience]++)
    current = appendOne(current, event, ctx, accountId, { id, salt: saltOf(id) })
  }
  return current
}

function appendOne(
  { end, room, fresh }: RoomLog,
  { audience, body }: NewEvent<IncidentEvent>,
  ctx: Context,
  accountId: AccountId,
  made: { readonly id: EventId; readonly salt: string },
): RoomLog {
  const isShared = audience === 'SHARED'
  const unlinked = {
    ...made,
    roomId: ctx.roomId,
    accountId,
    audience,
    sharedSeq: isShared ? end.sharedSeq + 1 : null,
    seq: end.seq + 1,
    // Within its audience a stamp never goes backwards, whatever the clock does.
    recordedAt: isShared || end.recordedAt === null ? ctx.now : later(ctx.now, end.recordedAt),
    actor: ctx.actor === null ? SYSTEM_ACTOR : actorOf(ctx.actor),
    causedBy: ctx.commandId,
    hash: null,
    body,
  } satisfies RecordedEvent
  const { linked, unsalted } = linkedTexts(unlinked)
  const hash = sha256((isShared ? end.sharedHash : end.internalHash) + linked)
  const event = { ...unlinked, hash }
  const moved = isShared
    ? sharedEnd(end, hash, sealedText(made.salt, unsalted, sha256OfBytes))
    : { internalHash: hash }
  const recordedAt = end.recordedAt === null ? event.recordedAt : later(end.recordedAt, event.recordedAt)
  return {
    end: { ...end, ...moved, seq: end.seq + 1, recordedAt },
    room: evolve(room, event),
    fresh: [...fresh, event],
  }
}

const sharedEnd = (end: LogEnd, sharedHash: string, sealed: string): Partial<LogEnd> => ({
  sharedSeq: end.sharedSeq + 1,
  sharedHash,
  sharedPeaks: grownBy({ size: end.sharedSeq, peaks: end.sharedPeaks }, sealed, sha256OfBytes).peaks,
})

/** What the store is told of a log that was extended; `before` is the room as it was stored. */
export function appendedOf(log: RoomLog, before: Room | null): Appended {
  const { room, end, fresh } = log
  if (room === null || end.recordedAt === null) throw new Error('a log without a report cannot be stored')
  const { id: roomId, accountId, ticket, title, reportedAt } = room
  const phase = phaseOf(room)
  const head: RoomHead = {
    ...end,
    recordedAt: end.recordedAt,
    roomId,
    accountId,
    isLive: !isClosed(phase),
    summary: { roomId, ticket, title, phase, reportedAt },
  }
  const known = new Set(before?.knownProviders)
  return { head, events: fresh, namedProviders: room.knownProviders.filter((id) => !known.has(id)) }
}
