// In place of the choices where this device could not check what would be signed: it says why, and nothing is signed.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signoffText } from '../text/signoff.ts'
import { Banner } from '../ui/Banner.tsx'
import type { SignOff } from './create-sign-off.ts'
import styles from './SignOff.module.css'

export function DoubtNotice(props: { readonly signOff: SignOff }): JSX.Element {
  return (
    <Show when={props.signOff.doubt()}>
      {(doubt) => (
        <div class={styles['notice']} role="alert">
          <Banner icon="warning" tone="risk" title={signoffText.cannotSign}>
            <p>{signoffText.doubts[doubt()]}</p>
          </Banner>
        </div>
      )}
    </Show>
  )
}
