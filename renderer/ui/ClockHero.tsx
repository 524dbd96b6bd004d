// The leading clock of a deck: ring, label, digits, and when it is due. It stands for the one promise that breaks
// first. States differ in brightness, shape and words as well as in colour: a broken promise inverts the panel, says
// late and counts up. Nothing blinks.
import { Match, Show, Switch, createMemo } from 'solid-js'
import type { JSX } from 'solid-js'
import { Digits } from './Digits.tsx'
import { Icon } from './Icon.tsx'
import { Ring } from './Ring.tsx'
import type { RingState } from './Ring.tsx'
import './clock.css'
import './clock-room.css'

/** unsure: the clock cannot be trusted to the second. none: nothing is promised yet. */
export type ClockState = RingState | 'unsure' | 'none'

export interface ClockHeroProps {
  readonly state: ClockState
  /** What runs: "Next update due". */
  readonly label: string
  /** After the label in a lighter tone: "as agreed at 07:52". */
  readonly note?: string | undefined
  /** The formatted time; without it `words` stand in its place. */
  readonly digits?: string | undefined
  /** A sentence instead of digits: "Not agreed yet". */
  readonly words?: string | undefined
  /** Under the digits: when it is due, in both zones. */
  readonly sub?: JSX.Element | undefined
  /** Share of the promise that is left, 0 to 1. */
  readonly share?: number | undefined
  readonly notches?: readonly number[] | undefined
  /** Two lines in the ring: ["of", "30:00"]. */
  readonly centre?: readonly [string, string] | undefined
  /** deck 104 px ring (default), compact 88 px with 64 px digits, phone 82 px with 80 px digits, wall 300 px. */
  readonly size?: 'deck' | 'compact' | 'phone' | 'wall' | undefined
  /** What can be done about it, at the right. */
  readonly action?: JSX.Element | undefined
}

const RING_SIZE = { deck: 104, compact: 88, phone: 82, wall: 300 } as const

const ringState = (state: ClockState): RingState => (state === 'unsure' || state === 'none' ? 'idle' : state)

export function ClockHero(props: ClockHeroProps): JSX.Element {
  const size = () => props.size ?? 'deck'
  // Remembered, so that a tick that changes no state writes no attribute.
  const look = createMemo(() => `hero hero-${props.state} hero-size-${size()}`)
  return (
    <div class={look()}>
      <Ring
        state={ringState(props.state)}
        share={props.state === 'none' ? 0 : props.share}
        size={RING_SIZE[size()]}
        notches={props.state === 'unsure' ? undefined : props.notches}
      >
        <Switch>
          <Match when={props.state === 'breach'}>
            <Icon name="warning" size={24} />
          </Match>
          <Match when={props.state === 'offline'}>
            <Icon name="offline" size={24} />
          </Match>
          <Match when={props.state === 'unsure' || props.state === 'none'}>
            <Icon name="clock" size={24} />
          </Match>
          <Match when={props.state !== 'met' && props.centre}>
            {(centre) => (
              <>
                {centre()[0]}
                <b class="num">{centre()[1]}</b>
              </>
            )}
          </Match>
        </Switch>
      </Ring>
      <div class="hero-text">
        <div class="hero-label">
          <Show when={props.state === 'risk'}>
            <Icon name="warning" size={14} />
          </Show>
          <span>{props.label}</span>
          <Show when={props.note}>
            <span class="hero-note">{props.note}</span>
          </Show>
        </div>
        <Show when={props.digits} fallback={<div class="hero-words">{props.words}</div>}>
          {(digits) => <Digits text={digits()} name={props.label} />}
        </Show>
        <Show when={props.sub}>{(sub) => <div class="hero-sub num">{sub()}</div>}</Show>
      </div>
      <Show when={props.action}>{(action) => <div class="hero-action">{action()}</div>}</Show>
    </div>
  )
}
