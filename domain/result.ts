// How the law answers: a list of events, or a rejection. A rejection is plain data with a stable code,
// returned and never thrown; its sentence lives in renderer/text, so that it can be read in any language.

import type { EventId, RoomId } from './ids.ts'
import type { Instant } from './time.ts'
import type { Audience } from './people.ts'
import type { Phase } from './incident/state.ts'

/** What is wrong with one field of a command. */
export type InputProblem =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'OUT_OF_RANGE'
  | 'NOT_A_PHONE'
  | 'NOT_AN_EMAIL'
  | 'NOT_A_TIME'
  | 'IN_THE_FUTURE'
  | 'IN_THE_PAST'
  | 'TOO_LONG_AGO'
  | 'BEFORE_START'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'

/** Why a certificate does not count. UNKNOWN: this server did not issue it. */
export type CertificateProblem =
  | 'UNKNOWN'
  | 'OTHER_PERSON'
  | 'OTHER_KEY'
  | 'OTHER_ACCOUNT'
  /** Somebody who has another role since: a new certificate says so. */
  | 'OTHER_ROLE'
  | 'REVOKED'
  | 'EXPIRED'

/** An open room of the same account, as far as a person who takes an intake must know it. */
export interface OpenRoom {
  readonly roomId: RoomId
  readonly ticket: string
  readonly title: string
  readonly phase: Phase
  readonly reportedAt: Instant
}

export type Rejection =
  /** The room does not exist, or is not this person's to see: one answer for both (I19). */
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'NOT_PERMITTED' }
  | { readonly code: 'WRONG_PHASE'; readonly phase: Phase }
  | { readonly code: 'SAME_PARTY' }
  | { readonly code: 'ALREADY_ANSWERED' }
  | { readonly code: 'ALREADY_EXISTS' }
  | { readonly code: 'ALREADY_ASSIGNED' }
  /** The proposal was superseded; `current` is the one to read now, if there is one. */
  | { readonly code: 'STALE_PROPOSAL'; readonly current: EventId | null }
  | { readonly code: 'DIGEST_MISMATCH' }
  | { readonly code: 'INVALID_SIGNATURE' }
  /** The certificate that came with a signature is not one of this person, key and account that holds now (RES-12). */
  | { readonly code: 'CERTIFICATE_REFUSED'; readonly problem: CertificateProblem }
  | { readonly code: 'SAME_PERSON' }
  | { readonly code: 'REOPEN_PERIOD_OVER'; readonly until: Instant }
  | { readonly code: 'OPEN_ROOM_EXISTS'; readonly rooms: readonly OpenRoom[] }
  | {
      readonly code: 'INVALID_INPUT'
      readonly field: string
      readonly problem: InputProblem
      readonly limit: number | null
    }
  /** The same command id came with other content (I3). */
  | { readonly code: 'COMMAND_ID_REUSED' }

export type RejectionCode = Rejection['code']

/** An event before the store has numbered, stamped and linked it. */
export interface NewEvent<Body> {
  readonly audience: Audience
  readonly body: Body
}

export type Decision<Body> =
  | { readonly ok: true; readonly events: readonly NewEvent<Body>[] }
  | { readonly ok: false; readonly rejection: Rejection }

export const accept = <Body>(...events: NewEvent<Body>[]): Decision<Body> => ({ ok: true, events })
export const reject = (rejection: Rejection): { readonly ok: false; readonly rejection: Rejection } => ({
  ok: false,
  rejection,
})

/** A missing case in a switch over a union: a compile error here, a bug if it is ever reached. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}
