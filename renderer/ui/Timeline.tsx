// The record of a room as a list of entries: a column with the time in two zones, a node that says who speaks (by its
// shape) or what happened (by an icon), and a body. One stop of the Tab key; arrow keys go from entry to entry, and Tab
// goes on from an entry to its own buttons.
import { createContext, onCleanup, onMount, Show, useContext } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import { oneStop } from './one-stop.ts'
import './timeline.css'

export interface TimelineProps {
  /** Name of the log. */
  readonly label: string
  /** Goes to the next or previous entry; within the drawn ones, if left out. */
  readonly onStep?: ((by: 1 | -1) => void) | undefined
  /** Home or End, while an entry has the focus. */
  readonly onEdge?: ((key: 'Home' | 'End') => void) | undefined
  /** TimelineEntry elements. */
  readonly children: JSX.Element
}

export function Timeline(props: TimelineProps): JSX.Element {
  let list: HTMLDivElement | undefined
  const step = (by: 1 | -1) => {
    if (props.onStep) return props.onStep(by)
    const entries = [...(list?.querySelectorAll<HTMLElement>('.ev') ?? [])]
    const at = entries.findIndex((entry) => entry === document.activeElement)
    const entry = at < 0 ? entries.at(-1) : entries[Math.min(entries.length - 1, Math.max(0, at + by))]
    entry?.focus({ preventScroll: true })
    entry?.scrollIntoView({ block: 'nearest' })
  }
  const move = (event: KeyboardEvent) => {
    const target = event.target
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const isEntry = target.classList.contains('ev')
    if (target !== list && !isEntry) return
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') step(event.key === 'ArrowUp' ? -1 : 1)
    else if (isEntry && props.onEdge && (event.key === 'Home' || event.key === 'End')) props.onEdge(event.key)
    else return
    event.preventDefault()
  }
  onMount(() => list && onCleanup(oneStop(list, '.ev')))
  return (
    <div
      class="tl"
      ref={(element) => {
        list = element
      }}
      role="log"
      aria-label={props.label}
      aria-live="off"
      tabIndex={0}
      onKeyDown={move}
    >
      {props.children}
    </div>
  )
}

/** Which of how many entries this is, where not all of them are drawn. */
export const EntryPlace = createContext<() => { readonly at: number; readonly of: number }>()

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
  /** The same moment in other zones and in UTC, to the second: shown on hover, and with the focus on the entry. */
  readonly moment?: string | undefined
  /** Fades in: it arrived while the reader looked. */
  readonly fresh?: boolean | undefined
  readonly children: JSX.Element
}

export function TimelineEntry(props: TimelineEntryProps): JSX.Element {
  const place = useContext(EntryPlace)
  return (
    <article
      class={`ev${props.fresh ? ' fade-in' : ''}`}
      id={props.id}
      tabIndex={-1}
      aria-posinset={place?.().at}
      aria-setsize={place?.().of}
    >
      <time class="ev-when num" dateTime={props.instant}>
        {props.time}
        <Show when={props.otherTime}>
          <small>{props.otherTime}</small>
        </Show>
        <Show when={props.moment}>{(moment) => <span class="ev-moment">{moment()}</span>}</Show>
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
