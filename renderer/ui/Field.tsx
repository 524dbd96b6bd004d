// A one-line text field with optional parts before and after the text. Give it a value and listen to onInput; the kit
// keeps no copy, so nothing typed can be lost here.
import { Show, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldLabels } from './FieldFrame.tsx'

export interface FieldProps
  extends FieldLabels,
    Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'size' | 'prefix' | 'onInput' | 'id'> {
  /** The text. */
  readonly value: string
  /** Called with the text on each key stroke. */
  readonly onText?: ((text: string) => void) | undefined
  /** Stands before the text: an icon, a country code. */
  readonly prefix?: JSX.Element | undefined
  /** Stands after the text: the other zone's time, "account found". */
  readonly suffix?: JSX.Element | undefined
}

export function Field(props: FieldProps): JSX.Element {
  const [own, labels, rest] = splitProps(
    props,
    ['value', 'onText', 'prefix', 'suffix', 'class'],
    ['label', 'aside', 'labelHidden', 'hint', 'error', 'size'],
  )
  return (
    <FieldFrame
      {...labels}
      control={(attributes) => (
        <span class={`field ${own.class ?? ''}`}>
          <Show when={own.prefix}>{(prefix) => <span class="field-fix">{prefix()}</span>}</Show>
          <input
            type="text"
            {...rest}
            {...attributes}
            value={own.value}
            onInput={(event) => own.onText?.(event.currentTarget.value)}
          />
          <Show when={own.suffix}>{(suffix) => <span class="field-fix">{suffix()}</span>}</Show>
        </span>
      )}
    />
  )
}
