// What a device checks before a person may sign: that the digest is the digest of what is on the screen, and that the
// record it pins is the record of this copy. A signature must never rest on what a server merely says (RES-2, RES-4).

import type { Crypto } from '../../domain/incident/context.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { signedContent } from '../../domain/incident/resolution-statement.ts'
import type { ResolutionProposal, Signature } from '../../domain/incident/state.ts'
import type { RoomId } from '../../domain/ids.ts'
import type { Entry } from '../../replica/api.ts'

/**
 * Why a proposal cannot be signed on this device. DIGEST: it says something else than what its digest covers.
 * RECORD: it pins another record than this copy's. NOT_HERE: this copy does not hold the pinned entry yet.
 */
export type Doubt = 'DIGEST' | 'RECORD' | 'NOT_HERE'

/** Null when the proposal can be signed; `entries` are those of this copy. */
export function doubtAbout(
  roomId: RoomId,
  proposal: ResolutionProposal,
  entries: readonly Entry[],
  crypto: Crypto,
): Doubt | null {
  const content = signedContent(roomId, { ...proposal, proposalId: proposal.id })
  if (crypto.digest(content) !== proposal.digest) return 'DIGEST'
  const pinned = pinnedEvent(proposal, entries)
  if (pinned === null) return 'NOT_HERE'
  return pinned.hash === proposal.chainHead ? null : 'RECORD'
}

/** The last shared entry that the proposal covers, as this copy holds it. */
export function pinnedEvent(proposal: ResolutionProposal, entries: readonly Entry[]): RecordedEvent | null {
  const entry = entries.findLast(
    ({ event, state }) =>
      state === 'RECORDED' && event.audience === 'SHARED' && event.sharedSeq === proposal.sharedSeq,
  )
  return entry?.event ?? null
}

/** Whether a signature holds for the proposal, by this device's own reckoning. */
export const holds = (signature: Signature, proposal: ResolutionProposal, crypto: Crypto): boolean =>
  crypto.verify(signature.publicKey, proposal.digest, signature.signature)

/** "9f3a71c2 08de44b1 … c07e5b10": enough of a digest to compare by eye. */
export const shortDigest = (digest: string): string =>
  `${digest.slice(0, 8)} ${digest.slice(8, 16)} … ${digest.slice(-8)}`
