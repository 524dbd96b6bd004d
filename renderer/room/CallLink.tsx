// Calls a number: a link for whatever telephone this computer has, that looks like a button.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from '../ui/Icon.tsx'
import '../ui/button.css'

export interface CallLinkProps {
  /** E.164. */
  readonly number: string
  /** Words, or the accessible name where only the icon shows. */
  readonly label: string
  readonly look?: 'primary' | 'secondary' | 'icon' | 'phone' | undefined
  /** The call was begun on this screen. */
  readonly onCall?: (() => void) | undefined
}

const CLASSES = {
  primary: 'btn btn-primary btn-lg',
  secondary: 'btn btn-secondary btn-md',
  icon: 'btn btn-icon btn-secondary btn-sm',
  phone: 'btn btn-icon btn-accent btn-md',
} as const

export function CallLink(props: CallLinkProps): JSX.Element {
  const isIcon = () => props.look === 'icon' || props.look === 'phone'
  return (
    <a
      class={CLASSES[props.look ?? 'secondary']}
      href={`tel:${props.number}`}
      aria-label={isIcon() ? props.label : undefined}
      title={isIcon() ? `${props.label}, ${props.number}` : props.number}
      onClick={() => props.onCall?.()}
    >
      <Icon name="call" size={isIcon() || props.look === 'primary' ? 16 : 14} />
      <Show when={!isIcon()}>{props.label}</Show>
    </a>
  )
}
