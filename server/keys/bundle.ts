// What an auditor is given beside an exported record: a room's internal entries and the secrets of its commitments, so
// that `npm run verify -- FILE --internal BUNDLE` shows that the notes are the ones of when each resolution was proposed.
// Read from the data folder or the database, with or without a running server.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { RoomId } from '../../domain/ids.ts'
import { canonicalJson } from '../../protocol/crypto.ts'
import { linkedContent } from '../../protocol/record.ts'
import { INTERNAL_FORMAT, type InternalBundle } from '../../protocol/verify-record-internal.ts'
import { openingOf } from '../commands/record-seal.ts'
import type { StoreReads } from '../store/event-store.ts'
import { openReader, readMeta } from '../store/sqlite-file.ts'
import { sqliteReads } from '../store/sqlite-reads.ts'
import { KeysError } from './key-folder.ts'

const EVENTS_PER_READ = 500

type RoomsOf = Pick<StoreReads, 'roomHeads' | 'roomEvents'>

/** The bundle's text, from an embedded store. @throws {KeysError} where there is no room with this ticket. */
export async function internalBundle(dataFolder: string, ticket: string): Promise<string> {
  const reader = openReader(dataFolder)
  try {
    return await bundleFrom(sqliteReads(reader), readMeta(reader, 'secret'), ticket, dataFolder)
  } finally {
    reader.close()
  }
}

/** The same from a store that is open; `where` is what a person knows it by. */
export async function bundleFrom(
  reads: RoomsOf,
  secret: string,
  ticket: string,
  where: string,
): Promise<string> {
  const head = (await reads.roomHeads(null, false)).find(({ summary }) => summary.ticket === ticket)
  if (head === undefined) throw new KeysError(`There is no room ${ticket} in ${where}.`)
  const events: RecordedEvent[] = []
  for (;;) {
    const page = await reads.roomEvents(head.roomId, 'ALL', events.length, EVENTS_PER_READ)
    events.push(...page)
    if (page.length < EVENTS_PER_READ) break
  }
  return canonicalJson(bundleOf(head.roomId, events, secret))
}

function bundleOf(roomId: RoomId, events: readonly RecordedEvent[], secret: string): InternalBundle {
  const isInternal = ({ audience }: RecordedEvent) => audience === 'INTERNAL'
  return {
    format: INTERNAL_FORMAT,
    roomId,
    entries: events
      .filter(isInternal)
      .map((event) => ({ event: linkedContent(event), hash: event.hash ?? '' })),
    openings: events.flatMap((event, index) =>
      event.body.type === 'ResolutionProposed' && event.body.text !== undefined
        ? [
            {
              proposalId: event.id,
              entries: events.slice(0, index).filter(isInternal).length,
              secret: openingOf(secret, roomId, event.id),
            },
          ]
        : [],
    ),
  }
}
