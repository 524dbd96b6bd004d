// The download of a feed over HTTP: one POST whose answer is lines of JSON (server/feed-download/), unpacked on the way
// by the platform's own fetch. A line counts when all of it is here; what cannot be read, or ends before the page at
// the head, is a cut. The session's token is asked for as for every other request, and replaced once.

import type { Cursor } from '../../protocol/feed.ts'
import { Fault } from '../fault.ts'
import { type DownloadHead, readHead, readPage } from './bootstrap-lines.ts'
import type { Download, DownloadEnd, DownloadPart } from './transport.ts'

/** The part of a stream of text that is used: the platform's ReadableStream of strings. */
export interface TextStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: string | undefined }>
    cancel(): Promise<void>
  }
}

/** As `Fetch`, for an answer that is read while it comes and may take as long as it brings something. */
export type Stream = (
  url: string,
  request: { readonly method: 'POST'; readonly headers: Record<string, string>; readonly body: string },
) => Promise<{ readonly status: number; readonly text: TextStream | null }>

export interface HttpDownloadOptions {
  readonly origin: string
  readonly stream: Stream
  readonly token: () => string | Promise<string>
  readonly refused?: ((token: string) => boolean) | undefined
}

type Reader = ReturnType<TextStream['getReader']>
type Body = { readonly reader: Reader } | { readonly end: DownloadEnd }

const OK = 200
const NEAR = 204
const UNAUTHORIZED = 401

/** Asks at the first `next`. */
export function httpDownload(options: HttpDownloadOptions, after: Cursor, epoch: string): Download {
  let isOpen = true
  let body: Body | null = null
  let head: DownloadHead | null = null
  let isAtHead = false
  /** Whole lines first, then what has come of the next one. */
  const pieces: string[] = []
  const lines: string[] = []

  const drop = ({ reader }: { readonly reader: Reader }): void => {
    reader.cancel().catch(() => undefined)
  }

  async function nextLine(reader: Reader): Promise<string | null> {
    while (lines.length === 0) {
      const { done, value } = await reader.read()
      if (done || value === undefined) return null
      const [first = '', ...rest] = value.split('\n')
      pieces.push(first)
      if (rest.length === 0) continue
      lines.push(pieces.splice(0).join(''), ...rest.slice(0, -1))
      pieces.push(rest.at(-1) ?? '')
    }
    return lines.shift() ?? null
  }

  async function part(reader: Reader): Promise<DownloadPart> {
    const line = await nextLine(reader)
    if (line === null) return ended(isAtHead ? 'DONE' : 'CUT')
    if (head === null) {
      head = readHead(line)
      return head === null ? ended('NONE') : { kind: 'HEAD', count: head.count }
    }
    const page = readPage(head, line)
    if (page === null) return ended('CUT')
    isAtHead = page.atHead
    return { kind: 'PAGE', page }
  }

  return {
    async next() {
      body ??= await ask(options, JSON.stringify({ after, epoch }))
      if ('end' in body) return ended(body.end)
      if (!isOpen) {
        drop(body)
        return ended('CUT')
      }
      const { reader } = body
      return part(reader).catch(() => ended('CUT'))
    },
    close() {
      isOpen = false
      if (body !== null && 'reader' in body) drop(body)
    },
  }
}

const ended = (end: DownloadEnd): DownloadPart => ({ kind: 'END', end })

async function ask(options: HttpDownloadOptions, request: string): Promise<Body> {
  const token = await options.token()
  const first = await exchange(options, token, request)
  if (!('end' in first) || first.end !== 'SIGNED_OUT' || options.refused?.(token) !== true) return first
  return exchange(options, await options.token(), request)
}

async function exchange({ origin, stream }: HttpDownloadOptions, token: string, body: string): Promise<Body> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  try {
    const { status, text } = await stream(`${origin}/feed`, { method: 'POST', headers, body })
    const reader = text?.getReader()
    if (status === OK && reader !== undefined) return { reader }
    reader?.cancel().catch(() => undefined)
    return { end: endOf(status) }
  } catch (cause) {
    throw new Fault('UNREACHABLE', 'LATER', 'no answer from the server', { cause })
  }
}

/** An older server answers 404; one that has no place, or a proxy without its server, 429 or 5xx. */
function endOf(status: number): DownloadEnd {
  if (status === NEAR) return 'NEAR'
  if (status === UNAUTHORIZED) return 'SIGNED_OUT'
  return status === 429 || status >= 500 ? 'BUSY' : 'NONE'
}
