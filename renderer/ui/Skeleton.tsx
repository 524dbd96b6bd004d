// The shape of content that is still loading. It appears only after 300 ms, so that what opens from disk never flashes
// grey, and it does not move.
import { For, Show, createSignal, onCleanup, onMount } from 'solid-js'
import type { JSX } from 'solid-js'
import './feedback.css'

const DELAY_MS = 300

export interface SkeletonProps {
  /** Said to screen readers: "Loading". */
  readonly label: string
  /** One bar each; two lines around a tall one by default. */
  readonly bars?: readonly SkeletonBar[] | undefined
}

export interface SkeletonBar {
  /** In percent of the container. */
  readonly width: number
  /** As high as digits. */
  readonly tall?: boolean | undefined
}

const DEFAULT_BARS: readonly SkeletonBar[] = [
  { width: 60 },
  { width: 80, tall: true },
  { width: 90 },
  { width: 50 },
]

export function Skeleton(props: SkeletonProps): JSX.Element {
  const [late, setLate] = createSignal(false)
  onMount(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <div class="skeleton" role="img" aria-label={props.label}>
      <Show when={late()}>
        <For each={props.bars ?? DEFAULT_BARS}>
          {(bar) => (
            <div
              class="skeleton-bar"
              data-tall={bar.tall ? '' : undefined}
              style={{ width: `${bar.width}%` }}
            />
          )}
        </For>
      </Show>
    </div>
  )
}
