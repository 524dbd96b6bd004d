// Files on their way between this window and the server: what replicas do not carry. Neither call rejects: what went
// wrong comes back as one word, whose sentence is in renderer/text/attach.ts.

import type { EventId, RoomId } from '../../domain/ids.ts'
import type { Session } from '../platform/session.ts'

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

export type SendFile = (session: Session, roomId: RoomId, file: Blob, options: SendOptions) => Promise<Sent>

/** A request of the older kind: fetch does not tell how much of a body has left. */
export const sendFile: SendFile = (session, roomId, file, { onShare, signal }) =>
  new Promise((done) => {
    if (signal.aborted) return done({ outcome: 'CANCELLED' })
    const request = new XMLHttpRequest()
    const cancel = () => request.abort()
    const finish = (sent: Sent) => {
      signal.removeEventListener('abort', cancel)
      done(sent)
    }
    signal.addEventListener('abort', cancel)
    request.open('POST', `/rooms/${encodeURIComponent(roomId)}/files`)
    request.setRequestHeader('authorization', `Bearer ${session.token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => onShare(file.size === 0 ? 1 : Math.min(1, loaded / file.size))
    request.onload = () => finish(sentOf(request.status, request.responseText))
    request.onerror = () => finish({ outcome: 'UNREACHABLE' })
    request.onabort = () => finish({ outcome: 'CANCELLED' })
    request.send(file)
  })

/** The content of an entry's file, checked against the fingerprint that the record names. */
export async function fetchFile(
  session: Session,
  roomId: RoomId,
  eventId: EventId,
  sha256: string,
): Promise<Fetched> {
  const path = `/rooms/${encodeURIComponent(roomId)}/files/${encodeURIComponent(eventId)}`
  try {
    const response = await fetch(path, { headers: { authorization: `Bearer ${session.token}` } })
    if (!response.ok) return { outcome: faultOf(response.status) }
    const content = await response.blob()
    return (await fingerprintOf(content)) === sha256
      ? { outcome: 'FETCHED', content }
      : { outcome: 'ALTERED' }
  } catch {
    return { outcome: 'UNREACHABLE' }
  }
}

function sentOf(status: number, body: string): Sent {
  if (status !== 200) return { outcome: faultOf(status) }
  const stored = parsed(body)
  return stored === null ? { outcome: 'UNAVAILABLE' } : { outcome: 'STORED', ...stored }
}

function faultOf(status: number): FileFault {
  if (status === 401) return 'SIGNED_OUT'
  if (status === 404) return 'NOT_FOUND'
  if (status === 413) return 'TOO_LARGE'
  return status === 429 ? 'TOO_MANY' : 'UNAVAILABLE'
}

function parsed(body: string): { readonly sha256: string; readonly size: number } | null {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || !('sha256' in value) || !('size' in value)) return null
    const { sha256, size } = value
    return typeof sha256 === 'string' && typeof size === 'number' ? { sha256, size } : null
  } catch {
    return null
  }
}

async function fingerprintOf(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
