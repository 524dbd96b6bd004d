// The running digits of a clock. Each group between the colons is its own text node in tabular figures, so that a tick
// changes one text node and nothing moves. A timer to screen readers, which stays silent: a live region speaks at the
// few moments that matter.
import { Index, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import './digits.css'

export interface DigitsProps {
  /** Already formatted: "12:40", "+02:13", "0:53:26", "≈11". */
  readonly text: string
  /** The timer's name; say what runs, e.g. the label above it. */
  readonly name: string
  /** Id of the element, for aria-labelledby elsewhere. */
  readonly id?: string | undefined
}

export function Digits(props: DigitsProps): JSX.Element {
  const groups = () => props.text.split(':')
  return (
    <div class="digits" id={props.id} data-length={props.text.length} role="timer" aria-label={props.name}>
      <Index each={groups()}>
        {(group, at) => (
          <>
            <Show when={at > 0}>
              <span class="digits-colon">:</span>
            </Show>
            <span>{group()}</span>
          </>
        )}
      </Index>
    </div>
  )
}
