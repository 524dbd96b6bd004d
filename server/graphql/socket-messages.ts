// What of a socket's messages reaches the protocol's library. An operation that is malformed, or one too many a second,
// is answered here by an error of its own: the library would close the socket, and every stream on it, for the first.

import { openPaces, SOCKET_PACE } from '../policy/paces.ts'
import { tooMany } from '../policy/route-gate.ts'
import type { PublicError } from './errors.ts'
import { faultOfRequest } from './guard.ts'

/**
 * - PASS: the library's to handle; also what is no message of the protocol, for which it closes the socket.
 * - ANSWER: with this error, under this operation's id.
 * - END: the sender does not stop; the socket is closed.
 */
export type Judgement =
  | { readonly do: 'PASS' }
  | { readonly do: 'ANSWER'; readonly id: string; readonly error: PublicError }
  | { readonly do: 'END' }

/** So many messages beyond the pace, without a pause in which one would have been allowed, end a socket. */
const EXCESS_MAX = 2_000

/** Judges the messages of one socket, in order. */
export function openMessageJudge(now?: () => number): (text: string) => Judgement {
  const pace = openPaces(SOCKET_PACE, now)
  let excess = 0
  return (text) => {
    const wait = pace.take('', 1)
    excess = wait === 0 ? 0 : excess + 1
    if (excess > EXCESS_MAX) return { do: 'END' }
    const operation = operationIn(text)
    if (operation === null) return { do: 'PASS' }
    const error = wait > 0 ? tooMany(wait) : faultOfRequest(operation.payload)
    return error === null ? { do: 'PASS' } : { do: 'ANSWER', id: operation.id, error }
  }
}

/** The operation that a message opens; null for any other message. */
function operationIn(text: string): { readonly id: string; readonly payload: unknown } | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null) return null
    const { type, id, payload } = message as Record<string, unknown>
    return type === 'subscribe' && typeof id === 'string' && id !== '' ? { id, payload } : null
  } catch {
    return null
  }
}
