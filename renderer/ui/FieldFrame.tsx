// What every form field shares: the label above, words spoken beside the label, a hint or an error below, and the ids
// that tie them together for the screen reader. Used by Field, TextArea and Select; screens use those.
import { Show, createUniqueId } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import './field.css'

export interface FieldLabels {
  /** The label above the field. */
  readonly label: string
  /** Words after the label in a lighter tone, e.g. a question to say aloud. */
  readonly aside?: JSX.Element | undefined
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean | undefined
  /** Plain help under the field. */
  readonly hint?: string | undefined
  /** What is wrong and what to do; gives the amber edge. */
  readonly error?: string | undefined
  /** sm 32 px (default) or lg 46 px with 16 px type. */
  readonly size?: 'sm' | 'lg' | undefined
}

/** The attributes the control inside must carry. */
export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

export interface FieldFrameProps extends FieldLabels {
  /** Draws the control with the given attributes. */
  readonly control: (attributes: FieldControl) => JSX.Element
}

export function FieldFrame(props: FieldFrameProps): JSX.Element {
  const id = createUniqueId()
  const control: FieldControl = {
    id,
    get 'aria-describedby'() {
      return props.error || props.hint ? `${id}-note` : undefined
    },
    get 'aria-invalid'() {
      return props.error ? ('true' as const) : undefined
    },
  }
  return (
    <div class={`fieldset field-${props.size ?? 'sm'}`} data-error={props.error ? '' : undefined}>
      <label class={props.labelHidden ? 'sr' : 'lbl'} for={id}>
        <span>{props.label}</span>
        <Show when={props.aside}>{(aside) => <span class="lbl-aside">{aside()}</span>}</Show>
      </label>
      {props.control(control)}
      <Show when={props.error || props.hint}>
        <div class={props.error ? 'field-error' : 'field-hint'} id={`${id}-note`}>
          <Show when={props.error}>
            <Icon name="warning" size={14} />
          </Show>
          <span>{props.error ?? props.hint}</span>
        </div>
      </Show>
    </div>
  )
}
