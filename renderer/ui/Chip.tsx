// Small words about a state. The tone never stands alone: the word, and where it matters an icon, says the same.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './chip.css'

/** What a chip says by its colour; severity is black, red is only ever a broken promise. */
export type ChipTone = 'idle' | 'running' | 'risk' | 'breach' | 'met' | 'internal' | 'line' | 'severity'

export interface ChipProps {
  /** idle (grey) is the default. */
  readonly tone?: ChipTone | undefined
  readonly icon?: IconName | undefined
  /** 20 px instead of 22, for the header line of a card. */
  readonly small?: boolean | undefined
  readonly children: JSX.Element
}

export function Chip(props: ChipProps): JSX.Element {
  return (
    <span class={`chip chip-${props.tone ?? 'idle'} num${props.small ? ' chip-small' : ''}`}>
      <Show when={props.icon}>{(icon) => <Icon name={icon()} size={12} />}</Show>
      <span class="chip-text">{props.children}</span>
    </span>
  )
}

/** A number in a pill: how many of something. `label` is read instead of the bare number. */
export function Count(props: { readonly value: number; readonly label?: string | undefined }): JSX.Element {
  return (
    <span class="count num">
      <span aria-hidden={props.label ? 'true' : undefined}>{props.value}</span>
      <Show when={props.label}>{(label) => <span class="sr">{label()}</span>}</Show>
    </span>
  )
}

/** A coloured dot beside a word. */
export function Dot(props: {
  readonly tone?: 'idle' | 'met' | 'risk' | 'breach' | 'running' | 'hollow' | undefined
}): JSX.Element {
  return <span class={`dot dot-${props.tone ?? 'idle'}`} aria-hidden="true" />
}
