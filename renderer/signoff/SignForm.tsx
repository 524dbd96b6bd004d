// Yes: said for the company by somebody who may, and signed with the key of this device.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Choice.tsx'
import { SEND_SHORTCUTS } from '../ui/send-key.ts'
import type { SignOff } from './create-sign-off.ts'
import styles from './SignOff.module.css'

export interface SignFormProps {
  readonly signOff: SignOff
  readonly phone?: boolean | undefined
}

export function SignForm(props: SignFormProps): JSX.Element {
  const { signOff } = props
  const { answer } = signOff
  return (
    <div class={styles['sign']}>
      <Check
        label={signoffText.mayDecide(signOff.partyName(signOff.ownParty))}
        checked={answer.mayDecide()}
        onChecked={answer.setMayDecide}
      />
      <Button
        block
        variant="primary"
        size="lg"
        icon="sign"
        aria-keyshortcuts={SEND_SHORTCUTS}
        aria-description={answer.mayDecide() ? '' : signoffText.confirmFirst}
        disabled={!answer.canSign()}
        busy={answer.busy()}
        onClick={() => void answer.sign()}
      >
        {props.phone ? signoffText.signPhone : signoffText.signAs(signOff.me.name)}
      </Button>
      <Show when={answer.choice() === 'YES' && answer.problem()}>
        {(sentence) => (
          <p class="s12 risk-fg" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={!props.phone}>
        <p class="s12 t2">{answer.mayDecide() ? signoffText.reopenNote : signoffText.confirmFirst}</p>
      </Show>
    </div>
  )
}
