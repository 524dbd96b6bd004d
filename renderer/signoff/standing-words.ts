// Where a resolution stands, in a title and a line, for somebody who has nothing to choose now.

import { signoffText } from '../text/signoff.ts'
import { list } from '../text/format.ts'
import { bothTimes } from '../text/zones.ts'
import type { SignOff } from './create-sign-off.ts'

export interface StandingWords {
  readonly title: string
  readonly line: string
}

/** Reactive where it is read. */
export function standingWords(signOff: SignOff): StandingWords {
  const standing = signOff.standing()
  switch (standing.kind) {
    case 'NONE':
      return {
        title: signoffText.noProposal,
        line: standing.waiting ? signoffText.proposalWaiting : signoffText.noProposalLine,
      }
    case 'CHOOSE':
      return { title: signoffText.question, line: '' }
    case 'READ':
      return { title: signoffText.readOnly, line: signersLine(signOff) }
    case 'ON_ITS_WAY':
      return standing.choice.command.type === 'signResolution'
        ? { title: signoffText.onItsWaySign, line: signoffText.onItsWaySignLine }
        : { title: signoffText.onItsWayReject, line: signoffText.onItsWayRejectLine }
    case 'SIGNED':
      return signedWords(signOff)
    case 'VOID':
      return { title: signoffText.voidTitle, line: voidLine(signOff) }
    case 'AGREED':
      return { title: signoffText.agreedTitle, line: agreedLine(signOff, standing.reopened) }
  }
}

/** Whether the reader or a colleague signed. */
function signedWords(signOff: SignOff): StandingWords {
  const { me, ownParty, otherParty, partyName, proposal } = signOff
  const mine = proposal()?.signatures.find(({ party }) => party === ownParty)
  const title =
    mine?.by.personId === me.id
      ? signoffText.youSigned(partyName(ownParty))
      : signoffText.partySigned(partyName(ownParty))
  return { title, line: signoffText.othersTurn(partyName(otherParty)) }
}

/** Who can sign for the reader's own party. */
function signersLine({ me, people, room, partyName, ownParty }: SignOff): string {
  if (me.party === 'PROVIDER') return signoffText.signers(partyName(ownParty), signoffText.providerSigners)
  const names = people()
    .filter(({ role, accountId }) => role === 'SIGNATORY' && accountId === room()?.accountId)
    .map(({ name }) => name)
  return names.length === 0
    ? signoffText.nobodySigns(partyName(ownParty))
    : signoffText.signers(partyName(ownParty), list(names))
}

function voidLine({ proposal }: SignOff): string {
  const read = proposal()
  return read?.status === 'REJECTED' && read.rejectedBy !== null
    ? signoffText.rejectedBy(read.rejectedBy.name, read.reason ?? '')
    : signoffText.supersededLine
}

function agreedLine({ room, zones, now, proposal }: SignOff, reopened: boolean): string {
  const reopenedAt = room()?.reopenedAt ?? null
  if (reopened && reopenedAt !== null) return signoffText.reopened(bothTimes(zones(), reopenedAt, now()))
  const at = room()?.resolvedAt ?? proposal()?.signatures.at(-1)?.at ?? null
  return at === null ? '' : signoffText.agreedLine(bothTimes(zones(), at, now(), true))
}
