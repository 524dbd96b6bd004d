// Finding what was said, in this copy: it holds only what its person may see, so there is nothing to leave out. The
// folded texts are kept in memory once a room was searched, and only what came since is folded again.

import type { RecordedEvent } from '../domain/incident/events.ts'
import type { RoomId } from '../domain/ids.ts'
import {
  foldedText,
  type FoldedText,
  holdsAll,
  matchOf,
  type TextMatch,
  wordsOf,
} from '../protocol/text-match.ts'
import { proseOf } from '../protocol/prose.ts'
import type { Found } from './api.ts'
import type { Log } from './store/log.ts'

interface Said {
  readonly event: RecordedEvent
  readonly text: string
  readonly folded: FoldedText
}

interface RoomTexts {
  readonly epoch: string
  readonly position: number
  /** Oldest first. */
  readonly said: readonly Said[]
}

const BEFORE = 14
const AFTER = 88

const texts = new WeakMap<Log, Map<RoomId, RoomTexts>>()

/** The newest entries that hold every word, newest first; of one room, or of all that this copy has. */
export function search(
  log: Log,
  asked: { readonly text: string; readonly roomId: RoomId | null; readonly limit: number },
): readonly Found[] {
  const words = wordsOf(asked.text)
  if (words.length === 0) return []
  const rooms = asked.roomId === null ? [...log.roomIds()] : [asked.roomId]
  return rooms
    .flatMap((roomId) => {
      const hits = textsOf(log, roomId).filter(({ folded }) => holdsAll(folded.folded, words))
      return hits.slice(-asked.limit)
    })
    .toSorted((a, b) => (a.event.recordedAt < b.event.recordedAt ? 1 : -1))
    .slice(0, asked.limit)
    .flatMap((hit) => foundOf(hit, matchOf(hit.folded, words)) ?? [])
}

function textsOf(log: Log, roomId: RoomId): readonly Said[] {
  const { epoch } = log.feedPosition()
  const position = log.head(roomId)?.position ?? 0
  const rooms = texts.get(log) ?? new Map<RoomId, RoomTexts>()
  texts.set(log, rooms)
  const kept = rooms.get(roomId)
  const isSame = kept !== undefined && kept.epoch === epoch && kept.position <= position
  const from = isSame ? kept.position : 0
  const before = isSame ? kept.said : []
  if (isSame && from === position) return before
  const added = log.newest(roomId, position - from).flatMap((event): Said[] => {
    const text = proseOf(event.body)
    return text === '' ? [] : [{ event, text, folded: foldedText(text) }]
  })
  const said = [...before, ...added]
  rooms.set(roomId, { epoch, position, said })
  return said
}

function foundOf({ event, text }: Said, match: TextMatch | null): Found | null {
  if (match === null) return null
  const start = Math.max(0, match.from - BEFORE)
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1 || start
  const begin = from > match.from ? start : from
  const end = Math.min(text.length, match.to + AFTER)
  const lead = begin === 0 ? '' : '… '
  return {
    roomId: event.roomId,
    eventId: event.id,
    author: event.actor.name,
    recordedAt: event.recordedAt,
    internal: event.audience === 'INTERNAL',
    excerpt: `${lead}${text.slice(begin, end)}${end < text.length ? ' …' : ''}`,
    match: { from: lead.length + match.from - begin, to: lead.length + match.to - begin },
  }
}
