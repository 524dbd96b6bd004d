// A clock in a row of a list: ring, digits and one word about them. Words may take the digits' place when nobody's
// promise is running.
import { Show, createMemo } from 'solid-js'
import type { JSX } from 'solid-js'
import { Ring } from './Ring.tsx'
import type { RingState } from './Ring.tsx'
import './clock-brief.css'

export interface ClockBriefProps {
  readonly state: RingState
  /** The formatted time; without it `words` stand in its place. */
  readonly digits?: string | undefined
  /** A few words instead of digits: "Their turn". */
  readonly words?: string | undefined
  /** Under it: "update 2 due". */
  readonly sub: string
  readonly share?: number | undefined
  readonly notches?: readonly number[] | undefined
}

export function ClockBrief(props: ClockBriefProps): JSX.Element {
  const look = createMemo(() => `brief brief-${props.state}`)
  return (
    <div class={look()}>
      <Ring state={props.state} share={props.share} notches={props.notches} size={48} />
      <div>
        <Show when={props.digits} fallback={<div class="brief-words">{props.words}</div>}>
          {(digits) => <div class="brief-digits">{digits()}</div>}
        </Show>
        <div class="brief-sub">{props.sub}</div>
      </div>
    </div>
  )
}
