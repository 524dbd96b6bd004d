// What a signature is over. The server pins the shared record and writes the statement as one text; that very text is
// kept in the proposal, shown, hashed and signed, and never written anew. Proposals of before that (kind …/1, and every
// prediction on a device, which can pin nothing) are signed by the digest of the same terms. Rules RES-2, RES-11.

import type { EventId, RoomId } from '../ids.ts'
import { type Instant, parseInstant } from '../time.ts'
import type { ResolutionOutcome, Room, StatedTimes } from './state.ts'

export interface ResolutionTerms {
  readonly outcome: ResolutionOutcome
  /** The text both parties sign. */
  readonly statement: string
  /** When the Unavailability ended; required where the outcome is ENDED. */
  readonly unavailabilityEndedAt: Instant | null
  readonly cause: string | null
  /** What is still to come, e.g. a follow-up case. */
  readonly followUp: string | null
}

export interface PinnedResolution extends ResolutionTerms {
  readonly proposalId: EventId
  readonly version: number
  readonly sharedSeq: number
  readonly chainHead: string
}

/** What only the server can pin: the record as a tree, and what it holds internally without a word about it. */
export interface RecordPin {
  /** The provider's name as people read it. */
  readonly provider: string
  /** Root of the tree of the pinned entries, in hex (protocol/record-tree.ts). */
  readonly root: string
  /** Tells nothing; see `internalCommitment` there. */
  readonly internalCommitment: string
}

/** The words beside the button by which somebody signs; docs/record.md has them. Another wording, another name. */
export const CONSENT = 'accord.consent/1'

/** What a bare signature covers: room, proposal, outcome and statement, and the pinned shared record. */
export const signedContent = (roomId: RoomId, pinned: PinnedResolution): Record<string, unknown> => ({
  kind: 'accord.resolution/1',
  roomId,
  proposalId: pinned.proposalId,
  version: pinned.version,
  outcome: pinned.outcome,
  statement: pinned.statement,
  unavailabilityEndedAt: pinned.unavailabilityEndedAt,
  cause: pinned.cause,
  followUp: pinned.followUp,
  sharedSeq: pinned.sharedSeq,
  chainHead: pinned.chainHead,
})

/** Which room it is about, and what was agreed in it before. */
export interface StatedRoom {
  readonly roomId: RoomId
  readonly accountId: string
  readonly accountName: string
  readonly ticket: string
  /** Digest of the resolution that was agreed before this room was reopened, or null. */
  readonly previous: string | null
}

/** All of a statement; its canonical JSON is the text that is signed. */
export const statementContent = (
  room: StatedRoom,
  pinned: PinnedResolution,
  pin: RecordPin,
  times: StatedTimes,
): Record<string, unknown> => ({
  ...signedContent(room.roomId, pinned),
  kind: 'accord.resolution/2',
  accountId: room.accountId,
  accountName: room.accountName,
  ticket: room.ticket,
  previous: room.previous,
  provider: pin.provider,
  root: pin.root,
  internalCommitment: pin.internalCommitment,
  times: {
    call: times.call,
    callbackDue: times.callbackDue,
    callback: times.callback,
    lastUpdate: times.lastUpdate,
  },
  consent: CONSENT,
})

export const statedRoom = (room: Room): StatedRoom => ({
  roomId: room.id,
  accountId: room.accountId,
  accountName: room.accountName,
  ticket: room.ticket,
  previous: room.resolutions.findLast(({ status }) => status === 'AGREED')?.digest ?? null,
})

export const statedTimes = (room: Room): StatedTimes => ({
  call: room.intake?.receivedAt ?? null,
  callbackDue: room.clocks.find(({ kind }) => kind === 'CALLBACK')?.dueAt ?? null,
  callback: room.callback?.occurredAt ?? null,
  lastUpdate: room.updates.at(-1)?.at ?? null,
})

/** What a statement says beside its terms; null for a text that is no statement. */
export function statedIn(text: string): { readonly pin: RecordPin; readonly times: StatedTimes } | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isFields(value) || !isFields(value['times'])) return null
  const { provider, root, internalCommitment, times } = value
  if (!isWholeText(provider) || !isHash(root) || !isHash(internalCommitment) || !isFields(times)) return null
  const { call, callbackDue, callback, lastUpdate, ...others } = times
  // What nobody is shown must not be signed along.
  if (Object.keys(others).length > 0) return null
  if (!isTime(call) || !isTime(callbackDue) || !isTime(callback) || !isTime(lastUpdate)) return null
  return {
    pin: { provider, root, internalCommitment },
    times: { call, callbackDue, callback, lastUpdate },
  }
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
/** Without half a character, which has no canonical form. */
const isWholeText = (value: unknown): value is string => typeof value === 'string' && !/\p{Cs}/u.test(value)
const isTime = (value: unknown): value is Instant | null =>
  value === null || (typeof value === 'string' && parseInstant(value) === value)
