// The bodies that a verdict rests on, each with the fields it is judged by. Other kinds of entries are
// linked like these and say nothing about who signed what, so that a record with kinds unknown to this verifier is read.

import type { IncidentEvent } from '../domain/incident/events.ts'
import { type LinkedEvent, RECORD_FORMAT_1, type RecordEntry, type RecordFormat } from './exported-record.ts'
import type { Fault } from './verify-record-result.ts'
import { atLeast, exactly, hash, oneOf, position, text, textOrNull } from './verify-record-shape.ts'

const party = oneOf('CUSTOMER', 'PROVIDER')
const outcome = oneOf('ENDED', 'WORKAROUND')

/** What both parties sign and how: nothing may stand beside it that a reader could take for signed. */
const PROPOSED = {
  type: text,
  outcome,
  statement: text,
  unavailabilityEndedAt: textOrNull,
  cause: textOrNull,
  followUp: textOrNull,
  version: position,
  sharedSeq: position,
  chainHead: hash,
  party,
  digest: hash,
}
const SIGNED = {
  type: text,
  proposalId: text,
  party,
  digest: hash,
  publicKey: text,
  signature: text,
}

const SIGNING = {
  ResolutionProposed: exactly(PROPOSED, { text }),
  ResolutionSigned: exactly(SIGNED, { protected: text, certificate: text }),
  ResolutionRejected: exactly({ type: text, proposalId: text, party, reason: text }),
  IssueResolved: exactly({ type: text, proposalId: text, outcome }),
} as const

const SHAPES = {
  ...SIGNING,
  IssueReported: atLeast({ ticket: text, accountName: text, title: text }),
  AgentAssigned: atLeast({ agentId: text }),
  WorkaroundAccepted: atLeast({ workaroundId: text }),
  WorkaroundWithdrawn: atLeast({ workaroundId: text }),
  Reopened: atLeast({ reason: text }),
  Reclassified: atLeast({ proposalId: text }),
} as const

/** As they were before there were statements and certificates: what version 1 allows. */
const SHAPES_1: typeof SHAPES = {
  ...SHAPES,
  ResolutionProposed: exactly(PROPOSED),
  ResolutionSigned: exactly(SIGNED),
}

/** A body of one of the kinds above. */
export type JudgedBody = Extract<IncidentEvent, { type: keyof typeof SHAPES }>

export interface Judged<Body extends JudgedBody = JudgedBody> {
  readonly index: number
  readonly event: LinkedEvent
  readonly body: Body
}

/** The entry with its body's shape checked; null for a kind that no verdict rests on. */
export function judged(
  { event }: RecordEntry,
  index: number,
  format: RecordFormat,
): { readonly ok: true; readonly entry: Judged | null } | { readonly ok: false; readonly fault: Fault } {
  const { type } = event.body
  if (!isJudgedType(type)) return { ok: true, entry: null }
  const shapes = format === RECORD_FORMAT_1 ? SHAPES_1 : SHAPES
  const fault = shapes[type](event.body, `entries[${index}].event.body`)
  if (fault !== null) return { ok: false, fault: { ...fault, code: 'BODY' } }
  return { ok: true, entry: { index, event, body: event.body as JudgedBody } }
}

const isJudgedType = (type: string): type is keyof typeof SHAPES => Object.hasOwn(SHAPES, type)
