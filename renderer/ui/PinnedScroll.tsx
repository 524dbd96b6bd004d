// A scrolling list pinned to its end: new entries come into view while the reader is at the end, and never move the
// line being read. Who has scrolled up sees a pill at the foot that says how many have come since.
import { Show, createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'
import type { JSX } from 'solid-js'
import { Icon } from './Icon.tsx'
import './pinned-scroll.css'

/** This close to the end counts as being at the end, in px. */
const END_SLACK = 24

export interface PinnedScrollProps {
  /** How many entries the list has. */
  readonly count: number
  /** The newest entry of the reader's own making: a new one brings the end into view. */
  readonly own?: string | undefined
  /** Words of the pill. */
  readonly newLabel: (fresh: number) => string
  readonly children: JSX.Element
}

export function PinnedScroll(props: PinnedScrollProps): JSX.Element {
  let box: HTMLDivElement | undefined
  let content: HTMLDivElement | undefined
  const [pinned, setPinned] = createSignal(true)
  const [seen, setSeen] = createSignal(0)
  const fresh = () => (pinned() ? 0 : Math.max(0, props.count - seen()))

  let size = ''
  const isResized = (element: HTMLElement): boolean => {
    const before = size
    size = `${element.clientWidth} ${element.clientHeight}`
    return size !== before
  }
  const toEnd = () => {
    if (box) box.scrollTop = box.scrollHeight
  }
  const onScroll = () => {
    if (!box) return
    // A turned phone or a resized window scrolls by itself; nobody left the end.
    if (isResized(box) && pinned()) return toEnd()
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= END_SLACK
    if (atEnd === pinned()) return
    setSeen(props.count)
    setPinned(atEnd)
  }
  onMount(() => {
    if (!box || !content) return
    const keepEnd = new ResizeObserver(() => {
      if (pinned()) toEnd()
    })
    keepEnd.observe(box)
    keepEnd.observe(content)
    onCleanup(() => keepEnd.disconnect())
    toEnd()
  })
  createEffect(
    on(
      () => props.count,
      () => {
        if (pinned()) queueMicrotask(toEnd)
      },
    ),
  )
  createEffect(
    on(
      () => props.own,
      (own) => {
        if (own === undefined) return
        setPinned(true)
        queueMicrotask(toEnd)
      },
      { defer: true },
    ),
  )
  return (
    <div class="pinned">
      <div
        class="pinned-box"
        ref={(element) => {
          box = element
        }}
        onScroll={onScroll}
      >
        <div
          class="pinned-content"
          ref={(element) => {
            content = element
          }}
        >
          {props.children}
        </div>
      </div>
      <Show when={fresh() > 0}>
        <button
          type="button"
          class="pinned-pill"
          onClick={() => {
            setPinned(true)
            toEnd()
          }}
        >
          <Icon name="arrow-down" size={14} />
          {props.newLabel(fresh())}
        </button>
      </Show>
    </div>
  )
}
