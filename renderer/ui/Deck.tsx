// The clock deck: the leading clock and beside it the smaller ones. One stop of the Tab key, read as text. Nothing ever
// covers it; menus look for its data-deck mark and open below.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './clock.css'
import './clock-room.css'

export interface DeckProps {
  /** Name of the region: "Clocks". */
  readonly label: string
  /** A ClockHero, then DeckCells. */
  readonly children: JSX.Element
}

export function Deck(props: DeckProps): JSX.Element {
  return (
    <div class="deck-box">
      <section class="deck" data-deck="" aria-label={props.label} tabIndex={0}>
        {props.children}
      </section>
    </div>
  )
}

export interface DeckCellProps {
  /** What it is: "Since hotline call". */
  readonly label: string
  /** The formatted time or a few words. */
  readonly value: string
  /** Two short lines below. */
  readonly sub?: JSX.Element | undefined
  /** Beside the value on phones, where there is no room for `sub`: "of 15:00". */
  readonly beside?: string | undefined
  /** Colour of the label, with an icon that says the same. */
  readonly tone?: 'met' | 'risk' | 'breach' | undefined
  readonly icon?: IconName | undefined
  /** Draws a bar filled by this share, 0 to 1, in the cell's tone. */
  readonly bar?: number | undefined
}

const TONE_ICON: Record<'met' | 'risk' | 'breach', IconName> = {
  met: 'check-circle',
  risk: 'warning',
  breach: 'warning',
}

export function DeckCell(props: DeckCellProps): JSX.Element {
  const icon = () => props.icon ?? (props.tone ? TONE_ICON[props.tone] : undefined)
  return (
    <div class={`deck-cell${props.bar === undefined ? '' : ' deck-cell-wide'}`} data-tone={props.tone}>
      <span class="deck-key">
        <Show when={icon()}>{(name) => <Icon name={name()} size={14} />}</Show>
        {props.label}
      </span>
      <span class="deck-value">
        <span>{props.value}</span>
        <Show when={props.beside}>
          <span class="deck-beside">{props.beside}</span>
        </Show>
      </span>
      <Show when={props.bar !== undefined}>
        <Bar share={props.bar ?? 0} tone={props.tone ?? 'running'} />
      </Show>
      <Show when={props.sub}>{(sub) => <span class="deck-sub num">{sub()}</span>}</Show>
    </div>
  )
}

/** A thin bar filled from the left; decorative, the numbers stand beside it. */
export function Bar(props: {
  readonly share: number
  readonly tone: 'running' | 'met' | 'risk' | 'breach' | 'idle'
}): JSX.Element {
  const width = () => `${Math.round(Math.min(1, Math.max(0, props.share)) * 1000) / 10}%`
  return (
    <span class="bar" aria-hidden="true">
      <i class={`bar-${props.tone}`} style={{ width: width() }} />
    </span>
  )
}
