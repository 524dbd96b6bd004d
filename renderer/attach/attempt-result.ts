// What the result column of an attempt log means for UNA-1. Only the platform's own failures count against it: its
// timeouts and its internal errors; whatever it answered to a wrong request, and whatever may have been lost between,
// does not. The same table stands in docs/attempt-logs.md for those who write logs.

import type { AttemptResult, Channel } from '../../domain/incident/availability.ts'

/** Words, after lower case and with "_" between them. */
const WORDS: ReadonlyMap<string, AttemptResult> = new Map([
  ...toEach('ANSWERED', 'answered', 'ok', 'success', 'accepted', 'delivered', 'queued'),
  ...toEach('SERVER_TIMEOUT', 'server_timeout', 'timeout', 'timed_out', 'gateway_timeout'),
  ...toEach('SERVER_ERROR', 'server_error', 'internal_error', 'internal_server_error'),
  ...toEach('SERVER_ERROR', 'service_unavailable', 'bad_gateway'),
  ...toEach('OTHER_FAILURE', 'other_failure', 'bad_request', 'rejected', 'recipient_rejected'),
  ...toEach('OTHER_FAILURE', 'unauthorized', 'forbidden', 'authentication_failed', 'rate_limited'),
  // They say that nothing was reached, not that the platform failed: a cut line on the way looks the same.
  ...toEach('OTHER_FAILURE', 'connection_refused', 'connection_reset', 'network_error', 'dns_error'),
])

/** 501 and 505 say what the request asked for, 511 comes from a network on the way. */
const HTTP_NOT_INTERNAL: ReadonlySet<number> = new Set([501, 505, 511])
const HTTP_GATEWAY_TIMEOUT = 504
/** RFC 5321: service not available, local error in processing. */
const SMTP_INTERNAL: ReadonlySet<number> = new Set([421, 451])

const STATUS = /^(?:(?:http|smtp)[ _]?)?(\d{3})(?:[ -]([245])\.(\d{1,3})\.\d{1,3})?(?:\b|$)/

/** Null for a word or status that stands for nothing here. */
export function attemptResultOf(channel: Channel, text: string): AttemptResult | null {
  const plain = text.trim().toLowerCase()
  const status = STATUS.exec(plain)
  if (status === null) return WORDS.get(plain.replace(/[\s-]+/g, '_')) ?? null
  const code = Number(status[1])
  return channel === 'API' ? httpResult(code) : smtpResult(code, status[3])
}

function httpResult(code: number): AttemptResult | null {
  if (code < 100 || code > 599) return null
  if (code === HTTP_GATEWAY_TIMEOUT) return 'SERVER_TIMEOUT'
  if (code >= 500) return HTTP_NOT_INTERNAL.has(code) ? 'OTHER_FAILURE' : 'SERVER_ERROR'
  return code >= 400 ? 'OTHER_FAILURE' : 'ANSWERED'
}

/**
 * `subject` is the middle of an enhanced status (RFC 3463) where the log has one: 3 is the mail system itself, every
 * other one (address, mailbox, content, policy) is not. Without it the code alone decides.
 */
function smtpResult(code: number, subject: string | undefined): AttemptResult | null {
  if (code < 200 || code > 559) return null
  if (code < 400) return 'ANSWERED'
  const isInternal = subject === undefined ? SMTP_INTERNAL.has(code) : subject === '3'
  return isInternal ? 'SERVER_ERROR' : 'OTHER_FAILURE'
}

function toEach(
  result: AttemptResult,
  ...words: readonly string[]
): readonly (readonly [string, AttemptResult])[] {
  return words.map((word) => [word, result])
}
