// What the API's answers mean: data in the domain's own shapes, or a fault with its retry policy. Pure.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import { type CommandId, toCommandId } from '../../domain/ids.ts'
import type { Actor } from '../../domain/people.ts'
import type { Rejection } from '../../domain/result.ts'
import type { Instant, Millis } from '../../domain/time.ts'
import type { CommandAnswer } from '../../protocol/command.ts'
import type { FeedEnd, FeedPage } from '../../protocol/feed.ts'
import { isFields } from '../../protocol/fields.ts'
import { spreadOf } from '../../protocol/restart.ts'
import { Fault } from '../fault.ts'

/** The server will refuse this very request each time. */
const REFUSED: readonly string[] = [
  'BAD_REQUEST',
  'PARSE_FAILED',
  'VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'TOO_LARGE',
]
const PAYLOAD_TOO_LARGE = 413
const UNAUTHORIZED = 401
/** The close codes by which a server says that the session, and not the line, has ended. */
const SESSION_ENDED: readonly number[] = [4401, 4403]
const SERVICE_RESTART = 1012

/** The data of an answer; throws a `Fault` when there is none. */
export function dataOf(status: number, body: unknown): Readonly<Record<string, unknown>> {
  const codes = errorCodes(body)
  if (isSignedOut(status, body)) throw new Fault('SIGNED_OUT', 'SIGN_IN', 'the session is over')
  if (status === PAYLOAD_TOO_LARGE || codes.some((code) => REFUSED.includes(code)))
    throw new Fault('REFUSED', 'NEVER', `${status} ${codes.join(' ')}`)
  const data = isFields(body) ? body['data'] : null
  if (codes.length > 0 || !isFields(data))
    throw new Fault('UNAVAILABLE', 'LATER', `${status} ${codes.join(' ')}`)
  return data
}

/** Whether an answer says that the token opens nothing. */
export const isSignedOut = (status: number, body: unknown): boolean =>
  status === UNAUTHORIZED || errorCodes(body).includes('UNAUTHENTICATED')

/** Why a stream ended, from a close event, a list of GraphQL errors, or anything else that went wrong. */
export function feedEndOf(cause: unknown): FeedEnd {
  if (Array.isArray(cause)) return codesIn(cause).includes('UNAUTHENTICATED') ? 'SIGNED_OUT' : 'LOST'
  if (!isFields(cause)) return 'LOST'
  const { code, reason } = cause
  if (typeof code !== 'number') return 'LOST'
  if (SESSION_ENDED.includes(code)) return reason === 'expired' ? 'EXPIRED' : 'SIGNED_OUT'
  return code === SERVICE_RESTART ? 'RESTARTING' : 'LOST'
}

/** The session stands, and its person is another now: one comes back at once and is served anew. */
export const isPersonChanged = (cause: unknown): boolean =>
  isFields(cause) && SESSION_ENDED.some((code) => code === cause['code']) && cause['reason'] === 'changed'

/** How long a closing server asks its clients to spread their return over; 0 where it asks for nothing. */
export const comeBackWithinOf = (cause: unknown): Millis =>
  isFields(cause) && cause['code'] === SERVICE_RESTART ? spreadOf(cause['reason']) : 0

/** The codes of an answer's errors, empty when it has none. */
export const errorCodes = (body: unknown): readonly string[] =>
  isFields(body) && Array.isArray(body['errors']) ? codesIn(body['errors']) : []

export interface WireAnswer {
  readonly id: string
  readonly outcome: 'ACCEPTED' | 'REJECTED' | 'RETRY' | 'HELD'
  readonly recordedAt: Instant | null
  readonly rejection: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null
}

/** An answer that is neither accepted with a time nor rejected with a reason counts as none: it is asked again. */
export function toAnswer(wire: WireAnswer): CommandAnswer {
  const id: CommandId = toCommandId(wire.id)
  if (wire.outcome === 'ACCEPTED' && wire.recordedAt !== null)
    return { outcome: 'ACCEPTED', id, recordedAt: wire.recordedAt }
  if (wire.outcome === 'HELD') return { outcome: 'HELD', id }
  if (wire.outcome !== 'REJECTED' || wire.rejection === null) return { outcome: 'RETRY', id }
  const { code, facts } = wire.rejection
  return { outcome: 'REJECTED', id, rejection: { ...facts, code } as Rejection }
}

type WireActor = Omit<Actor, 'role'> & { readonly role: Actor['role'] | null }
export type WirePage = Omit<FeedPage, 'events'> & {
  readonly events: readonly (Omit<RecordedEvent, 'actor'> & { readonly actor: WireActor })[]
}

/** The API leaves the engine's role out; the record's chain covers it. */
export const toPage = (wire: WirePage): FeedPage => ({
  ...wire,
  events: wire.events.map((event) => ({
    ...event,
    actor: { ...event.actor, role: event.actor.role ?? 'SYSTEM' },
  })),
})

const codesIn = (errors: readonly unknown[]): readonly string[] =>
  errors.map((error) => {
    const extensions = isFields(error) ? error['extensions'] : null
    const code = isFields(extensions) ? extensions['code'] : null
    return typeof code === 'string' ? code : 'UNKNOWN'
  })
