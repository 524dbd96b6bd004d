// One choice of a few that all fit in a line: a filter, a language, a version. Radio buttons to screen readers; arrow
// keys move the choice. `text` draws them as plain words, for the filter bar.
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Count } from './Chip.tsx'
import { nextIndex } from './roving.ts'
import './segmented.css'

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** How many lie behind it. */
  readonly count?: number | undefined
}

export interface SegmentedProps<Value extends string> {
  /** Name of the group. */
  readonly label: string
  readonly options: readonly SegmentedOption<Value>[]
  readonly value: Value
  readonly onValue: (value: Value) => void
  /** box (default) or plain words. */
  readonly variant?: 'box' | 'text' | undefined
}

export function Segmented<Value extends string>(props: SegmentedProps<Value>): JSX.Element {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const at = props.options.findIndex((option) => option.value === props.value)
    const next = nextIndex(event.key, at, props.options.length)
    const chosen = next === undefined ? undefined : props.options[next]
    if (next === undefined || !chosen) return
    event.preventDefault()
    props.onValue(chosen.value)
    const radio = event.currentTarget.children.item(next)
    if (radio instanceof HTMLElement) radio.focus()
  }
  return (
    <div
      class={`seg seg-${props.variant ?? 'box'}`}
      role="radiogroup"
      aria-label={props.label}
      onKeyDown={move}
    >
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            role="radio"
            aria-checked={option.value === props.value}
            tabIndex={option.value === props.value ? 0 : -1}
            onClick={() => props.onValue(option.value)}
          >
            {option.label}
            <Show when={option.count !== undefined}>
              <Count value={option.count ?? 0} />
            </Show>
          </button>
        )}
      </For>
    </div>
  )
}
