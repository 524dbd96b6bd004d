// The question and the two choices, side by side in weight; or, where there is nothing to choose, where it stands.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import { RadioCard } from '../ui/Choice.tsx'
import { FactsSection } from '../ui/Facts.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import { DoubtNotice } from './DoubtNotice.tsx'
import { RefusedNotice } from './RefusedNotice.tsx'
import { SendBackForm } from './SendBackForm.tsx'
import { SignForm } from './SignForm.tsx'
import { StandingNotice } from './StandingNotice.tsx'
import styles from './SignOff.module.css'

export function AnswerSection(props: ChoicePanelProps): JSX.Element {
  const { answer } = props.signOff
  return (
    <Switch fallback={<StandingNotice signOff={props.signOff} />}>
      <Match when={props.signOff.standing().kind === 'CHOOSE'}>
        <FactsSection question title={signoffText.question}>
          <RefusedNotice {...props} />
          <Show when={props.signOff.doubt() === null} fallback={<DoubtNotice signOff={props.signOff} />}>
            <fieldset class={styles['choices']}>
              <legend class="sr">{signoffText.question}</legend>
              <RadioCard
                group="sign-off"
                label={signoffText.yes}
                keys={['Y']}
                checked={answer.choice() === 'YES'}
                onChoose={() => answer.choose('YES')}
              >
                <SignForm signOff={props.signOff} />
              </RadioCard>
              <RadioCard
                group="sign-off"
                label={signoffText.no}
                keys={['N']}
                checked={answer.choice() === 'NO'}
                onChoose={() => answer.choose('NO')}
              >
                <SendBackForm signOff={props.signOff} />
              </RadioCard>
            </fieldset>
          </Show>
        </FactsSection>
      </Match>
    </Switch>
  )
}
