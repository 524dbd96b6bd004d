// A choice from a short list, drawn by the platform: keyboard, phone pickers and screen readers come with it.
import { For, Show, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldLabels } from './FieldFrame.tsx'
import { Icon } from './Icon.tsx'

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean | undefined
}

export interface SelectProps
  extends FieldLabels,
    Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'size' | 'onChange' | 'id'> {
  readonly options: readonly SelectOption[]
  /** The chosen value; '' shows the placeholder. */
  readonly value: string
  readonly onValue: (value: string) => void
  /** Shown while nothing is chosen. */
  readonly placeholder?: string | undefined
}

export function Select(props: SelectProps): JSX.Element {
  const [own, labels, rest] = splitProps(
    props,
    ['options', 'value', 'onValue', 'placeholder', 'class'],
    ['label', 'aside', 'labelHidden', 'hint', 'error', 'size'],
  )
  return (
    <FieldFrame
      {...labels}
      control={(attributes) => (
        <span class={`field field-select ${own.class ?? ''}`}>
          <select
            {...rest}
            {...attributes}
            data-empty={own.value === '' ? '' : undefined}
            onChange={(event) => own.onValue(event.currentTarget.value)}
          >
            <Show when={own.placeholder}>
              <option value="" disabled selected={own.value === ''}>
                {own.placeholder}
              </option>
            </Show>
            <For each={own.options}>
              {(option) => (
                <option value={option.value} disabled={option.disabled} selected={option.value === own.value}>
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <Icon name="chevron-down" size={14} />
        </span>
      )}
    />
  )
}
