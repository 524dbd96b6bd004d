// What the rules or this computer said to a press, beside the button that was pressed.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from '../ui/Icon.tsx'
import styles from './Room.module.css'

export function Problem(props: { readonly words: string | undefined }): JSX.Element {
  return (
    <Show when={props.words}>
      {(words) => (
        <div class={styles['problem']} role="alert">
          <Icon name="warning" size={14} />
          {words()}
        </div>
      )}
    </Show>
  )
}
