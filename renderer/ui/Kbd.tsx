// Key caps: shows which keys do the same as the control they sit in. Hidden from screen readers; the control says
// its keys in aria-keyshortcuts.
import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import './kbd.css'

export interface KbdProps {
  /** The caps in order, already worded for this computer, e.g. ['Ctrl', '↵']. */
  readonly keys: readonly string[]
}

export function Kbd(props: KbdProps): JSX.Element {
  return (
    <span class="kbds" aria-hidden="true">
      <For each={props.keys}>{(key) => <kbd>{key}</kbd>}</For>
    </span>
  )
}
