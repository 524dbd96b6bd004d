// Which rows of a long list are drawn, and where: TanStack's virtualizer as Solid signals. Its own binding keys rows by
// their index, so that a row added above would redraw all below it; here a row is its key, and keeps its element, its
// focus and what is open in it wherever it moves. Heights are measured; a row that is still to be loaded is not, since
// its first measured height is what keeps the line being read in place.

import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/solid-virtual'
import { type Accessor, createComputed, createEffect, createMemo, createSignal, on } from 'solid-js'
import { onCleanup, onMount, untrack } from 'solid-js'
import { createPainted } from './create-painted.ts'

export type RowKey = string | number

export interface RowsOptions {
  /** The scrolling element; there once the component is mounted. */
  readonly box: () => HTMLElement | null
  /** Every row of the list, each key once. */
  readonly keys: Accessor<readonly RowKey[]>
  /** The height of a row that was not drawn yet, in px. Must not change for a row. */
  readonly estimate: (key: RowKey) => number
  /** Rows that are drawn wherever the reader is: the one with the focus, one with a form open. */
  readonly keep: Accessor<readonly RowKey[]>
}

export interface Rows {
  /** Keys of the rows to draw, in their order. */
  readonly shown: Accessor<readonly RowKey[]>
  readonly item: (key: RowKey) => VirtualItem | undefined
  /** Height of the whole list, in px. */
  readonly total: Accessor<number>
  /** Call it with a drawn row once its content is there. */
  readonly measure: (element: HTMLElement) => void
  readonly toIndex: (index: number, align: 'start' | 'center' | 'auto') => void
}

/** This close to the end counts as being at the end, in px. */
export const END_SLACK = 24
/** Rows drawn beyond either edge. */
const OVERSCAN = 12
/** The same in the first picture of the log, in which they only keep a reader waiting. */
const OVERSCAN_FIRST = 2
/** Before the box is measured, which is after the first rows are drawn: about what a log has of its window. */
const firstHeight = (): number => (typeof innerHeight === 'number' ? innerHeight / 2 : 500)

/** Needs an owner. */
export function createRows(options: RowsOptions): Rows {
  const { keys, estimate, keep, box } = options
  const [changes, changed] = createSignal(undefined, { equals: false })
  const painted = createPainted()
  const settings = (list: readonly RowKey[], kept: readonly number[], overscan: number) => ({
    count: list.length,
    getScrollElement: box,
    getItemKey: (index: number) => list[index] ?? index,
    estimateSize: (index: number) => untrack(() => estimate(list[index] ?? index)),
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
      withKept(defaultRangeExtractor(range), kept),
    overscan,
    anchorTo: 'end' as const,
    scrollEndThreshold: END_SLACK,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    initialRect: { width: 0, height: firstHeight() },
    initialOffset: () => Math.max(0, sum(list, estimate) - firstHeight()),
    onChange: () => changed(),
  })
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(settings(keys(), [], OVERSCAN_FIRST))
  const kept = createMemo(() => keep().map((key) => keys().lastIndexOf(key)), undefined, { equals: sameList })
  createComputed(
    on([keys, kept, painted], ([list, indexes, isPainted]) => {
      virtualizer.setOptions(settings(list, indexes, isPainted ? OVERSCAN : OVERSCAN_FIRST))
      changed()
    }),
  )
  // After the rows have moved: what the virtualizer then writes to the scroll position must find them there.
  createEffect(on(changes, () => virtualizer._willUpdate()))
  onMount(() => onCleanup(virtualizer._didMount()))

  const items = createMemo(() => {
    changes()
    return new Map(virtualizer.getVirtualItems().map((item) => [item.key as RowKey, item]))
  })
  return {
    shown: createMemo(() => [...items().keys()], undefined, { equals: sameList }),
    item: (key) => items().get(key),
    total: createMemo(() => {
      changes()
      return virtualizer.getTotalSize()
    }),
    measure: (element) => {
      virtualizer.measureElement(element)
      onCleanup(() => queueMicrotask(() => virtualizer.measureElement(null)))
    },
    toIndex: (index, align) => virtualizer.scrollToIndex(index, { align }),
  }
}

function withKept(range: readonly number[], kept: readonly number[]): number[] {
  const more = kept.filter((index) => index >= 0 && !range.includes(index))
  return more.length === 0 ? [...range] : [...range, ...more].toSorted((a, b) => a - b)
}

const sum = (list: readonly RowKey[], height: (key: RowKey) => number): number =>
  list.reduce<number>((total, key) => total + height(key), 0)

const sameList = <Value>(a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index])
