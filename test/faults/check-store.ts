// What must be true of a store after any crash, read from the store itself: chains, numbers, feeds, deadlines, and each
// step of a clock fired once. Returns one sentence per thing that is wrong.

import { armedSteps } from '../../domain/incident/clocks.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { FEED_START, feedDigest, linkHash } from '../../protocol/record.ts'
import type { Channel, EventStore, RoomHead } from '../../server/store/event-store.ts'
import { BEFORE_FIRST } from '../../server/store/event-store.ts'
import { nusantara } from '../support/accounts.ts'

export async function wrongIn(store: EventStore): Promise<readonly string[]> {
  const heads = await store.roomHeads(null, false)
  const rooms = await Promise.all(heads.map((head) => wrongInRoom(store, head)))
  const feeds = await Promise.all(
    (['provider', `account/${nusantara.id}/shared`] as const).map((channel) => wrongInFeed(store, channel)),
  )
  return [...rooms, ...feeds].flat()
}

async function wrongInRoom(store: EventStore, head: RoomHead): Promise<readonly string[]> {
  const wrong: string[] = []
  const check = (isRight: boolean, what: string): void => {
    if (!isRight) wrong.push(`${head.roomId}: ${what}`)
  }
  const log = await store.roomEvents(head.roomId, 'ALL', 0, 100_000)
  const hashes = { SHARED: CHAIN_START, INTERNAL: CHAIN_START }
  let sharedSeq = 0
  for (const [index, event] of log.entries()) {
    check(event.seq === index + 1, `number ${event.seq} stands at ${index + 1}`)
    if (event.audience === 'SHARED')
      check(event.sharedSeq === ++sharedSeq, `shared number ${event.sharedSeq}`)
    check(event.hash === linkHash(hashes[event.audience], event), `the chain breaks at ${event.seq}`)
    hashes[event.audience] = event.hash ?? ''
  }
  check(head.seq === log.length && head.sharedSeq === sharedSeq, 'the head does not fit the log')
  check(
    head.sharedHash === hashes.SHARED && head.internalHash === hashes.INTERNAL,
    'the head has other links',
  )
  check(isDistinct(log.map((event) => event.id)), 'an event is there twice')
  check(isDistinct(log.flatMap(stepOf)), 'a step of a clock fired twice')
  const room = evolveAll(null, log)
  const armed = room === null ? [] : armedSteps(room)
  const kept = await store.deadlines(head.roomId)
  check(fingerprint(kept) === fingerprint(armed), `deadlines ${fingerprint(kept)}, not ${fingerprint(armed)}`)
  const shared = log.filter((event) => event.audience === 'SHARED').map((event) => ({ ...event, seq: null }))
  const copies = await store.roomEvents(head.roomId, 'SHARED', 0, 100_000)
  check(JSON.stringify(copies) === JSON.stringify(shared), 'the customer has another copy')
  return wrong
}

async function wrongInFeed(store: EventStore, channel: Channel): Promise<readonly string[]> {
  const page = await store.feedAfter(channel, BEFORE_FIRST, 1_000_000)
  const digest = page.events.reduce((last, event) => feedDigest(last, event.hash ?? ''), FEED_START)
  const heads = await store.roomHeads(channel === 'provider' ? null : nusantara.id, false)
  const expected = heads.reduce((sum, head) => sum + (channel === 'provider' ? head.seq : head.sharedSeq), 0)
  const wrong: string[] = []
  if (page.digest !== digest) wrong.push(`${channel}: the digest does not fit the events`)
  if (!page.atHead || page.events.length !== expected)
    wrong.push(`${channel}: ${page.events.length} events, not ${expected}`)
  if (page.position !== (expected === 0 ? BEFORE_FIRST : String(expected)))
    wrong.push(`${channel}: position ${page.position} is not dense`)
  return wrong
}

const stepOf = ({ body, actor }: RecordedEvent): readonly string[] =>
  actor.party === 'SYSTEM' && 'step' in body && 'clockId' in body ? [`${body.clockId} ${body.step}`] : []

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length

const fingerprint = (steps: readonly { clockId: string; step: string; at: string }[]): string =>
  steps
    .map(({ clockId, step, at }) => `${clockId} ${step} ${at}`)
    .toSorted()
    .join(', ')
