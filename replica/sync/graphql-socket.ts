// Subscriptions over one WebSocket (graphql-transport-ws). The library's own reconnecting is switched off: it would
// ask again with the first cursor (M9). When the socket closes, for whatever reason, every stream on it ends and the
// socket is not used again; the next stream opens another.

import { type Client, createClient } from 'graphql-ws'
import { type Millis, SECOND } from '../../domain/time.ts'
import { Fault } from '../fault.ts'
import { isFields } from '../../protocol/fields.ts'
import { comeBackWithinOf, errorCodes, feedEndOf, isPersonChanged } from './graphql-wire.ts'
import type { FeedEnd } from '../../protocol/feed.ts'
import type { Timers } from './timers.ts'

/** Only pings find a half-open connection (M11). */
const PING_EVERY: Millis = 10 * SECOND
const PONG_WITHIN: Millis = 5 * SECOND
const WELCOME_WITHIN: Millis = 10 * SECOND

export interface SocketOptions {
  /** wss:// address of the API. */
  readonly url: string
  /** The WebSocket class of this platform. */
  readonly webSocketImpl: unknown
  readonly token: () => string | Promise<string>
  readonly refused?: ((token: string) => boolean) | undefined
  readonly timers: Timers
}

export interface StreamSink {
  next(data: Readonly<Record<string, unknown>>): void
  /** At most once, nothing after it; not called for a stream that was closed from here. */
  end(reason: FeedEnd, comeBackWithin?: Millis): void
}

export interface Socket {
  readonly isOpen: boolean
  stream(query: string, variables: Readonly<Record<string, unknown>>, sink: StreamSink): () => void
  close(): void
}

/** Connects with the first stream, and closes with the last. */
export function openSocket({ url, webSocketImpl, token, refused, timers }: SocketOptions): Socket {
  const ends = new Set<(reason: FeedEnd, comeBackWithin?: Millis) => void>()
  let isOpen = true
  let pongTimer: unknown = null
  const tokens = openTokens({ token, refused })
  /** Before the line is opened, since a server waits only moments for the token on an open one. */
  const withToken = async (): Promise<string> => {
    const end = await tokens.next()
    if (end === null) return url
    finish(end)
    // The library has no way to hear that there is no address; nobody waits for this one any more.
    return new Promise<string>(() => undefined)
  }
  const finish = (reason: FeedEnd, comeBackWithin: Millis = 0): void => {
    if (!isOpen) return
    isOpen = false
    timers.clear(pongTimer)
    for (const end of ends) end(reason, comeBackWithin)
    // dispose() rejects what the client was still waiting for; the streams have been told already.
    Promise.resolve(client.dispose()).catch(() => undefined)
  }
  const client: Client = createClient({
    url: withToken,
    webSocketImpl,
    generateID: openIds(),
    lazy: true,
    retryAttempts: 0,
    keepAlive: PING_EVERY,
    connectionAckWaitTimeout: WELCOME_WITHIN,
    connectionParams: () => ({ authorization: `Bearer ${tokens.shown()}` }),
    on: {
      ping: (received) => {
        if (received) return
        timers.clear(pongTimer)
        pongTimer = timers.set(() => client.terminate(), PONG_WITHIN)
      },
      pong: (received) => {
        if (received) timers.clear(pongTimer)
      },
      closed: (event) => finish(tokens.endOf(event), comeBackWithinOf(event)),
      error: () => finish('LOST'),
    },
  })

  return {
    get isOpen() {
      return isOpen
    },
    stream(query, variables, sink) {
      let stop: () => void = () => undefined
      const end = (reason: FeedEnd, comeBackWithin: Millis = 0): void => {
        if (!ends.delete(end)) return
        stop()
        sink.end(reason, comeBackWithin)
      }
      ends.add(end)
      stop = client.subscribe(
        { query, variables: { ...variables } },
        {
          next: (result: unknown) => {
            if (!ends.has(end)) return
            const data = isFields(result) ? result['data'] : null
            if (isFields(data) && errorCodes(result).length === 0) sink.next(data)
            else end(tokens.endOf(isFields(result) ? result['errors'] : null))
          },
          error: (cause) => end(tokens.endOf(cause)),
          complete: () => end('LOST'),
        },
      )
      return () => {
        if (ends.delete(end)) stop()
      }
    },
    close() {
      ends.clear()
      finish('LOST')
    },
  }
}

/**
 * Ids of a socket's operations: what it asks for, and how often it asked before. None comes twice on one socket, so that
 * what is on its way for an operation that was closed reaches no other; and the first of a kind has the same on every
 * device, so that the server hands all readers of a feed the same frame.
 */
function openIds(): (payload: { readonly query?: unknown }) => string {
  const counts = new Map<string, number>()
  return ({ query }) => {
    const name = /subscription (\w+)/.exec(String(query))?.[1] ?? 'Operation'
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${name}-${count}`
  }
}

/** The token of one line: fetched before it is opened, and told when the server refused it. */
function openTokens({ token, refused }: Pick<SocketOptions, 'token' | 'refused'>) {
  let shown = ''
  return {
    shown: () => shown,
    /** Why there is none, or null. */
    async next(): Promise<FeedEnd | null> {
      try {
        shown = await token()
        return null
      } catch (cause) {
        return cause instanceof Fault && cause.retry === 'SIGN_IN' ? 'SIGNED_OUT' : 'LOST'
      }
    },
    /** The session is over only where there is no other token: with one the line is lost, and comes back. */
    endOf(cause: unknown): FeedEnd {
      const reason = feedEndOf(cause)
      const isAboutToken = reason === 'SIGNED_OUT' || reason === 'EXPIRED'
      // Asked for in any case: with the next token comes who the person is now.
      const hasAnother = isAboutToken && refused?.(shown) === true
      return hasAnother || isPersonChanged(cause) ? 'LOST' : reason
    },
  }
}
