// What an arriving page means for this copy, as a pure function. A page is taken over only when everything about it
// fits: the same epoch, the very cursor this copy stands at, every room's numbering without a gap, every hash chain,
// and the feed's digest. A copy that differs from the server in any of these is rebuilt, never patched.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START } from '../../domain/incident/state.ts'
import type { EventId, RoomId } from '../../domain/ids.ts'
import type { Party } from '../../domain/people.ts'
import { type FeedPage, FROM_START } from '../../protocol/feed.ts'
import { canonicalJson, type Sha256 } from '../../protocol/crypto.ts'
import { linkedContent } from '../../protocol/record.ts'
import type { FeedPosition, RoomHead } from '../store/open-cache.ts'

/** What a page is compared with. */
export interface LocalCopy {
  readonly party: Party
  readonly feed: FeedPosition
  /** Null for a room of which nothing is held. */
  head(roomId: RoomId): RoomHead | null
  holds(roomId: RoomId, eventId: EventId): boolean
  /** SHA-256 of a text in hex: this machine's own where it has one, since a page needs two for each event. */
  readonly sha256: Sha256
}

export type RebuildReason =
  /** The server was restored from a backup. */
  | 'OTHER_EPOCH'
  /** The page follows another cursor and brings what this copy does not have. */
  | 'CURSOR_GAP'
  /** A room's numbers do not follow on. */
  | 'ROOM_GAP'
  /** An event is not linked to the one before it. */
  | 'BROKEN_CHAIN'
  /** Both sides read to the same place and hold different events. */
  | 'OTHER_DIGEST'
  /** An internal event on its way to a customer: it is not kept. */
  | 'FOREIGN_AUDIENCE'

export type Merge =
  | {
      readonly kind: 'ADVANCE'
      readonly feed: FeedPosition
      readonly heads: ReadonlyMap<RoomId, RoomHead>
      /** Each event as JSON: the text that was verified, with its hash. */
      readonly contents: readonly string[]
    }
  /** All of it is here already: a page that came twice. */
  | { readonly kind: 'DUPLICATE' }
  | { readonly kind: 'REBUILD'; readonly reason: RebuildReason }

const NEW_ROOM: RoomHead = { position: 0, sharedSeq: 0, sharedHash: CHAIN_START, internalHash: CHAIN_START }

/** Pure; never throws, whatever the page holds. */
export function merge(local: LocalCopy, page: FeedPage): Merge {
  const { feed } = local
  if (feed.epoch !== '' && page.epoch !== feed.epoch) return rebuild('OTHER_EPOCH')
  if (page.after !== feed.cursor) {
    // From the start, and nothing: this person's feed is another one now, such as that of a company without rooms.
    const isAnother = page.events.length === 0 && page.after === FROM_START && page.atHead
    const isHere = !isAnother && page.events.every(({ id, roomId }) => local.holds(roomId, id))
    return isHere ? { kind: 'DUPLICATE' } : rebuild('CURSOR_GAP')
  }
  const heads = new Map<RoomId, RoomHead>()
  const contents: string[] = []
  let digest = feed.digest
  for (const event of page.events) {
    const next = follow(heads.get(event.roomId) ?? local.head(event.roomId) ?? NEW_ROOM, event, local)
    if (typeof next === 'string') return rebuild(next)
    heads.set(event.roomId, next.head)
    contents.push(next.content)
    // As feedDigest, by this machine's own hash.
    digest = local.sha256(digest + (event.hash ?? ''))
  }
  if (digest !== page.digest) return rebuild('OTHER_DIGEST')
  return { kind: 'ADVANCE', feed: { epoch: page.epoch, cursor: page.cursor, digest }, heads, contents }
}

interface Next {
  readonly head: RoomHead
  readonly content: string
}

/** The room's head after one more event and the event as JSON, or why the event is not its next. */
function follow(head: RoomHead, event: RecordedEvent, { party, sha256 }: LocalCopy): Next | RebuildReason {
  const isShared = event.audience === 'SHARED'
  if (!isShared && party === 'CUSTOMER') return 'FOREIGN_AUDIENCE'
  const sharedSeq = isShared ? head.sharedSeq + 1 : head.sharedSeq
  const position = party === 'CUSTOMER' ? sharedSeq : head.position + 1
  if (event.sharedSeq !== (isShared ? sharedSeq : null)) return 'ROOM_GAP'
  if (event.seq !== (party === 'CUSTOMER' ? null : position)) return 'ROOM_GAP'
  const linked = canonicalJson(linkedContent(event))
  // As linkedText: what a link is the hash of.
  const hash = sha256((isShared ? head.sharedHash : head.internalHash) + linked)
  if (hash !== event.hash) return 'BROKEN_CHAIN'
  return {
    head: isShared
      ? { ...head, position, sharedSeq, sharedHash: hash }
      : { ...head, position, internalHash: hash },
    // What both parties see has been written already: the rest of the event is put behind it.
    content: `${linked.slice(0, -1)},"seq":${event.seq},"hash":"${hash}"}`,
  }
}

const rebuild = (reason: RebuildReason): Merge => ({ kind: 'REBUILD', reason })
