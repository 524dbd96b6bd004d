// The way out to one WebSocket client: what is sent, a heartbeat, and the one place that closes. What is sent is whole
// frames, written in order past `ws`, which has only its own pings and the closing to add. A client that takes nothing for `patienceMs` is
// dropped; until then it costs what it was last sent (I10). One timer looks at all sockets.

import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Log } from '../observe/log.ts'
import { CLOSE, type FrameOutlet, type Pace } from './context.ts'
import { newRef } from './errors.ts'
import { textFrame } from './text-frame.ts'

/** The next page is not even read while this much of the last ones waits for the client. */
const BACKLOG_BYTES_MAX = 256 * 1024
/** A close frame has room for no more (RFC 6455). */
const REASON_BYTES_MAX = 123
/** Codes that a client takes as final, so that it would never come back (M7). */
const FINAL_CODES = new Set([4500, 1011])
/** How often sockets are looked at, as a part of the shortest time that is to be kept. */
const LOOKS = 8

/** Looks at all outlets that were added and whose sockets are open, for ever. */
export function openOutletWatch({ patienceMs, pingEveryMs }: Pace) {
  const outlets = new Set<SocketOutlet>()
  const look = (): void => {
    const at = performance.now()
    for (const outlet of outlets) outlet.look(at)
  }
  const looking = setInterval(look, Math.min(patienceMs, pingEveryMs) / LOOKS)
  return {
    add(outlet: SocketOutlet, socket: WebSocket): void {
      outlets.add(outlet)
      socket.on('close', () => outlets.delete(outlet))
    },
    close: () => clearInterval(looking),
  }
}

export class SocketOutlet implements FrameOutlet {
  readonly #socket: WebSocket
  /** The connection under the socket. */
  readonly #stream: Duplex
  readonly #pace: Pace
  readonly #log: Log
  #wakes: (() => void)[] | null = null
  #isAnswered = true
  #pingAt: number
  /** What waited for the client at the last look, and what was added since then. */
  #waited = 0
  #added = 0
  /** When it last took something, or nothing waited for it. */
  #takenAt = performance.now()

  constructor(socket: WebSocket, stream: Duplex, pace: Pace, log: Log) {
    this.#socket = socket
    this.#stream = stream
    this.#pace = pace
    this.#log = log
    this.#pingAt = performance.now() + pace.pingEveryMs
    const wake = () => this.#wake()
    stream.on('drain', wake)
    socket.on('close', wake)
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
    socket.on('pong', () => {
      this.#isAnswered = true
    })
  }

  /** Resolves when the text has left this machine's buffers, or the socket is gone; never rejects. */
  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState !== this.#socket.OPEN) return resolve()
      this.#write(textFrame(text), () => resolve())
    })
  }

  sendFrame(frame: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#write(frame)
  }

  isFull(): boolean {
    return this.#socket.readyState === this.#socket.OPEN && this.#socket.bufferedAmount > BACKLOG_BYTES_MAX
  }

  async drained(): Promise<void> {
    if (!this.isFull()) return
    await new Promise<void>((resolve) => {
      this.#wakes ??= []
      this.#wakes.push(resolve)
    })
  }

  end(code: number, reason: string): void {
    if (!FINAL_CODES.has(code)) return this.#close(code, reason)
    const ref = newRef()
    this.#log.error({ ref, code, reason }, 'a socket met a bug')
    this.#close(CLOSE.OVERLOAD, `try again, reference ${ref}`)
  }

  /** Pings when it is time, and drops a client that has not answered or has taken nothing for too long. */
  look(at: number): void {
    const waits = this.#socket.bufferedAmount
    const hasTaken = this.#waited + this.#added > waits
    this.#waited = waits
    this.#added = 0
    if (waits === 0 || hasTaken) this.#takenAt = at
    if (at - this.#takenAt >= this.#pace.patienceMs) {
      this.#log.info({ bufferedBytes: waits }, 'dropped a reader that takes nothing')
      return this.#socket.terminate()
    }
    if (at < this.#pingAt) return
    this.#pingAt = at + this.#pace.pingEveryMs
    if (!this.#isAnswered) return this.#socket.terminate()
    this.#isAnswered = false
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  #wake(): void {
    const wakes = this.#wakes
    this.#wakes = null
    for (const wake of wakes ?? []) wake()
  }

  #write(frame: Buffer, taken?: () => void): void {
    const before = this.#stream.writableLength
    this.#stream.write(frame, taken)
    this.#added += this.#stream.writableLength - before
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, Buffer.from(reason).subarray(0, REASON_BYTES_MAX).toString())
  }
}
