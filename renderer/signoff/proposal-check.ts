// What a device checks before a person may sign: that the digest is the digest of what is on the screen, and that the
// record it pins is the record of this copy. A signature must never rest on what a server merely says (RES-2, RES-4).

import type { Crypto } from '../../domain/incident/context.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import {
  signedContent,
  statedIn,
  statedRoom,
  statementContent,
} from '../../domain/incident/resolution-statement.ts'
import type { ResolutionProposal, Room, Signature } from '../../domain/incident/state.ts'
import { readCertificate } from '../../protocol/certificate.ts'
import type { Entry } from '../../replica/api.ts'

/**
 * Why a proposal cannot be signed on this device. DIGEST: it says something else than what its digest covers.
 * RECORD: it pins another record than this copy's. NOT_HERE: this copy does not hold the pinned entry yet.
 */
export type Doubt = 'DIGEST' | 'RECORD' | 'NOT_HERE'

/** Null when the proposal can be signed; `entries` are those of this copy. */
export function doubtAbout(
  room: Room,
  proposal: ResolutionProposal,
  entries: readonly Entry[],
  crypto: Crypto,
): Doubt | null {
  if (!saysWhatIsShown(room, proposal, crypto)) return 'DIGEST'
  const pinned = pinnedEvent(proposal, entries)
  if (pinned === null) return 'NOT_HERE'
  return pinned.hash === proposal.chainHead ? null : 'RECORD'
}

/**
 * Whether what is signed says what is on the screen. The text of a statement is made again from what this copy knows;
 * only what the server pins beside the record (root, internal commitment, its name) is taken from the text itself.
 */
function saysWhatIsShown(room: Room, proposal: ResolutionProposal, crypto: Crypto): boolean {
  const { text, digest, previous, times } = proposal
  const pinned = { ...proposal, proposalId: proposal.id }
  if (text === null) return crypto.digest(signedContent(room.id, pinned)) === digest
  const said = statedIn(text)
  if (said === null || crypto.digestText(text) !== digest) return false
  const stated = { ...statedRoom(room), previous }
  return crypto.canonical(statementContent(stated, pinned, said.pin, times)) === text
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
export function holds(made: Signature, { text, digest }: ResolutionProposal, crypto: Crypto): boolean {
  const { publicKey, signature, protected: header } = made
  if (text === null) return crypto.verify(publicKey, digest, signature)
  return crypto.openMark({ publicKey, signature, protected: header ?? '' }, text) !== null
}

/** The name in a signature's certificate, where it comes with one that holds for this key; else null. */
export function certifiedName({ certificate, publicKey }: Signature): string | null {
  const facts = certificate === null ? undefined : readCertificate(certificate)?.facts
  return facts?.publicKey === publicKey ? facts.name : null
}

/** "9f3a71c2 08de44b1 … c07e5b10": enough of a digest to compare by eye. */
export const shortDigest = (digest: string): string =>
  `${digest.slice(0, 8)} ${digest.slice(8, 16)} … ${digest.slice(-8)}`
