// The frame of a small form that opens in place: fields, what is wrong, who will read it, send and cancel. Ctrl Enter
// sends, Esc closes and keeps the draft.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { formText } from '../text/room.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { isSendKey } from '../ui/send-key.ts'
import type { Fields, Form } from './create-form.ts'
import styles from './Room.module.css'

export interface FormFrameProps<Of extends Fields> {
  readonly form: Form<Of>
  /** Name of the form. */
  readonly label: string
  /** Words of the button that sends. */
  readonly submit: string
  readonly onSend: () => Promise<void>
  /** Left out where the form cannot be closed. */
  readonly onCancel?: (() => void) | undefined
  readonly internal?: boolean | undefined
  /** Who will read it, or what it leads to. */
  readonly note?: string | undefined
  readonly children: JSX.Element
}

export function FormFrame<Of extends Fields>(props: FormFrameProps<Of>): JSX.Element {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && props.onCancel !== undefined) {
      event.stopPropagation()
      props.onCancel()
    }
    if (!isSendKey(event)) return
    event.preventDefault()
    void props.onSend()
  }
  return (
    <form
      class={styles['form']}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void props.onSend()
      }}
    >
      {props.children}
      <Show when={props.form.problem()}>
        {(problem) => (
          <div class={styles['problem']} role="alert">
            <Icon name="warning" size={14} />
            {problem()}
          </div>
        )}
      </Show>
      <Show when={props.note}>
        <div class={`s12 ${props.internal ? 'internal-fg' : 't2'}`}>{props.note}</div>
      </Show>
      <div class={styles['form-actions']}>
        <Button
          type="submit"
          size="sm"
          variant={props.internal ? 'internal' : 'primary'}
          busy={props.form.busy()}
        >
          {props.submit}
        </Button>
        <Show when={props.onCancel}>
          {(cancel) => (
            <Button size="sm" variant="quiet" onClick={() => cancel()()}>
              {formText.cancel}
            </Button>
          )}
        </Show>
      </div>
    </form>
  )
}
