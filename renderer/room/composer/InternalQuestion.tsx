// The one question before internal words become public, in the composer and not over it.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useRoom } from '../room-scope.ts'
import type { InternalGuard } from './internal-guard.ts'
import styles from './Composer.module.css'

export function InternalQuestion(props: { readonly guard: InternalGuard }): JSX.Element {
  const { room } = useRoom('InternalQuestion')
  return (
    <Show when={props.guard.asked()}>
      {(asked) => (
        <div class={styles['notice']} role="alert">
          <Icon name="eye-off" size={14} />
          <span class="grow">
            {asked().kind === 'switch'
              ? composerText.noteQuestion(room().accountName)
              : composerText.pasteQuestion(room().accountName)}
          </span>
          <Button size="sm" onClick={() => props.guard.answer(false)}>
            {asked().kind === 'switch' ? composerText.keepNote : composerText.dontPaste}
          </Button>
          <Button size="sm" variant="quiet" onClick={() => props.guard.answer(true)}>
            {asked().kind === 'switch' ? composerText.useNote : composerText.paste}
          </Button>
        </div>
      )}
    </Show>
  )
}
