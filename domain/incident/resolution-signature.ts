// Whether a signature counts: made over exactly the proposal's text, with a key of this person alone, by a header that
// names the person and the party, and with a certificate that holds now where it comes with one. Rules RES-4, RES-12.

import type { Party, Person } from '../people.ts'
import type { CertificateProblem, Rejection } from '../result.ts'
import type { Context } from './context.ts'
import type { CertificateFacts, MarkHeader } from './resolution-mark.ts'
import type { ResolutionProposal, Room } from './state.ts'

/** What of a command to sign is judged here. */
export interface SignedWith {
  readonly publicKey: string
  readonly signature: string
  readonly protected?: string | null
  readonly certificate?: string | null
}

export const roleNameOf = (party: Party): MarkHeader['role'] =>
  party === 'CUSTOMER' ? 'customer' : 'provider'

/** Null where the signature counts for this person's party. */
export function checkMark(
  room: Room,
  proposal: ResolutionProposal,
  command: SignedWith,
  ctx: Context,
): Rejection | null {
  const { actor } = ctx
  const { publicKey, signature } = command
  const invalid = { code: 'INVALID_SIGNATURE' } as const
  if (actor === null || isKeyOfAnother(room, publicKey, actor)) return invalid
  if (proposal.text === null) {
    const isBare = command.protected == null && command.certificate == null
    return isBare && ctx.crypto.verify(publicKey, proposal.digest, signature) ? null : invalid
  }
  const mark = { publicKey, protected: command.protected ?? '', signature }
  const header = ctx.crypto.openMark(mark, proposal.text)
  if (header === null || header.kid !== ctx.crypto.thumbprint(publicKey)) return invalid
  if (header.signer !== actor.id || header.role !== roleNameOf(actor.party)) return invalid
  if (command.certificate == null) return header.authTime === null && header.amr.length === 0 ? null : invalid
  const problem = certificateProblem(room, command, actor, ctx)
  if (problem !== null) return { code: 'CERTIFICATE_REFUSED', problem }
  return saysTheSame(header, ctx.certificate?.facts) ? null : invalid
}

function certificateProblem(
  room: Room,
  { publicKey }: SignedWith,
  actor: Person,
  { certificate, now }: Context,
): CertificateProblem | null {
  if (certificate == null || !certificate.isKnown) return 'UNKNOWN'
  const { facts, revokedAt } = certificate
  if (facts.personId !== actor.id) return 'OTHER_PERSON'
  if (facts.publicKey !== publicKey) return 'OTHER_KEY'
  const account = facts.party === 'CUSTOMER' ? facts.accountId : room.accountId
  if (facts.role !== actor.role) return 'OTHER_ROLE'
  if (facts.party !== actor.party || account !== room.accountId) return 'OTHER_ACCOUNT'
  if (revokedAt !== null) return 'REVOKED'
  return now < facts.issuedAt || now >= facts.notAfter ? 'EXPIRED' : null
}

/** Sign-in is said by the provider: the signer repeats it under the signature. */
const saysTheSame = (header: MarkHeader, facts: CertificateFacts | undefined): boolean =>
  facts !== undefined && header.authTime === facts.authTime && header.amr.join(' ') === facts.amr.join(' ')

/** Signatures stand in the shared record and can be copied: a key that another person used here is refused (RES-4). */
const isKeyOfAnother = (room: Room, publicKey: string, signer: Person): boolean =>
  room.resolutions
    .flatMap(({ signatures }) => signatures)
    .some((other) => other.publicKey === publicKey && other.by.personId !== signer.id)
