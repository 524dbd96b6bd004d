// Files on their way between this window and the server: what replicas do not carry. What went wrong comes back as one
// word, whose sentence is in renderer/text/attach.ts. In a browser they go by HTTP (http-files.ts), on the desktop
// through the bridge (bridge-files.ts); what the server's answers mean is the same for both and stands here.

import type { EventId, RoomId } from '../../domain/ids.ts'

export type FileFault =
  /** No server, or none that answered to the end. */
  | 'UNREACHABLE'
  | 'SIGNED_OUT'
  /** Not there, or not for this person (any more): one answer for both. */
  | 'NOT_FOUND'
  | 'TOO_LARGE'
  | 'TOO_MANY'
  | 'UNAVAILABLE'
  /** What came is not what the record names. */
  | 'ALTERED'
  /** Given up by the person. */
  | 'CANCELLED'

export type Sent =
  | { readonly outcome: 'STORED'; readonly sha256: string; readonly size: number }
  | { readonly outcome: FileFault }

export type Fetched =
  | { readonly outcome: 'FETCHED'; readonly content: Blob }
  | { readonly outcome: FileFault }

export interface SendOptions {
  /** How much of it has left this computer, from 0 to 1. */
  readonly onShare: (share: number) => void
  readonly signal: AbortSignal
}

/** How files come and go. Neither rejects. */
export interface RoomFiles {
  send(roomId: RoomId, file: Blob, options: SendOptions): Promise<Sent>
  /** The content of an entry's file, checked against the fingerprint that the record names. */
  fetch(roomId: RoomId, eventId: EventId, sha256: string): Promise<Fetched>
}

/** What the answer to an upload means; `body`: its JSON, or null where it was none. */
export function sentOf(status: number, body: unknown): Sent {
  if (status !== 200) return { outcome: faultOf(status) }
  const stored = storedIn(body)
  return stored === null ? { outcome: 'UNAVAILABLE' } : { outcome: 'STORED', ...stored }
}

/** What a status that is no success means. */
export function faultOf(status: number): FileFault {
  if (status === 401) return 'SIGNED_OUT'
  if (status === 404) return 'NOT_FOUND'
  if (status === 413) return 'TOO_LARGE'
  return status === 429 ? 'TOO_MANY' : 'UNAVAILABLE'
}

function storedIn(body: unknown): { readonly sha256: string; readonly size: number } | null {
  if (typeof body !== 'object' || body === null || !('sha256' in body) || !('size' in body)) return null
  const { sha256, size } = body
  return typeof sha256 === 'string' && typeof size === 'number' ? { sha256, size } : null
}

/** Hands on what the record names and nothing else. */
export async function fetchedAs(content: Blob, sha256: string): Promise<Fetched> {
  return (await fingerprintOf(content)) === sha256 ? { outcome: 'FETCHED', content } : { outcome: 'ALTERED' }
}

async function fingerprintOf(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
