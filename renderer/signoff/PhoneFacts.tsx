// On a phone, under the statement: what stands in the right column of wider windows, but for the choice.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import { ExactlySigned } from './ExactlySigned.tsx'
import { SignatureList } from './SignatureList.tsx'
import { SignatureSays } from './SignatureSays.tsx'
import styles from './SignOff.module.css'
import { StandingNotice } from './StandingNotice.tsx'

export function PhoneFacts(props: ChoicePanelProps): JSX.Element {
  return (
    <div class={styles['phoneFacts']}>
      <Show when={props.signOff.standing().kind !== 'CHOOSE'}>
        <StandingNotice signOff={props.signOff} stepUpElsewhere />
      </Show>
      <SignatureSays {...props} />
      <ExactlySigned {...props} />
      <SignatureList {...props} />
    </div>
  )
}
