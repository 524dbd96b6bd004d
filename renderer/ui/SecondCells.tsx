// Seconds of a channel as a row of cells, one a second (SecondCells), or as columns whose height is the share of
// unavailable seconds (SecondLane). Pictures with a sentence for a name; the totals stand beside them in numbers.
import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { unavailableShares } from './second-runs.ts'
import type { SecondState } from './second-runs.ts'
import './second-cells.css'

const CELL = 4
const GAP = 1
const HEIGHT = 12

export interface SecondCellsProps {
  /** What the picture shows, in a sentence. */
  readonly label: string
  /** One state a second, oldest first. */
  readonly seconds: readonly SecondState[]
}

export function SecondCells(props: SecondCellsProps): JSX.Element {
  const width = () => Math.max(1, props.seconds.length * (CELL + GAP) - GAP)
  return (
    <svg
      class="seconds"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${width()} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
    >
      <For each={props.seconds}>
        {(state, at) => {
          const x = () => at() * (CELL + GAP)
          return (
            <Show
              when={state !== 'none'}
              fallback={<rect class="second-none" x={x()} y={HEIGHT / 2 - 1} width={CELL} height={1.5} />}
            >
              <rect
                class={state === 'unavailable' ? 'second-unavailable' : 'second-ok'}
                x={x()}
                width={CELL}
                height={HEIGHT}
              />
              <Show when={state === 'partial'}>
                <rect class="second-partial" x={x()} y={HEIGHT / 2} width={CELL} height={HEIGHT / 2} />
              </Show>
            </Show>
          )
        }}
      </For>
    </svg>
  )
}

export interface SecondLaneProps {
  readonly label: string
  readonly seconds: readonly SecondState[]
  /** Seconds in a column, 12 by default. */
  readonly columnSeconds?: number | undefined
}

const LANE_HEIGHT = 18
/** Of a column's width; the rest is the gap that tells it from the next. */
const COLUMN_WIDTH = 2 / 3
/** One unavailable second in a column of hundreds is still seen. */
const LEAST_HEIGHT = 1

export function SecondLane(props: SecondLaneProps): JSX.Element {
  const shares = () => unavailableShares(props.seconds, props.columnSeconds ?? 12)
  const heightOf = (share: number) => (share === 0 ? 0 : Math.max(LEAST_HEIGHT, LANE_HEIGHT * share))
  return (
    <svg
      class="seconds seconds-lane"
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${Math.max(1, shares().length)} ${LANE_HEIGHT}`}
      preserveAspectRatio="none"
      height={LANE_HEIGHT}
    >
      <rect class="second-ok" y={LANE_HEIGHT - 1} width={shares().length} height={1} />
      <For each={shares()}>
        {(share, at) => (
          <rect
            class="second-unavailable"
            x={at()}
            y={LANE_HEIGHT - heightOf(share)}
            width={COLUMN_WIDTH}
            height={heightOf(share)}
          />
        )}
      </For>
    </svg>
  )
}
