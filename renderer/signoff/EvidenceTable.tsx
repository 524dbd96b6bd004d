// Unavailability as it was counted, second by second: one line a channel, and one for either.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Instant } from '../../domain/time.ts'
import { signoffText } from '../text/signoff.ts'
import { cityOf, isSameDay, timeIn, utcText, weekdayIn } from '../text/zones.ts'
import type { EvidenceLine } from './evidence.ts'
import styles from './SignOff.module.css'

export interface EvidenceTableProps {
  readonly lines: readonly EvidenceLine[]
  readonly zone: string
  readonly now: Instant
  /** On phones the totals alone. */
  readonly brief: boolean
}

export function EvidenceTable(props: EvidenceTableProps): JSX.Element {
  const time = (at: Instant | null) => {
    if (at === null) return '–'
    const weekday = isSameDay(props.zone, at, props.now) ? '' : `${weekdayIn(props.zone, at)} `
    return `${weekday}${timeIn(props.zone, at, true)}`
  }
  const head = () => [
    signoffText.columns[0],
    ...(props.brief
      ? []
      : [signoffText.columns[1], signoffText.columns[2]].map((column) => `${column}, ${cityOf(props.zone)}`)),
    signoffText.columns[3],
  ]
  return (
    <table class={styles['table']}>
      <thead>
        <tr>
          <For each={head()}>{(column) => <th scope="col">{column}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.lines}>
          {(line) => (
            <tr>
              <td>{signoffText.channels[line.channel]}</td>
              <Show when={!props.brief}>
                <td title={line.first === null ? undefined : utcText(line.first)}>{time(line.first)}</td>
                <td title={line.last === null ? undefined : utcText(line.last)}>{time(line.last)}</td>
              </Show>
              <td>
                <b>{signoffText.seconds(line.seconds)}</b>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
