// A promise as a ring: how much is left, and by its shape what became of it. A running arc is solid, a broken promise
// is dashed, a kept one is full with a check, so the state does not hang on the colour. A tick of the clock changes
// only stroke-dashoffset. Decorative: the words and digits beside it say the same.
import { For, Show, createMemo } from 'solid-js'
import type { JSX } from 'solid-js'
import { ICON_PATHS } from './icon-paths.ts'
import { notchPath, ringMeasures, ringOffset, ringPath } from './ring-geometry.ts'
import './ring.css'

/** idle and offline are grey: nothing runs, or it runs from the last agreed time. */
export type RingState = 'running' | 'risk' | 'breach' | 'met' | 'idle' | 'offline'

export interface RingProps {
  readonly state: RingState
  /** Share of the promise that is left, 0 to 1; not needed for breach and met. */
  readonly share?: number | undefined
  /** Edge in px: 22 in lists, 48 on rows, 104 in the deck (default), 300 on a wall. */
  readonly size?: number | undefined
  /** A lighter stroke, for a ring that is a picture and measures nothing. */
  readonly thin?: boolean | undefined
  /** Shares of the promise, 0 to 1, that are left when people are told. */
  readonly notches?: readonly number[] | undefined
  /** What stands in the middle. */
  readonly children?: JSX.Element
}

const CHECK_SHARE = 2

export function Ring(props: RingProps): JSX.Element {
  const size = () => props.size ?? 104
  const measures = createMemo(() => ringMeasures(size(), props.thin))
  // Remembered, so that a tick writes nothing but the offset of the arc.
  const look = createMemo(() => `ring ring-${props.state}`)
  const arc = () => props.state !== 'breach' && props.state !== 'met' && (props.share ?? 1) > 0
  return (
    <span class="ring-in">
      <svg
        class={look()}
        width={size()}
        height={size()}
        viewBox={`0 0 ${size()} ${size()}`}
        aria-hidden="true"
        fill="none"
        stroke-width={measures().strokeWidth}
      >
        <path class="ring-track" d={ringPath(measures())} />
        <Show when={props.state === 'breach'}>
          <path class="ring-arc" d={ringPath(measures())} stroke-dasharray={measures().dashes} />
        </Show>
        <Show when={props.state === 'met'}>
          <path class="ring-arc" d={ringPath(measures())} />
          <path
            class="ring-check"
            d={ICON_PATHS.check}
            stroke-width={size() <= 32 ? 3.2 : 2.6}
            transform={`translate(${size() / 4} ${size() / 4}) scale(${size() / 24 / CHECK_SHARE})`}
          />
        </Show>
        <Show when={arc()}>
          <path
            class="ring-arc"
            d={ringPath(measures())}
            stroke-linecap="round"
            stroke-dasharray={`${measures().circumference.toFixed(2)} ${(measures().circumference * 2).toFixed(2)}`}
            stroke-dashoffset={ringOffset(props.share ?? 1, measures().circumference)}
          />
        </Show>
        <Show when={arc() && size() > 32}>
          <For each={props.notches}>
            {(share) => (
              <path
                class="ring-notch"
                d={notchPath(share, measures())}
                stroke-width={measures().notchWidth}
              />
            )}
          </For>
        </Show>
      </svg>
      <Show when={props.children}>{(children) => <span class="ring-centre">{children()}</span>}</Show>
    </span>
  )
}
