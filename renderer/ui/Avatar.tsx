// A person or a company as initials. The shape tells the party without colour: a customer is a circle, the provider a
// rounded square, an account manager a rounded square in sand. Decorative: the name stands beside it.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import './avatar.css'

/** Whose avatar it is, by shape and tone. */
export type AvatarParty = 'customer' | 'provider' | 'tam'

/** The dot at the corner: here, away, or not known at present. */
export type Presence = 'here' | 'away' | 'unknown'

export interface AvatarProps {
  /** One or two letters. */
  readonly initials: string
  readonly party: AvatarParty
  /** Edge in px, 28 by default. */
  readonly size?: 20 | 24 | 28 | 32 | 40 | undefined
  /** Shows the dot; say the presence in words beside it. */
  readonly presence?: Presence | undefined
}

export function Avatar(props: AvatarProps): JSX.Element {
  return (
    <span class={`av av-${props.party} av-${props.size ?? 28}`} aria-hidden="true">
      {props.initials}
      <Show when={props.presence}>{(presence) => <span class={`pres pres-${presence()}`} />}</Show>
    </span>
  )
}

/** Several avatars side by side; `label` names the people for the screen reader and the tooltip. */
export function AvatarStack(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <span class="av-stack" role="img" aria-label={props.label} title={props.label}>
      {props.children}
    </span>
  )
}
