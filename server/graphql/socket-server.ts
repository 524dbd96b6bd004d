// GraphQL over WebSocket (graphql-transport-ws), subscriptions only. The protocol is graphql-ws's; around it stands
// what that leaves open (M5 to M7): path and origin before the upgrade, session before the first operation, the same
// guard, pace and masking as HTTP, limits of operations and messages, and no close code that a client takes as final for
// trouble of ours. A bad operation is answered, whatever is wrong with it, and costs its socket nothing.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { GraphQLSchema } from 'graphql'
import { handleProtocols, makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { restartReason } from '../../protocol/restart.ts'
import type { Viewer } from '../auth/session-desk.ts'
import { type Paces, pointsOf } from '../policy/paces.ts'
import { tooMany } from '../policy/route-gate.ts'
import { routeRow } from '../policy/routes.ts'
import { CLOSE, type Desk, type FeedFanOut, type RequestContext } from './context.ts'
import { levelOf, type MaskError, newRef, PublicError, signInFirst } from './errors.ts'
import type { Guard } from './guard.ts'
import { openMessageJudge, openUnknownJudge } from './socket-messages.ts'
import { openFeedFanOut } from './feed-fan-out.ts'
import { openPayloads } from './feed-payload.ts'
import { type HandInOrder, openOperationOrder, type Word } from './operation-order.ts'
import { openOutletWatch, SocketOutlet } from './socket-outlet.ts'
import { openWaitingRoom } from './waiting-room.ts'

export interface SocketServerOptions {
  readonly desk: Desk
  readonly schema: GraphQLSchema
  readonly guard: Guard
  readonly mask: MaskError
  readonly paces: Paces
  /** Whether a request of this origin may be upgraded at all (I24). */
  readonly mayConnect: (request: IncomingMessage) => boolean
  /** Whom a request counts as until its session is known. */
  readonly senderOf: (request: IncomingMessage) => string
}

export interface SocketServer {
  /** For the HTTP server's `upgrade`. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** How many are open. */
  readonly count: () => number
  /** Takes no more, closes every socket with 1012 so that its client comes back, and waits a moment for that. */
  close(): Promise<void>
}

const MESSAGE_BYTES_MAX = 64 * 1024
const OPERATIONS_MAX = 16
/** Room for 10,000 readers on one node and half as many again who come back: some 15 KB each while they are idle. */
const SOCKETS_MAX = 15_000
const INIT_WITHIN_MS = 3_000
const GOODBYE_MS = 2_000
/** What the next server is spared: its clients come back about this far apart, and not all in its first moment. */
const RETURN_EVERY_MS = 10
const SPREAD_MIN_MS = 1_000
/** Messages of one who takes nothing of what is sent: each may be answered, and the answers pile up here. */
const UNTAKEN_MAX = 100
/** Messages after a socket was ended, which a client may have sent before it was told. */
const LATE_MAX = 200
const PONG = JSON.stringify({ type: 'pong' })

/** What is known of one connection. */
interface Line {
  readonly outlet: SocketOutlet
  readonly socket: WebSocket
  readonly judge: ReturnType<typeof openMessageJudge>
  readonly judgeUnknown: ReturnType<typeof openUnknownJudge>
  /** Makes room for the next of its sender's who is not known yet. */
  readonly known: () => void
  viewer: Viewer | null
  /** The operation that is just being handed to the protocol's library. */
  asked: Word | null
  /** How many came since the client last took what waits for it. */
  untaken: number
  /** How many came after it was ended. */
  late: number
}

export function openSocketServer(options: SocketServerOptions): SocketServer {
  const { desk, mask, mayConnect, senderOf, schema } = options
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    // One message of each socket in a turn of the event loop: megabytes of tiny ones keep nobody else waiting.
    allowSynchronousEvents: false,
    handleProtocols,
  })
  const feeds = openFeedFanOut({ ...desk, makePayload: openPayloads(schema, mask) })
  const protocol = openProtocol(options, feeds)
  const watch = openOutletWatch(desk.pace)
  const waiting = openWaitingRoom()
  const receive = openReceiver(options)
  let isClosing = false

  const connected = (socket: WebSocket, stream: Duplex, known: () => void): void => {
    const outlet = new SocketOutlet(socket, stream, desk.pace, desk.log)
    watch.add(outlet, socket)
    const line: Line = {
      outlet,
      socket,
      judge: openMessageJudge(),
      judgeUnknown: openUnknownJudge(),
      known,
      viewer: null,
      asked: null,
      untaken: 0,
      late: 0,
    }
    if (isClosing) return outlet.end(CLOSE.RESTART, restartReason(SPREAD_MIN_MS))
    if (wss.clients.size > SOCKETS_MAX) return outlet.end(CLOSE.OVERLOAD, 'too many connections')
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => outlet.send(text),
        close: (code, reason) => outlet.end(code ?? 1000, reason ?? ''),
        // Without what came along: nobody has us send sixty thousand bytes back for each ping.
        onPing: () => outlet.send(PONG),
        onMessage: (handle) => {
          const inOrder = openOperationOrder((text, word) => hand(line, handle, text, word))
          socket.on('message', (data) => receive(line, inOrder, data))
        },
      },
      line,
    )
    socket.on('close', (code, reason) => {
      closed(code, String(reason)).catch((error: unknown) =>
        desk.log.error({ err: error }, 'a socket ended badly'),
      )
    })
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      // The path may be no address at all, such as "//"; an exception that is thrown here ends the process.
      const row = routeRow('UPGRADE', URL.parse(request.url ?? '/', 'http://any')?.pathname ?? '')
      if (row === undefined) return refuse(socket, '404 Not Found')
      if (row.origin === 'OWN' && !mayConnect(request)) return refuse(socket, '403 Forbidden')
      if (isClosing) return refuse(socket, '503 Service Unavailable')
      const known = waiting.enter(senderOf(request))
      if (known === null) return refuse(socket, '429 Too Many Requests')
      socket.once('close', known)
      wss.handleUpgrade(request, socket, head, (opened) => connected(opened, socket, known))
    },
    count: () => wss.clients.size,
    async close() {
      isClosing = true
      const gone = [...wss.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      const reason = restartReason(Math.max(SPREAD_MIN_MS, wss.clients.size * RETURN_EVERY_MS))
      for (const socket of wss.clients) socket.close(CLOSE.RESTART, reason)
      const late = setTimeout(() => {
        for (const socket of wss.clients) socket.terminate()
      }, GOODBYE_MS)
      await Promise.all(gone)
      clearTimeout(late)
      watch.close()
      feeds.close()
    },
  }
}

/** Takes the messages of all lines; `handle` is the line's own way to the protocol. */
function openReceiver({ desk, mask }: Pick<SocketServerOptions, 'desk' | 'mask'>) {
  const fail = (line: Line, error: unknown): void => {
    desk.log.error({ err: error }, 'a message met a bug')
    line.outlet.end(CLOSE.OVERLOAD, 'try again')
  }

  /** Waits for nothing itself: a subscription is handled for as long as it runs, and its message is not kept for that. */
  return (line: Line, handle: HandInOrder, data: unknown): void => {
    if (isOver(line) || endIfUntaken(line, desk)) return
    try {
      const text = String(data)
      // Until the session is known, a message is the library's alone: it closes for any but the first.
      const judgement = line.viewer === null ? line.judgeUnknown(text) : line.judge(text)
      if (judgement.do === 'END') return line.outlet.end(CLOSE.OVERLOAD, 'messages of no client')
      if (judgement.do === 'PASS')
        return void handle(text, judgement.word).catch((error: unknown) => fail(line, error))
      const { id, error } = judgement
      void line.outlet.send(JSON.stringify({ id, type: 'error', payload: [mask(error)] }))
    } catch (error) {
      fail(line, error)
    }
  }
}

/**
 * A subscription is handed to the protocol's library without what it asks for, which was judged already: the library
 * keeps its message for as long as the subscription runs. What is asked for is taken up in `onSubscribe`, within this call.
 */
function hand(
  line: Line,
  handle: (text: string) => Promise<void>,
  text: string,
  word: Word | null,
): Promise<void> {
  if (word?.type !== 'subscribe') return handle(text)
  line.asked = word
  return handle(JSON.stringify({ id: word.id, type: word.type, payload: { query: '' } }))
}

/**
 * Whether a line was ended already, and what still comes is not even read. Some may have been on its way; a client that
 * goes on gets no farewell.
 */
function isOver(line: Line): boolean {
  if (line.socket.readyState === line.socket.OPEN) return false
  line.late += 1
  if (line.late === LATE_MAX) line.socket.terminate()
  return true
}

/** Whether a line was ended because its client goes on sending and takes nothing (I25). */
function endIfUntaken(line: Line, { log }: Desk): boolean {
  line.untaken = line.outlet.isFull() ? line.untaken + 1 : 0
  if (line.untaken <= UNTAKEN_MAX) return false
  log.info('dropped a client that sends and takes nothing')
  line.socket.terminate()
  return true
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function openProtocol({ desk, schema, guard, mask, paces }: SocketServerOptions, feeds: FeedFanOut) {
  return makeServer<Record<string, unknown>, Line>({
    connectionInitWaitTimeout: INIT_WITHIN_MS,
    onConnect: ({ connectionParams, extra }) => welcome(desk, extra, connectionParams?.['authorization']),
    // What is wrong is returned, never thrown: thrown, it would cost the whole socket (M6).
    onSubscribe(context, id) {
      const { viewer, outlet, asked } = context.extra
      context.extra.asked = null
      if (viewer === null) return [signInFirst()]
      if (Object.keys(context.subscriptions).length > OPERATIONS_MAX)
        return [new PublicError('TOO_MANY', `A socket may have ${OPERATIONS_MAX} operations at a time.`)]
      const verdict = guard('SOCKET', asked?.id === id ? asked.payload : null)
      if (!verdict.ok) return verdict.errors
      const wait = paces.take(viewer.person.id, 1 + pointsOf(verdict.cost))
      if (wait > 0) return [tooMany(wait)]
      return {
        schema,
        hideSuggestions: true,
        document: verdict.document,
        operationName: verdict.operation.name?.value,
        variableValues: verdict.variables,
        contextValue: { ...desk, viewer, outlet, following: { id, outlet, feeds } } satisfies RequestContext,
      }
    },
    onNext(_context, _id, _payload, _args, { errors, data }) {
      if (errors === undefined) return undefined
      return { ...(data === undefined ? {} : { data }), errors: errors.map(mask) }
    },
    onError: (_context, _id, _payload, errors) => errors.map(mask),
  })
}

/** Lets a session in, hangs the socket on it, or closes with a reason the device understands. */
async function welcome(desk: Desk, line: Line, authorization: unknown): Promise<boolean> {
  const { outlet, socket } = line
  try {
    const viewer = await desk.sessions.authenticate(authorization)
    if (socket.readyState !== socket.OPEN) return false
    if (viewer === null) {
      outlet.end(CLOSE.ENDED, 'expired')
      return false
    }
    const detach = desk.sessions.attach(viewer, (reason) => outlet.end(CLOSE.ENDED, reason))
    if (detach === null) {
      outlet.end(CLOSE.OVERLOAD, 'too many connections of this session')
      return false
    }
    socket.on('close', detach)
    line.viewer = viewer
    line.known()
    return true
  } catch (error) {
    const ref = newRef()
    desk.log[levelOf(error)]({ ref, err: error }, 'a session could not be looked up')
    outlet.end(CLOSE.OVERLOAD, `try again, reference ${ref}`)
    return false
  }
}
