// Reads every room and every feed of a database through the store's port, and checks them as a suspicious reader would:
// numbers without a gap, links and digests computed anew, the customers' copies, the armed deadlines as the law has them.

import { armedSteps } from '../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import { CHAIN_START, type Room } from '../../domain/incident/state.ts'
import { FEED_START, feedDigest, linkHash } from '../../protocol/record.ts'
import {
  BEFORE_FIRST,
  type Channel,
  type EventStore,
  type RoomHead,
  type StoreReads,
} from '../store/event-store.ts'
import type { Ask } from '../store/postgres/postgres-ask.ts'
import { postgresFeeds } from '../store/postgres/postgres-feed.ts'
import { postgresLookups, postgresReads } from '../store/postgres/postgres-reads.ts'

const PAGE = 1_000
/** Characters. */
const PAGE_LENGTH = 4_000_000

export interface CheckedRecords {
  readonly rooms: number
  readonly events: number
  /** The first thing that is wrong, in one sentence; null where nothing is. */
  readonly difference: string | null
}

type Reads = Pick<StoreReads, 'accounts' | 'roomHeads' | 'roomEvents'> &
  Pick<EventStore, 'feedAfter' | 'deadlines'>

export async function checkRecords(ask: Ask): Promise<CheckedRecords> {
  const reads: Reads = { ...postgresReads(ask), ...postgresFeeds(ask), ...postgresLookups(ask) }
  const heads = await reads.roomHeads(null, false)
  const events = heads.reduce((sum, { seq }) => sum + seq, 0)
  const counted = { rooms: heads.length, events }
  for (const head of heads) {
    const wrong = await wrongInRoom(reads, head)
    if (wrong !== null) return { ...counted, difference: `room ${head.roomId}: ${wrong}` }
  }
  const shared = Map.groupBy(heads, ({ accountId }) => accountId)
  const feeds: readonly (readonly [Channel, number])[] = [
    ['provider', events],
    ...[...shared].map(([id, rooms]): readonly [Channel, number] => [
      `account/${id}/shared`,
      rooms.reduce((sum, { sharedSeq }) => sum + sharedSeq, 0),
    ]),
  ]
  for (const [channel, length] of feeds) {
    const wrong = await wrongInFeed(reads, channel, length)
    if (wrong !== null) return { ...counted, difference: `feed ${channel}: ${wrong}` }
  }
  return { ...counted, difference: null }
}

/** Where a walk through a room's log stands. */
interface Walk {
  readonly seq: number
  readonly sharedSeq: number
  readonly hashes: Readonly<Record<RecordedEvent['audience'], string>>
  readonly room: Room | null
}

async function wrongInRoom(reads: Reads, head: RoomHead): Promise<string | null> {
  let walk: Walk = {
    seq: 0,
    sharedSeq: 0,
    hashes: { SHARED: CHAIN_START, INTERNAL: CHAIN_START },
    room: null,
  }
  while (walk.seq < head.seq) {
    const page = await reads.roomEvents(head.roomId, 'ALL', walk.seq, PAGE)
    if (page.length === 0) return `ends at ${walk.seq} instead of ${head.seq}`
    const copies = await reads.roomEvents(head.roomId, 'SHARED', walk.sharedSeq, PAGE)
    for (const event of page) {
      const wrong = wrongIn(event, walk, copies)
      if (wrong !== null) return wrong
      walk = after(walk, event)
    }
    walk = { ...walk, room: evolveAll(walk.room, page) }
  }
  const { hashes } = walk
  if (walk.seq !== head.seq || walk.sharedSeq !== head.sharedSeq)
    return 'its end has other numbers than its log'
  if (hashes.SHARED !== head.sharedHash || hashes.INTERNAL !== head.internalHash)
    return 'its end has other links'
  const armed = walk.room === null ? [] : armedSteps(walk.room)
  return stepsText(await reads.deadlines(head.roomId)) === stepsText(armed)
    ? null
    : 'has other deadlines armed'
}

function wrongIn(event: RecordedEvent, walk: Walk, copies: readonly RecordedEvent[]): string | null {
  const { audience } = event
  const at = walk.seq + 1
  if (event.seq !== at) return `number ${event.seq} stands at ${at}`
  if (event.hash !== linkHash(walk.hashes[audience], event)) return `the chain breaks at ${at}`
  if (audience !== 'SHARED') return null
  if (event.sharedSeq !== walk.sharedSeq + 1) return `shared number ${event.sharedSeq} stands at ${at}`
  const copy = copies.find(({ sharedSeq }) => sharedSeq === event.sharedSeq)
  return JSON.stringify(copy) === JSON.stringify({ ...event, seq: null })
    ? null
    : `the customer has another ${at}`
}

const after = (walk: Walk, { audience, hash }: RecordedEvent): Walk => ({
  ...walk,
  seq: walk.seq + 1,
  sharedSeq: walk.sharedSeq + (audience === 'SHARED' ? 1 : 0),
  hashes: { ...walk.hashes, [audience]: hash ?? '' },
})

async function wrongInFeed(reads: Reads, channel: Channel, length: number): Promise<string | null> {
  let [position, digest, count] = [BEFORE_FIRST, FEED_START, 0]
  for (;;) {
    const page = await reads.feedAfter(channel, position, PAGE, PAGE_LENGTH)
    for (const { hash } of page.events) digest = feedDigest(digest, hash ?? '')
    count += page.events.length
    if (page.digest !== digest) return `the digest does not fit at position ${count}`
    if (page.position !== (count === 0 ? BEFORE_FIRST : String(count)))
      return `position ${page.position} is not dense`
    if (page.atHead || page.events.length === 0) break
    position = page.position
  }
  return count === length ? null : `has ${count} events instead of ${length}`
}

const stepsText = (steps: readonly { clockId: string; step: string; at: string }[]): string =>
  steps
    .map(({ clockId, step, at }) => `${clockId} ${step} ${at}`)
    .toSorted()
    .join(', ')
