// Yes: said for the company by somebody who may, and signed with the key of this device.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { StepUp } from '../account/StepUp.tsx'
import { useOwnAccount } from '../live/use-account.ts'
import { signoffText } from '../text/signoff.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Choice.tsx'
import { SEND_SHORTCUTS } from '../ui/send-key.ts'
import type { Backing } from './create-marks.ts'
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
      <Show when={answer.asks()} fallback={<SignButton {...props} />}>
        <ConfirmFirst signOff={signOff} />
      </Show>
      <Show when={answer.choice() === 'YES' && answer.problem()}>
        {(sentence) => (
          <p class="s12 risk-fg" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={answer.mayDecide() && !answer.asks() && backingWords(answer.backing())}>
        {(sentence) => <p class="s12 t2">{sentence()}</p>}
      </Show>
      <Show when={!props.phone}>
        <p class="s12 t2">{answer.mayDecide() ? signoffText.reopenNote : signoffText.confirmFirst}</p>
      </Show>
    </div>
  )
}

function SignButton(props: SignFormProps): JSX.Element {
  const { signOff } = props
  const { answer } = signOff
  return (
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
  )
}

/** The server wants to know who is there before it certifies this device's key; who would rather not signs without. */
function ConfirmFirst(props: { readonly signOff: SignOff }): JSX.Element {
  const { answer, me } = props.signOff
  const account = useOwnAccount()
  return (
    <>
      <Show when={account}>
        {(own) => (
          <StepUp
            door={own().stepUp}
            person={me}
            title={signoffText.confirmTitle}
            onConfirmed={() => void answer.sign('CONFIRMED')}
          />
        )}
      </Show>
      <p class="s12 t2">{signoffText.backing.SESSION}</p>
      <Button block variant="quiet" busy={answer.busy()} onClick={() => void answer.sign('BY_SESSION')}>
        {signoffText.signBySession}
      </Button>
    </>
  )
}

const backingWords = (backing: Backing): string | null =>
  backing === 'UNKNOWN' ? null : signoffText.backing[backing]
