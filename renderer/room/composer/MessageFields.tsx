// The text of a message or of an internal note, and the entry it answers. "/update " and the like switch the mode.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { toEventId } from '../../../domain/ids.ts'
import { composerText } from '../../text/room-composer.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Form } from '../create-form.ts'
import { type ComposerMode, useRoom } from '../room-scope.ts'
import type { TextFields } from './create-composer.ts'
import { slashMode } from './slash-mode.ts'
import styles from './Composer.module.css'

export interface MessageFieldsProps {
  readonly form: Form<TextFields>
  readonly internal: boolean
  readonly onMode: (mode: ComposerMode) => void
}

export function MessageFields(props: MessageFieldsProps): JSX.Element {
  const { record, provider } = useRoom('MessageFields')
  const answered = () => {
    const id = props.form.fields().replyTo
    return id === '' ? undefined : record.entry(toEventId(id))
  }
  const onText = (text: string) => {
    const mode = slashMode(text)
    if (mode === null) return props.form.set({ text })
    props.form.set({ text: '' })
    props.onMode(mode)
  }
  return (
    <>
      <Show when={answered()}>
        {(event) => (
          <div class={styles['reply']}>
            {composerText.replyTo(event().actor.name)}
            <LinkButton onClick={() => props.form.set({ replyTo: '' })}>{composerText.dropReply}</LinkButton>
          </div>
        )}
      </Show>
      <TextArea
        label={props.internal ? composerText.note : composerText.message}
        labelHidden
        bare={!props.internal}
        internal={props.internal}
        rows={2}
        maxHeight={180}
        placeholder={
          props.internal ? composerText.notePlaceholder(provider()) : composerText.messagePlaceholder
        }
        value={props.form.fields().text}
        error={props.form.errorAt('text')}
        onText={onText}
      />
    </>
  )
}
