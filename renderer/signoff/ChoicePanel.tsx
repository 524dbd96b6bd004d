// The right column of the sign-off: the two equal choices or what takes their place, what a signature says, what
// exactly is signed, and who has signed.

import type { JSX } from 'solid-js'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import { AnswerSection } from './AnswerSection.tsx'
import type { SignOff } from './create-sign-off.ts'
import { ExactlySigned } from './ExactlySigned.tsx'
import { SignatureList } from './SignatureList.tsx'
import { SignatureSays } from './SignatureSays.tsx'

export interface ChoicePanelProps {
  readonly signOff: SignOff
  readonly proposal: ResolutionProposal
}

export function ChoicePanel(props: ChoicePanelProps): JSX.Element {
  return (
    <>
      <AnswerSection {...props} />
      <SignatureSays {...props} />
      <ExactlySigned {...props} />
      <SignatureList {...props} />
    </>
  )
}
