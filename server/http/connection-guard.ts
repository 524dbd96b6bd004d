// What one connection may put before the server at once. Node handles all that it reads of a connection in one go, up to
// two megabytes: tens of thousands of requests that wait for none of their answers, or a body in chunks of a byte, keep
// everybody else waiting for seconds (I25). No browser and no proxy sends either.

import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Millis } from '../../domain/time.ts'

/** Requests of one connection that are not answered yet, or were within this turn of the event loop. */
const AT_ONCE_MAX = 4
/** Longer than proxies keep a connection that nobody uses: they end it, and never send into one that is being ended. */
const KEPT_ALIVE: Millis = 72_000
/** Without a byte either way, twice over: who takes nothing of an answer holds it, and file descriptors, for no longer. */
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
  const counts = new WeakMap<Socket, number>()
  const leave = (socket: Socket): void => void counts.set(socket, (counts.get(socket) ?? 1) - 1)
  const server = createServer({ requestTimeout, keepAliveTimeout: KEPT_ALIVE }, (request, response) => {
    const { socket } = request
    // What was read along with the request that ended the connection.
    if (socket.destroyed) return
    const count = (counts.get(socket) ?? 0) + 1
    if (count > AT_ONCE_MAX) return void socket.destroy()
    counts.set(socket, count)
    response.once('close', () => setImmediate(leave, socket))
    if (request.headers['transfer-encoding'] === undefined) return handle(request, response)
    response.shouldKeepAlive = false
    refuseUnsized(response)
  })
  return server.setTimeout(quiet)
}
