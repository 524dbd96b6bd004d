// The sidebar and its parts. In a narrow window it becomes a rail of 56 px: icons and rings stay, words are hidden from
// view but not from screen readers, and tooltips say them.
import { Show, splitProps } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import { Ring } from './Ring.tsx'
import type { RingState } from './Ring.tsx'
import type { IconName } from './icon-paths.ts'
import './sidebar.css'

export interface SidebarProps {
  /** Name of the navigation: "Main". */
  readonly label: string
  /** SidebarBrand, and below it whatever stays in place. */
  readonly top: JSX.Element
  /** NavItem, SideSection, RoomLink elements; scrolls. */
  readonly children: JSX.Element
  /** Who is signed in. */
  readonly foot?: JSX.Element | undefined
}

export function Sidebar(props: SidebarProps): JSX.Element {
  return (
    <nav class="side" aria-label={props.label}>
      {props.top}
      <div class="side-scroll">{props.children}</div>
      <Show when={props.foot}>{(foot) => <div class="side-foot">{foot()}</div>}</Show>
    </nav>
  )
}

/** The mark and the name at the top; `action` is the button that narrows the sidebar. */
export function SidebarBrand(props: {
  readonly mark: JSX.Element
  readonly name: string
  readonly action?: JSX.Element | undefined
}): JSX.Element {
  return (
    <div class="side-brand">
      {props.mark}
      <span class="grow ell rail-hide">{props.name}</span>
      <span class="rail-gone">{props.action}</span>
    </div>
  )
}

/** Looks like a field, opens the palette. */
export function FindButton(props: {
  readonly label: string
  readonly keys?: readonly string[] | undefined
  readonly onPress: () => void
}): JSX.Element {
  return (
    <button type="button" class="side-find" title={props.label} onClick={() => props.onPress()}>
      <Icon name="search" size={14} />
      <span class="grow ell rail-hide">{props.label}</span>
      <Show when={props.keys}>
        {(keys) => (
          <span class="rail-gone">
            <Kbd keys={keys()} />
          </span>
        )}
      </Show>
    </button>
  )
}

export interface NavItemProps extends JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly icon: IconName
  readonly label: string
  readonly href: string
  /** The page shown now. */
  readonly current?: boolean | undefined
  /** At the right: a count, key caps. */
  readonly end?: JSX.Element | undefined
}

export function NavItem(props: NavItemProps): JSX.Element {
  const [own, rest] = splitProps(props, ['icon', 'label', 'current', 'end', 'class'])
  return (
    <a
      {...rest}
      class={`nav ${own.class ?? ''}`}
      title={own.label}
      aria-current={own.current ? 'page' : undefined}
    >
      <Icon name={own.icon} />
      <span class="ell rail-hide">{own.label}</span>
      <Show when={own.end}>{(end) => <span class="nav-end num rail-gone">{end()}</span>}</Show>
    </a>
  )
}

/** A small heading with what belongs under it. */
export function SideSection(props: {
  readonly title: string
  readonly aside?: string | undefined
  readonly children: JSX.Element
}): JSX.Element {
  return (
    <section class="side-section" aria-label={props.title}>
      <div class="side-h rail-hide" aria-hidden="true">
        <span>{props.title}</span>
        <span class="regular">{props.aside}</span>
      </div>
      {props.children}
    </section>
  )
}

export interface RoomLinkProps extends JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string
  /** Whose it is. */
  readonly name: string
  /** Time left, or a dash. */
  readonly time: string
  /** What is due. */
  readonly note: string
  readonly state: RingState
  readonly share?: number | undefined
  readonly current?: boolean | undefined
}

/** A link with a small ring: one running clock among others. */
export function RoomLink(props: RoomLinkProps): JSX.Element {
  const [own, rest] = splitProps(props, ['name', 'time', 'note', 'state', 'share', 'current', 'class'])
  return (
    <a
      {...rest}
      class={`roomlink roomlink-${own.state} ${own.class ?? ''}`}
      title={`${own.name}: ${own.note}`}
      aria-current={own.current ? 'page' : undefined}
    >
      <Ring state={own.state} share={own.share} size={22} />
      <span class="roomlink-name ell rail-hide">{own.name}</span>
      <span class="roomlink-time num rail-hide">{own.time}</span>
      <span class="roomlink-note ell rail-hide">{own.note}</span>
    </a>
  )
}

/** A person or company in the sidebar: avatar, name, words at the right or below. */
export function SidePerson(props: {
  readonly avatar: JSX.Element
  readonly name: string
  /** At the right: "until 14:00". */
  readonly end?: JSX.Element | undefined
  /** Below the name; as many lines as it needs. */
  readonly note?: string | undefined
  /** A control at the right, which stays in the rail below the avatar. */
  readonly action?: JSX.Element | undefined
}): JSX.Element {
  return (
    <div class="side-person" title={props.name}>
      {props.avatar}
      <span class="grow rail-hide">
        <span class="ell side-person-name">{props.name}</span>
        <Show when={props.note}>
          <span class="s11 t3 num side-person-note">{props.note}</span>
        </Show>
      </span>
      <Show when={props.end}>{(end) => <span class="nav-end num rail-gone">{end()}</span>}</Show>
      {props.action}
    </div>
  )
}
