// No: at least one reason, ready-made or in the person's own words. The room stays open and the clocks run on (RES-8).

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { TEXT_MAX } from '../../domain/input.ts'
import { signoffText } from '../text/signoff.ts'
import { minutesText } from '../text/format.ts'
import { Button } from '../ui/Button.tsx'
import { Toggle } from '../ui/Choice.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { SEND_SHORTCUTS } from '../ui/send-key.ts'
import type { SignOff } from './create-sign-off.ts'
import { signatureOf } from './party-signature.ts'
import { REASONS, toggled } from './reason.ts'
import styles from './SignOff.module.css'

export function SendBackForm(props: { readonly signOff: SignOff }): JSX.Element {
  const { signOff } = props
  const { answer } = signOff
  const other = () => signOff.partyName(signOff.otherParty)
  const after = () => {
    const cadence = signOff.room()?.cadence ?? null
    const open =
      cadence === null ? signoffText.staysOpenOnly : signoffText.staysOpen(minutesText(cadence.everyMinutes))
    const isVoided = signatureOf(signOff.standing(), signOff.otherParty) !== null
    return isVoided ? `${open} ${signoffText.voids(other())}` : open
  }
  return (
    <div class={styles['sign']}>
      <div class="lbl">{signoffText.why}</div>
      <div class={styles['reasons']} role="group" aria-label={signoffText.why}>
        <For each={REASONS}>
          {(reason) => (
            <Toggle
              label={signoffText.reasons[reason]}
              pressed={answer.reason().chosen.includes(reason)}
              onPressed={() => answer.setReason(toggled(answer.reason(), reason))}
            />
          )}
        </For>
      </div>
      <TextArea
        labelHidden
        label={signoffText.whyLabel}
        placeholder={signoffText.whyLabel}
        rows={2}
        maxLength={TEXT_MAX - 200}
        value={answer.reason().words}
        onText={(words) => answer.setReason({ words })}
      />
      <Button
        block
        size="lg"
        icon="back-turn"
        class={styles['back'] ?? ''}
        aria-keyshortcuts={SEND_SHORTCUTS}
        disabled={!answer.canSendBack()}
        busy={answer.busy()}
        onClick={() => void answer.sendBack()}
      >
        {signoffText.sendBack(other())}
      </Button>
      <Show when={answer.choice() === 'NO' && answer.problem()}>
        {(sentence) => (
          <p class="s12 risk-fg" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <p class="s12 t2">{after()}</p>
    </div>
  )
}
