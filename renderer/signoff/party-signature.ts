// What stands beside a party in a list of signatures: signed and when, whose turn it is, or waiting to be sent.

import type { Signature } from '../../domain/incident/state.ts'
import type { Party, Person } from '../../domain/people.ts'
import { signoffText } from '../text/signoff.ts'
import { timeIn } from '../text/zones.ts'
import type { ChipTone } from '../ui/Chip.tsx'
import type { IconName } from '../ui/icon-paths.ts'
import type { Standing } from './standing.ts'

export interface SignatureChip {
  readonly tone: ChipTone
  readonly icon: IconName | undefined
  readonly label: string
}

/** A party's signature on the proposal that is read, or null. */
export const signatureOf = (standing: Standing, party: Party): Signature | null =>
  standing.kind === 'NONE'
    ? null
    : (standing.proposal.signatures.find((signature) => signature.party === party) ?? null)

export function signatureChip(standing: Standing, party: Party, me: Person): SignatureChip {
  const signature = signatureOf(standing, party)
  if (signature !== null) {
    const label = signoffText.signed(timeIn(me.timeZone, signature.at))
    return standing.kind === 'VOID'
      ? { tone: 'line', icon: undefined, label: signoffText.voided }
      : { tone: 'met', icon: 'check', label }
  }
  const isMine = party === me.party
  if (standing.kind === 'ON_ITS_WAY' && isMine && standing.choice.command.type === 'signResolution')
    return { tone: 'idle', icon: 'clock', label: signoffText.waitingToSend }
  if (standing.kind === 'CHOOSE' && isMine)
    return { tone: 'running', icon: undefined, label: signoffText.waitingForYou }
  return { tone: 'idle', icon: undefined, label: signoffText.notSigned }
}
