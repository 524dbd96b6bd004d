// A long log, pinned to its end: of any number of rows only those in view are drawn. New entries come into view while
// the reader is at the end, and never move the line being read. Who has scrolled up sees a pill at the foot that says
// how many have come since. Home and End, Page Up and Page Down, and the arrows reach every row.
//
// For screen readers it is a log whose articles say which of how many they are (aria-posinset, aria-setsize), since most
// of them are not in the document. The log itself is never live: with rows that come and go as one scrolls, a live
// region would read out what is old. What is new is said by the page's own voice (LiveRegions).

import { createComputed, createEffect, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import { createRows, END_SLACK, type RowKey, type Rows } from './PinnedScrollRows.ts'
import { EntryPlace, Timeline } from './Timeline.tsx'
import './pinned-scroll.css'

/** What somebody does who has gone on to something else. */
const WENT_ON = ['pointerdown', 'keydown'] as const
/** Frames in which a row that was gone to tries to take the focus. */
const FOCUS_TRIES = 30
/** What opens from the last rows opens upwards, since the log ends below them; not in a log too short for that. */
const FOOT_ROWS = 2
const FOOT_FROM = 3

export interface PinnedScrollProps {
  /** Name of the log. */
  readonly label: string
  /** Every row, each key once. */
  readonly keys: readonly RowKey[]
  /** Height of a row that was not drawn yet, in px; must not change for a row. */
  readonly estimate: (key: RowKey) => number
  readonly row: (key: RowKey) => JSX.Element
  /** Whether a row's content is there: until then it holds its estimated height. All are, if left out. */
  readonly isLoaded?: ((key: RowKey) => boolean) | undefined
  /** Rows with something open in them: they stay drawn. The one with the focus does too. */
  readonly keep?: readonly RowKey[] | undefined
  /** The newest entry of the reader's own making: a new one brings the end into view. */
  readonly own?: string | undefined
  /** Words of the pill. */
  readonly newLabel: (fresh: number) => string
  /** Indexes of the first and last row drawn. */
  readonly onShown?: ((first: number, last: number) => void) | undefined
  /** Whether the reader is at the end. */
  readonly onPinned?: ((pinned: boolean) => void) | undefined
  readonly handle?: ((handle: PinnedHandle) => void) | undefined
  /** Instead of the log while there is no row. */
  readonly empty?: JSX.Element | undefined
}

/** For who wants to go somewhere in the log. */
export interface PinnedHandle {
  /** Brings a row into view and gives it the focus once it is loaded. */
  goTo(key: RowKey): void
  /** The next or previous row from the one with the focus; the newest when none has it. */
  step(by: 1 | -1): void
  toEnd(): void
  /** The row that has the focus or holds it, or is about to. */
  focused(): RowKey | null
}

export function PinnedScroll(props: PinnedScrollProps): JSX.Element {
  let box: HTMLDivElement | null = null
  const [focused, setFocused] = createSignal<RowKey | null>(null)
  const [wanted, setWanted] = createSignal<RowKey | null>(null)
  const keep = () => [focused(), wanted(), ...(props.keep ?? [])].filter((key) => key !== null)
  const rows = createRows({ box: () => box, keys: () => props.keys, estimate: props.estimate, keep })
  const { fresh, pinned, pin, toEnd, onScroll } = createPinning(props, rows, () => box)
  const indexOf = (key: RowKey) => rows.item(key)?.index ?? props.keys.lastIndexOf(key)

  const goTo = (key: RowKey, align: 'center' | 'auto' = 'center') => {
    const index = props.keys.lastIndexOf(key)
    if (index < 0) return
    pin(index === props.keys.length - 1)
    setWanted(key)
    rows.toIndex(index, align)
  }
  const step = (by: 1 | -1) => {
    // Pressed again before the row it leads to was loaded: on from there.
    const at = wanted() ?? focused()
    const last = props.keys.length - 1
    const next = at === null ? last : Math.min(last, Math.max(0, props.keys.lastIndexOf(at) + by))
    const key = props.keys[next]
    if (key !== undefined) goTo(key, 'auto')
  }
  const toEdge = (key: string) => {
    const edge = key === 'Home' ? props.keys[0] : props.keys.at(-1)
    if (edge !== undefined) goTo(edge, 'auto')
  }
  const onFocus = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    const row = event.target instanceof Element ? event.target.closest('.pinned-row') : null
    setFocused(row === null ? null : (shownBy(rows, row) ?? null))
    setWanted(null)
  }
  const onBlur = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    // A window that is left keeps what has the focus in it, and gives it back later.
    if (!event.currentTarget.contains(document.activeElement)) setFocused(null)
  }
  createEffect(() => {
    if (wanted() === null) return
    // Who goes on to write or to press something else is not called back by a row that is loaded later.
    const drop = ({ type, target }: Event) => {
      if (!(target instanceof Element) || box?.contains(target)) return
      if (type === 'pointerdown' || target.matches('input, textarea, [contenteditable]')) setWanted(null)
    }
    for (const type of WENT_ON) document.addEventListener(type, drop, true)
    onCleanup(() => {
      for (const type of WENT_ON) document.removeEventListener(type, drop, true)
    })
  })
  createComputed(() => {
    const indexes = rows.shown().map(indexOf)
    props.onShown?.(indexes[0] ?? 0, indexes.at(-1) ?? 0)
  })
  // Gone to and not there yet: what is done next is done to that one, never to the one before it.
  props.handle?.({ goTo, step, toEnd, focused: () => wanted() ?? focused() })
  createEffect(() => props.onPinned?.(pinned()))
  return (
    <div class="pinned">
      <div class="pinned-box" ref={(element) => (box = element)} onScroll={onScroll}>
        <div class="pinned-content">
          <Show when={props.keys.length > 0} fallback={props.empty}>
            <Timeline label={props.label} onStep={step} onEdge={toEdge}>
              <div
                class="pinned-rows"
                style={{ height: `${rows.total()}px` }}
                onFocusIn={onFocus}
                onFocusOut={onBlur}
              >
                <For each={rows.shown()}>
                  {(key) => (
                    <RowBox
                      {...{ rows, key, index: indexOf(key), isWanted: wanted() === key }}
                      of={props.keys.length}
                      estimate={props.estimate(key)}
                      isLoaded={props.isLoaded?.(key) ?? true}
                      onSettled={() => setWanted(null)}
                    >
                      {props.row(key)}
                    </RowBox>
                  )}
                </For>
              </div>
            </Timeline>
          </Show>
        </div>
      </div>
      <Show when={fresh() > 0}>
        <button type="button" class="pinned-pill" onClick={toEnd}>
          <Icon name="arrow-down" size={14} />
          {props.newLabel(fresh())}
        </button>
      </Show>
    </div>
  )
}

interface RowBoxProps {
  readonly rows: Rows
  readonly key: RowKey
  readonly index: number
  readonly of: number
  readonly estimate: number
  readonly isLoaded: boolean
  readonly isWanted: boolean
  /** It has the focus, or cannot take it. */
  readonly onSettled: () => void
  readonly children: JSX.Element
}

function RowBox(props: RowBoxProps): JSX.Element {
  let element: HTMLDivElement | undefined
  const start = () => props.rows.item(props.key)?.start ?? 0
  createEffect(() => {
    if (props.isLoaded && element) props.rows.measure(element)
  })
  createEffect(() => {
    if (!props.isLoaded || !props.isWanted) return
    // In the next frame: who has just opened the page may still be setting the focus elsewhere.
    let tries = 0
    const focus = () => {
      // Whoever has opened a dialog in the meantime is there.
      if (document.activeElement?.closest('[role=dialog]')) return props.onSettled()
      const entry = element?.querySelector<HTMLElement>('.ev, button, input, textarea')
      entry?.focus({ preventScroll: true })
      tries += 1
      // A dialog in front keeps the focus, and not every row has something to take it: then not for ever.
      if (tries === FOCUS_TRIES || (entry != null && document.activeElement === entry)) props.onSettled()
      else frame = requestAnimationFrame(focus)
    }
    let frame = requestAnimationFrame(focus)
    onCleanup(() => cancelAnimationFrame(frame))
  })
  return (
    <div
      class="pinned-row"
      ref={(made) => (element = made)}
      data-index={props.index}
      data-foot={props.index >= FOOT_FROM && props.of - props.index <= FOOT_ROWS ? '' : undefined}
      style={{
        transform: `translateY(${start()}px)`,
        'min-height': props.isLoaded ? undefined : `${props.estimate}px`,
      }}
    >
      <EntryPlace.Provider value={() => ({ at: props.index + 1, of: props.of })}>
        {props.children}
      </EntryPlace.Provider>
    </div>
  )
}

const shownBy = (rows: Rows, element: Element): RowKey | undefined =>
  rows.shown().find((key) => String(rows.item(key)?.index) === element.getAttribute('data-index'))

/** Staying at the end, and counting what has come since somebody left it. */
function createPinning(props: PinnedScrollProps, rows: Rows, boxOf: () => HTMLElement | null) {
  const [pinned, setPinned] = createSignal(true)
  const [lastSeen, setLastSeen] = createSignal<RowKey | undefined>()
  const fresh = () => {
    if (pinned()) return 0
    const seen = lastSeen()
    const at = seen === undefined ? -1 : props.keys.lastIndexOf(seen)
    return at < 0 ? 0 : props.keys.length - 1 - at
  }
  const pin = (atEnd: boolean) => {
    if (pinned() && !atEnd) setLastSeen(props.keys.at(-1))
    setPinned(atEnd)
  }
  const toEnd = () => {
    const box = boxOf()
    if (box !== null) box.scrollTop = box.scrollHeight
  }
  let top = 0
  let size = ''
  const onScroll = () => {
    const box = boxOf()
    if (box === null) return
    const before = { top, size }
    top = box.scrollTop
    size = `${box.clientWidth} ${box.clientHeight} ${box.scrollHeight}`
    if (box.scrollHeight - top - box.clientHeight <= END_SLACK) return pin(true)
    if (!pinned()) return
    // A turned phone, a resized window and a list that grows scroll by themselves; nobody left the end.
    if (top < before.top && size === before.size) pin(false)
    else toEnd()
  }
  onMount(() => {
    const box = boxOf()
    if (box === null) return
    const keepEnd = new ResizeObserver(() => pinned() && toEnd())
    keepEnd.observe(box)
    onCleanup(() => keepEnd.disconnect())
  })
  // After the rows are drawn, and again when they are measured.
  createEffect(on([rows.total, () => props.keys], () => pinned() && toEnd()))
  createEffect(
    on(
      () => props.own,
      (own) => {
        if (own === undefined) return
        pin(true)
        toEnd()
      },
      { defer: true },
    ),
  )
  return { fresh, pinned, pin, toEnd, onScroll }
}
