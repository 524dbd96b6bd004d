// Readings: what is asked of a room's record once, since recorded entries never change (api.ts, `Replica.read`).

import { type RoomId, toEventId } from '../domain/ids.ts'
import { unreachable } from '../domain/result.ts'
import { type RecordContent, recordContent } from '../protocol/exported-record.ts'
import { pointsAt } from '../protocol/outline.ts'
import { linkedContent } from '../protocol/record.ts'
import { EMPTY_TREE, grown, rootOf } from '../protocol/record-tree.ts'
import type { Passage, Reading, Readings } from './api.ts'
import type { Log } from './store/log.ts'

/** What the file answers by itself; words are looked for by search.ts. */
export function read(log: Log, reading: Exclude<Reading, { read: 'search' }>): Readings[keyof Readings] {
  switch (reading.read) {
    case 'outline':
      return log.outline(reading.roomId)
    case 'passage':
      return passage(log, reading)
    case 'entry':
      return log.entry(reading.roomId, reading.eventId)
    case 'record':
      return record(log, reading.roomId)
    case 'root':
      return root(log, reading)
    default:
      return unreachable(reading)
  }
}

/** All entries of the room go through here, since only the shared ones may leave. */
const record = (log: Log, roomId: RoomId): RecordContent | null =>
  recordContent(log.newest(roomId, log.head(roomId)?.position ?? 0), log.directory())

function root(log: Log, { roomId, sharedSeq }: Extract<Reading, { read: 'root' }>): string | null {
  const entries = log.newest(roomId, log.head(roomId)?.position ?? 0)
  const pinned = entries.filter((event) => event.sharedSeq !== null && event.sharedSeq <= sharedSeq)
  if (pinned.length !== sharedSeq) return null
  return rootOf(pinned.reduce((tree, event) => grown(tree, linkedContent(event)), EMPTY_TREE))
}

function passage(log: Log, { roomId, positions }: Extract<Reading, { read: 'passage' }>): Passage {
  const entries = log.at(roomId, positions)
  const here = new Set<string>(entries.map(({ id }) => id))
  const pointed = new Set(entries.flatMap((event) => pointsAt(event) ?? []).filter((id) => !here.has(id)))
  const answered = [...pointed].flatMap((id) => log.entry(roomId, toEventId(id)) ?? [])
  return {
    entries,
    related: [
      ...answered,
      ...log.saidAbout(
        roomId,
        [...entries, ...answered].map(({ id }) => id),
      ),
    ],
  }
}
