// What a device reads out of the server's refusal to renew a session (server/auth/refusals.ts).

import type { SessionEnd } from './desktop.ts'
import { fieldsOf } from './fields.ts'

export const isSessionEnd = (value: unknown): value is SessionEnd =>
  value === 'expired' || value === 'revoked' || value === 'reused'

/** Why our server ended it; null for a refusal by anybody else on the way, which ends nothing. */
export function sessionEndIn(body: unknown): SessionEnd | null {
  const { errors } = fieldsOf(body)
  const { code, reason } = fieldsOf(fieldsOf(Array.isArray(errors) ? errors[0] : null)['extensions'])
  if (code !== 'SESSION_ENDED') return null
  return isSessionEnd(reason) ? reason : 'expired'
}

/** Devices that one person is signed in on at once; a demo's few people are everybody's, and are not counted. */
export const SESSIONS_MAX = 20
