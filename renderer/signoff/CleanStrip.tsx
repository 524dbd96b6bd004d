// On a phone: how long nothing has failed, in one strip above the statement.

import { createMemo, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import { Digits } from '../ui/Digits.tsx'
import { Ring } from '../ui/Ring.tsx'
import { cleanFor } from './clean-for.ts'
import type { SignOff } from './create-sign-off.ts'
import styles from './SignOff.module.css'

export function CleanStrip(props: { readonly signOff: SignOff }): JSX.Element {
  const clean = createMemo(() => cleanFor(props.signOff))
  const state = () => clean().state
  return (
    <section class={styles['strip']} data-deck="" data-state={state()} aria-label={signoffText.clocks}>
      <Ring state={state() === 'met' ? 'met' : state() === 'risk' ? 'risk' : 'idle'} size={44} share={1} />
      <div>
        <Show when={clean().digits} fallback={<b>{clean().words}</b>}>
          {(digits) => <Digits text={digits()} name={clean().label} />}
        </Show>
        <div class="s12">{state() === 'met' ? signoffText.phoneNoUnavailable : clean().label}</div>
      </div>
      <span class="grow" />
      <span class={`${styles['stripSub']} s12 num`}>{clean().short}</span>
    </section>
  )
}
