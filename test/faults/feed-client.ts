// A plain client of the feed: a socket and a cursor. It comes back after every close unless it is told not to, goes on
// from its cursor, and says what it is given.

import { WebSocket } from 'ws'

export interface FeedPage {
  readonly after: string
  readonly cursor: string
  readonly epoch: string
  readonly atHead: boolean
  readonly digest: string
  readonly events: readonly { readonly id: string }[]
}

export interface Goodbye {
  readonly code: number
  readonly reason: string
}

export interface FeedClientOptions {
  readonly url: () => string
  readonly token: string
  /** After how many milliseconds it comes back; null: not at all. */
  readonly comesBackAfter: (goodbye: Goodbye) => number | null
  readonly onPage?: ((page: FeedPage, follows: boolean) => void) | undefined
  readonly onClosed?: ((goodbye: Goodbye) => void) | undefined
  /** Who is where, told by the same socket. */
  readonly onPresence?: ((people: readonly string[]) => void) | undefined
}

export interface FeedClient {
  readonly isAtHead: () => boolean
  /** At the last page; empty before the first. */
  readonly digest: () => string
  open(): void
  close(): void
}

const FEED = `subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) { epoch after cursor atHead digest events { id } }
}`
const PRESENCE = 'subscription { presence { people { personId } } }'
const HANDSHAKE_WITHIN_MS = 3_000

interface Frame {
  readonly type: string
  readonly payload?: { readonly data?: { readonly feed?: FeedPage; readonly presence?: readonly Room[] } }
}

interface Room {
  readonly people: readonly { readonly personId: string }[]
}

export function feedClient(options: FeedClientOptions): FeedClient {
  const { url, token, comesBackAfter, onPage, onClosed, onPresence } = options
  let socket: WebSocket | null = null
  let [after, epoch, digest] = ['', '', '']
  let isAtHead = false

  const take = (page: FeedPage): void => {
    onPage?.(page, page.after === after || epoch === '')
    ;({ cursor: after, epoch, digest, atHead: isAtHead } = page)
  }
  const open = (): void => {
    isAtHead = false
    const own = new WebSocket(`${url().replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      handshakeTimeout: HANDSHAKE_WITHIN_MS,
    })
    socket = own
    const send = (message: unknown): void => own.send(JSON.stringify(message))
    own.on('error', () => {})
    own.on('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
    own.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as Frame
      if (type === 'connection_ack') {
        send({ type: 'subscribe', id: 'f', payload: { query: FEED, variables: { after, epoch } } })
        if (onPresence !== undefined) send({ type: 'subscribe', id: 'p', payload: { query: PRESENCE } })
      }
      if (type === 'ping') send({ type: 'pong' })
      if (type === 'next' && payload?.data?.feed !== undefined) take(payload.data.feed)
      else if (type === 'next' && payload?.data?.presence !== undefined)
        onPresence?.(payload.data.presence.flatMap(({ people }) => people.map(({ personId }) => personId)))
      // Too many at once, or a server that is about to go: later.
      else if (type === 'next' || type === 'error' || type === 'complete') own.close()
    })
    own.on('close', (code, reason) => {
      if (socket !== own) return
      isAtHead = false
      const goodbye = { code, reason: String(reason) }
      onClosed?.(goodbye)
      const within = comesBackAfter(goodbye)
      if (within !== null) setTimeout(() => socket === own && open(), within)
    })
  }
  return {
    isAtHead: () => isAtHead,
    digest: () => digest,
    open,
    close() {
      const own = socket
      socket = null
      own?.terminate()
    },
  }
}
