// The lines of a download as data: what the server writes in server/feed-download/download-lines.ts. What a page means
// for the copy is judged like any other page's (merge.ts); here only its shape is looked at. Pure.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Instant } from '../../domain/time.ts'
import type { Cursor, FeedPage } from '../../protocol/feed.ts'
import { type Fields, isFields } from '../../protocol/fields.ts'

/** The first line. */
export interface DownloadHead {
  readonly epoch: string
  readonly after: Cursor
  /** Entries that follow. */
  readonly count: number
  readonly serverTime: Instant
}

/** Null for a line that is no head: this is another server's answer, or that of somebody in between. */
export function readHead(line: string): DownloadHead | null {
  const value = parsed(line)
  if (value === null) return null
  const { epoch, after, count, serverTime } = value
  const isCount = Number.isSafeInteger(count) && Number(count) >= 0
  return isText(epoch) && isText(after) && isText(serverTime) && isCount
    ? { epoch, after, count: Number(count), serverTime: serverTime as Instant }
    : null
}

/** Null for a line that is no page. */
export function readPage({ epoch, serverTime }: DownloadHead, line: string): FeedPage | null {
  const value = parsed(line)
  if (value === null) return null
  const { after, cursor, digest, atHead, events } = value
  if (!isText(after) || !isText(cursor) || !isText(digest) || typeof atHead !== 'boolean') return null
  if (!Array.isArray(events) || !events.every(isFields)) return null
  return { epoch, after, cursor, digest, atHead, serverTime, events: events.map(toEvent) }
}

/** As the API hands it out, where a field that an entry has not is null. */
const toEvent = (event: Fields): RecordedEvent =>
  ({ ...event, salt: event['salt'] ?? null }) as unknown as RecordedEvent

function parsed(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line)
    return isFields(value) ? value : null
  } catch {
    return null
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
