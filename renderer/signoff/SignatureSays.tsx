// What a signature under this statement says, and what it does not say.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import { bothTimes } from '../text/zones.ts'
import { FactsSection } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import styles from './SignOff.module.css'

export function SignatureSays(props: ChoicePanelProps): JSX.Element {
  const says = () => {
    const { outcome, unavailabilityEndedAt: endedAt } = props.proposal
    if (outcome === 'WORKAROUND' || endedAt === null) return signoffText.saysWorkaround
    return signoffText.saysEnded(bothTimes(props.signOff.zones(), endedAt, props.signOff.now(), true))
  }
  const saysNot = () => [
    signoffText.saysNoCredit,
    signoffText.saysNoCause,
    ...(props.proposal.followUp === null ? [] : [signoffText.saysFollowUp]),
  ]
  return (
    <FactsSection
      title={props.signOff.standing().kind === 'CHOOSE' ? signoffText.says : signoffText.saysAnybody}
    >
      <ul class={styles['says']}>
        <li>
          <span class="met-fg">
            <Icon name="check" size={14} />
          </span>
          <span class="num">{says()}</span>
        </li>
        <For each={saysNot()}>
          {(sentence) => (
            <li class="t2">
              <span class="t3">
                <Icon name="minus" size={14} />
              </span>
              <span>{sentence}</span>
            </li>
          )}
        </For>
      </ul>
    </FactsSection>
  )
}
