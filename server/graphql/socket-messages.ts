// What of a socket's messages reaches the protocol's library. An operation that is malformed, or one too many a second,
// is answered here by an error of its own: the library would close the socket, and every stream on it, for the first.

import { EXCESS_SENTENCES, excessOf } from '../http/json-body.ts'
import { openPaces, SOCKET_PACE } from '../policy/paces.ts'
import { tooMany } from '../policy/route-gate.ts'
import { PublicError } from './errors.ts'
import { faultOfRequest } from './guard.ts'
import type { Word } from './operation-order.ts'

/**
 * - PASS: the library's to handle, with what it says about an operation; also what is no message of the protocol, for
 *   which it closes the socket.
 * - ANSWER: with this error, under this operation's id.
 * - END: the sender does not stop, or sends what no client of the protocol does; the socket is closed.
 */
export type Judgement =
  | { readonly do: 'PASS'; readonly word: Word | null }
  | { readonly do: 'ANSWER'; readonly id: string; readonly error: PublicError }
  | { readonly do: 'END' }

/** So many messages beyond the pace end a socket; each that is within it makes up for some. */
const EXCESS_MAX = 2_000
const MAKES_UP_FOR = 10
/** Messages before the session is known: a client says who it is, and waits. */
const UNKNOWN_MAX = 20

/** Judges the messages of one socket, in order. */
export function openMessageJudge(now?: () => number): (text: string) => Judgement {
  const pace = openPaces(SOCKET_PACE, now)
  let excess = 0
  return (text) => {
    const wait = pace.take('', 1)
    excess = wait === 0 ? Math.max(0, excess - MAKES_UP_FOR) : excess + 1
    if (excess > EXCESS_MAX) return { do: 'END' }
    const said = messageIn(text)
    const operation = operationIn(said)
    if (operation === null || operation.type === 'complete')
      return isReadable(text) && !isOfServers(said) ? { do: 'PASS', word: operation } : { do: 'END' }
    const error = wait > 0 ? tooMany(wait) : (tooMuch(text) ?? faultOfRequest(operation.payload))
    return error === null ? { do: 'PASS', word: operation } : { do: 'ANSWER', id: operation.id, error }
  }
}

/** Judges the messages of a socket without a session: the library closes it for any but the first and its pings. */
export function openUnknownJudge(): (text: string) => Judgement {
  let count = 0
  return (text) => {
    count += 1
    if (count > UNKNOWN_MAX) return { do: 'END' }
    return isReadable(text) && !isOfServers(messageIn(text)) ? { do: 'PASS', word: null } : { do: 'END' }
  }
}

/** Whether a message may be walked through at all: one that is nested without end would exhaust the stack. */
const isReadable = (text: string): boolean => excessOf(Buffer.from(text)) === null

function tooMuch(text: string): PublicError | null {
  const excess = excessOf(Buffer.from(text))
  return excess === null ? null : new PublicError('TOO_LARGE', EXCESS_SENTENCES[excess])
}

/** What servers alone say: the library throws at it, which would be taken for a bug of ours. */
const isOfServers = ({ type }: Fields): boolean =>
  type === 'connection_ack' || type === 'next' || type === 'error'

type Fields = Readonly<Record<string, unknown>>

/** The fields of a message; none of what is no message. */
function messageIn(text: string): Fields {
  try {
    const message: unknown = JSON.parse(text)
    return typeof message === 'object' && message !== null ? (message as Fields) : {}
  } catch {
    return {}
  }
}

/** The operation that a message opens or completes; null for any other message. */
function operationIn({ type, id, payload }: Fields): Word | null {
  const isWord = type === 'subscribe' || type === 'complete'
  return isWord && typeof id === 'string' && id !== '' ? { type, id, payload } : null
}
