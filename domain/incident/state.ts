// What a room is: the state that evolve() builds from its events, as plain JSON.
// The phase is not in it: it is derived by `phaseOf` and never stored by hand. A customer's copy is built
// from shared events alone, so nothing that decides about a customer's command may depend on internal ones.

import type { Actor, Party, Person } from '../people.ts'
import type { AccountId, EventId, PersonId, RoomId } from '../ids.ts'
import type { Instant, Millis } from '../time.ts'

export type Phase =
  | 'REPORTED'
  | 'AWAITING_CALLBACK'
  | 'IN_PROGRESS'
  | 'WORKAROUND_IN_PLACE'
  | 'RESOLUTION_PROPOSED'
  | 'RESOLVED'
  | 'RECLASSIFIED'

export type ReportChannel = 'DASHBOARD' | 'EMAIL' | 'HOTLINE'
export type ClockKind = 'CALLBACK' | 'UPDATE' | 'SIGN_OFF'

/** A promise with its time: derived, never set by hand; kept for ever, also when it was missed. */
export interface Clock {
  /** Unique in the room, e.g. "UPDATE:2": kind and running number. */
  readonly id: string
  readonly kind: ClockKind
  readonly startedAt: Instant
  /** The length promised when it started; null where there is no limit (SIGN_OFF). */
  readonly promise: Millis | null
  readonly dueAt: Instant | null
  /** False for a cadence nobody agreed yet: it reminds, but cannot be broken (CLK-6). */
  readonly binding: boolean
  readonly stoppedAt: Instant | null
  readonly outcome: 'RUNNING' | 'MET' | 'BREACHED' | 'CANCELLED'
  /** When the breach was recorded; stays, also if a call entered late turns the outcome to MET. */
  readonly breachRecordedAt: Instant | null
  /** When what stopped it was entered, if that was later than the breach record. */
  readonly recordedLateAt: Instant | null
  /** Steps that have fired on this copy (a customer's copy holds the breach alone). */
  readonly fired: readonly string[]
  /** When the last step fired, by the server's stamp. */
  readonly lastFiredAt: Instant | null
  /** A person said "I am on it": the ladder stops, the clock does not. */
  readonly takenBy: Actor | null
}

export interface Intake {
  readonly company: string
  readonly contactName: string | null
  /** E.164. */
  readonly contactPhone: string
  /** As the representative typed it. */
  readonly contactPhoneTyped: string
  readonly contactEmail: string | null
  readonly description: string | null
  readonly receivedAt: Instant
  readonly recordedAt: Instant
  readonly takenBy: Actor
}

/** One person's time as owner of the room; coverage is the list of these (CRI-5). */
export interface OwnerSpell {
  readonly agentId: PersonId
  readonly agentName: string
  readonly from: Instant
  readonly until: Instant | null
}

export type AttemptOutcome = 'NO_ANSWER' | 'BUSY' | 'VOICEMAIL'

export interface CallbackAttempt {
  readonly number: string
  readonly outcome: AttemptOutcome
  readonly at: Instant
  readonly by: Actor
}

export interface Callback {
  readonly reached: string
  /** The call's own time. */
  readonly occurredAt: Instant
  /** The entry's time, by the server. */
  readonly recordedAt: Instant
  readonly information: string
  readonly by: Actor
}

export interface Cadence {
  readonly everyMinutes: number
  /** Whether updates go on while a workaround is accepted. */
  readonly duringWorkaround: boolean
}

export interface CadenceProposal extends Cadence {
  readonly id: EventId
  readonly by: Actor
  readonly party: Party
  readonly at: Instant
}

export type UpdateStatus = 'INVESTIGATING' | 'IDENTIFIED' | 'MITIGATING' | 'MONITORING'
export type Confidence = 'LOW' | 'MEDIUM' | 'HIGH'

/** When the provider expects the end: a time, a range, or honestly unknown. */
export type Expectation =
  | { readonly kind: 'TIME'; readonly at: Instant; readonly confidence: Confidence }
  | {
      readonly kind: 'RANGE'
      readonly from: Instant
      readonly until: Instant
      readonly confidence: Confidence
    }
  | { readonly kind: 'UNKNOWN'; readonly reason: string; readonly moreAt: Instant }

export interface Update {
  readonly id: EventId
  readonly nature: string
  readonly status: UpdateStatus
  readonly expectation: Expectation
  readonly at: Instant
  readonly by: Actor
}

export interface Workaround {
  readonly id: EventId
  readonly title: string
  readonly steps: string
  readonly limits: string | null
  readonly undo: string | null
  readonly validUntil: Instant | null
  readonly by: Actor
  readonly at: Instant
  /** LAPSED: the room was reopened; what was accepted before no longer holds it. */
  readonly status: 'OFFERED' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN' | 'LAPSED'
  readonly answeredBy: Actor | null
  readonly reason: string | null
}

export type EscalationTarget = 'OWNER' | 'ON_DUTY' | 'SUPERVISOR' | 'TAM'

export interface Escalation {
  readonly id: EventId
  readonly to: readonly EscalationTarget[]
  readonly reason: string
  readonly by: Actor
  readonly at: Instant
  readonly clockId: string | null
  readonly acknowledgedBy: Actor | null
  readonly acknowledgedAt: Instant | null
}

export type ResolutionOutcome = 'ENDED' | 'WORKAROUND'

export interface Signature {
  readonly party: Party
  readonly by: Actor
  readonly at: Instant
  readonly publicKey: string
  readonly signature: string
  /** The protected header of the JWS; null where the digest alone was signed. */
  readonly protected: string | null
  /** By which the provider says whose key it is; null where the session alone says so. */
  readonly certificate: string | null
}

/** When what happened, as the room knows it while it is proposed. */
export interface StatedTimes {
  /** The hotline call was answered. */
  readonly call: Instant | null
  readonly callbackDue: Instant | null
  readonly callback: Instant | null
  readonly lastUpdate: Instant | null
}

/** A proposal and the shared record it pins: what both parties sign is its digest. */
export interface ResolutionProposal {
  readonly id: EventId
  /** 1 for the first proposal of the room. */
  readonly version: number
  readonly by: Actor
  readonly party: Party
  readonly at: Instant
  readonly outcome: ResolutionOutcome
  readonly statement: string
  readonly unavailabilityEndedAt: Instant | null
  readonly cause: string | null
  readonly followUp: string | null
  /** The shared record up to here is what is signed. */
  readonly sharedSeq: number
  readonly chainHead: string
  /** SHA-256 in hex over the text, or over the pinned content where there is none. */
  readonly digest: string
  /** The statement as it is signed; null while only predicted, and in old records. */
  readonly text: string | null
  /** Digest of the resolution agreed before; null for the first. What the text says of it must be this. */
  readonly previous: string | null
  /** As this copy knew them when it was proposed. */
  readonly times: StatedTimes
  readonly status: 'OPEN' | 'SUPERSEDED' | 'REJECTED' | 'AGREED'
  readonly signatures: readonly Signature[]
  readonly rejectedBy: Actor | null
  readonly reason: string | null
}

export interface ReclassificationProposal {
  readonly id: EventId
  readonly by: Actor
  readonly party: Party
  readonly at: Instant
  readonly reason: string
  readonly status: 'OPEN' | 'SUPERSEDED' | 'DECLINED' | 'AGREED'
}

export interface Room {
  readonly id: RoomId
  readonly accountId: AccountId
  readonly accountName: string
  readonly ticket: string
  readonly title: string
  readonly description: string
  readonly channel: ReportChannel
  readonly reportedAt: Instant
  readonly reportedBy: Actor
  readonly intake: Intake | null
  readonly coverage: readonly OwnerSpell[]
  readonly attempts: readonly CallbackAttempt[]
  readonly callback: Callback | null
  readonly cadence: Cadence | null
  readonly cadenceAgreedAt: Instant | null
  readonly cadenceProposal: CadenceProposal | null
  readonly cadenceAnswered: readonly EventId[]
  readonly updates: readonly Update[]
  /** The first request since the last update. */
  readonly updateRequest: { readonly by: Actor; readonly at: Instant } | null
  readonly workarounds: readonly Workaround[]
  readonly escalations: readonly Escalation[]
  readonly resolutions: readonly ResolutionProposal[]
  readonly resolvedAt: Instant | null
  readonly reopenedAt: Instant | null
  readonly reclassifications: readonly ReclassificationProposal[]
  readonly reclassifiedAt: Instant | null
  readonly clocks: readonly Clock[]
  /** Provider people named by the shared record: those a customer may see as present (AUD-4). */
  readonly knownProviders: readonly PersonId[]
  /** The shared record as confirmed by the server; predictions do not move it. */
  readonly head: { readonly sharedSeq: number; readonly hash: string }
  readonly lastSharedAt: Instant
}

/** Where the room stands (PHA-1); the first line that holds decides. */
export function phaseOf(room: Room): Phase {
  if (room.reclassifiedAt !== null) return 'RECLASSIFIED'
  if (room.resolvedAt !== null) return 'RESOLVED'
  if (openResolution(room) !== null) return 'RESOLUTION_PROPOSED'
  if (isWorkaroundInPlace(room)) return 'WORKAROUND_IN_PLACE'
  if (room.callback !== null) return 'IN_PROGRESS'
  return room.intake === null ? 'REPORTED' : 'AWAITING_CALLBACK'
}

export const openResolution = (room: Room): ResolutionProposal | null =>
  room.resolutions.findLast((proposal) => proposal.status === 'OPEN') ?? null

export const openReclassification = (room: Room): ReclassificationProposal | null =>
  room.reclassifications.findLast((proposal) => proposal.status === 'OPEN') ?? null

export const isWorkaroundInPlace = (room: Room): boolean =>
  room.workarounds.some((workaround) => workaround.status === 'ACCEPTED')

/** The agent who owns the room now. */
export const ownerOf = (room: Room): OwnerSpell | null =>
  room.coverage.findLast((spell) => spell.until === null) ?? null

/** Whether a person is that agent. */
export const isOwner = (room: Room, { id }: Pick<Person, 'id'>): boolean => ownerOf(room)?.agentId === id

export const isClosed = (phase: Phase): boolean => phase === 'RESOLVED' || phase === 'RECLASSIFIED'

/** The previous hash of the first event in each chain. */
export const CHAIN_START = '0'.repeat(64)
