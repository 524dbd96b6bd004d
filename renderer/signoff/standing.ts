// Where a person stands towards the resolution of a room: to choose, to wait, to read. Derived from what is confirmed
// and from what is still on its way; only what is confirmed can be signed.

import { isPermitted } from '../../domain/incident/permissions.ts'
import { maySign } from '../../domain/incident/resolution.ts'
import { openResolution, phaseOf, type ResolutionProposal, type Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import type { Pending, RoomView } from '../../replica/api.ts'

export type Standing =
  /** Nothing was proposed yet. `waiting`: a proposal of mine has not reached the server. */
  | { readonly kind: 'NONE'; readonly waiting: boolean }
  /** May sign or send it back. */
  | { readonly kind: 'CHOOSE'; readonly proposal: ResolutionProposal }
  /** This person does not sign for the own party. */
  | { readonly kind: 'READ'; readonly proposal: ResolutionProposal }
  /** Chosen on this device; the server has not answered. */
  | { readonly kind: 'ON_ITS_WAY'; readonly proposal: ResolutionProposal; readonly choice: Pending }
  /** The own party has signed; the other has not. */
  | { readonly kind: 'SIGNED'; readonly proposal: ResolutionProposal }
  /** The last proposal was sent back, or lost what it rested on. */
  | { readonly kind: 'VOID'; readonly proposal: ResolutionProposal }
  /** Both have signed. `reopened`: the room was opened again after that. */
  | { readonly kind: 'AGREED'; readonly proposal: ResolutionProposal; readonly reopened: boolean }

export type ChoiceType = 'signResolution' | 'rejectResolution'

/** `tamId`: the account's. A room this copy holds only as a prediction has no standing yet. */
export function standingOf(view: RoomView, me: Person, tamId: string | null): Standing {
  const { confirmed } = view
  const waiting = view.pending.some(
    ({ command, state }) => command.type === 'proposeResolution' && state !== 'REJECTED',
  )
  const proposal = confirmed === null ? null : proposalToRead(confirmed)
  if (confirmed === null || proposal === null) return { kind: 'NONE', waiting }
  if (proposal.status === 'AGREED')
    return { kind: 'AGREED', proposal, reopened: confirmed.resolvedAt === null }
  if (proposal.status !== 'OPEN') return { kind: 'VOID', proposal }
  if (proposal.signatures.some(({ party }) => party === me.party)) return { kind: 'SIGNED', proposal }
  const choice = view.pending.find((pending) => isChoiceOn(pending, proposal) && pending.state !== 'REJECTED')
  if (choice !== undefined) return { kind: 'ON_ITS_WAY', proposal, choice }
  const mayChoose =
    maySign(confirmed, me, tamId) && isPermitted('signResolution', me.role, phaseOf(confirmed))
  return { kind: mayChoose ? 'CHOOSE' : 'READ', proposal }
}

/** The open proposal, else the newest. */
export const proposalToRead = (room: Room): ResolutionProposal | null =>
  openResolution(room) ?? room.resolutions.at(-1) ?? null

/** The version before, to show what changed; null for the first. */
export const previousOf = (room: Room, proposal: ResolutionProposal): ResolutionProposal | null =>
  room.resolutions.find(({ version }) => version === proposal.version - 1) ?? null

/** A signature or a "no" of mine that the server refused, newest first to be read. */
export const refusedChoice = (pending: readonly Pending[]): Pending | null =>
  pending.findLast(
    ({ command, state }) =>
      state === 'REJECTED' && (command.type === 'signResolution' || command.type === 'rejectResolution'),
  ) ?? null

const isChoiceOn = ({ command }: Pending, proposal: ResolutionProposal): boolean =>
  (command.type === 'signResolution' || command.type === 'rejectResolution') &&
  command.proposalId === proposal.id
