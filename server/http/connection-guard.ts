// What one connection may put before the server at once. Node handles all that it reads of a connection in one go, up to
// two megabytes: tens of thousands of requests that wait for none of their answers, or a body in chunks of a byte, keep
// everybody else waiting for seconds (I25). No browser and no proxy sends either.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Millis } from '../../domain/time.ts'

/** Requests of one connection that are not answered yet, or were within this turn of the event loop. */
const AT_ONCE_MAX = 4
/** Longer than proxies keep a connection that nobody uses: they end it, and never send into one that is being ended. */
const KEPT_ALIVE: Millis = 72_000
/**
 * Without a byte either way a connection is closed; one that still has something to take is given the same once more. Who
 * takes nothing of an answer holds it, and file descriptors, for no longer. Nothing that is asked works for so long unseen.
 */
const QUIET: Millis = 30_000

export interface GuardedOptions {
  /** How long a request may take to arrive, in milliseconds. */
  readonly requestTimeout: Millis
  /** Answers a request whose body has no length; the connection is closed after it. */
  readonly refuseUnsized: (response: ServerResponse) => void
  /** Half of how long a connection may be without a byte, in milliseconds; as it should be unless given. */
  readonly quiet?: Millis
}

/** A server of HTTP whose connections are heard one after another; `handle` gets what may be handled. */
export function openGuardedServer(handle: RequestListener, options: GuardedOptions): Server {
  const { requestTimeout, refuseUnsized, quiet = QUIET } = options
  const mayBeHeard = openCounts()
  const server = createServer({ requestTimeout, keepAliveTimeout: KEPT_ALIVE }, (request, response) => {
    if (!mayBeHeard(request.socket, response)) return
    if (request.headers['transfer-encoding'] === undefined) return handle(request, response)
    response.shouldKeepAlive = false
    refuseUnsized(response)
  })
  // Node answers it by itself unless it is listened to, and then as many as come.
  server.on('checkExpectation', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (mayBeHeard(socket, response)) response.writeHead(417, { connection: 'close' }).end()
  })
  return server.setTimeout(quiet)
}

/** Counts the requests of each connection, and ends one that has too many. */
function openCounts(): (socket: Socket, response: ServerResponse) => boolean {
  const counts = new WeakMap<Socket, number>()
  const leave = (socket: Socket): void => void counts.set(socket, (counts.get(socket) ?? 1) - 1)
  return (socket, response) => {
    // What was read along with the request that ended the connection.
    if (socket.destroyed) return false
    const count = (counts.get(socket) ?? 0) + 1
    counts.set(socket, count)
    if (count > AT_ONCE_MAX) socket.destroy()
    else response.once('close', () => setImmediate(leave, socket))
    return count <= AT_ONCE_MAX
  }
}
