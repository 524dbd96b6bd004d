// A `next` message of graphql-transport-ws as one WebSocket frame (RFC 6455, a text in one piece, not masked), made from
// a payload that many readers share: what is one reader's own is the operation's id in front of it.

const WHOLE_TEXT = 0x81
const LENGTH_IN_16_BITS = 126
const LENGTH_IN_64_BITS = 127

/** What stands before the payload, for an operation's id. */
export const frameStart = (id: string): Buffer =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)

/** The whole frame, ready to be written to the connection. */
export function frameOf(start: Buffer, payload: Buffer): Buffer {
  const length = start.length + payload.length + 1
  const head = length < LENGTH_IN_16_BITS ? 2 : length < 0x1_0000 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = WHOLE_TEXT
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = LENGTH_IN_16_BITS
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_IN_64_BITS
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  start.copy(frame, head)
  payload.copy(frame, head + start.length)
  frame[frame.length - 1] = '}'.charCodeAt(0)
  return frame
}
