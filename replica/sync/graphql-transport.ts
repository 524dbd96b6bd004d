// The network port on the real API: questions and commands by HTTP POST, feed and presence by WebSocket. Commands never
// go over the socket, whose library would send them again by itself (M8). Every request carries the session's token,
// asked for anew each time: it may be waited for, and one that the server refuses is replaced once, unseen (I22).

import type { Instant } from '../../domain/time.ts'
import { toInput } from '../../protocol/command.ts'
import type { Directory, RoomPresence } from '../../protocol/feed.ts'
import {
  ANNOUNCE_DOCUMENT,
  DIRECTORY_DOCUMENT,
  ENROL_KEY_DOCUMENT,
  CHECKPOINT_DOCUMENT,
  ENROLMENT_CHALLENGE_DOCUMENT,
  FEED_DOCUMENT,
  PRESENCE_DOCUMENT,
  SERVER_TIME_DOCUMENT,
  SUBMIT_DOCUMENT,
} from '../../protocol/operations.ts'
import { accountRequest } from '../../protocol/identity-operations.ts'
import { Fault } from '../fault.ts'
import { httpDownload, type Stream } from './bootstrap-http.ts'
import { openSocket, type Socket } from './graphql-socket.ts'
import { dataOf, isSignedOut, toAnswer, toPage, type WireAnswer, type WirePage } from './graphql-wire.ts'
import type { Timers } from './timers.ts'
import type { Transport } from './transport.ts'

/** The part of `fetch` that is used. How long a request may take is up to whoever hands it in. */
export type Fetch = (
  url: string,
  request: { readonly method: 'POST'; readonly headers: Record<string, string>; readonly body: string },
) => Promise<{ readonly status: number; json(): Promise<unknown> }>

export interface GraphqlTransportOptions {
  /** Where the server is: "https://rooms.example". */
  readonly origin: string
  readonly fetch: Fetch
  /** Without it the feed is read page by page, however far behind a copy is. */
  readonly stream?: Stream | undefined
  /** The WebSocket class of this platform. */
  readonly webSocketImpl: unknown
  /** The session's secret as of now. Rejects with a `Fault` where there is none: SIGN_IN when the session is over. */
  readonly token: () => string | Promise<string>
  /** Hears of a secret that the server refused; true where asking again gives another, so that it is tried once more. */
  readonly refused?: ((token: string) => boolean) | undefined
  readonly timers: Timers
}

type Variables = Readonly<Record<string, unknown>>

export function graphqlTransport(options: GraphqlTransportOptions): Transport {
  const { origin, stream } = options
  const url = `${origin.replace(/^http/, 'ws')}/graphql`
  let socket: Socket | null = null
  const theSocket = (): Socket => {
    if (socket === null || !socket.isOpen) socket = openSocket({ ...options, url })
    return socket
  }
  const ask = (query: string, variables: Variables) => post(options, query, variables)

  return {
    async submit(envelopes) {
      const commands = envelopes.map(({ id, roomId, command }) => ({ id, roomId, command: toInput(command) }))
      const data = await ask(SUBMIT_DOCUMENT, { commands })
      const result = data['submit'] as {
        readonly answers: readonly WireAnswer[]
        readonly serverTime: Instant
      }
      return { answers: result.answers.map(toAnswer), serverTime: result.serverTime }
    },
    openFeed: (after, epoch, sink) =>
      theSocket().stream(
        FEED_DOCUMENT,
        { after, epoch },
        {
          next: (data) => sink.page(toPage(data['feed'] as WirePage)),
          end: (reason, comeBackWithin) => sink.end(reason, comeBackWithin),
        },
      ),
    ...(stream === undefined
      ? {}
      : { download: (after, epoch) => httpDownload({ ...options, stream }, after, epoch) }),
    openPresence: (sink) =>
      theSocket().stream(
        PRESENCE_DOCUMENT,
        {},
        {
          next: (data) => sink.rooms(data['presence'] as readonly RoomPresence[]),
          end: () => sink.end(),
        },
      ),
    directory: async () => (await ask(DIRECTORY_DOCUMENT, {}))['directory'] as Directory,
    serverTime: async () => (await ask(SERVER_TIME_DOCUMENT, {}))['serverTime'] as Instant,
    announce: async (roomId, activity) => {
      await ask(ANNOUNCE_DOCUMENT, { roomId, activity })
    },
    async account(wanted) {
      const { query, variables } = accountRequest(wanted)
      return (await ask(query, variables))[wanted.ask]
    },
    async enrol(wanted) {
      if (wanted.step === 'CHALLENGE') {
        const challenge = (await ask(ENROLMENT_CHALLENGE_DOCUMENT, {}))['enrolmentChallenge']
        return { challenge: String(challenge), outcome: null, certificate: null }
      }
      const { step: _step, ...proof } = wanted
      const { enrolKey } = await ask(ENROL_KEY_DOCUMENT, proof)
      return { challenge: null, ...(enrolKey as { outcome: string; certificate: string | null }) }
    },
    checkpoint: async (roomId) => (await ask(CHECKPOINT_DOCUMENT, { roomId }))['checkpoint'] as string | null,
    close: () => socket?.close(),
  }
}

async function post(
  options: GraphqlTransportOptions,
  query: string,
  variables: Variables,
): Promise<Variables> {
  const request = JSON.stringify({ query, variables })
  const token = await options.token()
  const first = await exchange(options, token, request)
  if (!isSignedOut(first.status, first.body) || options.refused?.(token) !== true)
    return dataOf(first.status, first.body)
  const second = await exchange(options, await options.token(), request)
  return dataOf(second.status, second.body)
}

async function exchange(
  { origin, fetch }: GraphqlTransportOptions,
  token: string,
  body: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  try {
    const reply = await fetch(`${origin}/graphql`, { method: 'POST', headers, body })
    // A proxy on the way may have answered with an HTML page.
    const text: unknown = await reply.json().catch(() => null)
    return { status: reply.status, body: text }
  } catch (cause) {
    throw new Fault('UNREACHABLE', 'LATER', 'no answer from the server', { cause })
  }
}
