// A fault: the environment failed, not the person. It is thrown (a refusal by the rules is returned, see
// domain/result.ts) and always says whether trying again can help.

/**
 * - LATER: temporary, or unknown whether it happened; try the same thing again.
 * - NEVER: the other side will refuse this very thing each time.
 * - SIGN_IN: the session is over; try again after signing in.
 */
export type RetryPolicy = 'LATER' | 'NEVER' | 'SIGN_IN'

export type FaultCode =
  /** No answer, a broken one, or none in time. */
  | 'UNREACHABLE'
  /** The server is there and cannot answer now. */
  | 'UNAVAILABLE'
  | 'SIGNED_OUT'
  /** The server does not understand the request: another version, or too large. */
  | 'REFUSED'
  /** The outbox was written by a newer version of this program; it is left as it is. */
  | 'OUTBOX_TOO_NEW'
  /** The outbox belongs to another person; it is left as it is. */
  | 'OUTBOX_OF_ANOTHER'

export class Fault extends Error {
  readonly code: FaultCode
  readonly retry: RetryPolicy

  constructor(code: FaultCode, retry: RetryPolicy, detail: string, options?: { readonly cause?: unknown }) {
    super(`${code}: ${detail}`, options)
    this.name = 'Fault'
    this.code = code
    this.retry = retry
  }
}
