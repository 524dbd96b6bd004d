// One proposal as a record shows it, and what the walk over a record (verify-record-signing.ts) asks of it: its digest,
// whether it can still be answered, who may sign it, and what is reported of it once both have.

import { signedContent, statedIn, statementContent } from '../domain/incident/resolution-statement.ts'
import { canonicalJson, crypto as lawCrypto, sha256Hex } from './crypto.ts'
import type { Judged, JudgedBody } from './verify-record-bodies.ts'
import {
  type CommitmentFacts,
  entryFault,
  type Fault,
  type LaterStep,
  type RecordFaultCode,
  type ResolutionFacts,
  type SignatureFacts,
} from './verify-record-result.ts'

/** An entry of one kind. */
export type Of<Type extends JudgedBody['type']> = Judged<Extract<JudgedBody, { type: Type }>>

export interface Proposal {
  readonly id: string
  readonly entry: Of<'ResolutionProposed'>
  status: 'OPEN' | 'SUPERSEDED' | 'REJECTED' | 'AGREED'
  readonly signatures: SignatureFacts[]
}

/** What a signature covers, from the proposal's own content and not from the digest it states (RES-2). */
export const digestOf = ({ event, body }: Of<'ResolutionProposed'>): string =>
  body.text === undefined
    ? lawCrypto.digest(signedContent(event.roomId, { ...body, proposalId: event.id }))
    : sha256Hex(body.text)

/** The text says what the entries say, and pins the root of the entries before it; null where it does. */
export function statementFault(
  entry: Of<'ResolutionProposed'>,
  report: Of<'IssueReported'>,
  root: string,
  previous: string | null,
): Fault | null {
  const stated = statedIn(entry.body.text ?? '')?.pin.root
  if (stated !== undefined && stated !== root) return faultAt(entry, 'PIN_ROOT', 'text', root, stated)
  const text = statementOf(entry, report, root, previous)
  return text === entry.body.text ? null : faultAt(entry, 'STATEMENT', 'text', text, entry.body.text)
}

/** What its text has to be, from the entries alone; only the times it states are taken as they are. */
function statementOf(
  { event, body }: Of<'ResolutionProposed'>,
  report: Of<'IssueReported'>,
  root: string,
  previous: string | null,
): string {
  const said = statedIn(body.text ?? '')
  const pin = { provider: '', internalCommitment: '', ...said?.pin, root }
  const none = { call: null, callbackDue: null, callback: null, lastUpdate: null }
  const { accountName, ticket } = report.body
  const room = { roomId: event.roomId, accountId: event.accountId, accountName, ticket, previous }
  const pinned = { ...body, proposalId: event.id }
  return canonicalJson(statementContent(room, pinned, pin, said?.times ?? none))
}

/** Roles by which somebody of a party signs, as far as a record shows: that a TAM is the account's own it does not. */
export function rolesThatSign(party: string, isOwner: boolean): readonly string[] {
  if (party === 'CUSTOMER') return ['SIGNATORY']
  if (party !== 'PROVIDER') return []
  return isOwner ? ['SUPERVISOR', 'TAM', 'AGENT'] : ['SUPERVISOR', 'TAM']
}

/** Superseded, sent back or signed by both: nothing is added to it. */
export const notOpen = (
  entry: Of<'ResolutionSigned'> | Of<'ResolutionRejected'>,
  { status }: Proposal,
): Fault | null =>
  status === 'OPEN' ? null : faultAt(entry, 'PROPOSAL_NOT_OPEN', 'proposalId', 'an open proposal', status)

export function resolutionFacts({ entry, signatures }: Proposal, resolvedAt: string): ResolutionFacts {
  const { body, event } = entry
  return {
    version: body.version,
    outcome: body.outcome,
    statement: body.statement,
    unavailabilityEndedAt: body.unavailabilityEndedAt,
    cause: body.cause,
    followUp: body.followUp,
    proposedBy: event.actor,
    digest: body.digest,
    root: body.text === undefined ? null : (statedIn(body.text)?.pin.root ?? null),
    pinnedSeq: body.sharedSeq,
    pinnedHead: body.chainHead,
    signatures,
    resolvedAt,
  }
}

/** What it pinned of the provider's own notes; nothing where it has no text. */
export function commitmentOf({ id, entry: { body } }: Proposal): readonly CommitmentFacts[] {
  const said = body.text === undefined ? null : statedIn(body.text)
  if (said === null) return []
  const { internalCommitment } = said.pin
  return [{ proposalId: id, version: body.version, internalCommitment }]
}

export const laterStep = (
  kind: LaterStep['kind'],
  { event, index }: Judged,
  reason: string | null,
): LaterStep => ({ kind, sharedSeq: index + 1, at: event.recordedAt, by: event.actor, reason })

/** A fault of a field of the entry's body. */
export const faultAt = (
  { index }: Judged,
  code: RecordFaultCode,
  field: string,
  expected: unknown,
  found: unknown,
): Fault => entryFault(code, index, `event.body.${field}`, expected, found)

/** Null where it holds, else a fault of that field, whose value is what was found. */
export const unless = (
  holds: boolean,
  entry: Judged,
  code: RecordFaultCode,
  field: string,
  expected: unknown,
): Fault | null =>
  holds
    ? null
    : faultAt(entry, code, field, expected, (entry.body as unknown as Record<string, unknown>)[field])

/** A resolution and the second signature are recorded by one command (RES-7). */
export const unlessOfTheSecond = (
  index: number,
  field: string,
  expected: string,
  found: string,
): Fault | null =>
  expected === found ? null : entryFault('RESOLVED_OTHERWISE', index, `event.${field}`, expected, found)
