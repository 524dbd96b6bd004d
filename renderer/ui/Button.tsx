// Everything that is pressed: primary (one a view), secondary, quiet, and internal for what only one side will see.
// Buttons grow with their words and never cut them off.
import { Show, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './Kbd.tsx'
import './button.css'

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** secondary is the default. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'internal' | undefined
  /** sm 28 px, md 32 px (default), lg 40 px, xl 52 px; on phones at least 44 px. */
  readonly size?: 'sm' | 'md' | 'lg' | 'xl' | undefined
  /** Icon before the words. */
  readonly icon?: IconName | undefined
  /** Key caps after the words. */
  readonly keys?: readonly string[] | undefined
  /** As wide as its container. */
  readonly block?: boolean | undefined
  /** Busy: keeps its place and its words, cannot be pressed twice. */
  readonly busy?: boolean | undefined
}

export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, [
    'variant',
    'size',
    'icon',
    'keys',
    'block',
    'busy',
    'class',
    'children',
    'disabled',
  ])
  return (
    <button
      type="button"
      {...rest}
      class={`btn btn-${own.variant ?? 'secondary'} btn-${own.size ?? 'md'}${own.block ? ' btn-block' : ''} ${own.class ?? ''}`}
      disabled={own.disabled || own.busy}
      aria-busy={own.busy ? 'true' : undefined}
    >
      <Show when={own.icon}>
        {(icon) => <Icon name={icon()} size={own.size === 'xl' ? 20 : own.size === 'lg' ? 16 : 14} />}
      </Show>
      {own.children}
      <Show when={own.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </button>
  )
}

export interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName
  /** The accessible name, also the tooltip. */
  readonly name: string
  /** The key that does the same, added to the tooltip. */
  readonly hint?: string | undefined
  /** quiet is the default. */
  readonly variant?: 'secondary' | 'quiet' | 'accent' | undefined
  readonly size?: 'sm' | 'md' | undefined
}

/** A square button with an icon only; its name is required. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['icon', 'name', 'hint', 'variant', 'size', 'class'])
  return (
    <button
      type="button"
      {...rest}
      class={`btn btn-icon btn-${own.variant ?? 'quiet'} btn-${own.size ?? 'md'} ${own.class ?? ''}`}
      aria-label={own.name}
      title={own.hint ? `${own.name} (${own.hint})` : own.name}
    >
      <Icon name={own.icon} size={own.size === 'sm' ? 14 : 16} />
    </button>
  )
}

/** A button that looks like a link: small acts beside text, e.g. "Withdraw". */
export function LinkButton(props: JSX.ButtonHTMLAttributes<HTMLButtonElement>): JSX.Element {
  const [own, rest] = splitProps(props, ['class'])
  return <button type="button" {...rest} class={`btn-link ${own.class ?? ''}`} />
}
