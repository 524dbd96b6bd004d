// A `next` message of graphql-transport-ws as one WebSocket frame (text-frame.ts), made from a
// payload that many readers share: what is one reader's own is the operation's id in front of it.

import type { Payload } from './feed-payload.ts'
import { emptyFrame } from './text-frame.ts'

/** What stands before the payload, for an operation's id. */
export const frameStart = (id: string): Buffer =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)

/** The whole frame, ready to be written to the connection. */
export function frameOf(start: Buffer, payload: Payload): Buffer {
  const pieces = [start, ...payload, END]
  const { frame, begin } = emptyFrame(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = begin
  for (const piece of pieces) at += piece.copy(frame, at)
  return frame
}

const END = Buffer.from('}')
