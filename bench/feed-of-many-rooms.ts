// The feed of somebody who follows many rooms, as pages that verify: what benchmarks of a copy take over. Texts are
// made of some 40,000 words of which few are common and most are rare, as in what people write.

import type { RecordedEvent } from '../domain/incident/events.ts'
import { CHAIN_START } from '../domain/incident/state.ts'
import { type AccountId, type RoomId, toCommandId, toEventId, toPersonId, toRoomId } from '../domain/ids.ts'
import type { Actor } from '../domain/people.ts'
import { instantAt } from '../domain/time.ts'
import type { FeedPage } from '../protocol/feed.ts'
import { FEED_START, feedDigest, linkHash } from '../protocol/record.ts'

export interface ManyRooms {
  readonly events: number
  readonly rooms: number
  /** Entries of a room, by its number; without it as many in each. */
  readonly sizeOf?: (room: number) => number
  /** Rooms that are told at the same time; all of them when not given. */
  readonly atOnce?: number
  readonly accountId: AccountId
  /** Without chains, for what does not verify: faster to make. */
  readonly unlinked?: boolean
}

/** Events of a page, as many as a server sends. */
const PAGE = 400
const WORDS = 40_000
const START_MS = Date.UTC(2024, 0, 1)
const SAID = ['the', 'queue', 'of', 'region', 'grows', 'again', 'while', 'we', 'move', 'mail', 'to', 'relay']
const AUTHOR: Actor = {
  personId: toPersonId('maeve-brennan'),
  name: 'Maeve Brennan',
  party: 'PROVIDER',
  role: 'AGENT',
}

/** Rooms in turn, a report first in each; 600 bytes an event. */
export function* eventsOf(wanted: ManyRooms): Iterable<RecordedEvent> {
  const { accountId, unlinked } = wanted
  const chance = chanceFrom(1)
  const heads = new Map<RoomId, string>()
  for (const { index, room, seq } of turnsOf(wanted)) {
    const roomId = roomNumbered(room)
    const previous = heads.get(roomId) ?? CHAIN_START
    const event: RecordedEvent = {
      id: toEventId(uuidOf(chance)),
      roomId,
      accountId,
      audience: 'SHARED',
      sharedSeq: seq,
      seq,
      recordedAt: instantAt(START_MS + index * 60_000),
      actor: AUTHOR,
      causedBy: toCommandId(uuidOf(chance)),
      hash: null,
      salt: 'kD3l9xQ0aZ-7sE_uV2bNfg',
      body:
        seq === 1 ? reported(index) : { type: 'MessagePosted', text: textOf(index, chance), replyTo: null },
    }
    const hash = unlinked === true ? '0'.repeat(64) : linkHash(previous, event)
    heads.set(roomId, hash)
    yield { ...event, hash }
  }
}

interface Turn {
  readonly index: number
  readonly room: number
  /** Of the room, from 1. */
  readonly seq: number
}

/** Who speaks when: a room that is told to its end makes place for the next. */
function* turnsOf({ events, rooms, atOnce = rooms, sizeOf }: ManyRooms): Iterable<Turn> {
  const open = Array.from({ length: atOnce }, (_, room) => ({ room, seq: 0 }))
  let next = atOnce
  for (let index = 0; index < events; index += 1) {
    const turn = open[index % open.length]
    if (turn === undefined) return
    turn.seq += 1
    yield { index, ...turn }
    const isTold = sizeOf !== undefined && turn.seq >= sizeOf(turn.room)
    if (isTold && next < rooms) {
      open[index % open.length] = { room: next, seq: 0 }
      next += 1
    }
  }
}

/** The same as the pages of a feed, each after the one before. */
export function pagesOf(of: ManyRooms): readonly FeedPage[] {
  const all = [...eventsOf(of)]
  const pages: FeedPage[] = []
  let digest = FEED_START
  for (let from = 0; from < all.length; from += PAGE) {
    const events = all.slice(from, from + PAGE)
    for (const { hash } of events) digest = feedDigest(digest, hash ?? '')
    const atHead = from + PAGE >= all.length
    const [after, cursor] = [pages.at(-1)?.cursor ?? '', String(from + events.length)]
    pages.push({ epoch: 'bench', after, cursor, events, atHead, digest, serverTime: instantAt(START_MS) })
  }
  return pages
}

export const roomNumbered = (number: number): RoomId =>
  toRoomId(`019ab00c-0000-7000-8000-${String(number).padStart(12, '0')}`)

/** A word by how rare it is, from 0. */
export const wordRanked = (rank: number): string =>
  SAID[rank] ??
  Array.from({ length: 4 + (rank % 6) }, (_, at) => LETTERS[(rank * (at * 7 + 11)) % 19]).join('')
const LETTERS = 'etaoinsrhldcumfpgwb'
const VOCABULARY = Array.from({ length: WORDS }, (_, rank) => wordRanked(rank))

function textOf(index: number, chance: () => number): string {
  const words = Array.from({ length: 22 }, () => VOCABULARY[Math.floor(chance() ** 3 * WORDS)] ?? '')
  return `Ticket ${index}: the queue ${words.join(' ')}.`
}

function reported(index: number): RecordedEvent['body'] {
  return {
    type: 'IssueReported',
    accountName: 'Kirana',
    ticket: `INC-${index}`,
    channel: 'DASHBOARD',
    reporter: AUTHOR,
    title: 'Mail to one region is queueing',
    description: 'Every relay answers 421 since this morning.',
  }
}

/** Numbers in [0, 1), the same in every run. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function uuidOf(chance: () => number): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(chance() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
