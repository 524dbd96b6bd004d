// Resolution: a room ends only when both parties have signed the same record (CRI-7). A proposal pins the shared
// record by position and chain head; what is signed is the digest of proposal and pin. Silence never resolves
// anything, nobody signs for another, and either party may reopen within 14 days. Rules RES-n, REO-n.
//
//   proposed ──signed by one──▶ half signed ──signed by the other──▶ agreed ──reopen──▶ in progress
//       └──newer proposal──▶ superseded      └──rejected by who has not signed──▶ rejected

import type { EventId } from '../ids.ts'
import { firstOf, invalid, optionalText, requirePast, requireText, TEXT_MAX } from '../input.ts'
import type { Party, Person } from '../people.ts'
import { replaceLast } from '../replaced.ts'
import { accept, type Decision, type NewEvent, reject, type Rejection } from '../result.ts'
import type { Instant } from '../time.ts'
import { cancelClock, keepClock, startClock } from './clocks.ts'
import { type Context, eventIdFor } from './context.ts'
import type { Recorded } from './recorded.ts'
import { checkMark } from './resolution-signature.ts'
import {
  type PinnedResolution,
  type ResolutionTerms,
  signedContent,
  statedRoom,
  statedTimes,
  statementContent,
} from './resolution-statement.ts'
import {
  isOwner,
  isWorkaroundInPlace,
  openResolution,
  type ResolutionOutcome,
  type ResolutionProposal,
  type Room,
} from './state.ts'

export interface ProposeResolution extends ResolutionTerms {
  readonly type: 'proposeResolution'
}

export interface SignResolution {
  readonly type: 'signResolution'
  readonly proposalId: EventId
  /** The digest the signer saw, in hex. */
  readonly digest: string
  /** Ed25519 public key made on the device, base64url. */
  readonly publicKey: string
  /** Over the statement's text as a JWS; over the digest alone where a proposal has no text. base64url. */
  readonly signature: string
  /** The protected header of the JWS, base64url. */
  readonly protected?: string | null
  /** By which the provider says whose key it is; without one the session alone says so. */
  readonly certificate?: string | null
}

export interface RejectResolution {
  readonly type: 'rejectResolution'
  readonly proposalId: EventId
  readonly reason: string
}

export interface ResolutionProposed extends ResolutionTerms {
  readonly type: 'ResolutionProposed'
  readonly version: number
  readonly party: Party
  readonly sharedSeq: number
  readonly chainHead: string
  readonly digest: string
  /** The statement, to the byte, as it is signed; missing on a prediction and in old records. */
  readonly text?: string
}

export interface ResolutionSigned {
  readonly type: 'ResolutionSigned'
  readonly proposalId: EventId
  readonly party: Party
  readonly digest: string
  readonly publicKey: string
  readonly signature: string
  readonly protected?: string
  readonly certificate?: string
}

export interface ResolutionRejected {
  readonly type: 'ResolutionRejected'
  readonly proposalId: EventId
  readonly party: Party
  readonly reason: string
}

export interface IssueResolved {
  readonly type: 'IssueResolved'
  readonly proposalId: EventId
  readonly outcome: ResolutionOutcome
}

export function decidePropose(
  room: Room,
  command: ProposeResolution,
  ctx: Context,
): Decision<ResolutionProposed> {
  const wrong = checkTerms(room, command, ctx)
  if (wrong !== null || ctx.actor === null) return reject(wrong ?? { code: 'NOT_PERMITTED' })
  const terms: ResolutionTerms = {
    outcome: command.outcome,
    statement: command.statement.trim(),
    unavailabilityEndedAt: command.unavailabilityEndedAt,
    cause: command.cause?.trim() || null,
    followUp: command.followUp?.trim() || null,
  }
  const pin = {
    version: room.resolutions.length + 1,
    sharedSeq: room.head.sharedSeq,
    chainHead: room.head.hash,
  }
  const pinned = { ...terms, ...pin, proposalId: eventIdFor(ctx, 'SHARED', 0) }
  const stated = statedBy(room, pinned, ctx)
  return accept({
    audience: 'SHARED',
    body: { type: 'ResolutionProposed', ...terms, ...pin, party: ctx.actor.party, ...stated },
  })
}

export function decideSign(
  room: Room,
  command: SignResolution,
  ctx: Context,
): Decision<ResolutionSigned | IssueResolved> {
  const { proposalId, digest, publicKey, signature } = command
  const proposal = room.resolutions.find((candidate) => candidate.id === proposalId)
  const refused = checkSignable(room, proposal, ctx)
  if (refused !== null || proposal === undefined || ctx.actor === null)
    return reject(refused ?? invalid('proposalId', 'NOT_FOUND'))
  if (digest !== proposal.digest) return reject({ code: 'DIGEST_MISMATCH' })
  const wrong = checkMark(room, proposal, command, ctx)
  if (wrong !== null) return reject(wrong)
  const { party } = ctx.actor
  const header = command.protected == null ? {} : { protected: command.protected }
  const certificate = command.certificate == null ? {} : { certificate: command.certificate }
  const signed: NewEvent<ResolutionSigned> = {
    audience: 'SHARED',
    body: {
      type: 'ResolutionSigned',
      proposalId,
      party,
      digest,
      publicKey,
      signature,
      ...header,
      ...certificate,
    },
  }
  if (proposal.signatures.length === 0) return accept(signed)
  const resolved = { type: 'IssueResolved', proposalId, outcome: proposal.outcome } as const
  return accept<ResolutionSigned | IssueResolved>(signed, { audience: 'SHARED', body: resolved })
}

export function decideReject(
  room: Room,
  command: RejectResolution,
  ctx: Context,
): Decision<ResolutionRejected> {
  const { proposalId } = command
  const proposal = room.resolutions.find((candidate) => candidate.id === proposalId)
  const refused = firstOf(checkSignable(room, proposal, ctx), requireText('reason', command.reason, TEXT_MAX))
  if (refused !== null || ctx.actor === null) return reject(refused ?? { code: 'NOT_PERMITTED' })
  const body = { proposalId, party: ctx.actor.party, reason: command.reason.trim() }
  return accept({ audience: 'SHARED', body: { type: 'ResolutionRejected', ...body } })
}

/** What is signed: the text that the server pinned, else the digest of the terms alone (RES-2, RES-11). */
function statedBy(
  room: Room,
  pinned: PinnedResolution,
  ctx: Context,
): { readonly digest: string; readonly text?: string } {
  if (ctx.record == null) return { digest: ctx.crypto.digest(signedContent(room.id, pinned)) }
  const text = ctx.crypto.canonical(statementContent(statedRoom(room), pinned, ctx.record, statedTimes(room)))
  return { digest: ctx.crypto.digestText(text), text }
}

/** For the customer a SIGNATORY; for the provider the owner, a supervisor or the account's TAM (RES-5). */
export function maySign(room: Room, person: Person, tamId: string | null): boolean {
  if (person.role === 'SIGNATORY' || person.role === 'SUPERVISOR') return true
  if (person.role === 'TAM') return person.id === tamId
  return person.role === 'AGENT' && isOwner(room, person)
}

export function evolveProposed(room: Room, event: Recorded<ResolutionProposed>): Room {
  const { type: _type, ...body } = event.body
  const proposal: ResolutionProposal = {
    ...body,
    text: body.text ?? null,
    previous: statedRoom(room).previous,
    times: statedTimes(room),
    id: event.id,
    by: event.actor,
    at: event.recordedAt,
    status: 'OPEN',
    signatures: [],
    rejectedBy: null,
    reason: null,
  }
  const earlier = replaceLast(room.resolutions, isOpen, (old) => ({ ...old, status: 'SUPERSEDED' as const }))
  const next = cancelClock({ ...room, resolutions: [...earlier, proposal] }, 'SIGN_OFF', event.recordedAt)
  return startClock(next, 'SIGN_OFF', event.recordedAt, null)
}

export function evolveSigned(room: Room, event: Recorded<ResolutionSigned>): Room {
  const { proposalId, party, publicKey, signature, protected: header, certificate } = event.body
  const signed = {
    party,
    publicKey,
    signature,
    protected: header ?? null,
    certificate: certificate ?? null,
    by: event.actor,
    at: event.recordedAt,
  }
  return change(room, proposalId, (proposal) => ({
    ...proposal,
    signatures: [...proposal.signatures, signed],
  }))
}

/** Voids the other party's signature and leads back to where the room was. */
export function evolveRejected(room: Room, event: Recorded<ResolutionRejected>): Room {
  const { proposalId, reason } = event.body
  const rejected = { status: 'REJECTED', rejectedBy: event.actor, reason } as const
  const next = change(room, proposalId, (proposal) => ({ ...proposal, ...rejected }))
  return cancelClock(next, 'SIGN_OFF', event.recordedAt)
}

/** Ends the room and every clock that still ran. */
export function evolveResolved(room: Room, event: Recorded<IssueResolved>): Room {
  const next = change(room, event.body.proposalId, (proposal) => ({ ...proposal, status: 'AGREED' }))
  const signedOff = keepClock(
    { ...next, resolvedAt: event.recordedAt },
    'SIGN_OFF',
    event.recordedAt,
    event.recordedAt,
  )
  return cancelClock(signedOff, 'UPDATE', event.recordedAt)
}

/** Open proposals that `isVoid` picks lose what they rested on: they can no longer be signed. */
export function voidResolutions(
  room: Room,
  isVoid: (proposal: ResolutionProposal) => boolean,
  at: Instant,
): Room {
  const open = openResolution(room)
  if (open === null || !isVoid(open)) return room
  const next = change(room, open.id, (proposal) => ({ ...proposal, status: 'SUPERSEDED' }))
  return cancelClock(next, 'SIGN_OFF', at)
}

function checkTerms(room: Room, command: ProposeResolution, ctx: Context): Rejection | null {
  const { unavailabilityEndedAt: endedAt } = command
  return firstOf(
    requireText('statement', command.statement, TEXT_MAX),
    optionalText('cause', command.cause, TEXT_MAX),
    optionalText('followUp', command.followUp, TEXT_MAX),
    endedAt === null ? null : requirePast('unavailabilityEndedAt', endedAt, ctx.now),
    command.outcome === 'ENDED' && endedAt === null ? invalid('unavailabilityEndedAt', 'REQUIRED') : null,
    command.outcome === 'WORKAROUND' && !isWorkaroundInPlace(room) ? invalid('outcome', 'NOT_ALLOWED') : null,
  )
}

/** What signing and rejecting have in common: the proposal is open and this person's party has not signed it. */
function checkSignable(room: Room, proposal: ResolutionProposal | undefined, ctx: Context): Rejection | null {
  const { actor } = ctx
  if (actor === null || !maySign(room, actor, ctx.account?.tamId ?? null)) return { code: 'NOT_PERMITTED' }
  if (proposal === undefined) return invalid('proposalId', 'NOT_FOUND')
  if (proposal.status === 'SUPERSEDED')
    return { code: 'STALE_PROPOSAL', current: openResolution(room)?.id ?? null }
  if (proposal.status !== 'OPEN') return { code: 'ALREADY_ANSWERED' }
  if (proposal.signatures.some((signature) => signature.party === actor.party))
    return { code: 'ALREADY_ANSWERED' }
  return proposal.signatures.some((signature) => signature.by.personId === actor.id)
    ? { code: 'SAME_PERSON' }
    : null
}

const isOpen = ({ status }: ResolutionProposal): boolean => status === 'OPEN'

const change = (
  room: Room,
  id: EventId,
  update: (proposal: ResolutionProposal) => ResolutionProposal,
): Room => ({
  ...room,
  resolutions: replaceLast(room.resolutions, (proposal) => proposal.id === id, update),
})
