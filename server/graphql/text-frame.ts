// A text as one WebSocket frame (RFC 6455): whole, not masked, not compressed. Written to the connection in one piece, it
// costs one buffer and one write, where the library's own way costs two of each.

const WHOLE_TEXT = 0x81
const LENGTH_IN_16_BITS = 126
const LENGTH_IN_64_BITS = 127

/** A frame for a text of so many bytes, which is still to be put in at `begin`. */
export function emptyFrame(length: number): { readonly frame: Buffer; readonly begin: number } {
  const begin = length < LENGTH_IN_16_BITS ? 2 : length < 0x1_0000 ? 4 : 10
  const frame = Buffer.allocUnsafe(begin + length)
  frame[0] = WHOLE_TEXT
  if (begin === 2) frame[1] = length
  else if (begin === 4) {
    frame[1] = LENGTH_IN_16_BITS
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_IN_64_BITS
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  return { frame, begin }
}

/** The whole frame, ready to be written to the connection. */
export function textFrame(text: string): Buffer {
  const { frame, begin } = emptyFrame(Buffer.byteLength(text))
  frame.write(text, begin)
  return frame
}
