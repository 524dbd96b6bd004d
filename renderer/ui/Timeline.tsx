// The record of a room as a list of entries: a column with the time in two zones, a node that says who speaks (by its
// shape) or what happened (by an icon), and a body. One stop of the Tab key; arrow keys go from entry to entry.
import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import { nextIndex } from './roving.ts'
import './timeline.css'

export interface TimelineProps {
  /** Name of the log. */
  readonly label: string
  /** Whether new entries are spoken; off while somebody types. */
  readonly live?: boolean | undefined
  /** TimelineEntry elements. */
  readonly children: JSX.Element
}

export function Timeline(props: TimelineProps): JSX.Element {
  let list: HTMLDivElement | undefined
  const move = (event: KeyboardEvent) => {
    const target = event.target
    if (!list || !(target instanceof HTMLElement)) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    if (target !== list && !target.classList.contains('ev')) return
    const entries = [...list.querySelectorAll<HTMLElement>('.ev')]
    const next = nextIndex(event.key, entries.indexOf(target), entries.length)
    const entry = next === undefined ? undefined : entries[next]
    if (!entry) return
    event.preventDefault()
    entry.focus({ preventScroll: true })
    entry.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div
      class="tl"
      ref={(element) => {
        list = element
      }}
      role="log"
      aria-label={props.label}
      aria-live={props.live ? 'polite' : 'off'}
      tabIndex={0}
      onKeyDown={move}
    >
      {props.children}
    </div>
  )
}

export interface TimelineEntryProps {
  /** Viewer's own time: "07:12". */
  readonly time: string
  /** The other party's: "14:12 WIB". */
  readonly otherTime?: string | undefined
  /** The instant as ISO text, for <time>. */
  readonly instant?: string | undefined
  /** An Avatar (somebody speaks) or a NodeIcon (something happened). */
  readonly node: JSX.Element
  /** Anchor by which a link can reach the entry. */
  readonly id?: string | undefined
  /** Fades in: it arrived while the reader looked. */
  readonly fresh?: boolean | undefined
  readonly children: JSX.Element
}

export function TimelineEntry(props: TimelineEntryProps): JSX.Element {
  return (
    <article class={`ev${props.fresh ? ' fade-in' : ''}`} id={props.id} tabIndex={-1}>
      <time class="ev-when num" dateTime={props.instant}>
        {props.time}
        <Show when={props.otherTime}>
          <small>{props.otherTime}</small>
        </Show>
      </time>
      <div class="ev-node">{props.node}</div>
      <div class="ev-body">{props.children}</div>
    </article>
  )
}

/** A round node with an icon: what happened. Dashed for what is happening now. */
export function NodeIcon(props: {
  readonly icon: IconName
  readonly tone?: 'plain' | 'met' | 'risk' | 'breach' | 'internal' | 'accent' | undefined
  readonly dashed?: boolean | undefined
}): JSX.Element {
  return (
    <span class={`ev-ic ev-ic-${props.tone ?? 'plain'}`} data-dashed={props.dashed ? '' : undefined}>
      <Icon name={props.icon} size={14} />
    </span>
  )
}

/** One line of plain words; put <b> around what leads. */
export function PlainLine(props: {
  readonly children: JSX.Element
  readonly quiet?: boolean | undefined
}): JSX.Element {
  return <div class={`ev-line${props.quiet ? ' t3' : ''}`}>{props.children}</div>
}
