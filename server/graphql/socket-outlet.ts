// The way out to one WebSocket client: sends that wait until they are gone, a heartbeat, and the one place that closes.
// A client that takes nothing for `patienceMs` is dropped; until then it costs what it was last sent (I10).

import type { WebSocket } from 'ws'
import type { Log } from '../observe/log.ts'
import { CLOSE, type Outlet, type Pace } from './context.ts'
import { newRef } from './errors.ts'

/** The next page is not even read while this much of the last ones waits for the client. */
const BACKLOG_BYTES_MAX = 1024 * 1024
/** A close frame has room for no more (RFC 6455). */
const REASON_BYTES_MAX = 123
/** Codes that a client takes as final, so that it would never come back (M7). */
const FINAL_CODES = new Set([4500, 1011])

export interface SocketOutlet extends Outlet {
  /** Resolves when the text has left this machine's buffers, or the socket is gone; never rejects. */
  readonly send: (text: string) => Promise<void>
}

export function openSocketOutlet(socket: WebSocket, pace: Pace, log: Log): SocketOutlet {
  const waiting = new Set<() => void>()
  const wakeAll = (): void => {
    for (const wake of waiting) wake()
    waiting.clear()
  }
  socket.on('close', wakeAll)
  socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
  watchHeartbeat(socket, pace)
  const patience = watchPatience(socket, pace, log)
  const isFull = () => socket.readyState === socket.OPEN && socket.bufferedAmount > BACKLOG_BYTES_MAX

  return {
    send: (text) =>
      new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve()
        patience.began()
        socket.send(text, () => {
          patience.ended()
          if (socket.bufferedAmount <= BACKLOG_BYTES_MAX) wakeAll()
          resolve()
        })
      }),
    isFull,
    async drained() {
      if (!isFull()) return
      await new Promise<void>((resolve) => waiting.add(resolve))
    },
    end(code, reason) {
      if (!FINAL_CODES.has(code)) return closeWith(socket, code, reason)
      const ref = newRef()
      log.error({ ref, code, reason }, 'a socket met a bug')
      closeWith(socket, CLOSE.OVERLOAD, `try again, reference ${ref}`)
    },
  }
}

function closeWith(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, Buffer.from(reason).subarray(0, REASON_BYTES_MAX).toString())
}

function watchHeartbeat(socket: WebSocket, { pingEveryMs }: Pace): void {
  let isAnswered = true
  const beat = setInterval(() => {
    if (!isAnswered) return socket.terminate()
    isAnswered = false
    if (socket.readyState === socket.OPEN) socket.ping()
  }, pingEveryMs)
  socket.on('pong', () => {
    isAnswered = true
  })
  socket.on('close', () => clearInterval(beat))
}

/** Runs while something waits to be taken, and starts anew whenever something was. */
function watchPatience(socket: WebSocket, { patienceMs }: Pace, log: Log) {
  let unsent = 0
  let timer: NodeJS.Timeout | undefined
  const lose = (): void => {
    log.info({ bufferedBytes: socket.bufferedAmount }, 'dropped a reader that takes nothing')
    socket.terminate()
  }
  socket.on('close', () => clearTimeout(timer))
  return {
    began() {
      unsent += 1
      if (unsent === 1) timer = setTimeout(lose, patienceMs)
    },
    ended() {
      unsent -= 1
      clearTimeout(timer)
      if (unsent > 0) timer = setTimeout(lose, patienceMs)
    },
  }
}
