// How far something has come that takes its time: a bar with its numbers beside it, said by a screen reader in words and
// not in parts of a hundred. It speaks only when asked, since it moves several times a second.
import type { JSX } from 'solid-js'
import './feedback.css'

export interface ProgressProps {
  /** What is going on. */
  readonly label: string
  readonly value: number
  readonly max: number
  /** "3,200 of 48,000 entries". */
  readonly text: string
}

export function Progress(props: ProgressProps): JSX.Element {
  const share = () => Math.min(1, Math.max(0, props.max === 0 ? 1 : props.value / props.max))
  return (
    <span class="progress">
      <span
        class="progress-bar"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.max}
        aria-valuenow={props.value}
        aria-valuetext={props.text}
      >
        <i style={{ width: `${Math.round(share() * 1_000) / 10}%` }} />
      </span>
      <span class="progress-text num" aria-hidden="true">
        {props.text}
      </span>
    </span>
  )
}
