// A reader that costs its process as little as a reader can, so that what a benchmark finds is the server's limit and not
// the load's: WebSocket frames (RFC 6455) are walked through where the kernel has put them, in one buffer of all readers,
// and of what is in them the marks alone are looked at. Pings are answered; messages are read as texts until a reader is in.

import { createHash, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Asking, Dialect } from './dialects.ts'

/** What stands around the number of an event in its text. */
const MARK = '@'.charCodeAt(0)
const [CONTINUED, TEXT, CLOSE, PING, PONG] = [0, 1, 8, 9, 10]
const CHUNK = Buffer.allocUnsafe(256 * 1_024)

export interface BareSocket {
  send(text: string): void
  terminate(): void
}

/** `events` came in what has just been read, the last of which is number `last`. */
type Heard = (events: number, last: number) => void

/** Resolves once it has heard something that says that it is in. */
export function openBareSocket(
  port: number,
  dialect: Dialect,
  asking: Asking,
  heard: Heard,
): Promise<BareSocket> {
  return new Promise((resolve, reject) => {
    const key = randomBytes(16).toString('base64')
    const marks = readMarks(heard)
    let isIn = false
    const frames = walkFrames({
      isWhole: (opcode) => !isIn || opcode > TEXT,
      part: (bytes) => marks(bytes),
      message(opcode, bytes) {
        if (opcode === PING) write(socket, PONG, bytes)
        if (opcode === CLOSE && !isIn)
          reject(new Error(`closed with ${bytes.readUInt16BE(0)} ${bytes.toString('utf8', 2)}`))
        if (opcode !== TEXT) return
        isIn = dialect.hear(bare, bytes.toString(), asking)
        if (!isIn) return
        marks(bytes)
        resolve(bare)
      },
    })
    let answered = ''
    const opened = (bytes: Buffer): void => {
      answered += bytes.toString('latin1')
      const end = answered.indexOf('\r\n\r\n')
      if (end === -1) return
      if (!isAccepted(answered, key)) throw new Error(`no WebSocket: ${answered.slice(0, end)}`)
      read = frames
      dialect.hello(bare, asking)
      frames(Buffer.from(answered.slice(end + 4), 'latin1'))
    }
    let read = opened
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: CHUNK,
        callback(length) {
          read(CHUNK.subarray(0, length))
          return true
        },
      },
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection ended')))
    socket.on('connect', () => socket.write(upgrade(port, dialect, key)))
    const bare: BareSocket = {
      send: (text) => write(socket, TEXT, Buffer.from(text)),
      terminate: () => void socket.destroy(),
    }
  })
}

function upgrade(port: number, { path, protocol }: Dialect, key: string): string {
  const asked = protocol === null ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${asked}\r\n`
}

/** RFC 6455, section 4.2.2. */
function isAccepted(answer: string, key: string): boolean {
  const accepted = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  return answer.startsWith('HTTP/1.1 101 ') && answer.includes(accepted)
}

/** One frame of a client, whose payloads are masked. */
function write(socket: Socket, opcode: number, payload: Buffer): void {
  const mask = randomBytes(4)
  const length =
    payload.length < 126
      ? Buffer.of(0x80 | payload.length)
      : Buffer.of(0x80 | 126, payload.length >> 8, payload.length & 0xff)
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  socket.write(Buffer.concat([Buffer.of(0x80 | opcode), length, mask, masked]))
}

interface Frames {
  /** Whether a frame is wanted as a whole. */
  readonly isWhole: (opcode: number) => boolean
  /** Bytes of a frame that is not, as they come. */
  readonly part: (bytes: Buffer) => void
  readonly message: (opcode: number, bytes: Buffer) => void
}

/** Frames of a server are not masked; messages come in one frame, and parts of one that does not are read as they come. */
function walkFrames({ isWhole, part, message }: Frames): (bytes: Buffer) => void {
  let begun = Buffer.alloc(0)
  let left = 0
  return (chunk) => {
    let bytes = begun.length === 0 ? chunk : Buffer.concat([begun, chunk])
    begun = Buffer.alloc(0)
    while (bytes.length > 0) {
      if (left === 0) {
        const head = headOf(bytes)
        const end = head === null ? Infinity : head.begin + head.length
        const opcode = (bytes[0] ?? 0) & 0x0f
        if (head === null || (isWhole(opcode) && bytes.length < end)) {
          begun = Buffer.from(bytes)
          return
        }
        if (isWhole(opcode)) {
          message(opcode === CONTINUED ? TEXT : opcode, bytes.subarray(head.begin, end))
          bytes = bytes.subarray(end)
          continue
        }
        left = head.length
        bytes = bytes.subarray(head.begin)
      }
      const taken = bytes.subarray(0, left)
      left -= taken.length
      bytes = bytes.subarray(taken.length)
      part(taken)
    }
  }
}

/** Where a frame's payload begins, and its length; null while that has not come. */
function headOf(bytes: Buffer): { readonly begin: number; readonly length: number } | null {
  const short = (bytes[1] ?? 0) & 0x7f
  const begin = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < begin) return null
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : bytes.readUInt32BE(6)
  return { begin, length }
}

/** Finds the marks in texts that come in parts: a part may end within one. */
function readMarks(heard: Heard): (bytes: Buffer) => void {
  let digits: string | null = null
  return (bytes) => {
    let events = 0
    let last = 0
    let from = 0
    for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, from)) {
      if (digits === null) digits = ''
      else {
        last = Number(digits + bytes.toString('latin1', from, at))
        events += 1
        digits = null
      }
      from = at + 1
    }
    if (digits !== null) digits += bytes.toString('latin1', from)
    if (events > 0) heard(events, last)
  }
}
