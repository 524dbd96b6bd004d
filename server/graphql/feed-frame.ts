// A `next` message of graphql-transport-ws as one WebSocket frame (text-frame.ts), made from a
// payload that many readers share: what is one reader's own is the operation's id in front of it.

import { emptyFrame } from './text-frame.ts'

/** What stands before the payload, for an operation's id. */
export const frameStart = (id: string): Buffer =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)

/** The whole frame, ready to be written to the connection. */
export function frameOf(start: Buffer, payload: Buffer): Buffer {
  const { frame, begin } = emptyFrame(start.length + payload.length + 1)
  start.copy(frame, begin)
  payload.copy(frame, begin + start.length)
  frame[frame.length - 1] = '}'.charCodeAt(0)
  return frame
}
